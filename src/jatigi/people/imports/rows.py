"""The rows of an import: what the desk would have said, with the moment at which it was so."""

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired
from uuid import UUID

from typing_extensions import TypedDict

from jatigi.people.shapes import Basis, Birth, Document, Name, Phone


class VisitRow(TypedDict):
    """The visit that led here, as `visit.record` takes it; `at` where it was not with the registration."""

    site: UUID
    wishes: Sequence[str]
    at: NotRequired[datetime]
    people: NotRequired[int]
    danger: NotRequired[dict[str, str]]


class StayRow(TypedDict):
    """A stay as `stay.begin` and, with `departed_at`, `stay.end` take it; `at` where it was not with the registration."""

    site: UUID
    at: NotRequired[datetime]
    bed: NotRequired[str]
    from_country: NotRequired[str]
    towards_country: NotRequired[str]
    means: NotRequired[str]
    note: NotRequired[str]
    departed_at: NotRequired[datetime]
    departed_by: NotRequired[str]
    departed_to: NotRequired[str]


class PersonRow(TypedDict):
    """A registration as `person.register` takes it, at the moment `at`, with its visit and its stay."""

    at: datetime
    sex: str
    basis: Basis
    age_group: NotRequired[str]
    names: NotRequired[Sequence[Name]]
    father: NotRequired[str]
    mother: NotRequired[str]
    birth: NotRequired[Birth]
    nationalities: NotRequired[Sequence[str]]
    languages: NotRequired[Sequence[str]]
    phones: NotRequired[Sequence[Phone]]
    documents: NotRequired[Sequence[Document]]
    origin: NotRequired[str]
    site: NotRequired[UUID]
    at_risk: NotRequired[bool]
    visit: NotRequired[VisitRow]
    stay: NotRequired[StayRow]
