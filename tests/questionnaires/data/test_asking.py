"""A file of answers is asked for with a reason, made behind the scenes, taken once; restricted ones need a second person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from jatigi.agencies import actions as agencies
from jatigi.agencies.middleware import STEPPED_UP
from jatigi.agencies.models import Membership, Notification
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, StepUpNeeded
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.questionnaires.data import actions, exporting, tasks
from jatigi.questionnaires.data.rules import MAKING
from jatigi.questionnaires.models import Export, ExportPart, FormVersion
from tests.cast import Cast, Member, member
from tests.questionnaires.conftest import stepped_up
from tests.questionnaires.data.conftest import SOURCE, Visit, publish
from tests.sign_in import signed_in

everything = service_access("test", ["questionnaires.Export", "questionnaires.ExportPart"])

ASKED: dict[str, Any] = {
    "form": "visit", "why": "report", "reason": "Rapport du mois au cluster", "kind": "xlsx",
    "options": {"language": "fr", "labels": True},
}  # fmt: skip


def asking(who: Member) -> Access:
    return stepped_up(who).for_purpose(Purpose.STATISTICS)


def ask(who: Member, **changes: Any) -> Export:
    return actions.request(asking(who), **{**ASKED, **changes})


def parts(export: Export) -> int:
    return ExportPart.objects.visible_to(everything).filter(export=export).count()


def now(export: Export) -> Export:
    return Export.objects.visible_to(everything).get(pk=export.pk)


def make(export: Export) -> None:
    tasks.make.func(str(export.pk))


@pytest.fixture
def secret(cast: Cast, version: FormVersion) -> FormVersion:
    """The same form, restricted."""
    return publish(SOURCE.replace("| visit | Visite |", "| secret | Secret |"), restricted=True)


def test_an_ordinary_form_is_made_and_taken_once(visit: Visit, officer: Member) -> None:
    visit(people="3")
    export = ask(officer)
    assert (export.state, parts(export)) == ("making", 0)
    make(export)
    assert (now(export).state, now(export).answers, parts(export)) == ("ready", 1, 1)
    taken = actions.take(asking(officer), export)
    assert taken.content.startswith(b"PK")  # type: ignore[attr-defined]
    assert (now(export).state, parts(export)) == ("taken", 0)
    with pytest.raises(Conflict):
        actions.take(asking(officer), export)


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_was_asked_for() -> None:
    cast = Cast()
    publish(SOURCE)
    export = ask(cast.fanta)
    call_command("db_worker", batch=True, interval=0, verbosity=0)
    assert now(export).state == "ready"


def test_the_journal_says_what_left_and_never_what_it_says(visit: Visit, officer: Member) -> None:
    visit(remark="kanari-words")
    export = ask(officer, reason="kanari-reason pour le rapport")
    make(export)
    actions.take(asking(officer), export)
    [event] = JournalEntry.objects.filter(action="export.take")
    assert (event.object_id, event.purpose) == (str(export.pk), "statistics")
    details = JournalDetail.objects.get(seq=event.seq).details
    assert details == {"form": "visit", "why": "report", "answers": 1, "personal": False}
    assert "kanari" not in str(list(JournalDetail.objects.values_list("details", flat=True)))
    assert now(export).reason == "kanari-reason pour le rapport"


def test_a_restricted_form_waits_for_a_second_person(
    cast: Cast, secret: FormVersion, officer: Member
) -> None:
    export = ask(officer, form="secret")
    assert export.state == "waiting"
    make(export)
    assert parts(export) == 0
    told = Notification.objects.visible_to(cast.fanta()).get(kind="export.waiting")
    with translation.override("fr"):
        assert str(told.text) == "Un export de réponses attend une deuxième personne."
    with pytest.raises(Refused):
        actions.approve(asking(officer), export)
    with pytest.raises(NotFound):
        actions.approve(asking(cast.lassana), export)
    with pytest.raises(StepUpNeeded):
        actions.approve(cast.fanta(), export)
    actions.approve(asking(cast.fanta), export)
    make(export)
    assert now(export).state == "ready"
    with pytest.raises(Refused):
        actions.take(asking(cast.fanta), export)
    assert actions.take(asking(officer), export).decided_by_id == cast.fanta.account.pk


def test_what_is_refused_is_never_made(cast: Cast, secret: FormVersion, officer: Member) -> None:
    export = ask(officer, form="secret")
    actions.refuse(asking(cast.fanta), export)
    make(export)
    assert (now(export).state, parts(export)) == ("refused", 0)
    with pytest.raises(Conflict):
        actions.approve(asking(cast.fanta), export)


def test_after_a_day_requests_and_files_end(
    cast: Cast, secret: FormVersion, officer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, ready = ask(officer, form="secret"), ask(officer)
    make(ready)
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Conflict):
        actions.approve(replace(asking(cast.fanta), stepped_up_at=later), waiting)
    with pytest.raises(Conflict):
        actions.take(replace(asking(officer), stepped_up_at=later), ready)
    schedule.run_now("questionnaires.exports")
    assert {now(one).state for one in (waiting, ready)} == {"ended"}
    assert parts(ready) == 0


def test_only_a_supervisor_asks_for_identities(cast: Cast, version: FormVersion, officer: Member) -> None:
    options = {**ASKED["options"], "personal": True}
    with pytest.raises(Refused):
        ask(officer, options=options)
    assert ask(cast.fanta, options=options).options["personal"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"why": "curiosity"},
        {"kind": "pdf"},
        {"reason": "  "},
        {"reason": "court"},
        {"options": {"language": "ar"}},
    ],
)
def test_a_request_says_why_and_how(cast: Cast, version: FormVersion, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        ask(cast.fanta, **changes)


def test_whoever_left_the_house_gets_no_file(cast: Cast, version: FormVersion) -> None:
    leaving = member(cast.gao, "partante", Role.SUPERVISOR)
    export = ask(leaving)
    house = service_access("test", ["agencies.Membership"])
    membership = Membership.objects.visible_to(house).get(account=leaving.account)
    agencies.suspend_member(stepped_up(cast.boubacar), membership)
    make(export)
    assert (now(export).state, parts(export)) == ("failed", 0)


def test_a_file_whose_worker_died_does_not_stay_in_the_making(
    cast: Cast, visit: Visit, secret: FormVersion, officer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(people="3")
    left, decided = ask(officer), ask(officer, form="secret")
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=50))
    actions.approve(replace(asking(cast.fanta), stepped_up_at=clock.now()), decided)
    schedule.run_now("questionnaires.exports")
    assert (now(left).state, now(decided).state) == ("making", "making")
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=61))
    schedule.run_now("questionnaires.exports")
    assert (now(left).state, now(decided).state) == ("failed", "making")
    with translation.override("fr"):
        told = [
            str(one.text) for one in Notification.objects.visible_to(officer()).filter(kind="export.state")
        ]
    assert "L’export que vous avez demandé n’a pas pu être fait. Vous pouvez le demander de nouveau." in told
    make(left)
    assert (now(left).state, parts(left)) == ("failed", 0)
    monkeypatch.setattr(clock, "now", lambda: begun)
    again = ask(officer)
    make(again)
    assert now(again).state == "ready"


def test_a_file_that_cannot_be_made_says_so_at_once(
    visit: Visit, officer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(people="3")
    export = ask(officer)

    def broken(*_given: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(exporting, "as_bytes", broken)
    with pytest.raises(MemoryError):
        make(export)
    assert (now(export).state, parts(export)) == ("failed", 0)


# Pages


def browser(who: Member) -> Client:
    client = signed_in(who.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    return client


FORM = {
    "why": "report", "reason": "Rapport du mois au cluster", "kind": "xlsx", "language": "fr", "words": "labels",
    "several": "joined",
}  # fmt: skip


def test_a_file_is_asked_for_and_downloaded_in_the_browser(visit: Visit, officer: Member) -> None:
    visit(people="3")
    client = browser(officer)
    assert "Demander le fichier" in client.get("/forms/visit/data/").content.decode()
    answer = client.post("/forms/visit/data/", FORM)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Rapport du mois au cluster" in page
    assert "<progress" in page
    export = Export.objects.visible_to(everything).get()
    make(export)
    assert "Télécharger le fichier" in client.get(answer["Location"]).content.decode()
    file = client.post(f"/exports/{export.pk}/file")
    assert file["Content-Disposition"].startswith('attachment; filename="visit-')
    assert file["Cache-Control"] == "no-store"
    assert file.content.startswith(b"PK")
    assert client.post(f"/exports/{export.pk}/file").status_code == 409


def test_a_data_officer_is_not_offered_identities(version: FormVersion, officer: Member, cast: Cast) -> None:
    assert 'name="personal"' not in browser(officer).get("/forms/visit/data/").content.decode()
    assert 'name="personal"' in browser(cast.fanta).get("/forms/visit/data/").content.decode()


def test_what_failed_is_asked_for_again_with_what_was_said(visit: Visit, officer: Member) -> None:
    export = ask(officer, kind="csv", options={"language": "en", "labels": False, "split": True})
    actions.fail(MAKING, export)
    client = browser(officer)
    page = client.get(f"/exports/{export.pk}/").content.decode()
    assert "Le fichier n’a pas pu être fait" in page
    assert f"/forms/visit/data/?again={export.pk}" in page
    form = client.get(f"/forms/visit/data/?again={export.pk}").content.decode()
    for chosen in ("report", "csv", "en", "codes", "split"):
        assert f'value="{chosen}" selected' in form
    assert "Rapport du mois au cluster" in form


def test_nobody_begins_with_what_a_colleague_asked_for(cast: Cast, visit: Visit, officer: Member) -> None:
    export = ask(officer)
    answer = browser(cast.fanta).get(f"/forms/visit/data/?again={export.pk}")
    assert "Rapport du mois au cluster" not in answer.content.decode()
    assert browser(officer).get("/forms/visit/data/?again=x").status_code == 200


def test_who_decides_reads_what_the_file_will_hold(cast: Cast, secret: FormVersion, officer: Member) -> None:
    export = ask(officer, form="secret", options={"language": "en", "labels": False})
    page = browser(cast.fanta).get(f"/exports/{export.pk}/").content.decode()
    assert "Tableur (.xlsx) · anglais · Noms et codes du formulaire" in page
    assert "sans ce qui peut dire de qui il s’agit" in page


def test_a_form_without_reason_is_shown_again(version: FormVersion, officer: Member) -> None:
    answer = browser(officer).post("/forms/visit/data/", {**FORM, "reason": ""})
    assert answer.status_code == 422
    assert not Export.objects.visible_to(everything).exists()


def test_a_second_person_decides_on_the_page(cast: Cast, secret: FormVersion, officer: Member) -> None:
    export = ask(officer, form="secret")
    assert "Approuver" not in browser(officer).get(f"/exports/{export.pk}/").content.decode()
    client = browser(cast.fanta)
    assert "Approuver" in client.get(f"/exports/{export.pk}/").content.decode()
    assert client.post(f"/exports/{export.pk}/approve/").status_code == 302
    assert now(export).state == "making"
    assert client.post(f"/exports/{export.pk}/other/").status_code == 404


def test_colleagues_without_this_work_find_nothing(cast: Cast, version: FormVersion, officer: Member) -> None:
    export = ask(officer)
    for who in (cast.moussa, cast.awa):
        assert browser(who).get("/forms/visit/data/").status_code == 403
        assert browser(who).get(f"/exports/{export.pk}/").status_code == 403
    assert browser(cast.lassana).get(f"/exports/{export.pk}/").status_code == 404
