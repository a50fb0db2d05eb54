"""Targets and gaps of a plan as a workbook: what is asked for, promised and missing, and the money."""

from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _

from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.plans import gaps
from jatigi.kernel.access import Access
from jatigi.kernel.sheets import Cell, Sheet, xlsx
from jatigi.places.models import AdminUnit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def gaps_as_xlsx(access: Access, framework: Framework, period: gaps.Period) -> bytes:
    """Numbers as numbers, empty where nobody said; the third sheet says which plan, year and place."""
    file = BytesIO()
    xlsx(
        [_targets(access, framework, period), _money(access, framework, period), _about(framework, period)],
        file,
    )
    return file.getvalue()


def _targets(access: Access, framework: Framework, period: gaps.Period) -> Sheet:
    head = (
        _("Item"), _("Indicator"), _("In which unit?"), _("Planned"), _("Target"), _("Promised by projects"), _("Missing"),
        _("Reached by the plan"), _("Reached by projects"), _("Source"), _("to be confirmed"),
    )  # fmt: skip
    rows = [
        [
            str(one.item), one.indicator.name, one.indicator.counted_in,
            *(_number(value) for value in (one.planned, one.target, one.promised, one.missing, one.reached, one.given)),
            one.indicator.source, _("yes") if one.indicator.to_confirm else "",
        ]
        for one in gaps.gaps(access, framework, period)
    ]  # fmt: skip
    return Sheet(_("Targets and gaps"), [head], rows)


def _money(access: Access, framework: Framework, period: gaps.Period) -> Sheet:
    head = (_("Item"), _("Currency"), _("Cost"), _("With projects"), _("Missing"))
    rows = [
        [str(one.item), one.currency, *(_number(value) for value in (one.cost, one.there, one.missing))]
        for one in gaps.funding(access, framework, period)
    ]
    return Sheet(_("Money"), [head], rows)


def _about(framework: Framework, period: gaps.Period) -> Sheet:
    place = AdminUnit.objects.filter(pk=period.unit).first() if period.unit else None
    rows: list[list[Cell]] = [
        [_("Framework"), f"{framework} {framework.vintage}".strip()],
        [_("Year"), str(period.year or _("all"))],
        [_("Place"), str(place or _("whole country"))],
        [
            _("Source"),
            f"{framework.source} ({_('to be confirmed')})" if framework.to_confirm else framework.source,
        ],
    ]
    return Sheet(_("Framework"), [], rows)


def _number(value: Decimal | None) -> Cell:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
