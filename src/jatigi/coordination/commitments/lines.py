"""Commitments in words, for lists and pages: with their addressees, body and event, in a few queries for a page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.formats import date_format

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Precision
from jatigi.coordination.commitments.models import Addressee, Commitment, CommitmentState
from jatigi.coordination.commitments.rules import KNOWING
from jatigi.coordination.events.models import Event
from jatigi.kernel.access import Access
from jatigi.ui.words import dated

TONES = {
    CommitmentState.RECEIVED: "neutral", CommitmentState.CLUSTERED: "neutral", CommitmentState.PLANNED: "info",
    CommitmentState.UNDER_WAY: "info", CommitmentState.PARTLY_KEPT: "warning", CommitmentState.KEPT: "success",
    CommitmentState.DROPPED: "neutral",
}  # fmt: skip


@dataclass(slots=True)
class Line:
    """A commitment as a list shows it."""

    commitment: Commitment
    addressees: list[Addressee] = field(default_factory=list)
    body: Body | None = None
    event: Event | None = None

    @property
    def tone(self) -> str:
        return TONES[CommitmentState(self.commitment.state)]

    @property
    def origin(self) -> str:
        """Where it comes from, in a word: the event, else the body, else the document."""
        return str(self.event or self.body or self.commitment.source)

    @property
    def deadline(self) -> str:
        return deadline_of(self.commitment)

    @property
    def who(self) -> list[str]:
        """Those to whom it is addressed, as short as they are called."""
        return [one.addressed.short if one.addressed else one.name for one in self.addressees]


def lines(access: Access, rows: Sequence[Commitment]) -> list[Line]:
    """A line for each, in their order, in three queries."""
    named = addressees_of([row.pk for row in rows])
    bodies = Body.objects.visible_to(access).in_bulk({row.body_id for row in rows if row.body_id})
    events = Event.objects.visible_to(access).in_bulk({row.event_id for row in rows if row.event_id})
    return [Line(row, named[row.pk], bodies.get(row.body_id), events.get(row.event_id)) for row in rows]


def addressees_of(commitments: Sequence[UUID]) -> dict[UUID, list[Addressee]]:
    """Whom each of them is addressed to, the lead first, whoever asks."""
    found: dict[UUID, list[Addressee]] = defaultdict(list)
    rows = Addressee.objects.visible_to(KNOWING).filter(commitment_id__in=list(commitments))
    for row in rows.select_related("addressed").order_by("-lead", "entered_at", "pk"):
        found[row.commitment_id].append(row)
    return found


def deadline_of(commitment: Commitment) -> str:
    """The deadline as exactly as it was said; "" where none was."""
    if commitment.deadline is None:
        return ""
    if commitment.deadline_precision == Precision.YEAR:
        return str(commitment.deadline.year)
    if commitment.deadline_precision == Precision.MONTH:
        return date_format(commitment.deadline, "F Y")
    return dated(commitment.deadline)
