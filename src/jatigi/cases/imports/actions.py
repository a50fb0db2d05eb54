"""Cases that were kept elsewhere become cases of the house: a thousand at a time, all of them or none."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases import checks, opening, rules
from jatigi.cases.codes import TASK_WITHIN, ClosureReason, TaskRule, Track
from jatigi.cases.imports.rows import CaseRow, NoteRow
from jatigi.cases.models import Case, CaseEvent, Note, Plan, Task
from jatigi.kernel import batches
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.codes import free_codes
from jatigi.kernel.errors import Invalid
from jatigi.people.checks import own_sites
from jatigi.people.models import Person
from jatigi.people.rules import IMPORTING, may_import


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read once for all rows: keys of the persons who may have a case here, and what limits the rest."""

    keys: Mapping[UUID, UUID]
    recorded: Collection[UUID]
    busy: Collection[UUID]
    workers: Collection[UUID]
    sites: Collection[UUID]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row, drafted: the case and what hangs on it."""

    case: Case
    plan: Plan
    events: list[CaseEvent]
    notes: list[Note] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


@creation("case.import", Case, allow=may_import, purpose=Purpose.ADMINISTRATION, step_up=True)
def import_cases(act: Act, *, rows: Sequence[CaseRow]) -> list[UUID]:
    """Up to 1,000 open and closed cases of people of the house, with their notes: all or none.

    Each person needs a living basis for being recorded here. Returns the cases in the order of the rows. The
    journal holds one event, whose details name them. Raises `Invalid` that says of every row what is wrong in
    it (`row_17_urgency`).
    """
    known = _known(act, rows)
    entries = batches.drafted(rows, partial(_entry, act, known))
    _one_open_case_each(entries)
    _write(entries)
    cases = [entry.case.pk for entry in entries]
    act.touched(*{name for row in rows for name in row})
    act.details["cases"] = [str(pk) for pk in cases]
    return cases


def _known(act: Act, rows: Sequence[Mapping[str, Any]]) -> _Known:
    wanted = {row["person"] for row in rows[: batches.MOST] if "person" in row}
    people = Person.objects.visible_to(IMPORTING).filter(
        organisation=act.organisation, erased_at__isnull=True, merged_into=None, pk__in=wanted
    )
    keys = dict(people.values_list("pk", "key_id"))
    busy = Case.objects.visible_to(rules.FOLLOWING).filter(person__in=list(keys), closed_at__isnull=True)
    return _Known(
        keys=keys,
        recorded=checks.recorded(keys),
        busy=set(busy.values_list("person_id", flat=True)),
        workers=set(checks.workers(act.access, act.organisation)),
        sites=own_sites(act),
    )


def _entry(act: Act, known: _Known, row: CaseRow) -> _Entry:
    batches.known(row, CaseRow)
    person = _person(known, row["person"])
    then = batches.then(act, row["opened_at"], "opened_at")
    case = opening.case(
        then,
        person=person,
        key=known.keys[person],
        urgency=row["urgency"],
        tracks=row.get("tracks", ()),
        site=row.get("site"),
        case_worker=_worker(known, row.get("case_worker")),
        mine=known.sites,
    )
    why = checks.note(row.get("why", ""), "why")
    opened = _event(then, case, "open", why, urgency=case.urgency, tracks=case.tracks)
    entry = _Entry(case, opening.hung(case, Plan), [opened])
    entry.notes.extend(_note(act, case, note, place) for place, note in enumerate(row.get("notes", ())))
    case.first_acted_at = min((note.written_at for note in entry.notes), default=None)
    if "closed_at" in row or "closure_reason" in row:
        _close(act, entry, row)
    elif person in known.busy:
        raise Invalid(person=_("This person already has an open case."))
    elif Track.UASC in case.tracks:
        _best_interests(then, entry)
    return entry


def _person(known: _Known, person: UUID) -> UUID:
    if person not in known.keys:
        raise Invalid(person=_("No person with this code is registered here."))
    if person not in known.recorded:
        raise checks.not_recorded()
    return person


def _worker(known: _Known, worker: UUID | None) -> UUID | None:
    if worker is not None and worker not in known.workers:
        raise checks.no_worker("case_worker")
    return worker


def _note(act: Act, case: Case, said: NoteRow, place: int) -> Note:
    inside = f"notes_{place}_"
    batches.known(said, NoteRow, inside)
    at = batches.moment(said["at"], f"{inside}at")
    if at < case.opened_at:
        raise Invalid({f"{inside}at": _("A note cannot be older than its case.")})
    text = checks.note(said["text"], f"{inside}text", needed=True)
    return opening.hung(case, Note, text=text, written_at=at, written_by_id=act.account)


def _close(act: Act, entry: _Entry, row: CaseRow) -> None:
    case = entry.case
    if "closed_at" not in row:
        raise Invalid(closed_at=_("Say when the case was closed."))
    then = batches.then(act, row["closed_at"], "closed_at")
    if then.at < case.opened_at:
        raise Invalid(closed_at=_("A case cannot be closed before it is opened."))
    reason = checks.one_of(row.get("closure_reason", ""), ClosureReason.values, "closure_reason")
    words = checks.note(row.get("closure_note", ""), "closure_note", needed=reason == ClosureReason.OTHER)
    case.state, case.closed_at, case.closure_reason = "closed", then.at, reason
    verb = "depart" if reason == ClosureReason.DEPARTED else "approve_closure"
    entry.events.append(_event(then, case, verb, words, reason=reason))


def _best_interests(then: Act, entry: _Entry) -> None:
    """What `case.open` makes for a child alone, at the same time after the opening."""
    rule = TaskRule.BEST_INTERESTS
    due = then.at + TASK_WITHIN[rule]
    task = opening.hung(entry.case, Task, rule=rule, due=due, assigned_to_id=entry.case.case_worker_id)
    entry.tasks.append(task)
    entry.events.append(_event(then, entry.case, "add_task", task=str(task.pk)))


def _event(then: Act, case: Case, verb: str, note: str = "", **details: Any) -> CaseEvent:
    return opening.hung(
        case, CaseEvent, verb=verb, at=then.at, by_id=then.account, details=details, note=note
    )


def _one_open_case_each(entries: Sequence[_Entry]) -> None:
    """Raises `Invalid` for the second open case of a person among the rows."""
    seen: Counter[UUID] = Counter()
    wrong: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        if entry.case.closed_at is None:
            seen[entry.case.person_id] += 1
            if seen[entry.case.person_id] > 1:
                wrong[batches.at(number, "person")] = _("This person already has an open case.")
    if wrong:
        raise Invalid(wrong)


def _write(entries: Sequence[_Entry]) -> None:
    for entry, code in zip(entries, free_codes(Case, len(entries)), strict=True):
        entry.case.code = code
    Case.objects.bulk_create([entry.case for entry in entries])
    Plan.objects.bulk_create([entry.plan for entry in entries])
    CaseEvent.objects.bulk_create([event for entry in entries for event in entry.events])
    Note.objects.bulk_create([note for entry in entries for note in entry.notes])
    Task.objects.bulk_create([task for entry in entries for task in entry.tasks])
