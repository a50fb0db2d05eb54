"""Pages of plans: targets and gaps of a framework, what is counted for an item, what it costs."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from jatigi.coordination.evidence import rules as feeding
from jatigi.coordination.evidence import shown as evidence
from jatigi.coordination.frameworks.models import Framework, FrameworkItem
from jatigi.coordination.plans import actions, exporting, gaps, rules
from jatigi.coordination.plans.forms import CostForm, IndicatorForm, PeriodForm
from jatigi.coordination.plans.models import PlanCost, PlanIndicator, PlanValue
from jatigi.coordination.showing import (
    Back,
    Cell,
    Do,
    Listing,
    Sheet,
    Table,
    listed,
    said,
    shown,
    span,
    the,
    written,
)
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.publications.showing import dated
from jatigi.ui.words import number

OVERSIGHT = Purpose.OVERSIGHT


def plain(value: Decimal | None) -> str:
    """A number without decimals that say nothing; "" where nobody said."""
    if value is None:
        return ""
    return str(number(int(value) if value == value.to_integral_value() else value))


def money(value: Decimal | None, currency: str) -> str:
    return f"{plain(value)} {currency}" if value is not None else ""


@page(purpose=OVERSIGHT)
def of_framework(request: Request, pk: UUID) -> HttpResponse:
    """What projects leave open: of the targets, and of the money."""
    found = the(request.access, Framework, pk)
    form = PeriodForm(request.GET or None)
    asked = _period(form)
    table = Table(
        _("Targets and what projects give"),
        (_("Indicator"), _("Item"), _("Target"), _("Promised by projects"), _("Missing"), _("Reached by the plan"),
         _("Reached by projects")),
        [_gap(one) for one in gaps.gaps(request.access, found, asked)],
        _("Nothing is counted for this plan yet: choose an item below and say what is counted."),
    )  # fmt: skip
    funds = Table(
        _("Money"),
        (_("Item"), _("Cost"), _("With projects"), _("Missing")),
        [
            [
                Cell(one.item, _item(one.item)),
                Cell(money(one.cost, one.currency) or _("not said"), number=True),
                Cell(money(one.there, one.currency), number=True),
                Cell(money(one.missing, one.currency), number=True, tone="warning" if one.missing else ""),
            ]
            for one in gaps.funding(request.access, found, asked)
        ],
        _("No cost and no budget is written down yet."),
    )
    items = FrameworkItem.objects.filter(framework=found).order_by("order")
    more = Table(_("Items"), (_("Item"), _("Level")), [[Cell(one, _item(one)), Cell(one.get_level_name_display())] for one in items], _("Its parts are not written down yet."))  # fmt: skip
    lead = _("What is asked for, what projects have promised, and what nobody does yet.")
    heading = f"{_('Targets and gaps')} · {found} {found.vintage}".strip()
    back = Back(str(found), reverse("coordination:framework", args=[pk]))
    file = f"{reverse('coordination:gaps_file', args=[pk])}?{request.GET.urlencode()}"
    doing = [Do(_("Download as .xlsx"), file, "download")]
    return listed(request, Listing(heading, lead, table, form, doing=doing, back=back, more=[funds, more]))


@page(purpose=OVERSIGHT)
def file_of_gaps(request: Request, pk: UUID) -> HttpResponse:
    """The same for a year and a place, as a workbook: one sheet of targets, one of money."""
    found = the(request.access, Framework, pk)
    content = exporting.gaps_as_xlsx(request.access, found, _period(PeriodForm(request.GET or None)))
    name = f"cibles-et-ecarts-{slugify(found.code)}-{clock.today():%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=exporting.XLSX, headers=headers)


def _period(form: PeriodForm) -> gaps.Period:
    """The year and the place asked for; all of them where the answer is none."""
    if not form.is_valid():
        return gaps.Period()
    unit = form.cleaned_data["unit"]
    return gaps.Period(form.cleaned_data["year"], int(unit) if unit else None)


@page(purpose=OVERSIGHT)
def item(request: Request, pk: UUID) -> HttpResponse:
    """An item of a plan: what is counted for it, with every value, and what it costs."""
    found = the(request.access, FrameworkItem, pk, "framework", "responsible")
    indicators = list(PlanIndicator.objects.visible_to(request.access).filter(item=found).order_by("name"))
    values = gaps.by(
        PlanValue.objects.visible_to(request.access)
        .filter(indicator__in=[one.pk for one in indicators])
        .select_related("unit")
        .order_by("from_on"),
        "indicator_id",
    )
    tables = [_values(request, one, values[one.pk]) for one in indicators]
    tables += [_costs(request, found), _published(request, pk)]
    doing = []
    if feeding.may_feed_item(request.access):
        url = f"{reverse('coordination:evidence_new')}?item={pk.hex}"
        doing.append(Do(_("Feed from a published table"), url, "chart-column"))
    if rules.may_add(request.access):
        doing.append(
            Do(_("Say what is counted"), reverse("coordination:plan_indicator_new", args=[pk]), "plus")
        )
        doing.append(Do(_("Say what it costs"), reverse("coordination:costs", args=[pk])))
    facts = said(
        [
            (_("Level"), found.get_level_name_display()),
            (
                _("Who answers for it"),
                found.responsible.full if found.responsible else found.responsible_name,
            ),
        ]
    )
    back = Back(_("Targets and gaps"), reverse("coordination:gaps", args=[found.framework_id]))
    return shown(request, Sheet(str(found), back, None, facts, tables=tables, doing=doing))


def _costs(request: Request, found: FrameworkItem) -> Table:
    """What it costs, as each organisation read it."""
    costs = PlanCost.objects.visible_to(request.access).filter(item=found).select_related("organisation")
    return Table(
        _("Costs"),
        (_("Period"), _("Amount"), _("Source"), _("Written down by")),
        [
            [
                Cell(span(one.from_on, one.until)),
                Cell(money(one.amount, one.currency), number=True),
                Cell(one.source),
                Cell(one.organisation.short),
            ]
            for one in costs.order_by("from_on")[:200]
        ],
        _("Nobody has said what it costs."),
    )


def _published(request: Request, item: UUID) -> Table:
    """Numbers of published tables that show how an item goes, each with its date and its rule."""
    rows = [
        [
            Cell(one.said or (_("withheld") if one.withheld else _("not published any more")), number=True),
            Cell(
                " · ".join(filter(None, [str(one.figure.edition or one.feed.table), one.where])),
                reverse("publications:one", args=[one.feed.table]),
            ),
            Cell(dated(one.figure.on) if one.figure.on else ""),
            Cell(one.rule),
        ]
        for one in evidence.of_items(request.access, [item]).get(item, [])
    ]
    heads = (_("Number"), _("Of the table"), _("Data of"), _("Rule"))
    return Table(_("Published figures"), heads, rows, _("No published table feeds it yet."))


def _values(request: Request, one: PlanIndicator, values: list[PlanValue]) -> Table:
    rows = [
        [Cell(span(value.from_on, value.until)), Cell(value.unit or _("whole country")),
         *(Cell(plain(getattr(value, name)), number=True) for name in ("planned", "target", "reached"))]
        for value in values
    ]  # fmt: skip
    keeps = rules.may_keep(request.access, one)
    return Table(
        f"{one}" + (f" · {_('to be confirmed')}" if one.to_confirm else ""),
        (_("Period"), _("Place"), _("Planned"), _("Target"), _("Reached")),
        rows,
        _("No value yet."),
        reverse("coordination:plan_indicator_edit", args=[one.pk]) if keeps else "",
        _("Write values"),
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def indicator_new(request: Request, pk: UUID) -> HttpResponse:
    """What is counted for an item."""
    found = the(request.access, FrameworkItem, pk)
    return written(
        request,
        IndicatorForm(request.POST or None),
        lambda values: actions.add_indicator(intent(request), item=found.pk, **values),
        heading=_("Say what is counted"),
        lead=str(found),
        back=Back(str(found), _item(found)),
        said=_("Written down."),
        to=lambda _made: _item(found),
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def indicator_edit(request: Request, pk: UUID) -> HttpResponse:
    """Its values, as they are known now."""
    found = the(request.access, PlanIndicator, pk, "item")
    if not rules.may_keep(request.access, found):
        raise NotFound
    rows = PlanValue.objects.visible_to(request.access).filter(indicator=found).order_by("from_on")
    initial = {
        "name": found.name, "counted_in": found.counted_in, "source": found.source,
        "confirmed": not found.to_confirm,
        "figures": [line_of(row, "from_on", "until", "planned", "target", "reached") | {"unit": str(row.unit_id or "")} for row in rows],
    }  # fmt: skip
    return written(
        request,
        IndicatorForm(request.POST or None, initial=initial),
        lambda values: actions.change_indicator(intent(request), found, **values),
        heading=_("Write values"),
        lead=str(found),
        back=Back(str(found.item), _item(found.item)),
        said=_("Saved."),
        to=lambda _made: _item(found.item),
        thing=found,
    )


@page(purpose=OVERSIGHT, roles=rules.WRITERS)
def costs(request: Request, pk: UUID) -> HttpResponse:
    """What an item costs, as the own organisation read it."""
    found = the(request.access, FrameworkItem, pk)
    rows = PlanCost.objects.visible_to(request.access).filter(
        item=found, organisation=request.access.organisation
    )
    lines = [
        line_of(row, "currency", "amount", "from_on", "until", "source") for row in rows.order_by("from_on")
    ]
    return written(
        request,
        CostForm(request.POST or None, initial={"costs": lines}),
        lambda values: actions.set_costs(intent(request), found, **values),
        heading=_("Say what it costs"),
        lead=str(found),
        back=Back(str(found), _item(found)),
        said=_("Saved."),
        to=lambda _made: _item(found),
    )


def _gap(one: gaps.Gap) -> list[Cell]:
    return [
        Cell(one.indicator, _item(one.item), doubtful=one.indicator.to_confirm),
        Cell(one.item.code),
        Cell(plain(one.target) or _("not said"), number=True),
        Cell(plain(one.promised), number=True),
        Cell(plain(one.missing), number=True, tone="warning" if one.missing else ""),
        Cell(plain(one.reached), number=True),
        Cell(plain(one.given), number=True),
    ]


def line_of(row: Any, *names: str) -> dict[str, Any]:
    """A row as its line shows it: numbers without decimals that say nothing."""
    found = {}
    for name in names:
        value = getattr(row, name)
        whole = isinstance(value, Decimal) and value == value.to_integral_value()
        found[name] = int(value) if whole else value
    return found


def _item(one: FrameworkItem) -> str:
    return reverse("coordination:plan_item", args=[one.pk])
