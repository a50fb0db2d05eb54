"""Measures: planned, measured, reported, validated; what they propose; who sees what."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.commitments.clusters import actions as groups
from jatigi.coordination.commitments.models import Cluster, Commitment
from jatigi.coordination.measures import actions
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting import lists, rhythm, shown
from jatigi.coordination.measures.reporting.files import actions as files
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
)
from jatigi.coordination.measures.reporting.rules import SCHEDULE
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Role, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests.cast import Cast, Member, member
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
everything = service_access(
    "test",
    [
        "coordination.ReportDue",
        "coordination.Commitment",
        "coordination.ProgressReport",
        "agencies.Notification",
    ],
)


def planned(standing: Standing, **changes: Any) -> Measure:
    """What the Croix-Rouge will do about the recommendation that is addressed to it."""
    values: dict[str, Any] = {"title": "Former les agents", "commitments": [standing.commitment.pk]} | changes
    return actions.plan(standing.cast.kadi(), **values)


def measured(standing: Standing, measure: Measure, **changes: Any) -> MeasureIndicator:
    today = clock.today()
    values: dict[str, Any] = {
        "title": "Agents formés", "unit": "personnes", "baseline": Decimal(4), "baseline_on": date(2026, 1, 1),
        "target": Decimal("40.5"), "every_months": 3, "first_due_on": today + timedelta(days=10),
    } | changes  # fmt: skip
    return reports.add_indicator(standing.cast.kadi(), measure, **values)


def dues(indicator: MeasureIndicator) -> list[ReportDue]:
    return list(ReportDue.objects.visible_to(everything).filter(indicator=indicator).order_by("due_on"))


def told(who: Member, kind: str) -> int:
    rows = Notification.objects.visible_to(everything)
    return rows.filter(account=who.account, kind=kind).count()


def test_what_is_done_proposes_the_state_of_each_commitment_and_the_secretariat_decides(
    standing: Standing,
) -> None:
    cast, secretary = standing.cast, standing.secretary
    with pytest.raises(Invalid):
        planned(standing, commitments=[])
    with pytest.raises(Invalid):  # a stranger does not know of what was said behind closed doors
        actions.plan(cast.drissa(), title="Autre", commitments=[standing.secret.pk])
    with pytest.raises(Invalid):  # only the secretariat entrusts others
        planned(standing, responsible=cast.loin.pk)
    with pytest.raises(Refused):
        actions.plan(cast.awa(), title="Autre", commitments=[standing.commitment.pk])
    first = planned(
        standing, commitments=[standing.commitment.pk, standing.overdue.pk], supporters=[cast.gao.pk]
    )
    second = actions.plan(
        secretary(), title="Doter le poste", commitments=[standing.commitment.pk], responsible=cast.loin.pk
    )
    assert second.organisation_id == cast.loin.pk
    assert told(cast.drissa, "measure.entrusted") == 1
    assert proposed(standing) == "plan"
    actions.begin(cast.kadi(), first)
    assert proposed(standing) == "begin"
    browser = signed_in(secretary.account)
    page = browser.get(reverse("coordination:proposed_states")).text
    assert standing.commitment.reference in page
    assert "en cours" in page
    browser.post(reverse("coordination:proposed_decide", args=[standing.commitment.pk]), {"decision": "take"})
    assert state(standing) == "under_way"
    assert proposed(standing) == ""
    with pytest.raises(Refused):
        actions.finish(cast.fanta(), first)  # a supporter does not say that it is done
    actions.finish(cast.kadi(), first)
    assert proposed(standing) == "keep_partly"
    actions.reopen(cast.kadi(), first)
    assert proposed(standing) == ""  # it stands already as its measures say
    actions.finish(cast.kadi(), first)
    actions.abandon(secretary(), second, why="Le poste n’est pas financé.")
    assert proposed(standing) == "keep"  # what was abandoned counts for nothing
    browser.post(
        reverse("coordination:proposed_decide", args=[standing.commitment.pk]), {"decision": "leave"}
    )
    assert (state(standing), proposed(standing)) == ("under_way", "")
    with pytest.raises(Conflict):
        actions.begin(cast.kadi(), first)


def proposed(standing: Standing) -> str:
    return Commitment.objects.visible_to(everything).get(pk=standing.commitment.pk).proposed


def state(standing: Standing) -> str:
    return Commitment.objects.visible_to(everything).get(pk=standing.commitment.pk).state


def test_a_rhythm_that_begins_on_a_31st_falls_on_the_last_day_of_shorter_months() -> None:
    found = rhythm.days(date(2026, 1, 31), 1, date(2026, 5, 31), date(2026, 1, 1))
    assert found == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    ]
    assert rhythm.days(date(2026, 3, 1), 0, None, date(2026, 1, 1)) == [date(2026, 3, 1)]


def test_due_dates_follow_the_rhythm_are_written_once_and_only_those_to_come_change(
    standing: Standing,
) -> None:
    measure = planned(standing)
    indicator = measured(standing, measure)
    first = dues(indicator)
    assert len(first) == 5  # as far as 400 days from today
    schedule.run_now(SCHEDULE)
    schedule.run_now(SCHEDULE)
    assert [due.pk for due in dues(indicator)] == [due.pk for due in first]
    begun = reports.draft(standing.cast.kadi(), indicator, text="En route.", due=first[1].pk)
    with clock.travel(clock.now() + timedelta(days=30)):
        reports.change_indicator(
            standing.cast.kadi(), indicator, title="Agents formés", every_months=6,
            first_due_on=clock.today() + timedelta(days=5),
        )  # fmt: skip
        after = dues(indicator)
        assert after[0].pk == first[0].pk  # overdue meanwhile: it stays
        assert first[1].pk in {due.pk for due in after}  # somebody has begun a report for it
        assert len(after) == 2 + 3
        assert [one.measure.pk for one in lists.lines(standing.cast.drissa(), overdue(standing))] == [
            measure.pk
        ]
        actions.abandon(standing.cast.kadi(), measure, why="Plus de fonds.")
        assert overdue(standing) == []
    reports.discard(standing.cast.kadi(), begun)


def overdue(standing: Standing) -> list[ReportDue]:
    """As a stranger sees them: overdue is visible to all members."""
    return lists.due(standing.cast.drissa(), own=False).rows


def test_a_report_is_validated_by_somebody_else_then_accepted_and_is_frozen_from_then_on(
    standing: Standing,
) -> None:
    cast = standing.cast
    measure = planned(standing)
    indicator = measured(standing, measure)
    due = dues(indicator)[0]
    proof = [{"title": "Liste de présence", "url": "https://example.org/liste.pdf", "dated_on": "2026-11-02"}]
    with pytest.raises(Invalid):
        reports.draft(cast.kadi(), indicator, text="Fait", evidence=[{"url": "javascript:alert(1)"}])
    report = reports.draft(
        cast.kadi(), indicator, text="Deux sessions.", due=due.pk, value=Decimal(12), evidence=proof
    )
    with pytest.raises(Invalid):  # a page for a browser is no document
        files.attach(cast.kadi(), report, title="", name="a.html", content=b"<script>alert(1)</script>")
    kept = files.attach(cast.kadi(), report, title="Photos", name="../photos.pdf", content=b"%PDF-1.7 x")
    for other in (standing.secretary, cast.drissa):
        assert not ProgressReport.objects.visible_to(other()).exists()
    with pytest.raises(Conflict):
        reports.validate(cast.lassana(), report)
    reports.send(cast.kadi(), report)
    assert told(cast.lassana, "report.sent") == 1
    with pytest.raises(Refused):
        reports.validate(cast.kadi(), report)
    with pytest.raises(Conflict):
        reports.change(cast.kadi(), report, text="Trois sessions.")
    returned = reports.give_back(cast.lassana(), report, said="Combien de femmes ?")
    assert dues(indicator)[0].answered_at is None
    assert told(cast.kadi, "report.returned") == 1
    reports.change(
        cast.kadi(), returned, text="Deux sessions, sept femmes.", value=Decimal(12), evidence=proof
    )
    reports.send(cast.kadi(), report)
    reports.validate(cast.lassana(), report)
    assert dues(indicator)[0].answered_at is not None
    with pytest.raises(Conflict):
        reports.draft(cast.kadi(), indicator, text="Encore", due=due.pk)
    with pytest.raises(Refused):
        reports.accept(cast.lassana(), report)
    reports.send_back(standing.secretary(), report, said="Le lien ne s’ouvre pas.")
    frozen = ProgressReport.objects.visible_to(everything).get(pk=report.pk)
    assert frozen.text == "Deux sessions, sept femmes."
    again = reports.correct(cast.kadi(), report)
    reports.change(cast.kadi(), again, text=again.text, value=Decimal(14), evidence=proof)
    reports.send(cast.kadi(), again)
    reports.validate(cast.lassana(), again)
    reports.accept(standing.secretary(), again)
    card = shown.indicators(cast.drissa(), measure)[0]
    assert [value for _label, value in card.figures] == [4, 14, 40.5]
    page = signed_in(cast.drissa.account).get(reverse("coordination:measure", args=[measure.pk])).text
    assert "<svg" in page
    assert "Agents formés" in page
    shown_report = signed_in(cast.drissa.account).get(reverse("coordination:progress", args=[again.pk])).text
    assert "Liste de présence" in shown_report
    assert "Kadi" not in shown_report  # who wrote it is for the organisation itself
    with pytest.raises(NotFound):
        reports.send(cast.drissa(), report)
    with pytest.raises(Conflict):
        files.detach(cast.kadi(), report, evidence=kept.pk)
    copied = ReportEvidence.objects.visible_to(cast.drissa()).get(report=again, content__isnull=False)
    saved = signed_in(cast.drissa.account).get(reverse("coordination:progress_file", args=[copied.pk]))
    assert (saved.content, saved["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert 'attachment; filename="photos.pdf"' in saved["Content-Disposition"]


def test_who_alone_can_validate_validates_their_own_report_and_everybody_reads_so(standing: Standing) -> None:
    cast = standing.cast
    measure = planned(standing)
    indicator = measured(standing, measure)
    sent = [
        reports.send(cast.lassana(), reports.draft(cast.lassana(), indicator, text="Fait.")) for _ in "ab"
    ]
    page = signed_in(cast.lassana.account)
    shown_report = page.get(reverse("coordination:progress", args=[sent[0].pk])).text
    assert "la seule personne à répondre de votre organisation" in shown_report
    assert {one.pk for one in lists.to_validate(cast.lassana())} == {one.pk for one in sent}
    page.post(reverse("coordination:progress_step", args=[sent[0].pk, "validate"]))
    words = Notification.objects.visible_to(everything).get(
        account=standing.secretary.account, kind="report.validated"
    )
    assert "son auteur" in str(words.text)
    for who in (cast.drissa, standing.secretary):  # a reader, and who decides after that
        read = signed_in(who.account).get(reverse("coordination:progress", args=[sent[0].pk])).text
        assert "Validé par son auteur" in read
    assert reports.accept(standing.secretary(), sent[0]).by_author
    member(cast.croix, "oumou", Role.COORDINATOR)  # from now on there are two
    with pytest.raises(Refused):
        reports.validate(cast.lassana(), sent[1])
    assert not lists.to_validate(cast.lassana()).exists()


def test_whoever_reports_is_reminded_once_before_and_once_it_is_late_with_the_secretariat(
    standing: Standing,
) -> None:
    indicator = measured(standing, planned(standing))
    schedule.run_now(SCHEDULE)
    schedule.run_now(SCHEDULE)
    assert told(standing.cast.kadi, "report.due") == 1
    assert told(standing.secretary, "report.due") == 0
    with clock.travel(clock.now() + timedelta(days=12)):
        schedule.run_now(SCHEDULE)
        schedule.run_now(SCHEDULE)
    assert told(standing.cast.kadi, "report.due") == 2
    assert told(standing.secretary, "report.due") == 1
    reports.change_indicator(
        standing.cast.kadi(), indicator, title="Agents formés", every_months=1,
        first_due_on=clock.today() + timedelta(days=40), assigned=standing.cast.lassana.account.pk,
    )  # fmt: skip
    assert told(standing.cast.lassana, "report.due") == 2


def test_measures_are_listed_in_few_queries(
    standing: Standing, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    late = clock.today() - timedelta(days=1)
    for number in range(12):
        measured(
            standing, planned(standing, title=f"Mesure {number}", due_on=late, supporters=[cast.loin.pk])
        )
    coordinator = member(cast.loin, "amadou", Role.COORDINATOR)
    browser = signed_in(coordinator.account)
    browser.get(reverse("coordination:measures"))
    for query in ("", "?whose=mine", "?whose=overdue", f"?commitment={standing.commitment.pk}"):
        with django_assert_max_num_queries(30):
            page = browser.get(reverse("coordination:measures") + query).text
        assert page.count("Mesure ") >= 12, query
    assert len(mail.outbox) == 0


def test_what_answers_a_closed_commitment_is_known_to_who_may_know_of_it(cast: Cast) -> None:
    """Neither the measure, nor how it is measured and when it is reported, nor the group tells a stranger of it."""
    standing = Standing(cast)
    measure = actions.plan(standing.secretary(), title="Visiter en secret", commitments=[standing.secret.pk])
    reports.add_indicator(
        standing.secretary(), measure, title="Visites", every_months=6,
        first_due_on=clock.today() + timedelta(days=9),
    )  # fmt: skip
    another = standing.record(text="Compter les filières.", event=standing.closed_event.pk)
    groups.confirm(
        standing.secretary(), commitments=[standing.secret.pk, another.pk], title="Filières à huis clos"
    )
    told = {
        who: [
            model.objects.visible_to(who()).count()
            for model in (Measure, MeasureIndicator, ReportDue, Cluster)
        ]
        for who in (standing.secretary, cast.kadi, cast.drissa)
    }
    assert list(told.values()) == [[1, 1, 3, 1], [1, 1, 3, 1], [0, 0, 0, 0]]
