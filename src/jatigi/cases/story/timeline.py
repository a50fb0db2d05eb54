"""The story of a case told from what every room knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jatigi.agencies.models import Account
from jatigi.cases.codes import Area, ClosureReason, Track, Urgency
from jatigi.cases.models import AreaAssessment, AsylumHandOff, CaseEvent, Note, ServiceGiven, Task
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import TimelineEntry

WRITTEN_LATER = timedelta(minutes=30)
"""From how long after the fact a line says when it was written down."""

VERBS: dict[str, tuple[str | Promise, str]] = {
    "open": (_("Case opened"), "folder-open"),
    "assign": (_("Case given to a case worker"), "user-check"),
    "set_urgency": (_("Urgency judged anew"), "siren"),
    "set_tracks": (_("Procedures chosen"), "route"),
    "add_task": (_("Task added"), "list-plus"),
    "finish_task": (_("Task done"), "check"),
    "cancel_task": (_("Task cancelled"), "x"),
    "submit_plan": (_("Plan submitted for approval"), "send"),
    "approve_plan": (_("Plan approved"), "badge-check"),
    "return_plan": (_("Plan returned"), "undo-2"),
    "revise_plan": (_("Plan opened for changes"), "pencil"),
    "finish_action": (_("Action of the plan done"), "check"),
    "reach_goal": (_("Goal reached"), "flag"),
    "request_closure": (_("Closure requested"), "archive"),
    "approve_closure": (_("Case closed"), "archive"),
    "return_closure": (_("Closure returned"), "undo-2"),
    "depart": (_("Case closed: the person has left"), "footprints"),
    "reopen": (_("Case reopened"), "folder-open"),
    "take_over": (_("Case taken over from another organisation"), "inbox"),
    "hand_over": (_("Case handed over to another organisation"), "send"),
}


@dataclass(frozen=True)
class Told:
    """An entry with its author's name; `entered` only where it was written down later."""

    entry: TimelineEntry
    by: str
    entered: Any


def of(access: Access, case: UUID) -> list[TimelineEntry]:
    """Every room's entries, newest first."""
    entries = [entry for tell in hooks.case_timeline for entry in tell(access, case)]
    return sorted(entries, key=lambda entry: (entry.at, entry.entered_at or entry.at), reverse=True)


def with_authors(entries: list[TimelineEntry]) -> list[Told]:
    authors = Account.objects.in_bulk({entry.author for entry in entries if entry.author})
    return [Told(entry, str(authors.get(entry.author, "")), _later(entry)) for entry in entries]


def _later(entry: TimelineEntry) -> Any:
    entered = entry.entered_at
    return entered if entered and entered - entry.at > WRITTEN_LATER else None


def own(access: Access, case: UUID) -> Iterator[TimelineEntry]:
    """What this room knows: steps, findings, notes, services, the hand-off to the asylum authority."""
    yield from _steps(access, case)
    for found in AreaAssessment.objects.visible_to(access).filter(case_id=case):
        title = _("Assessment: %(area)s") % {"area": found.get_area_display()}
        text = _joined(found.get_level_display(), found.text)
        yield _entry(found.assessed_at, title, text, "clipboard-list", found.assessed_by_id, found)
    for note in Note.objects.visible_to(access).filter(case_id=case):
        yield _entry(note.written_at, _("Note"), note.text, "notebook-pen", note.written_by_id, note)
    for given in ServiceGiven.objects.visible_to(access).filter(case_id=case):
        title = _("Given: %(what)s") % {"what": given.get_need_display()}
        text = _joined(f"× {given.quantity}" if given.quantity > 1 else "", given.note)
        yield _entry(given.given_at, title, text, "hand-heart", given.given_by_id, given)
    for step in AsylumHandOff.objects.visible_to(access).filter(case_id=case):
        text = _joined(step.get_state_display(), step.note)
        yield _entry(step.at, _("International protection"), text, "shield", step.by_id, step)


def _steps(access: Access, case: UUID) -> Iterator[TimelineEntry]:
    tasks = {str(task.pk): task.words for task in Task.objects.visible_to(access).filter(case_id=case)}
    events = list(CaseEvent.objects.visible_to(access).filter(case_id=case))
    given_to = Account.objects.in_bulk({event.details["to"] for event in events if "to" in event.details})
    names = {str(pk): str(account) for pk, account in given_to.items()}
    for event in events:
        title, icon = VERBS.get(event.verb, (event.verb, "circle"))
        yield _entry(event.at, title, _words(event, {**tasks, **names}), icon, event.by_id, event)


def _entry(at: Any, title: Any, text: Any, icon: str, author: UUID | None, row: Any) -> TimelineEntry:
    return TimelineEntry(at, title, text, icon, "", author, row.entered_at)


def _words(event: CaseEvent, named: dict[str, str]) -> str:
    """What a step was about, from its codes, and its note. `named`: tasks and accounts by id."""
    details = event.details
    said = [
        _label(Urgency, details.get("urgency")),
        *[_label(Track, track) for track in details.get("tracks", [])],
        _label(ClosureReason, details.get("reason")),
        _label(Area, details.get("area")),
        named.get(details.get("task", ""), ""),
        named.get(details.get("to", ""), ""),
        _moved(details.get("tasks", [])),
    ]
    return _joined(", ".join(text for text in said if text), event.note)


def _moved(tasks: list[str]) -> str:
    words = ngettext("%(n)d open task goes along", "%(n)d open tasks go along", len(tasks))
    return words % {"n": len(tasks)} if tasks else ""


def _label(codes: Any, value: str | None) -> str:
    return str(codes(value).label) if value in codes.values else ""


def _joined(*texts: Any) -> str:
    return "\n".join(str(text) for text in texts if text)
