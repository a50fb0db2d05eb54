"""Reads: recommendations and decisions, whom they are addressed to, which objectives they serve, what became of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from jatigi.coordination.api.meetings import unit_of
from jatigi.coordination.codes import Level, Theme
from jatigi.coordination.commitments import finding
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Addressee, Commitment, CommitmentKind
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record

routes = Router(tags=["commitments"])
PlaceCode = Annotated[str, Field(pattern=r"^[A-Z0-9-]*$", max_length=16)]
State = Literal[
    "open", "overdue", "received", "clustered", "planned", "under_way", "partly_kept", "kept", "dropped"
]
Words = Annotated[str, Field(max_length=200)]
Year = Annotated[int, Field(ge=1945, le=2150)]


class AddresseeOut(Schema):
    """An organisation of the node by its id, or one that is not here by name; with its official answer, if it gave one."""

    organisation_id: UUID | None
    name: str
    lead: bool
    answer: str
    answer_text: str
    answered_on: date | None

    @staticmethod
    def resolve_organisation_id(row: Addressee) -> UUID | None:
        return row.addressed_id

    @staticmethod
    def resolve_name(row: Addressee) -> str:
        return str(row)


class CommitmentOut(Schema):
    """A recommendation or a decision, word for word; `organisation_id` keeps it up.

    deadline: the last day of what was said, known to its precision. serves: ids of items of frameworks.
    """

    id: UUID
    version: int
    reference: str
    kind: str
    text: str
    organisation_id: UUID
    body_id: UUID | None
    event_id: UUID | None
    source: str
    source_url: str
    made_on: date | None
    deadline: date | None
    deadline_precision: str
    overdue: bool
    theme: str
    level: str
    country_id: str | None
    unit: str | None
    cluster_id: UUID | None
    unaddressed: bool
    addressees: list[AddresseeOut] = []
    serves: list[UUID] = []
    state: str
    why: str
    settled_on: date | None
    closed: bool
    public: bool

    @staticmethod
    def resolve_unit(row: Any) -> str | None:
        return unit_of(row)


class Commitments(Schema):
    items: list[CommitmentOut]
    next: str


class Filters(Schema):
    """What of the commitments is asked for; whatever is left out does not matter.

    words: each at the beginning of a word of the passage, the source or the reference. state: one of the states, "open"
    or "overdue". place: a country or a region as coded today. kept_by: the organisation that keeps it up.
    """

    words: Words = ""
    kind: CommitmentKind | None = None
    state: State | None = None
    body: UUID | None = None
    event: UUID | None = None
    item: UUID | None = None
    cluster: UUID | None = None
    addressee: UUID | None = None
    unaddressed: bool = False
    theme: Theme | None = None
    level: Level | None = None
    place: PlaceCode = ""
    year: Year | None = None
    kept_by: UUID | None = None
    deadline_from: date | None = None
    deadline_until: date | None = None


@routes.get("", response={200: Commitments, **ERRORS}, operation_id="commitments")
def list_commitments(
    request: HttpRequest, filters: Query[Filters], after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """Commitments by deadline, those without one at the end."""
    access = asking(request, Purpose.OVERSIGHT)
    said = filters.model_dump(exclude_none=True)
    between = {
        "deadline__gte": said.pop("deadline_from", None),
        "deadline__lte": said.pop("deadline_until", None),
    }
    rows = finding.found(access, finding.Wanted(**said))
    rows = rows.filter(**{name: day for name, day in between.items() if day}).select_related("unit")
    found, following = listed(access, rows, finding.ORDER, after, limit)
    return {"items": _told(access, found), "next": following}


@routes.get("/{uuid:id}", response={200: CommitmentOut, **ERRORS}, operation_id="commitment")
def open_commitment(request: HttpRequest, id: UUID) -> Commitment:
    """One commitment."""
    access = asking(request, Purpose.OVERSIGHT)
    return _told(access, [open_record(access, Commitment, id)])[0]


def _told(access: Access, rows: Sequence[Commitment]) -> Sequence[Commitment]:
    """The commitments with whom they are addressed to and what they serve, in two queries."""
    pks = [row.pk for row in rows]
    named = addressees_of(pks)
    served: dict[UUID, list[UUID]] = defaultdict(list)
    links = CommitmentLink.objects.visible_to(access).filter(commitment_id__in=pks).order_by("item_id")
    for commitment, item in links.values_list("commitment_id", "item_id"):
        served[commitment].append(item)
    for row in rows:
        row.addressees, row.serves = named[row.pk], served[row.pk]  # type: ignore[attr-defined]
    return rows
