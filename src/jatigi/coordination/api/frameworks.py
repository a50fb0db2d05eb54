"""Reads: frameworks with their source, their items, and what plans want to reach, where and when."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.coordination.api.meetings import unit_of
from jatigi.coordination.codes import Theme
from jatigi.coordination.frameworks.models import Framework, FrameworkItem, FrameworkKind
from jatigi.coordination.plans.models import PlanIndicator, PlanValue
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record

frameworks, items, indicators = (
    Router(tags=["frameworks"]),
    Router(tags=["frameworks"]),
    Router(tags=["plans"]),
)


class FrameworkOut(Schema):
    """One version of a framework. to_confirm: the source is doubtful or was not read whole."""

    id: UUID
    version: int
    code: str
    vintage: str
    kind: str
    theme: str
    levels: list[str]
    name_fr: str
    name_en: str
    country_id: str | None
    adopted: str
    valid_from: date | None
    valid_to: date | None
    replaced_by_id: UUID | None
    note: str
    source: str
    to_confirm: bool


class Frameworks(Schema):
    items: list[FrameworkOut]
    next: str


class ItemOut(Schema):
    """An objective, axis, result, article … in the tree of its framework."""

    id: UUID
    version: int
    framework_id: UUID
    parent_id: UUID | None
    code: str
    level_name: str
    order: int
    name_fr: str
    name_en: str
    responsible_id: UUID | None
    responsible_name: str
    source: str
    to_confirm: bool


class Items(Schema):
    items: list[ItemOut]
    next: str


class ValueOut(Schema):
    """What was planned, targeted and reached in a period, in a region or, without one, in the whole country."""

    from_on: date
    until: date
    unit: str | None
    planned: Decimal | None
    target: Decimal | None
    reached: Decimal | None

    @staticmethod
    def resolve_unit(row: Any) -> str | None:
        return unit_of(row)


class PlanIndicatorOut(Schema):
    """What is counted for an item of a plan; `organisation_id` keeps its values up."""

    id: UUID
    version: int
    item_id: UUID
    organisation_id: UUID
    name: str
    counted_in: str
    source: str
    to_confirm: bool
    values: list[ValueOut] = []


class PlanIndicators(Schema):
    items: list[PlanIndicatorOut]
    next: str


@frameworks.get("", response={200: Frameworks, **ERRORS}, operation_id="frameworks")
def list_frameworks(
    request: HttpRequest,
    kind: FrameworkKind | None = None,
    theme: Theme | None = None,
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Frameworks by code and version."""
    access = asking(request, Purpose.OVERSIGHT)
    said = {"kind": kind, "theme": theme}
    rows = Framework.objects.visible_to(access).filter(
        **{name: value for name, value in said.items() if value}
    )
    found, following = listed(access, rows, ("code", "vintage"), after, limit)
    return {"items": found, "next": following}


@frameworks.get("/{uuid:id}", response={200: FrameworkOut, **ERRORS}, operation_id="framework")
def open_framework(request: HttpRequest, id: UUID) -> Framework:
    """One version of a framework."""
    return open_record(asking(request, Purpose.OVERSIGHT), Framework, id)


@items.get("", response={200: Items, **ERRORS}, operation_id="framework_items")
def list_items(
    request: HttpRequest, framework: UUID | None = None, after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """Items of frameworks, in the order in which each framework has them."""
    access = asking(request, Purpose.OVERSIGHT)
    rows = FrameworkItem.objects.visible_to(access)
    rows = rows.filter(framework_id=framework) if framework else rows
    found, following = listed(access, rows, ("framework_id", "order"), after, limit)
    return {"items": found, "next": following}


@indicators.get("", response={200: PlanIndicators, **ERRORS}, operation_id="plan_indicators")
def list_indicators(
    request: HttpRequest, framework: UUID | None = None, after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """Indicators of plans with their values, the newest first."""
    access = asking(request, Purpose.OVERSIGHT)
    rows = PlanIndicator.objects.visible_to(access)
    if framework:
        of_it = FrameworkItem.objects.visible_to(access).filter(framework_id=framework)
        rows = rows.filter(item_id__in=of_it.values("pk"))
    found, following = listed(access, rows, ("-entered_at",), after, limit)
    return {"items": _valued(access, found), "next": following}


def _valued(access: Access, rows: Sequence[PlanIndicator]) -> Sequence[PlanIndicator]:
    values: dict[UUID, list[PlanValue]] = defaultdict(list)
    known = PlanValue.objects.visible_to(access).filter(indicator_id__in=[row.pk for row in rows])
    for value in known.select_related("unit").order_by("from_on", "unit_id", "pk"):
        values[value.indicator_id].append(value)
    for row in rows:
        row.values = values[row.pk]  # type: ignore[attr-defined]
    return rows
