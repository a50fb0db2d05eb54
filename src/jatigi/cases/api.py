"""Reads: cases as facts. What is in a case is not given to programs in this version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.cases.codes import CaseState
from jatigi.cases.models import Case
from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record

cases = Router(tags=["cases"])
routers = {"/cases": cases}


class CaseOut(Schema):
    id: UUID
    version: int
    code: str
    person_id: UUID
    state: str
    tracks: list[str]
    urgency: str
    urgent_until: datetime | None
    case_worker_id: UUID | None
    opened_at: datetime
    closed_at: datetime | None
    closure_reason: str


class Cases(Schema):
    items: list[CaseOut]
    next: str


@cases.get("", response={200: Cases, **ERRORS}, operation_id="cases")
def list_cases(
    request: HttpRequest, state: CaseState | None = None, after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """Cases of the organisation, newest first."""
    access = asking(request, Purpose.CASE_MANAGEMENT)
    found = Case.objects.visible_to(access)
    if state is not None:
        found = found.filter(state=state)
    items, following = listed(access, found, ("-opened_at",), after, limit)
    return {"items": items, "next": following}


@cases.get("/{uuid:id}", response={200: CaseOut, **ERRORS}, operation_id="case")
def open_case(request: HttpRequest, id: UUID) -> Case:
    """One case. The journal keeps that it was opened."""
    return open_record(asking(request, Purpose.CASE_MANAGEMENT), Case, id)
