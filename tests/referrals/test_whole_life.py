"""Journeys of referrals under a clock that is set: silence and its escalation, a family, a redirect, a case handed over."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.cases.actions import assess, open_case
from jatigi.cases.checks import Finding
from jatigi.cases.models import AreaAssessment, Case, CaseEvent
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.directory.search import place_of
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.querysets import acting
from jatigi.people.actions import join_group, register
from jatigi.people.models import Identity, Person
from jatigi.people.shapes import Basis
from jatigi.protection.actions import record_basis
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions
from jatigi.referrals.duty.actions import give
from jatigi.referrals.models import Escort, Pace, Referral, Snapshot
from jatigi.referrals.suggesting import suggest
from jatigi.referrals.suggesting.whom import Seeker
from tests.cast import Cast, Member, agreed
from tests.directory.conftest import unit
from tests.referrals.conftest import ALL, Send
from tests.sign_in import signed_in

REFERRAL = Purpose.REFERRAL
EVERYTHING = [*ALL, "family", "documents", "journey", "protection", "health"]
OFFICE = {day: [["08:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def next_friday() -> datetime:
    """A Friday at ten, more than a week away."""
    today = clock.now().date()
    day = today + timedelta(days=7 + (4 - today.weekday()) % 7)
    return datetime.combine(day, time(10), UTC)


def of(who: Member, pk: Any) -> Referral:
    return Referral.objects.visible_to(who(REFERRAL)).get(pk=pk)


def told(who: Member) -> list[str]:
    rows = Notification.objects.visible_to(who()).filter(kind__startswith="referral.")
    return [row.kind.removeprefix("referral.") for row in rows.order_by("entered_at")]


def consent(cast: Cast, person: Person, to: Any, categories: list[str]) -> LawfulBasis:
    return record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[REFERRAL], categories=categories,
        recipient=to.pk, witness="Oumou",
    )  # fmt: skip


def at_work(service: Service, **changes: Any) -> Service:
    with acting():
        for name, value in ({"closed_on_holidays": False} | changes).items():
            setattr(service, name, value)
        service.save()
    return service


def at(moment: datetime, who: Client | None = None, path: str = "") -> Any:
    """Run what is scheduled at a moment; what a page says then."""
    with clock.travel(moment + timedelta(minutes=1)):
        schedule.run_now("referrals.deadlines")
        return who.get(path).content.decode() if who else None


def test_what_nobody_answers_is_told_ever_higher_and_ends_in_a_proposal(
    cast: Cast, person: Person, agreed: LawfulBasis
) -> None:
    friday = next_friday()
    monday = (friday + timedelta(days=3)).date().isoformat()
    gao = unit("ML07").pk
    silent = at_work(
        create_service(cast.lassana(), need="health", title_fr="Dispensaire muet", unit=gao, hours=OFFICE),
        closures=[{"id": "x", "from": monday, "to": monday, "opens": "", "closes": "", "note": "inventaire"}],
    )
    other = create_service(
        cast.drissa(), need="health", title_fr="Hôpital régional", unit=gao, places_free=2,
        for_whom={"languages": ["bm"]},
    )  # fmt: skip
    full = create_service(cast.drissa(), need="health", title_fr="Clinique pleine", unit=gao, places_free=0)
    women = create_service(
        cast.drissa(), need="health", title_fr="Maternité", unit=gao, for_whom={"sexes": ["female"]}
    )
    with clock.travel(friday):
        sent = actions.send(
            cast.moussa(), service=silent.pk, person=person.pk, urgency="high", fields=["code", "names"]
        )
    # Three working days of eight hours; the desk is closed on Monday: 6 h on Friday, then Tuesday, Wednesday, Thursday.
    assert sent.respond_by == pytest.approx(friday + timedelta(days=6), abs=timedelta(seconds=5))
    page = reverse("referrals:detail", args=[sent.pk])
    half = friday.replace(hour=14) + timedelta(days=4)
    for before, moment, kind, who in (
        ([cast.lassana, cast.fanta], half, "reminder", cast.kadi),
        ([cast.fanta], sent.respond_by, "overdue", cast.lassana),
        ([], friday.replace(hour=14) + timedelta(days=7), "silent", cast.fanta),
    ):
        at(moment - timedelta(hours=1))
        assert kind not in told(who)
        at(moment)
        assert told(who)[-1] == kind
        assert all(kind not in told(other) for other in before)
        at(moment)
        assert told(who).count(kind) == 1
    end = friday + timedelta(days=11)
    at(end - timedelta(hours=1))
    assert of(cast.moussa, sent.pk).state == "sent"
    with clock.travel(end + timedelta(minutes=1)):
        moussa = signed_in(cast.moussa.account)
    answer = at(end, moussa, page)
    expired = of(cast.moussa, sent.pk)
    assert (expired.state, expired.suggested_service_id, expired.watch_at) == ("expired", other.pk, None)
    assert told(cast.moussa)[-1] == "expired"
    assert "2 places libres" in answer
    assert answer.index("Hôpital régional") < answer.index("Clinique pleine")
    assert "complet" in answer
    assert str(women) in answer
    assert reverse("referrals:send_on", args=[sent.pk]) in answer
    # A late answer still counts.
    with clock.travel(end + timedelta(days=1)):
        assert actions.accept(cast.kadi(), sent.pk).state == "accepted"
    assert full.pk != expired.suggested_service_id


def test_an_emergency_runs_day_and_night_and_reaches_whoever_is_on_duty(cast: Cast, health: Service) -> None:
    at_work(health, schedules=[])
    friday = next_friday()
    with clock.travel(friday - timedelta(hours=1)):
        give(
            cast.lassana(), account=cast.lassana.account.pk, starts_at=friday - timedelta(hours=2),
            ends_at=friday + timedelta(hours=12), weeks=2,
        )  # fmt: skip
        with pytest.raises(Invalid):
            give(cast.lassana(), account=cast.awa.account.pk, starts_at=friday, ends_at=friday + timedelta(1))
        first = actions.send(cast.awa(), service=health.pk, urgency="immediate")
    assert first.respond_by - first.sent_at == timedelta(hours=24)
    assert (told(cast.lassana), told(cast.kadi)) == (["sent"], [])
    with clock.travel(friday + timedelta(hours=13)):
        actions.send(cast.awa(), service=health.pk, urgency="immediate")
    assert (told(cast.lassana), told(cast.kadi)) == (["sent", "sent"], ["sent"])
    with clock.travel(friday + timedelta(days=7, hours=1)):
        page = signed_in(cast.lassana.account).get(reverse("referrals:duty")).content.decode()
    assert "Lassana" in page


def test_a_family_goes_in_one_gesture_and_gets_an_answer_each(
    cast: Cast, person: Person, health: Service
) -> None:
    basis: Basis = {"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"}
    child, stranger = (
        register(cast.awa(), sex="female", age_group="18_59", basis=basis, names=[{"given": name, "family": "P"}])
        for name in ("Awa", "Sira")
    )  # fmt: skip
    join_group(cast.awa(), person=child.pk, companion=person.pk)
    consent(cast, person, cast.croix, [*ALL, "family"])
    moussa = signed_in(cast.moussa.account)
    to = reverse("referrals:send_person_to", args=[person.pk, health.pk])
    assert child.code in moussa.get(to).content.decode()
    form = {"fields": ["names"], "urgency": "high", "people": [str(child.pk)], "message": "ensemble"}
    refused = moussa.post(to, form)
    assert refused.status_code == 422
    assert child.code in str(refused.context["form"].errors["people"])
    assert not Referral.objects.visible_to(cast.moussa(REFERRAL)).exists()
    consent(cast, child, cast.croix, [*ALL, "family"])
    assert moussa.post(to, form).status_code == 303
    both = list(Referral.objects.visible_to(cast.kadi(REFERRAL)).order_by("sent_at"))
    assert {one.person_id for one in both} == {person.pk, child.pk}
    assert len({one.together for one in both}) == 1
    assert len({one.code for one in both}) == 2
    page = signed_in(cast.kadi.account).get(reverse("referrals:detail", args=[both[0].pk])).content.decode()
    assert both[1].code in page
    actions.accept(cast.kadi(), both[0].pk)
    actions.decline(cast.kadi(), both[1].pk, reason="no_capacity")
    assert {of(cast.moussa, one.pk).state for one in both} == {"accepted", "declined"}
    with pytest.raises(Invalid) as wrong:
        actions.send_together(
            cast.moussa(),
            service=health.pk,
            urgency="high",
            people=[person.pk, stranger.pk],
            fields=["names"],
        )
    assert set(wrong.value.errors) == {"people"}


def test_what_is_directed_elsewhere_is_asked_and_sent_on_in_one_gesture(
    cast: Cast, person: Person, sent: Send
) -> None:
    agreed(cast.boubacar, cast.drissa)
    better = create_service(cast.drissa(), need="health", title_fr="Hôpital")
    first = sent()
    actions.redirect(cast.kadi(), first, service=better.pk, reason="no_capacity")
    assert not Referral.objects.visible_to(cast.drissa(REFERRAL)).exists()
    moussa = signed_in(cast.moussa.account)
    page = reverse("referrals:send_on", args=[first.pk])
    shown = moussa.get(page)
    assert "fièvre depuis trois jours" in shown.content.decode()
    form = {
        "fields": ["names"], "message": "fièvre", "urgency": "high", "chosen_by": "person", "language": "bm",
        "form": "verbal", "witness": "Oumou",
    }  # fmt: skip
    before = moussa.post(page, form | {"agreed": "before"})
    assert before.status_code == 422
    assert moussa.post(page, form | {"agreed": "now"}).status_code == 303
    following = Referral.objects.visible_to(cast.drissa(REFERRAL)).get()
    assert (following.redirected_from_id, following.chosen_by) == (first.pk, "person")
    assert str(better.pk) in following.proposed
    assert following.basis_id is not None
    basis = LawfulBasis.objects.visible_to(cast.moussa()).get(pk=following.basis_id)
    assert (set(basis.categories), basis.recipient_id) == ({"name", "needs"}, cast.loin.pk)
    snapshot = Snapshot.objects.visible_to(cast.drissa(REFERRAL)).get()
    assert (set(snapshot.fields), snapshot.message) == ({"names"}, "fièvre")
    assert moussa.post(page, form | {"agreed": "now"}).status_code == 409


def test_a_transfer_changes_who_holds_the_case_where_it_is_accepted_and_not_before(
    cast: Cast, person: Person, health: Service
) -> None:
    case = open_case(cast.moussa(), person=person.pk, urgency="high", tracks=["international_migrant"])
    assess(
        cast.moussa(), case, findings=[Finding("health", "severe", "fièvre"), Finding("food", "some", "riz")]
    )
    to = reverse("referrals:send_to", args=[case.pk, health.pk])
    form = {
        "fields": ["code", "names", "sex", "age_group", "phones"], "handed": ["findings", "tracks"], "kind": "transfer",
        "message": "à suivre", "urgency": "high",
    }  # fmt: skip
    moussa = signed_in(cast.moussa.account)
    consent(cast, person, cast.croix, ALL)
    assert moussa.post(to, form).status_code == 422
    consent(cast, person, cast.croix, EVERYTHING)
    for ending in (actions.recall, actions.withdraw):
        assert moussa.post(to, form).status_code == 303
        gone = Referral.objects.visible_to(cast.kadi(REFERRAL)).get(state="sent")
        ending(cast.moussa(), gone)
        with pytest.raises(Conflict):
            actions.accept(cast.kadi(), gone.pk)
    assert not Person.objects.visible_to(cast.lassana()).exists()
    assert moussa.post(to, form).status_code == 303
    transfer = Referral.objects.visible_to(cast.kadi(REFERRAL)).get(state="sent")
    done = actions.accept(cast.kadi(), transfer.pk)
    assert done.state == "transferred"
    theirs = Person.objects.visible_to(cast.lassana()).get()
    assert (theirs.sex, theirs.code != person.code, theirs.key_id != person.key_id) == ("male", True, True)
    known = Identity.objects.visible_to(cast.lassana()).get(person=theirs)
    assert known.names[0]["family"] == "Planté"
    held = Case.objects.visible_to(cast.lassana()).get()
    assert (held.pk, held.urgency, held.tracks) == (done.received_case_id, "high", ["international_migrant"])
    areas = AreaAssessment.objects.visible_to(cast.lassana()).filter(case=held)
    assert [(row.area, row.text) for row in areas] == [("food", "riz")]
    ended = Case.objects.visible_to(cast.moussa()).get(pk=case.pk)
    assert (ended.state, ended.closure_reason) == ("closed", "transferred")
    assert CaseEvent.objects.visible_to(cast.moussa()).filter(case=case, verb="hand_over").exists()
    assert not Snapshot.objects.visible_to(cast.kadi(REFERRAL)).exists()
    with pytest.raises(Conflict):
        actions.recall(cast.moussa(), transfer.pk)


def test_a_draft_is_its_authors_and_loses_nothing(
    cast: Cast, person: Person, health: Service, agreed: LawfulBasis
) -> None:
    moussa = signed_in(cast.moussa.account)
    to = reverse("referrals:send_person_to", args=[person.pk, health.pk])
    day = (clock.today() + timedelta(days=9)).isoformat().split("-")
    form: dict[str, Any] = {
        "fields": ["names"], "message": "à finir", "urgency": "", "escort": "Oumou, 70 00 00 02", "keep": "draft",
        "leaves_at": f"{clock.today() + timedelta(days=1)}T09:00",
        "return_on_day": day[2], "return_on_month": day[1], "return_on_year": day[0],
    }  # fmt: skip
    kept = moussa.post(to, form)
    draft = Referral.objects.visible_to(cast.moussa(REFERRAL)).get()
    assert (kept.status_code, draft.state) == (303, "draft")
    for other in (cast.kadi, cast.awa, cast.drissa):
        assert not Referral.objects.visible_to(other(REFERRAL)).exists()
        assert not Snapshot.objects.visible_to(other(REFERRAL)).exists()
    assert told(cast.kadi) == []
    page = reverse("referrals:draft", args=[draft.pk])
    again = moussa.get(page).content.decode()
    for written in ("à finir", "Oumou, 70 00 00 02", form["leaves_at"], f'value="{int(day[2])}"'):
        assert written in again
    assert draft.code in moussa.get(reverse("referrals:outbox") + "?part=drafts").content.decode()
    ask = moussa.post(page, form | {"keep": "ask"})
    assert reverse("protection:consent", args=[person.pk]) in ask["Location"]
    assert moussa.post(page, form | {"keep": "", "urgency": "", "leaves_at": ""}).status_code == 422
    sent = moussa.post(page, form | {"keep": "", "urgency": "high", "leaves_at": ""})
    assert sent.status_code == 303
    referral = of(cast.kadi, draft.pk)
    assert (referral.state, referral.code) == ("sent", draft.code)
    escort = Escort.objects.visible_to(cast.kadi(REFERRAL)).get()
    assert escort.who == "Oumou, 70 00 00 02"
    actions.arrive(cast.kadi(), referral.pk)
    assert told(cast.moussa)[-1] == "arrived"
    assert referral.return_on is not None
    with clock.travel(datetime.combine(referral.return_on, time(8), UTC)):
        schedule.run_now("referrals.deadlines")
        schedule.run_now("referrals.deadlines")
    assert told(cast.moussa).count("return") == told(cast.kadi).count("return") == 1
    unneeded = actions.draft(cast.moussa(), service=health.pk, person=person.pk, message="rien")
    with pytest.raises(NotFound):
        actions.discard(cast.awa(), unneeded.pk)
    actions.discard(cast.fanta(), unneeded.pk)
    assert Referral.objects.visible_to(cast.fanta(REFERRAL)).count() == 1


def test_places_on_the_list_stay_one_to_n(cast: Cast, sent: Send) -> None:
    first, second, third = (sent() for _ in range(3))
    for referral, wanted in ((first, None), (second, 9), (third, 1)):
        actions.waitlist(cast.kadi(), referral.pk, position=wanted)

    def places() -> list[int | None]:
        return [of(cast.kadi, one.pk).waitlist_position for one in (first, second, third)]

    assert places() == [2, 3, 1]
    actions.waitlist(cast.kadi(), second.pk, position=1)
    assert places() == [3, 1, 2]
    actions.accept(cast.kadi(), second.pk)
    assert places() == [2, None, 1]
    actions.recall(cast.moussa(), third.pk)
    assert places() == [1, None, None]
    assert actions.person_declines(cast.kadi(), first.pk).reason == "declined_by_person"
    actions.no_show(cast.kadi(), second.pk)
    assert (places(), of(cast.kadi, second.pk).state) == ([None, None, None], "no_show")


def test_who_left_and_arrived_nowhere_is_asked_after_once(cast: Cast, sent: Send) -> None:
    lost, arrived = sent(escort="Oumou, 70 00 00 02"), sent(escort="Sira, 70 00 00 03")
    actions.arrive(cast.kadi(), arrived.pk)
    left = Escort.objects.visible_to(cast.moussa(REFERRAL)).get(referral=lost).leaves_at
    for hours, times in ((23, 0), (25, 1), (49, 1)):
        with clock.travel(left + timedelta(hours=hours)):
            schedule.run_now("referrals.deadlines")
            assert told(cast.moussa).count("not_arrived") == told(cast.kadi).count("not_arrived") == times
    actions.arrive(cast.kadi(), lost.pk)  # late, and still told
    assert told(cast.moussa).count("arrived") == 2


def test_how_fast_a_service_answers_is_said_once_five_answers_are_known(cast: Cast, sent: Send) -> None:
    made = [sent() for _time in range(5)]

    def counted() -> list[tuple[int, int]]:
        schedule.run_now("referrals.pace")
        return list(Pace.objects.visible_to(cast.moussa(REFERRAL)).values_list("answers", "median_hours"))

    for referral, hours in zip(made[:4], (2, 4, 9, 200), strict=True):
        with clock.travel(referral.sent_at + timedelta(hours=hours, minutes=1)):
            actions.accept(cast.kadi(), referral.pk)
    with clock.travel(clock.now() + timedelta(days=10)):
        assert counted() == []  # of four, one would learn of somebody
        actions.decline(cast.kadi(), made[4].pk, reason="no_capacity")
        assert counted() == counted() == [(5, 9)]
        found = suggest(cast.moussa(REFERRAL), "health", Seeker(), None, without=cast.gao.pk).proposed[0]
        assert "répond d’habitude en 9 heures" in found.why
    with clock.travel(clock.now() + timedelta(days=181)):
        assert counted() == []  # says nothing of how it works today


def test_proposing_asks_as_little_of_many_services_as_of_few(
    cast: Cast, person: Person, health: Service, django_assert_num_queries: Any
) -> None:
    gao, near = unit("ML07").pk, place_of("ML07")
    for number, rows in ((5, 3), (10, 200)):
        made = [
            Service(
                organisation_id=cast.croix.pk, need="health", title_fr=f"Soins {number} {n}", country_id="ML", unit_id=gao,
                assured_at=clock.today(), hidden=n % 2 == 0, maximum_age=12 if n % 5 == 0 else None,
            )
            for n in range(rows)
        ]  # fmt: skip
        with acting():
            Service.objects.bulk_create(made)
        with django_assert_num_queries(5):
            found = suggest(
                cast.moussa(REFERRAL),
                "health",
                Seeker((18, 59), "male"),
                near,
                without=cast.gao.pk,
            )
        assert len(found.proposed) == (5 if rows > 5 else 3)
        assert all(not one.no for one in found.proposed)
