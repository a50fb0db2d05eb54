"""The entity list `cases`: on a device the cases of its user, by code; a form follows one of them up."""

from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jatigi.cases import actions
from jatigi.cases.models import Case
from jatigi.cases.tasks.actions import add_task
from jatigi.kernel.access import Access
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.kernel.models import ProtectedModel
from jatigi.questionnaires.entities import EntityList, Made, Row, Said, register

PROPERTIES = {
    "note": "a note in the case",
    "task": "something to do in the case",
    "task_due": "until when it is to be done, year-month-day",
    "next_contact": "day of the next contact, year-month-day: it becomes a task",
}


def mine(access: Access) -> list[Row]:
    """The open cases of the asker: id and code, no name and nothing of what is in them. A device gets lost."""
    found = Case.objects.visible_to(access).filter(case_worker_id=access.account, closed_at__isnull=True)
    return [Row(case.pk, case.code, case.version, {"code": case.code}) for case in found.order_by("code")]


def find(access: Access, pk: UUID) -> Case | None:
    """The case as far as the asker may know of it."""
    found: Case | None = Case.objects.visible_to(access).filter(pk=pk).first()
    return found


def follow_up(act: Act, case: ProtectedModel, said: Said) -> Made:
    """Write the note, add the tasks, as the pages of the case do. Raises what those actions raise."""
    found = cast(Case, case)
    if not any(name in said for name in ("note", "task", "next_contact")):
        raise Invalid(note=_("Please write something here."))
    if "note" in said:
        actions.write_note.within(act, case.pk, text=said["note"])
    if "task" in said:
        add_task.within(act, case.pk, title=said["task"], due=_day(said, "task_due"))
    if "next_contact" in said:
        add_task.within(
            act, case.pk, title=gettext("Contact the person again"), due=_day(said, "next_contact")
        )
    return Made(found, found.person_id, "case")


def _day(said: Said, name: str) -> datetime | None:
    """The end of the working day, where the node is."""
    if name not in said:
        return None
    try:
        day = date.fromisoformat(said[name])
    except ValueError:
        raise Invalid({name: _("Write the day as year-month-day.")}) from None
    return timezone.make_aware(datetime.combine(day, time(17)))


register(
    EntityList("cases", PROPERTIES, find=find, change=follow_up, rows=mine, columns=("code",), model=Case)
)
