"""What `covering` may never do, whatever is agreed, refused, withdrawn or let run out, in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jatigi.kernel import clock
from jatigi.protection import bases
from jatigi.protection.actions import record_basis, withdraw_basis
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis
from tests.cast import Cast

Person = Callable[..., UUID]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SOME = [Category.NAME.value, Category.NEEDS.value, Category.HEALTH.value]
PURPOSES = ["referral", "return"]

categories = st.sets(st.sampled_from(SOME), min_size=1).map(sorted)
purposes = st.sets(st.sampled_from(PURPOSES), min_size=1).map(sorted)


@dataclass(frozen=True)
class Said:
    """The model: one answer of the person, as a sentence of the ledger."""

    recipient: int
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    until: date
    agreed: bool
    at: int


said = st.builds(
    Said,
    recipient=st.sampled_from([0, 1, 2]),  # 0: recording here
    purposes=purposes.map(tuple),
    categories=categories.map(tuple),
    until=st.integers(1, 20).map(lambda days: START.date() + timedelta(days=days)),
    agreed=st.sampled_from([True, True, True, False]),
    at=st.integers(0, 10),
)


def expected(
    story: list[Said], gone: set[int], recipient: int, asked: list[str], purpose: str, day: date
) -> bool:
    """The same rule told as a loop over the story, without a database."""
    standing: list[Said] = []
    for number, answer in enumerate(story):
        if answer.agreed:
            if number not in gone:
                standing.append(answer)
        else:
            standing = [yes for yes in standing if not refuses(answer, yes)]
    return any(
        yes.recipient == recipient
        and purpose in yes.purposes
        and set(asked) <= set(yes.categories)
        and yes.until >= day
        for yes in standing
    )


def refuses(no: Said, yes: Said) -> bool:
    return (
        no.recipient == yes.recipient
        and bool(set(no.purposes) & set(yes.purposes))
        and bool(set(no.categories) & set(yes.categories))
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    story=st.lists(said, min_size=1, max_size=5),
    withdrawn=st.sets(st.integers(0, 4)),
    asked=categories,
    purpose=st.sampled_from(PURPOSES),
    after=st.integers(0, 22),
)
def test_covering_says_yes_exactly_where_the_story_does(
    cast: Cast,
    person: Person,
    story: list[Said],
    withdrawn: set[int],
    asked: list[str],
    purpose: str,
    after: int,
) -> None:
    subject = person()
    who: list[Any] = [None, cast.croix.pk, cast.loin.pk]
    # A refusal without recipient for purposes of sharing means every other organisation: told apart below.
    story = [
        answer if answer.agreed or answer.recipient else Said(1, *list(vars(answer).values())[1:])
        for answer in story
    ]
    with clock.travel(START):
        rows: list[LawfulBasis] = [
            record_basis(
                cast.awa(), subject=subject, kind="consent", agreed=answer.agreed, recipient=who[answer.recipient],
                purposes=list(answer.purposes), categories=list(answer.categories), until=answer.until,
            )
            for answer in story
        ]  # fmt: skip
        ended = set()
        for number in sorted(withdrawn):
            live = {basis.pk for basis in bases.live(cast.awa(), subject)}
            if number < len(rows) and rows[number].pk in live:
                withdraw_basis(cast.awa(), rows[number])
                ended.add(number)
    with clock.travel(START + timedelta(days=after, hours=1)):
        for recipient in (1, 2):
            found = bases.covering(
                cast.awa(), subject, recipient=who[recipient], categories=asked, purpose=purpose
            )
            lacking = bases.missing(
                cast.awa(), subject, recipient=who[recipient], categories=asked, purpose=purpose
            )
            day = (START + timedelta(days=after)).date()
            assert (found is not None) == expected(story, ended, recipient, asked, purpose, day)
            assert (found is not None) == (lacking == set())
            if found is not None:
                assert found.recipient_id == who[recipient]
                assert set(asked) <= set(found.categories)
                assert found.until >= day
        nobody = bases.covering(cast.awa(), subject, recipient=cast.gao.pk, categories=asked, purpose=purpose)
        assert nobody is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(agreed=categories, asked=categories)
def test_a_missing_category_is_never_covered(
    cast: Cast, person: Person, agreed: list[str], asked: list[str]
) -> None:
    subject = person()
    record_basis(
        cast.awa(), subject=subject, kind="consent", recipient=cast.croix.pk,
        purposes=["referral"], categories=agreed,
    )  # fmt: skip
    found = bases.covering(cast.awa(), subject, recipient=cast.croix.pk, categories=asked, purpose="referral")
    assert (found is not None) == (set(asked) <= set(agreed))


def test_sharing_with_nobody_wins_over_every_earlier_yes(cast: Cast, person: Person) -> None:
    subject = person()
    for recipient in (cast.croix.pk, cast.loin.pk):
        record_basis(
            cast.awa(), subject=subject, kind="consent", recipient=recipient,
            purposes=["referral"], categories=["name"],
        )  # fmt: skip
    refusal = record_basis(
        cast.awa(), subject=subject, kind="consent", agreed=False,
        purposes=["referral"], categories=list(Category.values),
    )  # fmt: skip
    assert refusal.to_nobody
    assert bases.live(cast.awa(), subject) == []


def test_an_earlier_no_does_not_undo_a_later_yes(cast: Cast, person: Person) -> None:
    subject = person()
    for agreed in (False, True):
        record_basis(
            cast.awa(), subject=subject, kind="consent", agreed=agreed, recipient=cast.croix.pk,
            purposes=["referral"], categories=["name"],
        )  # fmt: skip
    assert bases.covering(
        cast.awa(), subject, recipient=cast.croix.pk, categories=["name"], purpose="referral"
    )
