"""The rows of an import of cases: what somebody who worked on them would have said, with its moments."""

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired
from uuid import UUID

from typing_extensions import TypedDict


class NoteRow(TypedDict):
    """A note and when it was written."""

    at: datetime
    text: str


class CaseRow(TypedDict):
    """A case as `case.open` takes it, opened at `opened_at`; with `closed_at` and a reason it is closed.

    `closure_note`: what was said at the closure, needed for the reason "other".
    """

    person: UUID
    urgency: str
    opened_at: datetime
    tracks: NotRequired[Sequence[str]]
    site: NotRequired[UUID]
    case_worker: NotRequired[UUID]
    why: NotRequired[str]
    notes: NotRequired[Sequence[NoteRow]]
    closed_at: NotRequired[datetime]
    closure_reason: NotRequired[str]
    closure_note: NotRequired[str]
