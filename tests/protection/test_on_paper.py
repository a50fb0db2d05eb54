"""Agreements that were given on paper and are entered later, with the day and hour on the paper."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.protection import actions, bases
from jatigi.protection.models import LawfulBasis
from tests.cast import Cast
from tests.protection.test_ledger import agree, covers
from tests.protection.test_pages import EXPLAINED, RECORD, SHARE, SIGNED, at, walk, whom

Person = Callable[..., UUID]
GIVEN = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
ENTERED = datetime(2026, 3, 27, 14, 0, tzinfo=UTC)
ON_PAPER = {
    "happened_on_day": "24", "happened_on_month": "3", "happened_on_year": "2026", "happened_time": "09:30",
}  # fmt: skip


def ledger(cast: Cast, subject: UUID) -> list[LawfulBasis]:
    return list(LawfulBasis.objects.visible_to(cast.awa()).filter(subject_id=subject))


def test_an_agreement_entered_from_paper_holds_from_the_day_on_the_paper(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(ENTERED):
        answer = walk(
            at(cast.awa), subject, EXPLAINED, RECORD, SHARE, {**whom(cast), "lasts": "365"}, SIGNED | ON_PAPER
        )
        assert answer.status_code == 302
        assert {basis.from_at for basis in ledger(cast, subject)} == {GIVEN}
        (shared,) = (basis for basis in bases.live(cast.awa(), subject) if basis.recipient_id)
        assert shared.until == GIVEN.date() + timedelta(days=365)


def test_a_sheet_signed_by_hand_needs_no_second_signature_on_the_screen(cast: Cast, person: Person) -> None:
    signed = {**SIGNED, "form": "signature", "witness": ""}
    with clock.travel(ENTERED):
        first, second = person(), person()
        on_screen = walk(at(cast.awa), first, EXPLAINED, RECORD, {**SHARE, "share": "later"}, signed)
        by_hand = walk(
            at(cast.awa), second, EXPLAINED, RECORD, {**SHARE, "share": "later"}, signed | ON_PAPER
        )
    assert (on_screen.status_code, by_hand.status_code) == (422, 302)


def test_the_day_on_paper_is_kept_while_going_back_and_forth(cast: Cast, person: Person) -> None:
    back, forth = {"go": "back", **ON_PAPER}, {"go": "next"}
    later = {**SHARE, "share": "later"}
    subject = person()
    with clock.travel(ENTERED):
        answer = walk(at(cast.awa), subject, EXPLAINED, RECORD, later, back, forth)
    page = answer.content.decode()
    assert 'name="happened_on_day" value="24"' in page
    assert 'name="happened_time" value="09:30"' in page


def test_a_day_to_come_is_said_next_to_the_day(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(GIVEN - timedelta(days=2)):
        answer = walk(
            at(cast.awa), subject, EXPLAINED, RECORD, {**SHARE, "share": "later"}, SIGNED | ON_PAPER
        )
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"happened_on"}
        assert not ledger(cast, subject)


def test_an_urgent_basis_is_entered_from_paper_with_its_day(cast: Cast, person: Person) -> None:
    subject = person()
    said = {"kind": "vital_interest", "reason": "Sans connaissance.", "categories": ["needs"], **ON_PAPER}
    with clock.travel(ENTERED):
        answer = at(cast.awa).post(f"/people/{subject}/agreements/urgent/", said)
        assert answer.status_code == 302
        assert {basis.from_at for basis in ledger(cast, subject)} == {GIVEN}


def test_a_yes_on_paper_does_not_come_back_over_a_later_no(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(GIVEN + timedelta(days=1)):
        agree(cast, subject, agreed=False)
    with clock.travel(ENTERED):
        with pytest.raises(Invalid) as refused:
            agree(cast, subject, who=cast.awa().doing(at=GIVEN))
        assert set(refused.value.errors) == {"happened_at"}
        assert not covers(cast, subject, "name")


def test_a_yes_on_paper_does_not_come_back_over_a_later_withdrawal(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(GIVEN + timedelta(days=1)):
        actions.withdraw_basis(cast.awa(), agree(cast, subject))
    with clock.travel(ENTERED), pytest.raises(Invalid):
        agree(cast, subject, who=cast.awa().doing(at=GIVEN))


def test_a_no_on_paper_leaves_the_yes_that_was_said_after_it(cast: Cast, person: Person) -> None:
    subject = person()
    with clock.travel(GIVEN + timedelta(days=1)):
        agree(cast, subject)
    with clock.travel(ENTERED):
        agree(cast, subject, who=cast.awa().doing(at=GIVEN), agreed=False)
        assert covers(cast, subject, "name")
        agree(cast, subject, who=cast.awa().doing(at=GIVEN + timedelta(days=2)), agreed=False)
        assert not covers(cast, subject, "name")


def test_the_screens_offer_the_day_on_paper_at_the_end(cast: Cast, person: Person) -> None:
    subject: Any = person()
    asked = walk(at(cast.awa), subject, EXPLAINED, RECORD, {**SHARE, "share": "later"})
    assert "Saisie d’après le papier" in asked.content.decode()
    urgent = at(cast.awa).get(f"/people/{subject}/agreements/urgent/").content.decode()
    assert urgent.count('name="happened_on_day"') == 1
