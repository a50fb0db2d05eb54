"""What a referral came to is seen in the case that it was sent from; an emergency on a code alone finds its person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jatigi.cases import actions as cases
from jatigi.cases.models import Case, Task
from jatigi.directory.models import Service
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Purpose, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.referrals import actions
from jatigi.referrals.models import Referral, Snapshot
from tests.cast import Cast
from tests.referrals.conftest import Send
from tests.sign_in import signed_in

everything = service_access("test", ["cases.Task", "referrals.Referral"])


@pytest.fixture
def case(cast: Cast, person: Person) -> Case:
    return cases.open_case(
        cast.moussa(), person=person.pk, urgency="high", case_worker=cast.moussa.account.pk
    )


@pytest.fixture
def alarm(cast: Cast, health: Service) -> Referral:
    """An emergency on a code alone, from the welcome desk."""
    return actions.send(cast.awa(), service=health.pk, urgency="immediate")


def to_do(case: Case) -> list[tuple[str, str]]:
    return [(task.rule, task.words) for task in Task.objects.visible_to(everything).filter(case=case)]


def test_an_outcome_is_the_next_thing_to_do_in_the_case(cast: Cast, case: Case, sent: Send) -> None:
    referral = sent(case=case.pk)
    actions.serve(cast.kadi(), actions.accept(cast.kadi(), referral))
    assert to_do(case) == []
    actions.complete(cast.kadi(), referral.pk, outcome="need_met")
    assert to_do(case) == [("follow_up", f"Donner suite au référencement {referral.code} : terminé")]
    page = signed_in(cast.moussa.account).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert page.count(f"Donner suite au référencement {referral.code}") >= 1


def test_a_refusal_is_seen_too_and_a_referral_without_a_case_leaves_no_task(
    cast: Cast, case: Case, sent: Send
) -> None:
    actions.decline(cast.kadi(), sent(), reason="no_capacity")
    assert to_do(case) == []
    actions.decline(cast.kadi(), sent(case=case.pk), reason="no_capacity")
    assert len(to_do(case)) == 1


def test_an_answer_still_counts_when_the_case_is_closed(cast: Cast, case: Case, sent: Send) -> None:
    referral = actions.serve(cast.kadi(), actions.accept(cast.kadi(), sent(case=case.pk)))
    actions.recall(cast.moussa(), sent(case=case.pk))
    cases.depart(cast.moussa(), case)
    assert to_do(case) == []
    with pytest.raises(Conflict):
        actions.complete(cast.kadi(), referral.pk, outcome="need_met")


def test_an_emergency_is_attached_to_the_person_registered_later(
    cast: Cast, case: Case, person: Person, alarm: Referral
) -> None:
    attached = actions.attach(cast.awa(), alarm, person=person.pk)
    assert (attached.person_id, attached.case_id) == (person.pk, case.pk)
    told = [entry for tell in hooks.case_timeline for entry in tell(cast.moussa(), case.pk)]
    assert any(alarm.code in str(entry.title) for entry in told)
    with pytest.raises(Conflict):
        actions.attach(cast.awa(), alarm.pk, person=person.pk)


def test_the_receiver_learns_nothing_of_whom_it_was_for(cast: Cast, person: Person, alarm: Referral) -> None:
    actions.attach(cast.awa(), alarm, person=person.pk)
    page = signed_in(cast.kadi.account).get(reverse("referrals:detail", args=[alarm.pk])).content.decode()
    assert person.code not in page
    snapshot = Snapshot.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get(referral=alarm)
    assert snapshot.fields == {}
    with pytest.raises(Refused):
        actions.attach(cast.kadi(), alarm.pk, person=person.pk)
    with pytest.raises(NotFound):
        actions.attach(cast.drissa(), alarm.pk, person=person.pk)


def test_nobody_else_is_attached(cast: Cast, alarm: Referral) -> None:
    with pytest.raises(Invalid):
        actions.attach(cast.awa(), alarm, person=uuid4())


def test_a_no_to_the_receiver_ends_an_emergency_that_was_attached(
    cast: Cast, person: Person, alarm: Referral
) -> None:
    actions.attach(cast.awa(), alarm, person=person.pk)
    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", agreed=False, purposes=[Purpose.REFERRAL],
        categories=["name"], recipient=cast.croix.pk, witness="Oumou",
    )  # fmt: skip
    assert Referral.objects.visible_to(everything).get(pk=alarm.pk).erasure_asked_at is not None


def test_it_is_offered_on_the_page_of_the_person_and_of_the_referral(
    cast: Cast, person: Person, alarm: Referral
) -> None:
    client = signed_in(cast.awa.account)
    offered = reverse("people:person", args=[person.pk])
    assert "C’était pour cette personne" in client.get(offered).content.decode()
    address = reverse("referrals:attach", args=[alarm.pk])
    wrong = client.post(address, {"person": "not a code"})
    assert (wrong.status_code, "Nobody" in wrong.content.decode()) == (422, False)
    answer = client.post(address, {"person": person.code, "next": offered, "action_id": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, offered)
    assert Referral.objects.visible_to(everything).get(pk=alarm.pk).person_id == person.pk
    assert "C’était pour cette personne" not in client.get(offered).content.decode()


def test_after_a_week_nobody_is_asked_any_more(cast: Cast, person: Person, alarm: Referral) -> None:
    with clock.travel(clock.now() + timedelta(days=8)):
        page = signed_in(cast.awa.account).get(reverse("people:person", args=[person.pk]))
        assert "C’était pour cette personne" not in page.content.decode()
