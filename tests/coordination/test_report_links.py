"""An organisation reports through a one-time link, without an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures import actions
from jatigi.coordination.measures.links import actions as links
from jatigi.coordination.measures.links import mailing
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting.models import ProgressReport, ReportDue, ReportEvidence
from jatigi.coordination.measures.reporting.rules import SCHEDULE
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import service_access
from jatigi.kernel.errors import Conflict, Refused
from jatigi.kernel.models import JournalEntry
from tests.cast import organisation
from tests.coordination.standing import PASSAGE, Standing
from tests.coordination.test_calendars_and_documents import photograph
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
everything = service_access(
    "test",
    [
        "coordination.ReportDue",
        "coordination.ProgressReport",
        "coordination.ReportEvidence",
        "coordination.ReportLink",
        "agencies.Notification",
    ],
)
SAID = {"who": "Bintou Diarra", "text": "Le guichet est ouvert.", "value": "3", "evidence_0_title": "Photo du guichet",
        "evidence_0_url": "https://example.org/guichet", "evidence_0_dated_on": ""}  # fmt: skip


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def due(standing: Standing) -> ReportDue:
    """A report is due from an association where nobody works here; the measure answers a second, closed commitment."""
    house = organisation("ASSO", "association")
    answered = [standing.commitment.pk, standing.secret.pk]
    measure = actions.plan(
        standing.secretary(), title="Ouvrir un guichet", commitments=answered, responsible=house.pk
    )
    indicator = reports.add_indicator(
        standing.secretary(),
        measure,
        title="Guichets",
        every_months=6,
        first_due_on=clock.today() + timedelta(days=5),
    )
    return ReportDue.objects.visible_to(everything).filter(indicator=indicator).order_by("due_on")[0]


def invited(standing: Standing, due: ReportDue) -> str:
    """The token, as the secretariat mails it from the page."""
    page = signed_in(standing.secretary.account).post(
        reverse("coordination:report_link", args=[due.pk]), {"to": "asso@example.org"}
    )
    found = re.search(r'value="[^"]*/rapport/#([^"]+)"', page.text)
    assert found, page.text[:3000]
    return found[1]


def test_a_report_through_a_link_is_written_once_and_shows_nothing_else(
    standing: Standing, due: ReportDue, settings: Any
) -> None:
    settings.EMAIL_HOST = "localhost"
    token = invited(standing, due)
    body = mail.outbox[-1].body
    assert token in body
    assert mail.outbox[-1].to == ["asso@example.org"]
    assert "Ouvrir un guichet" in body
    assert PASSAGE not in body
    guest, start = Client(), reverse("coordination:report_by_link")
    opened = guest.post(start, {"token": token}).text
    assert PASSAGE in opened
    assert standing.secret.text not in opened  # said behind closed doors, and not addressed to them
    assert guest.post(start, {"token": token, **SAID, "who": ""}).status_code == 422
    for refused in ([file("programme.pdf", b"MZ\x90\x00")], [file(f"{n}.txt", b"vu") for n in range(4)]):
        again = guest.post(start, {"token": token, **SAID, "file": refused})
        assert (again.status_code, list(again.context["form"].errors)) == (422, ["file"])
    assert not ProgressReport.objects.visible_to(everything).exists()
    sent = {"token": token, "action_id": "155ea892-5587-4a5b-88b6-614e51d876b2", **SAID}
    for _time in range(2):  # the answer was lost on the way: sent again, one effect
        papers = [file("guichet.jpg", photograph()), file("../liste.txt", b"Trois guichets.")]
        assert "bien arrivé" in guest.post(start, {**sent, "file": papers}).text
    assert guest.post(start, {"token": token}).status_code == 404
    assert guest.post(start, {**sent, "action_id": "", "text": "Autre chose."}).status_code == 404
    report = ProgressReport.objects.visible_to(everything).get()
    assert (report.state, report.channel, report.written_name) == ("sent", "link", "Bintou Diarra")
    assert (report.organisation_id, report.due_id) == (due.organisation_id, due.pk)
    kept = {
        one.name: one for one in ReportEvidence.objects.visible_to(everything).filter(content__isnull=False)
    }
    assert set(kept) == {"guichet.jpg", "liste.txt"}
    assert b"Exif" not in bytes(kept["guichet.jpg"].content or b"")
    link = ReportLink.objects.visible_to(everything).get()
    journalled = JournalEntry.objects.filter(actor=f"guest:{link.pk}", outcome="done")
    assert [entry.action for entry in journalled] == ["report_link.report"]
    told = Notification.objects.visible_to(everything).filter(
        account=standing.secretary.account, kind="report.sent"
    )
    assert told.count() == 1
    reports.accept(standing.secretary(), report)  # nobody of the association could validate it
    assert ProgressReport.objects.visible_to(standing.cast.drissa()).get().state == "accepted"


def test_a_link_that_is_old_withdrawn_replaced_or_unknown_opens_nothing(
    standing: Standing, due: ReportDue
) -> None:
    first = invited(standing, due)
    second = invited(standing, due)
    guest, start = Client(), reverse("coordination:report_by_link")

    def status(token: str) -> int:
        return guest.post(start, {"token": token}).status_code

    assert (status(first), status(second), status("inconnu"), status("")) == (404, 200, 404, 404)
    live = ReportLink.objects.visible_to(everything).get(withdrawn_at=None)
    assert (live.opened_at is not None, live.to) == (True, "asso@example.org")
    with clock.travel(clock.now() + timedelta(days=60)):
        assert status(second) == 404
    with pytest.raises(Refused):
        links.make(standing.cast.drissa(), due, to="x@example.org")
    links.withdraw(standing.secretary(), live)
    assert status(second) == 404
    assert guest.get(start).status_code == 200
    assert Commitment.objects.visible_to(service_access("test", [])).count() == 0


def test_what_comes_by_a_link_is_validated_by_the_organisation_where_it_has_accounts(
    standing: Standing,
) -> None:
    cast = standing.cast
    measure = actions.plan(cast.kadi(), title="Former", commitments=[standing.commitment.pk])
    indicator = reports.add_indicator(
        cast.kadi(), measure, title="Agents", first_due_on=clock.today() + timedelta(days=5)
    )
    due = ReportDue.objects.visible_to(everything).get(indicator=indicator)
    link = links.make(cast.kadi(), due, to="antenne@example.org")
    Client().post(reverse("coordination:report_by_link"), {"token": link.token, **SAID})  # type: ignore[attr-defined]
    report = ProgressReport.objects.visible_to(everything).get()
    with pytest.raises(Conflict):
        reports.accept(standing.secretary(), report)
    reports.accept(standing.secretary(), reports.validate(cast.lassana(), report))
    with pytest.raises(Conflict):
        links.make(cast.kadi(), due, to="antenne@example.org")


def test_a_reminder_goes_to_the_address_of_a_live_link_without_the_link(
    standing: Standing, due: ReportDue, settings: Any
) -> None:
    token = invited(standing, due)
    settings.EMAIL_HOST = "localhost"
    schedule.run_now(SCHEDULE)
    assert [message.to for message in mail.outbox if "rapport" in message.subject.lower()] == [
        ["asso@example.org"]
    ]
    assert token not in mail.outbox[-1].body
    link = ReportLink.objects.visible_to(everything).get()
    links.withdraw(standing.secretary(), link)
    assert not mailing.remind(due.pk)
