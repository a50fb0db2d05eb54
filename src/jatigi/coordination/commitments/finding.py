"""Finding commitments: by the words of the passage and by what is said of it. One index scan at most, a page at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from jatigi.algorithms.likeness import words
from jatigi.coordination.commitments import areas
from jatigi.coordination.commitments.models import OPEN, Addressee, Commitment
from jatigi.coordination.commitments.rules import KNOWING
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.pages import Page, keyset
from jatigi.kernel.querysets import ProtectedQuerySet

ORDER = ("due",)
MOST_WORDS = 12
COUNTED = 1_000
"""As many as are counted one by one: whoever finds more narrows the search."""
OPEN_ONES, OVERDUE = "open", "overdue"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; "" and None: whatever. `state`: one of the states, `OPEN_ONES` or `OVERDUE`."""

    words: str = ""
    kind: str = ""
    body: UUID | None = None
    event: UUID | None = None
    item: UUID | None = None
    cluster: UUID | None = None
    theme: str = ""
    addressee: UUID | None = None
    state: str = ""
    unaddressed: bool = False
    proposed: bool = False
    year: int | None = None
    place: str = ""
    level: str = ""
    kept_by: UUID | None = None


def found(access: Access, wanted: Wanted) -> ProtectedQuerySet[Commitment]:
    """What the asker may know and looks for."""
    return Commitment.objects.visible_to(access).filter(fits(wanted))


def page(access: Access, wanted: Wanted, after: str = "") -> tuple[Page[Commitment], int]:
    """A page of it, what is due first at the beginning, what has no deadline at the end; and how many there are in all.

    No more than `COUNTED` and one are counted. Every passage is read once at most: where words are looked for, what has
    them is found first, in whichever order is quickest, and put in order afterwards.
    """
    rows = found(access, wanted)
    if wanted.words:
        known = list(rows.values_list("pk", flat=True)[: COUNTED + 1])
        if len(known) <= COUNTED:
            rows = Commitment.objects.visible_to(access).filter(pk__in=known)
        return keyset(rows, ORDER, after), len(known)
    shown = keyset(rows, ORDER, after)
    return shown, rows[: COUNTED + 1].count()


def fits(wanted: Wanted) -> Q:
    """The same as a condition."""
    fits = Q()
    for part in wanted.words.split()[:MOST_WORDS]:
        fits &= _said(f" {' '.join(words(part))}")  # the beginning of a word, or a reference
    fits &= _equal(wanted) & _in_state(wanted.state)
    if wanted.unaddressed:
        fits &= Q(unaddressed=True)
    if wanted.proposed:
        fits &= ~Q(proposed="")
    if wanted.year is not None:
        fits &= Q(made_on__gte=date(wanted.year, 1, 1), made_on__lte=date(wanted.year, 12, 31))
    if wanted.place:
        fits &= areas.within(wanted.place)
    if wanted.item is not None:
        links = CommitmentLink.objects.visible_to(KNOWING).filter(item_id=wanted.item)
        fits &= Q(pk__in=links.values("commitment"))
    if wanted.addressee is not None:
        named = Addressee.objects.visible_to(KNOWING).filter(addressed_id=wanted.addressee)
        fits &= Q(pk__in=named.values("commitment"))
    return fits


def _said(text: str) -> Q:
    """The words hold this text as it stands: on PostgreSQL found twice as fast as by a pattern."""
    return Q(GreaterThan(StrIndex(F("words"), Value(text)), 0))


def _equal(wanted: Wanted) -> Q:
    said: dict[str, Any] = {
        "kind": wanted.kind, "body_id": wanted.body, "event_id": wanted.event, "cluster_id": wanted.cluster,
        "theme": wanted.theme, "level": wanted.level, "organisation_id": wanted.kept_by,
    }  # fmt: skip
    return Q(**{name: value for name, value in said.items() if value})


def _in_state(state: str) -> Q:
    if state == OPEN_ONES:
        return Q(state__in=OPEN)
    if state == OVERDUE:
        return Q(state__in=OPEN, due__lt=clock.today())
    return Q(state=state) if state else Q()
