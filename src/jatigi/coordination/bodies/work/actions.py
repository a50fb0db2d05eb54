"""Every write of a work plan."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import given
from jatigi.coordination.bodies import rules
from jatigi.coordination.bodies.models import Body, WorkLine, WorkState
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, clean

OVERSIGHT = Purpose.OVERSIGHT
YEARS = range(2000, 2101)


@action("work.plan", Body, allow=rules.keeps, purpose=OVERSIGHT)
def plan(
    act: Act,
    body: Body,
    *,
    year: int,
    title: str,
    responsible: UUID | None = None,
    due_on: date | None = None,
) -> WorkLine:
    """A new line of the work plan. Raises `Invalid` by field."""
    line = WorkLine(organisation_id=body.organisation_id, body=body)
    return _write(act, line, year, title, responsible, due_on, WorkState.PLANNED)


@action("work.change", WorkLine, allow=rules.keeps_work, purpose=OVERSIGHT)
def change(
    act: Act,
    line: WorkLine,
    *,
    year: int,
    title: str,
    state: str,
    responsible: UUID | None = None,
    due_on: date | None = None,
) -> WorkLine:
    """Say it otherwise, or how far it is. Raises `Invalid` by field, `Stale`."""
    return _write(act, line, year, title, responsible, due_on, state)


def _write(
    act: Act,
    line: WorkLine,
    year: int,
    title: str,
    responsible: UUID | None,
    due_on: date | None,
    state: str,
) -> WorkLine:
    if year not in YEARS:
        raise Invalid(year=_("Please check the year."))
    line.year = year
    line.title = clean(title, "title", limit=LINE_LENGTH, needed=True)
    line.responsible = given.organisation(responsible, "responsible")
    line.due_on = given.day(due_on, "due_on")
    line.state = given.choice(state, WorkState.values, "state")
    line.save()
    act.touched("year", "title", "responsible", "due_on", "state")
    return line
