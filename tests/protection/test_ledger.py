"""The ledger of lawful bases: what is recorded, what is refused, what ends and when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, UnopenedRead
from jatigi.protection import bases
from jatigi.protection.actions import look_again, record_basis, withdraw_basis
from jatigi.protection.codes import Category
from jatigi.protection.models import Grant, LawfulBasis, Overdue, SecondLook, Withdrawal
from tests.cast import Cast

Person = Callable[..., UUID]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def agree(cast: Cast, subject: UUID, **said: Any) -> LawfulBasis:
    """Somebody agrees at the desk of Gao that the Red Cross may know names and needs."""
    return record_basis(
        said.pop("who", cast.awa()),
        **{
            "subject": subject,
            "kind": "consent",
            "purposes": [Purpose.REFERRAL],
            "categories": [Category.NAME, Category.NEEDS],
            "recipient": cast.croix.pk,
            **said,
        },
    )


def covers(cast: Cast, subject: UUID, *categories: str, **other: Any) -> bool:
    asked = {"recipient": cast.croix.pk, "purpose": Purpose.REFERRAL, **other}
    return bases.covering(cast.awa(), subject, categories=categories or ["name"], **asked) is not None


def test_an_agreement_covers_what_was_said_and_nothing_else(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject)
    assert covers(cast, subject, "name", "needs")
    assert not covers(cast, subject, "name", "health")
    assert not covers(cast, subject, "name", recipient=cast.loin.pk)
    assert not covers(cast, subject, "name", purpose=Purpose.RETURN)
    assert bases.missing(
        cast.awa(), subject, recipient=cast.croix.pk, categories=["name", "health"], purpose=Purpose.REFERRAL
    ) == {"health"}


def test_agreeing_to_be_recorded_here_never_covers_sharing(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject, recipient=None, purposes=[Purpose.RECEPTION, Purpose.REFERRAL])
    assert not covers(cast, subject)
    assert bases.recording(cast.awa(), subject) is not None


def test_two_half_agreements_do_not_make_a_whole_one(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject, categories=["name"])
    agree(cast, subject, categories=["health"])
    assert not covers(cast, subject, "name", "health")
    assert bases.missing(
        cast.awa(), subject, recipient=cast.croix.pk, categories=["name", "health"], purpose=Purpose.REFERRAL
    ) in ({"name"}, {"health"})


def test_a_child_cannot_consent_alone(cast: Cast, person: Person) -> None:
    with pytest.raises(Invalid) as refused:
        agree(cast, person(minor=True))
    assert set(refused.value.errors) == {"kind"}


def test_a_child_assents_with_a_guardian_or_the_authority(cast: Cast, person: Person) -> None:
    child = person(minor=True)
    with pytest.raises(Invalid) as refused:
        agree(cast, child, kind="assent")
    assert set(refused.value.errors) == {"guardian_name"}
    basis = agree(
        cast, child, kind="assent", guardian={"role": "authority", "name": "Juge des enfants", "relation": ""}
    )
    assert basis.guardian == {"role": "authority", "name": "Juge des enfants", "relation": ""}
    assert covers(cast, child)


@pytest.mark.parametrize("kind", ["vital_interest", "mandate"])
def test_an_urgent_basis_needs_a_written_reason_and_a_second_look(
    cast: Cast, person: Person, kind: str
) -> None:
    child = person(minor=True)
    with pytest.raises(Invalid) as refused:
        agree(cast, child, kind=kind, reason="   ")
    assert set(refused.value.errors) == {"reason"}
    with clock.travel(NOON):
        basis = agree(cast, child, kind=kind, reason="Seule à la gare, blessée.")
        assert covers(cast, child)
    assert basis.second_look_due is not None
    assert abs(basis.second_look_due - NOON - timedelta(hours=24)) < timedelta(minutes=1)


def test_a_refusal_is_kept_and_ends_what_had_been_agreed(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject)
    recording = agree(cast, subject, recipient=None)
    refusal = agree(cast, subject, agreed=False, categories=["needs", "health"])
    assert refusal.agreed is False
    assert not covers(cast, subject)
    assert bases.live(cast.awa(), subject) == [recording]
    withdrawal = Withdrawal.objects.visible_to(cast.awa()).get()
    assert withdrawal.cause == "refused"


def test_nothing_is_withdrawn_before_it_was_agreed(cast: Cast, person: Person) -> None:
    basis = agree(cast, person())
    with pytest.raises(Invalid) as refused:
        withdraw_basis(cast.moussa().doing(at=basis.from_at - timedelta(days=365)), basis)
    assert set(refused.value.errors) == {"happened_at"}
    assert bases.live(cast.moussa(), basis.subject_id) == [basis]


def test_a_withdrawal_takes_effect_at_once_and_only_once(cast: Cast, person: Person) -> None:
    subject = person()
    basis = agree(cast, subject)
    ended: list[UUID] = []
    told = hooks.withdrawn(lambda _act, pk: ended.append(pk))
    try:
        withdraw_basis(cast.moussa(), basis)
        with pytest.raises(Conflict):
            withdraw_basis(cast.moussa(), basis)
    finally:
        hooks.withdrawn._functions.remove(told)
    assert ended == [basis.pk]
    assert not covers(cast, subject)


def test_a_row_of_the_ledger_is_never_changed(cast: Cast, person: Person) -> None:
    from jatigi.kernel.querysets import acting

    basis = agree(cast, person())
    basis.categories = ["health"]
    with acting(), pytest.raises(TypeError):
        basis.save()


def test_the_ledger_answers_nobody_who_does_not_say_who_asks(cast: Cast, person: Person) -> None:
    basis = agree(cast, person(), kind="vital_interest", reason="Inconsciente.")
    look = look_again(cast.fanta(), basis, confirmed=True)
    found = SecondLook.objects.visible_to(cast.fanta()).get(pk=look.pk)
    with pytest.raises(UnopenedRead):
        _ = found.basis
    for table in (LawfulBasis, SecondLook, Withdrawal, Overdue, Grant):
        with pytest.raises(UnopenedRead):
            table._base_manager.count()


def test_an_agreement_ends_with_its_last_day(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(NOON):
        agree(cast, subject, until=date(2026, 11, 30))
    with clock.travel(datetime(2026, 11, 30, 23, 59, tzinfo=UTC)):
        assert covers(cast, subject)
    with clock.travel(datetime(2026, 12, 1, 0, 1, tzinfo=UTC)):
        assert not covers(cast, subject)


def test_the_second_look_is_taken_by_another_supervisor(cast: Cast, person: Person) -> None:
    by_awa = agree(cast, person(), kind="vital_interest", reason="Inconsciente.")
    by_fanta = agree(cast, person(), kind="vital_interest", reason="Inconsciente.", who=cast.fanta())
    with pytest.raises(Refused):
        look_again(cast.moussa(), by_awa, confirmed=True)
    with pytest.raises(Refused) as same:
        look_again(cast.fanta(), by_fanta, confirmed=True)
    assert same.value.code == "same_person"
    look_again(cast.fanta(), by_awa, confirmed=True)
    with pytest.raises(Conflict):
        look_again(cast.fanta(), by_awa, confirmed=False, note="Non.")
    assert SecondLook.objects.visible_to(cast.fanta()).get().confirmed


def test_a_second_look_that_does_not_confirm_ends_the_basis(cast: Cast, person: Person) -> None:
    subject = person()
    basis = agree(cast, subject, kind="vital_interest", reason="Inconsciente.")
    with pytest.raises(Invalid):
        look_again(cast.fanta(), basis, confirmed=False)
    look_again(cast.fanta(), basis, confirmed=False, note="La personne pouvait répondre.")
    assert not covers(cast, subject)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"purposes": []}, "purposes"),
        ({"purposes": ["administration"]}, "purposes"),
        ({"categories": ["religion"]}, "categories"),
        ({"language": "xx"}, "language"),
        ({"form": "nod"}, "form"),
        ({"until": date(2020, 1, 1)}, "until"),
        ({"until": date(2099, 1, 1)}, "until"),
        ({"signature": "data:image/png;base64,AAAA"}, "signature"),
        ({"signature": "javascript:alert(1)"}, "signature"),
        ({"witness": "x" * 10_000}, "witness"),
        ({"kind": "vital_interest", "reason": "Oui.", "agreed": False}, "kind"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_leaves_nothing(
    cast: Cast, person: Person, said: dict[str, Any], field: str
) -> None:
    subject = person()
    with pytest.raises(Invalid) as refused:
        agree(cast, subject, **said)
    assert set(refused.value.errors) == {field}
    assert not LawfulBasis.objects.visible_to(cast.awa()).exists()


def test_nobody_agrees_to_share_with_the_organisation_that_asks(cast: Cast, person: Person) -> None:
    with pytest.raises(Invalid) as refused:
        agree(cast, person(), recipient=cast.gao.pk)
    assert set(refused.value.errors) == {"recipient"}


def test_a_stranger_finds_and_changes_nothing(cast: Cast, person: Person) -> None:
    subject = person()
    basis = agree(cast, subject)
    for stranger in (cast.drissa(), cast.kadi(), cast.lassana(), cast.boubacar(), cast.node()):
        assert not LawfulBasis.objects.visible_to(stranger).exists()
        assert bases.live(stranger, subject) == []
        with pytest.raises(NotFound):
            withdraw_basis(stranger, basis)
    with pytest.raises(NotFound):
        agree(cast, subject, who=cast.drissa())
    with pytest.raises(Refused):
        agree(cast, subject, who=cast.boubacar())
    assert covers(cast, subject)
