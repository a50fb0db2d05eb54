"""When a deadline is recalled, and to whom: 30 and 7 days before, on the day, then every month. Never twice for a step."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.commitments.rules import KEEPERS
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel.hooks import Notice

FIRST, SECOND, AGAIN = 30, 7, 30
"""Days before the deadline, and the days after which an overdue one is recalled again."""
AT_ONCE = 500


def is_due(due: date, reminded_on: date | None, today: date) -> bool:
    """Whether a step has come since the last reminder."""
    step = last_step(due, today)
    return step is not None and (reminded_on is None or reminded_on < step)


def last_step(due: date, today: date) -> date | None:
    """The last day up to `today` on which a deadline is recalled; None before the first."""
    if today >= due:
        return due + timedelta(days=(today - due).days // AGAIN * AGAIN)
    steps = (due - timedelta(days=SECOND), due - timedelta(days=FIRST))
    return next((step for step in steps if step <= today), None)


def notices(due: Sequence[Commitment], today: date) -> Iterator[Notice]:
    """One for each organisation and each of the two: what is overdue, what comes near."""
    named = addressees_of([row.pk for row in due])
    late: Counter[tuple[UUID, bool]] = Counter()
    soon: Counter[tuple[UUID, bool]] = Counter()
    for row in due:
        houses = {(one.addressed_id, False) for one in named[row.pk] if one.addressed_id}
        for key in {*houses, (row.organisation_id, True)}:
            (late if row.due < today else soon)[key] += 1
    for (house, keeps), count in late.items():
        words = ngettext_lazy("%(n)d commitment is overdue.", "%(n)d commitments are overdue.", "n")
        yield _notice(words % {"n": count}, "coordination:overdue", house, keeps)
    for (house, keeps), count in soon.items():
        words = ngettext_lazy(
            "The deadline of %(n)d commitment comes near.",
            "The deadlines of %(n)d commitments come near.",
            "n",
        )
        yield _notice(words % {"n": count}, "coordination:commitments", house, keeps)


def _notice(text: object, page: str, house: UUID, keeps: bool) -> Notice:
    whose = "mine=1" if keeps else f"addressee={house}"
    roles = KEEPERS if keeps else REPORTERS
    url = f"{reverse(page)}?{whose}"
    return Notice("commitment.due", text, url, organisation=house, roles=frozenset(roles))  # type: ignore[arg-type]
