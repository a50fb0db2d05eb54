"""Tasks in the order in which they press."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from jatigi.cases.models import Case, Task
from jatigi.kernel import pages
from jatigi.kernel.access import Access

END_OF_WORK = time(17, 0)
PRESSING = (F("due").asc(nulls_last=True), "entered_at")
NEVER = datetime(3000, 1, 1, tzinfo=UTC)


def open_of(access: Access, case: Case) -> list[Task]:
    """What is still to be done in a case, most pressing first."""
    rows = Task.objects.visible_to(access).filter(case=case, state="open").select_related("assigned_to")
    return list(rows.order_by(*PRESSING))


def mine(access: Access, *, before: datetime | None = None) -> Any:
    """The open tasks of the asker; with `before`, those that are due by then."""
    rows = Task.objects.visible_to(access).filter(assigned_to_id=access.account, state="open")
    return (rows.filter(due__lt=before) if before else rows).order_by(*PRESSING)


def my_page(access: Access, cursor: str = "") -> pages.Page[Task]:
    """One page of the open tasks of the asker; what has no date comes last."""
    last = Coalesce("due", Value(NEVER), output_field=DateTimeField())
    return pages.keyset(mine(access).annotate(presses=last), ("presses", "entered_at"), cursor)


def end_of_work(day: date | None) -> datetime | None:
    """The end of a working day in the zone of the page."""
    return timezone.make_aware(datetime.combine(day, END_OF_WORK)) if day else None
