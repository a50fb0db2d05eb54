"""Reads: the ledger of lawful bases, without witness, guardian, reason or signature."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.protection.models import LawfulBasis

bases = Router(tags=["lawful bases"])
routers = {"/lawful-bases": bases}


class BasisOut(Schema):
    id: UUID
    version: int
    subject_id: UUID
    kind: str
    agreed: bool
    purposes: list[str]
    categories: list[str]
    recipient_id: UUID | None
    from_at: datetime
    until: date
    language: str
    form: str


class Bases(Schema):
    items: list[BasisOut]
    next: str


@bases.get("", response={200: Bases, **ERRORS}, operation_id="lawful_bases")
def list_bases(
    request: HttpRequest, subject: UUID | None = None, after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """The ledger, newest first; of one person where `subject` is given."""
    access = asking(request, Purpose.RECEPTION, Purpose.CASE_MANAGEMENT)
    found = LawfulBasis.objects.visible_to(access)
    if subject is not None:
        found = found.filter(subject_id=subject)
    items, following = listed(access, found, ("-from_at",), after, limit)
    return {"items": items, "next": following}
