"""A referral from sending to outcome, and what each side sees of it."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, StepUpNeeded
from jatigi.kernel.models import DataKey
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis, withdraw_basis
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions
from jatigi.referrals.models import Referral, ReferralEvent, Snapshot
from tests.cast import Cast, Member
from tests.referrals.conftest import ALL, Send

REFERRAL = Purpose.REFERRAL


def snapshot_for(who: Member, referral: Referral) -> Snapshot | None:
    return Snapshot.objects.visible_to(who(REFERRAL)).filter(referral=referral).first()


def test_the_receiver_sees_the_ticked_fields_and_nothing_else(cast: Cast, sent: Send) -> None:
    snapshot = snapshot_for(cast.kadi, sent())
    assert snapshot is not None
    assert set(snapshot.fields) == {"code", "names"}
    assert snapshot.fields["names"] == "Mamadou Planté"
    assert snapshot.message == "fièvre depuis trois jours"


def test_a_stranger_finds_nothing_and_cannot_answer(cast: Cast, sent: Send) -> None:
    referral = sent()
    stranger = cast.drissa(REFERRAL)
    assert Referral.objects.visible_to(stranger).count() == 0
    assert Snapshot.objects.visible_to(stranger).count() == 0
    assert ReferralEvent.objects.visible_to(stranger).count() == 0
    with pytest.raises(NotFound):
        actions.accept(stranger, referral.pk)


def test_somebody_without_the_role_cannot_answer(cast: Cast, sent: Send) -> None:
    referral = sent()
    with pytest.raises(NotFound):
        actions.accept(cast.boubacar(), referral.pk)
    with pytest.raises(Refused):
        actions.accept(cast.moussa(), referral.pk)


@pytest.mark.parametrize("fields", [["documents"], ["names", "family"], ["journey"]])
def test_what_the_person_was_not_asked_about_does_not_leave(
    cast: Cast, sent: Send, fields: list[str]
) -> None:
    with pytest.raises(Invalid) as invalid:
        sent(fields=fields)
    assert set(invalid.value.errors) == {"fields"}
    assert Referral.objects.visible_to(cast.moussa(REFERRAL)).count() == 0


def test_without_an_agreement_nothing_is_sent_but_an_emergency_on_a_code_alone(
    cast: Cast, sent: Send, agreed: LawfulBasis
) -> None:
    withdraw_basis(cast.moussa(), agreed)
    with pytest.raises(Invalid):
        sent(fields=["code"])
    emergency = sent(fields=["code"], urgency="immediate", message="")
    snapshot = snapshot_for(cast.kadi, emergency)
    assert snapshot is not None
    assert set(snapshot.fields) == {"code"}
    with pytest.raises(Invalid):
        sent(fields=["code", "names"], urgency="immediate")


@pytest.mark.parametrize("everybody", [False, True])
def test_a_no_ends_the_emergency_that_went_out_before_anybody_could_ask(
    cast: Cast, sent: Send, person: Person, agreed: LawfulBasis, everybody: bool
) -> None:
    withdraw_basis(cast.moussa(), agreed)
    emergency = {"fields": ["code"], "urgency": "immediate", "message": ""}
    referral = sent(**emergency)
    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", agreed=False, purposes=[REFERRAL],
        categories=ALL, recipient=None if everybody else cast.croix.pk,
    )  # fmt: skip
    assert snapshot_for(cast.kadi, referral) is None
    now = Referral.objects.visible_to(cast.kadi(REFERRAL)).get(pk=referral.pk)
    assert (now.state, now.erasure_asked_at is not None) == ("withdrawn", True)
    with pytest.raises(Invalid):
        sent(**emergency)
    against_it: dict[str, Any] = {
        "subject": person.pk, "kind": "vital_interest", "purposes": [REFERRAL], "categories": ALL,
        "recipient": cast.croix.pk, "reason": "fièvre et perte de connaissance",
    }  # fmt: skip
    with pytest.raises(StepUpNeeded):
        record_basis(cast.moussa(), **against_it)
    record_basis(replace(cast.moussa(), stepped_up_at=clock.now()), **against_it)
    assert snapshot_for(cast.kadi, sent(**emergency)) is not None


def test_an_emergency_needs_no_registered_person(cast: Cast, sent: Send) -> None:
    referral = sent(cast.awa, person=None, fields=[], urgency="immediate", message="")
    assert referral.respond_by - referral.sent_at == timedelta(hours=24)
    assert snapshot_for(cast.kadi, referral) is not None


def test_the_whole_life(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.receive(cast.kadi(), referral)
    actions.waitlist(cast.kadi(), referral, position=3)
    actions.accept(cast.kadi(), referral, note="Venez lundi")
    actions.serve(cast.lassana(), referral)
    done = actions.complete(cast.kadi(), referral, outcome="need_met", note="Guéri")
    assert (done.state, done.outcome) == ("completed", "need_met")
    seen = ReferralEvent.objects.visible_to(cast.moussa(REFERRAL)).filter(referral=referral).order_by("at")
    assert [event.verb for event in seen] == ["send", "receive", "waitlist", "accept", "serve", "complete"]
    assert [event.note for event in seen if event.note] == ["Venez lundi", "Guéri"]


def test_after_the_end_the_receiver_no_longer_reads_the_snapshot(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.decline(cast.kadi(), referral, reason="no_capacity")
    assert snapshot_for(cast.kadi, referral) is None
    assert snapshot_for(cast.moussa, referral) is not None


def test_the_second_answer_is_told_who_answered_first(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.decline(cast.kadi(), referral, reason="no_capacity")
    with pytest.raises(Conflict) as conflict:
        actions.accept(cast.lassana(), referral)
    assert "Kadi" in str(conflict.value)


def test_what_the_sender_wrote_closes_with_the_snapshot(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.write(cast.moussa(), referral, note="Il dort à la gare")
    actions.write(cast.kadi(), referral, note="Il peut venir")
    actions.decline(cast.kadi(), referral, reason="no_capacity")

    def notes(who: Member) -> set[str]:
        rows = ReferralEvent.objects.visible_to(who(REFERRAL)).filter(referral=referral)
        return {str(row.note) for row in rows if row.note}

    assert notes(cast.kadi) == {"Il peut venir"}
    assert notes(cast.moussa) == {"Il dort à la gare", "Il peut venir"}
    for member in (cast.moussa, cast.kadi):
        with pytest.raises(Conflict):
            actions.write(member(), referral, note="encore")


def test_of_accepting_and_declining_at_once_the_second_is_told(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.accept(cast.kadi(), referral, was="sent")
    with pytest.raises(Conflict) as conflict:
        actions.decline(cast.lassana(), referral, reason="no_capacity", was="sent")
    assert "Kadi" in str(conflict.value)
    assert actions.decline(cast.lassana(), referral, reason="no_capacity", was="accepted").state == "declined"


@pytest.mark.parametrize("ending", ["recalled", "withdrawn"])
@pytest.mark.parametrize("answered_before", [False, True])
def test_who_answers_too_late_is_told_that_the_sender_took_it_back_and_when(
    cast: Cast, sent: Send, agreed: LawfulBasis, ending: str, answered_before: bool
) -> None:
    referral = sent()
    if answered_before:
        actions.accept(cast.kadi(), referral)
    if ending == "recalled":
        actions.recall(cast.moussa(), referral)
    else:
        withdraw_basis(cast.moussa(), agreed)
    ended = Referral.objects.visible_to(cast.kadi(REFERRAL)).get().erasure_asked_at
    assert ended is not None
    when = date_format(localtime(ended), "SHORT_DATETIME_FORMAT")
    for answer in (actions.receive, actions.accept, actions.serve):
        with pytest.raises(Conflict) as late:
            answer(cast.kadi(), referral, was="sent")
        assert (
            str(late.value)
            == f"Ce référencement a été repris le {when} (MMG)\N{NO-BREAK SPACE}: il n’est plus possible d’y répondre."
        )


def test_an_answer_never_comes_before_the_question(cast: Cast, sent: Send) -> None:
    referral = sent()
    earlier = cast.kadi().doing(at=referral.sent_at - timedelta(hours=1))
    with pytest.raises(Invalid) as invalid:
        actions.accept(earlier, referral)
    assert set(invalid.value.errors) == {"happened_at"}


def test_only_an_own_referral_of_the_same_person_is_taken_up_again(cast: Cast, sent: Send) -> None:
    other = sent(cast.awa, person=None, fields=[], urgency="immediate", message="")
    with pytest.raises(Invalid) as invalid:
        sent(redirected_from=other.pk)
    assert set(invalid.value.errors) == {"redirected_from"}


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_refusal_has_a_reason_of_the_code_list(cast: Cast, sent: Send, reason: str) -> None:
    with pytest.raises(Invalid):
        actions.decline(cast.kadi(), sent(), reason=reason)


def test_recall_makes_the_snapshot_unreadable_at_once_and_asks_to_confirm(cast: Cast, sent: Send) -> None:
    referral = sent()
    actions.accept(cast.kadi(), referral, note="Venez")
    key = Snapshot.objects.visible_to(cast.moussa(REFERRAL)).get(referral=referral).key_id
    actions.recall(cast.moussa(), referral)
    assert snapshot_for(cast.kadi, referral) is None
    own = snapshot_for(cast.moussa, referral)
    assert own is not None
    assert not own.fields
    assert DataKey.objects.get(pk=key).wrapped is None
    assert not ReferralEvent.objects.visible_to(cast.kadi(REFERRAL)).exists()
    confirmed = actions.confirm_erasure(cast.kadi(), referral)
    assert confirmed.erasure_confirmed_by == cast.kadi.account
    with pytest.raises(Conflict):
        actions.confirm_erasure(cast.kadi(), referral)


@pytest.mark.parametrize("before", [[], ["accept"], ["accept", "complete"], ["decline"]])
def test_a_withdrawn_consent_makes_the_referral_unreadable(
    cast: Cast, sent: Send, agreed: LawfulBasis, before: list[str]
) -> None:
    referral = sent()
    details = {"complete": {"outcome": "need_met"}, "decline": {"reason": "duplicate"}}
    for verb in before:
        getattr(actions, verb)(cast.kadi(), referral, **details.get(verb, {}))
    withdraw_basis(cast.moussa(), agreed)
    assert snapshot_for(cast.kadi, referral) is None
    own = snapshot_for(cast.moussa, referral)
    assert own is not None
    assert not own.message
    now = Referral.objects.visible_to(cast.kadi(REFERRAL)).get(pk=referral.pk)
    assert now.erasure_asked_at is not None


def test_a_redirected_referral_passes_nothing_on_and_can_be_sent_again(cast: Cast, sent: Send) -> None:
    from jatigi.directory.actions import create_service

    other = create_service(cast.drissa(), need="health", title_fr="Hôpital")
    referral = sent()
    redirected = actions.redirect(cast.kadi(), referral, service=other.pk, reason="no_capacity")
    assert redirected.suggested_service_id == other.pk
    assert Referral.objects.visible_to(cast.drissa(REFERRAL)).count() == 0
    with pytest.raises(Invalid):
        sent(service=other.pk, redirected_from=referral.pk)


def test_the_database_holds_no_readable_word_of_it(cast: Cast, sent: Send) -> None:
    sent()
    with connection.cursor() as cursor:
        for table in ("referrals_snapshot", "referrals_referral", "referrals_referralevent"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # our own tables
            dump = repr(
                [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            )
            assert "Plant" not in dump
            assert "fièvre" not in dump
            assert "70 00 00 01" not in dump


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_people_answering_at_the_same_moment_exactly_one_wins() -> None:
    cast = Cast()
    from jatigi.directory.actions import create_service

    service = create_service(cast.lassana(), need="health", title_fr="Soins")
    referral = actions.send(cast.awa(), service=service.pk, urgency="immediate")
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def answer(who: Member, verb: str) -> None:
        barrier.wait()
        try:
            getattr(actions, verb)(
                who(), referral.pk, **({"reason": "no_capacity"} if verb == "decline" else {})
            )
            outcomes.append(verb)
        except Conflict as conflict:
            outcomes.append(str(conflict))
        finally:
            connection.close()

    first = threading.Thread(target=answer, args=(cast.kadi, "decline"))
    second = threading.Thread(target=answer, args=(cast.lassana, "decline"))
    for thread in (first, second):
        thread.start()
    for thread in (first, second):
        thread.join()
    assert sorted(outcome == "decline" for outcome in outcomes) == [False, True]
    told = next(outcome for outcome in outcomes if outcome != "decline")
    assert "Kadi" in told or "Lassana" in told
