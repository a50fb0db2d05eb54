"""Writing what a plan counts and what it costs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.coordination import cleaning, given
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.plans import rules
from jatigi.coordination.plans.models import PlanCost, PlanIndicator, PlanValue
from jatigi.kernel import text
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid

OVERSIGHT = Purpose.OVERSIGHT


class Value(TypedDict):
    """What was planned, targeted and reached in a period, in a unit or (None) in the whole country."""

    from_on: date
    until: date
    unit: int | None
    planned: Decimal | None
    target: Decimal | None
    reached: Decimal | None


class Cost(TypedDict):
    """An amount in a currency for a period, and where it stands."""

    currency: str
    amount: Decimal
    from_on: date
    until: date
    source: str


@creation("plan.add_indicator", PlanIndicator, allow=rules.may_add, purpose=OVERSIGHT)
def add_indicator(
    act: Act,
    *,
    item: UUID,
    name: str,
    counted_in: str,
    source: str,
    values: Sequence[Value] = (),
    confirmed: bool = False,
) -> PlanIndicator:
    """What is counted for an item, with its values. Raises `Invalid` by field."""
    if not FrameworkItem.objects.filter(pk=item).exists():
        raise Invalid(item=_("Choose one of the listed answers."))
    made = PlanIndicator(organisation_id=act.organisation, item_id=item)
    _write(made, name, counted_in, source, confirmed=confirmed)
    made.save()
    _put(made, values)
    return made


@action("plan.change_indicator", PlanIndicator, allow=rules.may_keep, purpose=OVERSIGHT)
def change_indicator(
    act: Act,
    indicator: PlanIndicator,
    *,
    name: str,
    counted_in: str,
    source: str,
    values: Sequence[Value] = (),
    confirmed: bool = False,
) -> PlanIndicator:
    """Other words, other values: the list given replaces the one that stands. Raises `Invalid`."""
    _write(indicator, name, counted_in, source, confirmed=confirmed)
    indicator.save()
    PlanValue.objects.visible_to(act.access).filter(indicator=indicator).delete()
    _put(indicator, values)
    act.touched("name", "values")
    return indicator


@action("plan.set_costs", FrameworkItem, allow=rules.may_cost, purpose=OVERSIGHT)
def set_costs(act: Act, item: FrameworkItem, *, costs: Sequence[Cost] = ()) -> FrameworkItem:
    """What an item costs as the own organisation read it: replaces what it said before. Raises `Invalid`."""
    cleaning.few(costs, "costs")
    mine = PlanCost.objects.visible_to(act.access).filter(item=item, organisation_id=act.organisation)
    mine.delete()
    for cost in costs:
        given.period(cost["from_on"], cost["until"], "costs")
        currency = cleaning.currency(cost["currency"], "costs")
        PlanCost(
            organisation_id=act.organisation,
            item=item,
            currency=currency,
            amount=cleaning.sum_of_money(cost["amount"], "costs", currency),
            from_on=cost["from_on"],
            until=cost["until"],
            source=text.clean(cost["source"], "costs", needed=True),
        ).save()
    act.touched("costs")
    return item


def _write(thing: PlanIndicator, name: str, counted_in: str, source: str, *, confirmed: bool) -> None:
    thing.name = text.clean(name, "name", needed=True)
    thing.counted_in = text.clean(counted_in, "counted_in", limit=60, needed=True)
    thing.source = text.clean(source, "source", needed=True)
    thing.to_confirm = not confirmed


def _put(indicator: PlanIndicator, values: Sequence[Value]) -> None:
    cleaning.few(values, "values")
    for value in values:
        given.period(value["from_on"], value["until"], "values")
        PlanValue(
            organisation_id=indicator.organisation_id,
            indicator=indicator,
            from_on=value["from_on"],
            until=value["until"],
            unit_id=cleaning.unit(value["unit"], "values"),
            planned=cleaning.amount(value["planned"], "values"),
            target=cleaning.amount(value["target"], "values"),
            reached=cleaning.amount(value["reached"], "values"),
        ).save()
