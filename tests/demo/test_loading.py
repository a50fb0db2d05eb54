"""The demonstration is made through the doors: nothing refused, nobody sees another's people, every page opens."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jatigi.agencies import who
from jatigi.agencies.models import Account, Notification, Organisation
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel import clock, hooks, schedule, verification
from jatigi.kernel.access import Purpose, Role, service_access
from jatigi.kernel.models import JournalEntry
from jatigi.people import search
from jatigi.people.models import Person, Stay, Visit
from jatigi.places.models import Site
from jatigi.project.demo import guide, loading, preparing
from jatigi.project.demo.events import (
    CaseOpened,
    ReferralDrafted,
    ReferralSent,
    ScreeningAnswered,
    StayBegun,
    VisitRecorded,
)
from jatigi.project.demo.institutions import members, organisations, services, sites
from jatigi.protection.agreements import covering
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.publications import reading
from jatigi.questionnaires.models import Outcome
from jatigi.referrals.models import Referral, State
from jatigi.statistics.models import NetworkFigures
from tests.demo.conftest import PEOPLE, UNTIL, Loaded
from tests.sign_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
everything = service_access(
    "test", ["referrals.Referral", "protection.SharingAgreement", "statistics.NetworkFigures"]
)
WITH_PEOPLE = (Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR)


def told(loaded: Loaded, kind: type) -> int:
    return sum(isinstance(event, kind) for event in loaded.scenario.events)


def seen_by_all(loaded: Loaded, model: Any, purpose: str) -> set[Any]:
    """What all members together see of a table."""
    return {
        pk
        for _account, member in loaded.members
        for pk in model.objects.visible_to(who.access_as(member).for_purpose(purpose)).values_list(
            "pk", flat=True
        )
    }


def test_no_action_refuses_what_the_story_tells(loaded: Loaded) -> None:
    assert loaded.report.refused == []
    assert loaded.report.done == Counter(type(event).__name__ for event in loaded.scenario.events)
    assert not JournalEntry.objects.filter(outcome="refused").exists()


def test_everything_that_was_told_is_there(loaded: Loaded) -> None:
    assert Organisation.objects.filter(demonstration=True).count() == len(organisations()) == 22
    assert len(loaded.members) == sum(len(members(one)) + len(one.guests) for one in organisations())
    assert len(seen_by_all(loaded, Site, Purpose.RECEPTION)) == len(sites())
    assert len(seen_by_all(loaded, Service, Purpose.REFERRAL)) == len(services())
    assert len(seen_by_all(loaded, Person, Purpose.RECEPTION)) == PEOPLE
    assert len(seen_by_all(loaded, Visit, Purpose.RECEPTION)) == told(loaded, VisitRecorded)
    assert len(seen_by_all(loaded, Stay, Purpose.RECEPTION)) == told(loaded, StayBegun)
    assert len(seen_by_all(loaded, Case, Purpose.CASE_MANAGEMENT)) == told(loaded, CaseOpened)
    assert len(seen_by_all(loaded, Outcome, Purpose.CASE_MANAGEMENT)) == told(loaded, ScreeningAnswered)
    drafted = told(loaded, ReferralDrafted)
    assert drafted
    assert len(seen_by_all(loaded, Referral, Purpose.REFERRAL)) == told(loaded, ReferralSent) + drafted


def test_the_journal_of_three_months_is_sound(loaded: Loaded, settings: Any, tmp_path: Path) -> None:
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")
    verdict = verification.verify()
    assert verdict.sound
    assert verdict.size > told(loaded, object)


def test_things_are_entered_when_the_story_says_so(loaded: Loaded) -> None:
    first, last = (JournalEntry.objects.order_by(order).first() for order in ("time_us", "-time_us"))
    assert first is not None
    assert last is not None
    assert 90 <= (UNTIL - first.time).days <= 95
    assert last.time <= clock.now()


@pytest.mark.parametrize("purpose", [Purpose.RECEPTION, Purpose.CASE_MANAGEMENT, Purpose.REFERRAL])
def test_no_organisation_sees_the_people_of_another(loaded: Loaded, purpose: str) -> None:
    for _account, member in loaded.members:
        access = who.access_as(member).for_purpose(purpose)
        for model in (Person, Visit, Stay, Case):
            rows = model.objects.visible_to(access)
            assert not rows.exclude(organisation_id=member.organisation_id).exists()
            if model is Person and member.organisation.acronym == "MdM Gao" and access.has(*WITH_PEOPLE):
                assert rows.exists()


def test_a_name_is_found_by_its_house_and_by_nobody_else(loaded: Loaded) -> None:
    name = guide.other_spelling(loaded.scenario)
    for _account, member in loaded.members:
        access = who.access_as(member).for_purpose(Purpose.RECEPTION)
        found = search.look_up(access, name)
        at_the_house = member.organisation.acronym == "MdM Gao" and access.has(*WITH_PEOPLE)
        assert {one.person.organisation_id for one in found} <= {member.organisation_id}
        assert bool(found) or not at_the_house


def test_the_home_page_of_everybody_opens(loaded: Loaded) -> None:
    houses = Counter(account.pk for account, _member in loaded.members)
    for account, _member in loaded.members:
        if houses[account.pk] == 1:
            assert signed_in(account).get("/").status_code == 200, account.username


def test_whoever_works_for_two_organisations_chooses_one(loaded: Loaded) -> None:
    houses = Counter(account for account, _member in loaded.members)
    account = next(account for account, number in houses.items() if number == 2)
    client, choose = signed_in(account), "/account/organisation/"
    assert client.get("/")["Location"] == choose
    offered = client.get(choose).content.decode()
    for one, member in loaded.members:
        if one == account:
            assert str(member.organisation) in offered
            assert client.post(choose, {"organisation": str(member.organisation_id)}).status_code in (
                302,
                303,
            )
            assert str(member.organisation) in client.get("/").content.decode()


@pytest.mark.parametrize("role", list(Role.values))
def test_every_entry_of_the_menu_opens(loaded: Loaded, role: str) -> None:
    account, member = next((one, member) for one, member in loaded.members if role in member.roles)
    client = signed_in(account, stepped_up=True)
    access = who.access_as(member)
    for item in [item for menu in hooks.navigation for item in menu(access)]:
        assert client.get(item.url).status_code == 200, f"{account.username} {item.url}"


def test_only_the_news_of_the_last_days_is_unread(loaded: Loaded) -> None:
    told_since = UNTIL - loading.NEWS
    for _account, member in loaded.members:
        notices = Notification.objects.visible_to(who.access_as(member))
        assert not notices.filter(read_at=None, entered_at__lt=told_since).exists()
    assert seen_by_all(loaded, Notification, Purpose.CASE_MANAGEMENT)


def test_everything_says_that_it_is_invented(loaded: Loaded) -> None:
    assert not Organisation.objects.filter(demonstration=False).exists()
    assert not Account.objects.filter(demonstration=False).exists()
    assert not any(account.has_usable_password() for account, _member in loaded.members)
    client = signed_in(loaded.members[0][0])
    assert "inventé" in client.get("/").content.decode()


def test_the_accounts_are_listed_with_what_they_do_and_where(loaded: Loaded) -> None:
    found = preparing.accounts()
    assert len(found) == len(loaded.members)
    listed = {one["username"]: one for one in found}
    agent = listed["mdm-gao.reception.1"]
    assert agent["organisation"] == {"acronym": "MdM Gao", "name": "Maison des Migrants de Gao"}
    assert (agent["roles"], agent["site"]) == (["reception"], sites()["mdm-gao-maison"].name_fr)


def test_what_is_printed_names_people_who_exist(loaded: Loaded) -> None:
    content = {
        "until": loaded.scenario.until.isoformat(),
        "accounts": preparing.accounts(),
        "tries": guide.tries(loaded.scenario),
    }
    text = guide.page("http://127.0.0.1:8000/", content, loopback=True, today=UNTIL.date())
    names = {account.full_name for account, _member in loaded.members}
    tried = re.findall(r"^  \d\. ([^,]+),", text, re.MULTILINE)
    assert len(tried) == 4
    assert set(tried) <= names
    assert "travaille pour deux organisations (MdM Gao et Loujna-Tounkaranké)" in text or (
        "travaille pour deux organisations (Loujna-Tounkaranké et MdM Gao)" in text
    )
    assert "http://127.0.0.1:8000/" in text


def test_no_referral_that_is_past_its_deadline_is_silent(loaded: Loaded) -> None:
    """Half a run of the scheduler is the only delay: what fell due since then waits for the next one."""
    schedule.run_now("referrals.deadlines")
    rows = Referral.objects.visible_to(everything).exclude(state=State.DRAFT)
    late = rows.filter(respond_by__lt=clock.now())
    assert late.count() > 10
    unanswered = late.filter(state__in=Referral.UNANSWERED)
    assert not unanswered.filter(escalated_at=None).exists()
    assert not unanswered.filter(watch_at__lte=clock.now()).exists()
    assert not unanswered.filter(watch_at=None).exists()
    silent = late.filter(answered_at=None).exclude(state__in=Referral.UNANSWERED)
    assert set(silent.values_list("state", flat=True)) <= {State.EXPIRED, State.RECALLED, State.WITHDRAWN}
    assert all(one.escalated_at for one in silent if one.state == State.EXPIRED)


def test_every_referral_stands_on_an_agreement_and_figures_are_counted_and_published(
    loaded: Loaded,
) -> None:
    states = sorted(SharingAgreement.objects.visible_to(everything).values_list("state", flat=True))
    assert states == ["draft", "in_force", "in_force"]
    for referral in Referral.objects.visible_to(everything).filter(basis__isnull=False)[:20]:
        sides = {"categories": ["needs"], "purpose": "referral"}
        assert not covering.missing(referral.organisation_id, referral.recipient_id, **sides)  # type: ignore[arg-type]
    shown = reading.latest("passages-dans-les-maisons-daccueil-par-region")
    assert shown is not None
    assert [cell for line in shown.content["cells"] for cell in line if cell is not None and cell < 10] == []
    schedule.run_now("statistics.network")
    assert NetworkFigures.objects.visible_to(everything).filter(quarter__lte=UNTIL.date()).exists()
