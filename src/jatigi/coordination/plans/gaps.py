"""What projects leave open of a plan: targets against the sum of contributions, costs against the money there is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from jatigi.coordination.frameworks.models import Framework, FrameworkItem
from jatigi.coordination.plans.models import PlanCost, PlanIndicator, PlanValue
from jatigi.coordination.projects.models import Project, ProjectBudget, ProjectResult, ProjectState
from jatigi.kernel.access import Access

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator: its target, what projects plan to give, what was reached. None where nobody said."""

    indicator: PlanIndicator
    item: FrameworkItem
    planned: Decimal | None
    target: Decimal | None
    reached: Decimal | None
    promised: Decimal
    given: Decimal

    @property
    def missing(self) -> Decimal | None:
        """What no project has promised yet of the target; 0 where they promise more."""
        return None if self.target is None else max(self.target - self.promised, ZERO)


@dataclass(frozen=True, slots=True)
class Funding:
    """An item in a currency: what it costs, what projects have for it or anything under it."""

    item: FrameworkItem
    currency: str
    cost: Decimal | None
    there: Decimal

    @property
    def missing(self) -> Decimal | None:
        return None if self.cost is None else max(self.cost - self.there, ZERO)


@dataclass(frozen=True, slots=True)
class Period:
    """The year and the place asked for; None: all."""

    year: int | None = None
    unit: int | None = None

    def of(self, rows: Any, *, places: bool = True) -> Any:
        """The rows whose period touches the year, at the place where one is asked for."""
        if self.year:
            rows = rows.filter(from_on__lte=date(self.year, 12, 31), until__gte=date(self.year, 1, 1))
        return rows.filter(unit=self.unit) if self.unit and places else rows


def gaps(access: Access, framework: Framework, period: Period) -> list[Gap]:
    """Each indicator of the items of a framework. Four queries."""
    items = {one.pk: one for one in FrameworkItem.objects.filter(framework=framework)}
    indicators = list(PlanIndicator.objects.visible_to(access).filter(item__in=list(items)))
    pks = [one.pk for one in indicators]
    values = by(period.of(PlanValue.objects.visible_to(access).filter(indicator__in=pks)), "indicator_id")
    results = period.of(
        ProjectResult.objects.visible_to(access).filter(indicator__in=pks, project__in=_alive(access))
    )
    given = by(results, "indicator_id")
    indicators.sort(key=lambda one: (items[one.item_id].order, one.name))
    return [
        Gap(
            one,
            items[one.item_id],
            summed(values[one.pk], "planned"),
            summed(values[one.pk], "target"),
            summed(values[one.pk], "reached"),
            summed(given[one.pk], "planned", every=True) or ZERO,
            summed(given[one.pk], "reached", every=True) or ZERO,
        )
        for one in indicators
    ]


def funding(access: Access, framework: Framework, period: Period) -> list[Funding]:
    """Each item that costs something or has money, per currency; what stands under an item counts for it too."""
    items = list(FrameworkItem.objects.filter(framework=framework).order_by("order"))
    pks = [one.pk for one in items]
    costs = period.of(PlanCost.objects.visible_to(access).filter(item__in=pks), places=False)
    budgets = period.of(
        ProjectBudget.objects.visible_to(access).filter(item__in=pks, project__in=_alive(access)),
        places=False,
    )
    said, money = _per_item(costs), _per_item(budgets)
    under: dict[UUID | None, list[UUID]] = defaultdict(list)
    for one in items:
        under[one.parent_id].append(one.pk)
    currencies = sorted({currency for _item, currency in {**said, **money}})
    found = [
        Funding(one, currency, _cost(one.pk, currency, said, under), _money(one.pk, currency, money, under))
        for one in items
        for currency in currencies
    ]
    return [one for one in found if one.cost is not None or one.there]


def summed(rows: Iterable[Any], name: str, *, every: bool = False) -> Decimal | None:
    """The sum over periods, None where nobody said anything.

    What is said of the whole country in a period already holds what is said of its places, unless `every` row counts.
    """
    periods: dict[Any, list[tuple[int | None, Decimal]]] = defaultdict(list)
    for row in rows:
        value = getattr(row, name)
        if value is not None:
            key = row.pk if every else (row.from_on, row.until)
            periods[key].append((row.unit_id, value))
    if not periods:
        return None
    total = ZERO
    for said in periods.values():
        whole = [value for unit, value in said if unit is None]
        total += sum(whole or [value for _unit, value in said], ZERO)
    return total


def by(rows: Iterable[Any], name: str) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _alive(access: Access) -> Any:
    """An abandoned project gives nothing."""
    return Project.objects.visible_to(access).exclude(state=ProjectState.ABANDONED).values("pk")


def _per_item(rows: Iterable[Any]) -> dict[tuple[UUID, str], Decimal]:
    found: dict[tuple[UUID, str], Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        found[row.item_id, row.currency] += row.amount
    return dict(found)


def _cost(
    item: UUID,
    currency: str,
    said: Mapping[tuple[UUID, str], Decimal],
    under: Mapping[UUID | None, list[UUID]],
) -> Decimal | None:
    """What is said of the item itself, else the sum of what stands under it."""
    if (item, currency) in said:
        return said[item, currency]
    below = [_cost(one, currency, said, under) for one in under.get(item, [])]
    known = [one for one in below if one is not None]
    return sum(known, ZERO) if known else None


def _money(
    item: UUID,
    currency: str,
    money: Mapping[tuple[UUID, str], Decimal],
    under: Mapping[UUID | None, list[UUID]],
) -> Decimal:
    below = [_money(one, currency, money, under) for one in under.get(item, [])]
    return sum(below, money.get((item, currency), ZERO))
