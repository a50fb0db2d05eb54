"""What is accepted in an indicator and in a report; each raises `Invalid` with a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport
from jatigi.coordination.measures.reporting.rhythm import LONGEST_MONTHS
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean

TITLE_LENGTH, UNIT_LENGTH, URL_LENGTH = 300, 60, 500
DOCUMENTS = 12
"""Documents that one report names at most."""
LARGEST = Decimal(10) ** 15

OF_AN_INDICATOR = (
    "title",
    "unit",
    "baseline",
    "target",
    "every_months",
    "first_due_on",
    "last_due_on",
    "assigned",
)
OF_A_REPORT = ("text", "value", "value_on", "challenges", "next_steps", "evidence")
_address = URLValidator(schemes=["http", "https"])


def write_indicator(
    indicator: MeasureIndicator,
    *,
    title: str,
    unit: str,
    baseline: Decimal | None,
    baseline_on: date | None,
    target: Decimal | None,
    target_on: date | None,
    every_months: int,
    first_due_on: date | None,
    last_due_on: date | None,
) -> None:
    """Its words, values and rhythm."""
    indicator.title = clean(title, "title", limit=TITLE_LENGTH, needed=True)
    indicator.unit = clean(unit, "unit", limit=UNIT_LENGTH)
    indicator.baseline, indicator.baseline_on = number(baseline, "baseline"), baseline_on
    indicator.target, indicator.target_on = number(target, "target"), target_on
    if not 0 <= every_months <= LONGEST_MONTHS:
        raise Invalid(every_months=_("Choose from the list."))
    if every_months and first_due_on is None:
        raise Invalid(first_due_on=_("Say on which day the first report is due."))
    if first_due_on and last_due_on and last_due_on < first_due_on:
        raise Invalid(last_due_on=_("The last day lies before the first one."))
    indicator.every_months = every_months
    indicator.first_due_on, indicator.last_due_on = first_due_on, last_due_on


def assigned(act: Act, indicator: MeasureIndicator, account: UUID | None) -> UUID | None:
    """Who reports: somebody of the own organisation, which alone knows who works there."""
    if account is None:
        return None
    colleagues = reporters(indicator.organisation_id) if indicator.organisation_id == act.organisation else {}
    if account not in colleagues:
        raise Invalid(assigned=_("Choose from the list."))
    return account


def reporters(organisation: UUID) -> dict[UUID, str]:
    """Who reports for an organisation: account → name."""
    members = [m for m in who.working_for(organisation) if not REPORTERS.isdisjoint(m.roles)]
    return {m.account_id: m.account.full_name for m in sorted(members, key=lambda m: m.account.full_name)}


def write_report(
    report: ProgressReport,
    *,
    text: str,
    value: Decimal | None,
    value_on: date | None,
    challenges: str,
    next_steps: str,
) -> None:
    """What was done, how far the indicator is, what stands in the way, what comes next."""
    report.text = clean(text, "text", limit=NOTE_LENGTH, needed=True, lines=True)
    report.challenges = clean(challenges, "challenges", limit=NOTE_LENGTH, lines=True)
    report.next_steps = clean(next_steps, "next_steps", limit=NOTE_LENGTH, lines=True)
    if value_on is not None and value_on > clock.today():
        raise Invalid(value_on=_("This lies in the future. Please check date and time."))
    report.value = number(value, "value")
    report.value_on = (value_on or clock.today()) if value is not None else None


def number(value: Decimal | int | None, field: str) -> Decimal | None:
    """A figure that can be kept."""
    value = Decimal(value) if isinstance(value, int) else value
    if value is not None and (not value.is_finite() or abs(value) >= LARGEST):
        raise Invalid({field: _("This number is too large.")})
    return value


def evidence(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Documents on the web: title, address, date where there is one."""
    if len(lines) > DOCUMENTS:
        raise Invalid(evidence=_("These are too many documents for one report."))
    return list(_documents(lines))


def _documents(lines: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        address = clean(str(line.get("url") or ""), "evidence", limit=URL_LENGTH, needed=True)
        try:
            _address(address)
        except ValidationError:
            raise Invalid(evidence=_("This is not an address of the web (https://…).")) from None
        title = clean(str(line.get("title") or ""), "evidence", limit=TITLE_LENGTH) or address[:TITLE_LENGTH]
        yield {"title": title, "url": address, "dated_on": _date(line.get("dated_on"))}


def _date(value: Any) -> date | None:
    if isinstance(value, date) or not value:
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(evidence=_("This is no date: year, month, day.")) from None
