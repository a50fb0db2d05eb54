"""After an erasure the database says nothing of a person but that a code existed, and who ended it when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse

from jatigi.cases import actions as cases
from jatigi.cases.checks import Finding
from jatigi.cases.models import Case, Plan
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.models import JournalEntry
from jatigi.people import actions as people
from jatigi.people.models import Person
from jatigi.places.models import Site
from jatigi.protection.models import LawfulBasis
from jatigi.questionnaires import actions as forms
from jatigi.questionnaires import shipped
from jatigi.referrals import actions
from jatigi.referrals.models import Referral, ReferralEvent
from jatigi.statistics.report import Month, report
from tests.cast import Cast, Member
from tests.people.conftest import house
from tests.questionnaires.conftest import filled, new_instance
from tests.referrals.conftest import Send
from tests.sign_in import signed_in

everything = service_access(
    "test", ["cases.Case", "cases.Plan", "referrals.Referral", "referrals.ReferralEvent"]
)

JOURNAL = {"kernel.JournalEntry"}
"""Who did what when is kept for good: names of actions and fields, and codes of reasons. `docs/threat-model.md`."""


@pytest.fixture
def told(
    cast: Cast, person: Person, health: Service, agreed: LawfulBasis, sent: Send
) -> tuple[Case, Referral]:
    """A case in which every table says something, and a referral that went its whole way."""
    moussa = cast.moussa()
    shipped.publish_all()
    screened(cast.moussa, person)
    site = house(cast, cast.gao, "Maison de Gao")
    case = cases.open_case(
        moussa, person=person.pk, urgency="immediate", tracks=["uasc"], site=site.pk,
        case_worker=cast.moussa.account.pk, why="à l'abri",
    )  # fmt: skip
    cases.assess(moussa, case, findings=[Finding("mhpss", "severe", "dort mal")])
    cases.hand_off_to_asylum(moussa, case, state="flagged")
    first = cases.write_note(moussa, case, text="la première")
    cases.write_note(moussa, case, text="la suite", follows=first.pk)
    cases.give_service(moussa, case, need="legal", quantity=3)
    cases.set_urgency(moussa, case, urgency="high", why="moins grave")
    lines = [ActionDraft(text="Accompagner", need="health")]
    plan = Plan.objects.visible_to(everything).get(case=case)
    plans.save_plan(
        moussa, plan, goals=[GoalDraft(area="health", text="Guérir", actions=lines)], agreed_with_person=True
    )
    plans.submit_plan(moussa, plan)
    referral = sent(case=case.pk, person=None)
    actions.accept(cast.kadi(), referral, note="venez demain")
    actions.complete(cast.kadi(), referral, outcome="need_met")
    return case, referral


def screened(who: Member, person: Person) -> None:
    """Answers, and their correction."""
    first = new_instance()
    for xml in (filled(danger_now="yes", instance=first), filled(danger_now="yes", corrects=first)):
        forms.submit(who(), form="screening", subject=person.pk, xml=xml)


@pytest.fixture
def ending(cast: Cast) -> Access:
    return replace(cast.fanta(), stepped_up_at=clock.now())


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, past the doors."""
    for model in apps.get_models():
        everyone: QuerySet[Model] = QuerySet(model)
        names = [field.attname for field in model._meta.concrete_fields]
        for values in everyone.values_list(*names):
            yield model._meta.label, dict(zip(names, values, strict=True))


def said(*about: object) -> dict[str, list[dict[str, Any]]]:
    """What rows with any of these ids or codes say besides ids, moments, and how often they were written."""
    wanted = [str(each) for each in about]
    found: dict[str, list[dict[str, Any]]] = {}
    for label, row in rows():
        if label not in JOURNAL and any(each in str(value) for value in row.values() for each in wanted):
            found.setdefault(label, []).append(
                {name: value for name, value in row.items() if _says(name, value)}
            )
    return found


def _says(name: str, value: object) -> bool:
    if value in (None, "", [], {}) or isinstance(value, UUID | datetime | date | bytes):
        return False
    return name not in ("version", "seq")


def test_what_is_left_of_a_person_says_nothing_about_them(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access
) -> None:
    case, _referral = told
    before = said(person.pk, person.key_id, case.pk, person.code, case.code)
    assert {"cases.AreaAssessment", "questionnaires.Answer", "referrals.Referral"} <= set(before)
    agreements = [row["id"] for label, row in rows() if label == "protection.LawfulBasis"]
    people.erase(ending, person, reason="asked")
    left = said(person.pk, person.key_id, case.pk, person.code, case.code, *agreements)
    assert left.pop("kernel.Tombstone") == [{"reason": "asked"}]
    assert left.pop("kernel.DataKey") == [{"kind": "person"}]
    assert left.pop("people.Person") == [
        {"code": person.code, "sex": "unknown", "age_group": "unknown", "at_risk": False}
    ]
    assert left.pop("cases.Case") == [{"code": case.code, "state": "closed", "closure_reason": "other"}]
    bases = left.pop("protection.LawfulBasis")
    assert bases == [{"agreed": False}] * len(agreements)
    assert left.pop("protection.Withdrawal") == [{"cause": "erasure"}] * len(agreements)
    details = [row["details"] for row in left.pop("kernel.JournalDetail", [])]
    assert [each for each in details if set(each) - {"ids"}] == []
    assert left == {}


def test_the_journal_keeps_who_did_what_but_no_detail_and_no_reason_of_a_closure(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access
) -> None:
    people.erase(ending, person, reason="asked")
    entries = JournalEntry.objects.filter(object_id=str(told[0].pk))
    assert "area.assess" in {entry.action for entry in entries}
    assert {entry.reason for entry in entries} == {""}


def test_a_referral_is_cut_off_and_the_receiver_can_still_confirm(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access
) -> None:
    people.erase(ending, person, reason="asked")
    referral = Referral.objects.visible_to(everything).get()
    assert (referral.person_id, referral.case_id, referral.basis_id) == (None, None, None)
    assert referral.key_id != person.key_id
    assert (referral.code, referral.state, referral.recipient_id) == (
        told[1].code,
        "completed",
        cast.croix.pk,
    )
    events = ReferralEvent.objects.visible_to(everything).all()
    assert {(event.key_id, event.note) for event in events} == {(referral.key_id, None)}
    actions.confirm_erasure(cast.kadi(Purpose.REFERRAL), referral)
    for who in (cast.moussa, cast.kadi):
        page = signed_in(who.account).get(reverse("referrals:detail", args=[referral.pk]))
        assert page.status_code == 200
        assert person.code not in page.content.decode()


def test_the_month_still_counts_the_case_and_the_referral(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access
) -> None:
    place = Site.objects.visible_to(cast.awa()).get()
    month = Month(clock.today().replace(day=1), ZoneInfo("Africa/Bamako"))
    before = report(cast.gao.pk, place, month)
    people.erase(ending, person, reason="asked")
    after = report(cast.gao.pk, place, month)
    assert after.totals[:-2] == before.totals[:-1]
    assert after.totals[-3][1] == 1
    # Cut off from the person and the case, it has no site any more: it is told apart, and still counted once.
    assert before.totals[-1][1] == 1
    assert [count for _at_this_site_and_without_a_site, count in after.totals[-2:]] == [0, 1]


@pytest.mark.parametrize("part", ["case", "assessment", "tasks", "notes", "services", "story", "closure"])
def test_the_pages_of_the_shell_open_and_say_nothing(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access, part: str
) -> None:
    people.erase(ending, person, reason="asked")
    page = signed_in(cast.moussa.account).get(reverse(f"cases:{part}", args=[told[0].pk]))
    assert page.status_code == 200
    text = page.content.decode()
    assert not [
        word for word in ("Planté", "dort mal", "santé mentale") if word in text and part != "assessment"
    ]


def test_the_plan_of_the_shell_is_gone(
    cast: Cast, person: Person, told: tuple[Case, Referral], ending: Access
) -> None:
    people.erase(ending, person, reason="asked")
    page = signed_in(cast.moussa.account).get(reverse("cases:plan", args=[told[0].pk]))
    assert page.status_code == 404
