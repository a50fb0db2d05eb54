"""What this room tells the others: menu, today, the story, parts of a person's page, what blocks a closure."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jatigi.cases import actions, clocks, entities, joining
from jatigi.cases.codes import URGENCY_LEVEL, Urgency
from jatigi.cases.models import Approval, Case, Task
from jatigi.cases.plans import actions as plan_actions
from jatigi.cases.story import timeline
from jatigi.cases.tasks import actions as tasks
from jatigi.cases.tasks import lists as task_lists
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.actions import Act
from jatigi.kernel.hooks import Blocker, Danger, NavItem, Section, TimelineEntry, TodayItem
from jatigi.people import hooks as people
from jatigi.people.hooks import Protection
from jatigi.questionnaires import following
from jatigi.questionnaires.models import Answer, Result

hooks.departing(tasks.close_tasks)
hooks.erasing(actions.forget)
hooks.case_timeline(timeline.own)
LOADED = (plan_actions, entities, joining)
"""Imported for what they register: actions, an entity list, what follows a person."""

TODAY_LIMIT = 15
SOON = timedelta(days=7)


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if access.has(Role.CASE_WORKER, Role.SUPERVISOR):
        yield NavItem(_("Cases"), reverse("cases:list"), "folder-open", 30)
        yield NavItem(_("My tasks"), reverse("cases:my_tasks"), "list-checks", 50)
    if access.has(Role.SUPERVISOR):
        yield NavItem(_("Team"), reverse("cases:team"), "users", 51)
        yield NavItem(_("Approvals"), reverse("cases:approvals"), "badge-check", 52)


@hooks.today
def to_do(access: Access) -> Iterator[TodayItem]:
    """A case worker's cases and tasks; a supervisor's decisions, free and overdue cases. Codes only."""
    access = access.for_purpose(Purpose.CASE_MANAGEMENT)
    if access.has(Role.CASE_WORKER):
        yield from _my_cases(access)
    if access.has(Role.CASE_WORKER, Role.SUPERVISOR):
        yield from _my_tasks(access)
    if access.has(Role.SUPERVISOR):
        yield from _to_decide(access)
        yield from _of_the_team(access)


def _my_cases(access: Access) -> Iterator[TodayItem]:
    """Those on which nobody has acted yet, while a clock runs."""
    running = Case.objects.visible_to(access).filter(clocks.RUNNING, case_worker_id=access.account)
    for case in running.order_by("urgent_until")[:TODAY_LIMIT]:
        yield TodayItem(
            clocks.danger(case), _("Act on case %(code)s") % {"code": case.code}, _url("case", case.pk),
            case.urgent_until, case.code, "folder-open",
        )  # fmt: skip


def _my_tasks(access: Access) -> Iterator[TodayItem]:
    mine = list(task_lists.mine(access, before=clock.now() + SOON)[:TODAY_LIMIT])
    cases = Case.objects.visible_to(access).in_bulk([task.case_id for task in mine])
    for task in mine:
        if task.case_id in cases and task.due:
            code = cases[task.case_id].code
            title = _("Do a task of case %(code)s") % {"code": code}
            yield TodayItem(
                _pressing(task), title, _url("tasks", task.case_id), task.due, code, "list-checks"
            )


def _pressing(task: Task) -> int:
    if task.due is None:
        return Danger.WHEN_POSSIBLE
    if task.due < clock.now():
        return Danger.OVERDUE
    return Danger.TODAY if task.due < clock.now() + timedelta(days=1) else Danger.SOON


def _to_decide(access: Access) -> Iterator[TodayItem]:
    waiting = Approval.objects.visible_to(access).filter(state="requested")
    number = waiting.exclude(requested_by_id=access.account).count()
    if number:
        title = ngettext_lazy("Decide on %(n)d plan or closure", "Decide on %(n)d plans or closures", number)
        yield TodayItem(
            Danger.TODAY, title % {"n": number}, reverse("cases:approvals"), icon="badge-check", count=number
        )


def _of_the_team(access: Access) -> Iterator[TodayItem]:
    live = Case.objects.visible_to(access).filter(closed_at__isnull=True)
    free = live.filter(case_worker__isnull=True)
    by_urgency = dict(free.values_list("urgency").annotate(Count("id")))
    grave = by_urgency.pop(Urgency.IMMEDIATE, 0)
    if grave:
        title = ngettext_lazy(
            "Give %(n)d case in immediate danger to a case worker",
            "Give %(n)d cases in immediate danger to case workers", grave,
        )  # fmt: skip
        yield TodayItem(Danger.LIFE, title % {"n": grave}, reverse("cases:team"), icon="siren", count=grave)
    others = sum(by_urgency.values())
    if others:
        title = ngettext_lazy("Give %(n)d case to a case worker", "Give %(n)d cases to case workers", others)
        yield TodayItem(
            Danger.TODAY, title % {"n": others}, reverse("cases:team"), icon="users", count=others
        )
    late = live.filter(clocks.overdue(), case_worker__isnull=False).count()
    if late:
        title = ngettext_lazy(
            "See to %(n)d case on which nobody acted in time",
            "See to %(n)d cases on which nobody acted in time", late,
        )  # fmt: skip
        yield TodayItem(
            Danger.OVERDUE, title % {"n": late}, reverse("cases:team"), icon="clock-alert", count=late
        )


@hooks.matters
def matter(access: Access, kind: str, pk: UUID) -> hooks.Matter | None:
    """A case, for what is written about it in a room below."""
    found = Case.objects.visible_to(access).filter(pk=pk).first() if kind == "case" else None
    if found is None:
        return None
    return hooks.Matter(Case._meta.label, pk, found.person_id, found.code, _url("case", pk))


@hooks.person_sections
def cases_of(access: Access, person: UUID) -> Iterator[Section]:
    """The cases of a person, open ones first: that they exist, how urgent, with whom."""
    rows = Case.objects.visible_to(access).filter(person_id=person).select_related("case_worker")
    found = sorted(rows.order_by("-opened_at"), key=lambda case: case.state == "closed")
    opens = actions.open_case.may(access) and not any(case.state != "closed" for case in found)
    if found or opens:
        lines = [(case, URGENCY_LEVEL[case.urgency], clocks.of(case)) for case in found]
        context = {"lines": lines, "person_id": person, "opens": opens, "readable": _may_read(access)}
        yield Section(_("Cases"), "cases/part_of_person.html", context, 30)


def _may_read(access: Access) -> bool:
    return access.has(Role.CASE_WORKER, Role.SUPERVISOR, Role.RECEPTION)


@people.protects
def what_protects(access: Access, person: UUID) -> Iterator[Protection]:
    """The urgency of the open case, its clock, and what was promised by when."""
    case = Case.objects.visible_to(access).filter(person_id=person, closed_at__isnull=True).first()
    if case is None:
        return
    clock_ = clocks.of(case)
    promises: list[Any] = [(_("Somebody acts"), clock_.due)] if clock_.due else []
    due = Task.objects.visible_to(access).filter(case=case, state="open", due__isnull=False)
    promises += [(task.words, task.due) for task in due.order_by("due")[:5]]
    alerts: list[Any] = [_("Overdue: nobody has acted yet")] if clock_.late else []
    yield Protection(URGENCY_LEVEL[case.urgency], "", alerts, promises)


@people.next_steps
def steps(access: Access, person: UUID) -> Iterator[people.Step]:
    """To the open case, or to a new one."""
    yield from [people.Step(item.label, item.url, item.icon, item.order) for item in _ways(access, person)]


@following.next_steps
def after_screening(access: Access, subject: hooks.Subject, _band: str) -> Iterator[NavItem]:
    yield from _ways(access.for_purpose(Purpose.CASE_MANAGEMENT), subject.id)


def _ways(access: Access, person: UUID) -> Iterator[NavItem]:
    case = Case.objects.visible_to(access).filter(person_id=person, closed_at__isnull=True).first()
    if case is not None and _may_read(access):
        yield NavItem(_("Go to the case"), _url("case", case.pk), "folder-open", 30)
    elif case is None and actions.open_case.may(access):
        yield NavItem(_("Open a case"), reverse("cases:open", args=[person]), "folder-open", 30)


@following.screened
def follow_screening(act: Act, answer: Answer, result: Result) -> None:
    """A child alone: the task of a best-interests assessment. A more urgent band: the case worker is told."""
    if answer.subject_id is not None:
        actions.follow_screening(act, answer.subject_id, band=result.band, flags=list(result.flags or []))


@hooks.person_timeline
def in_the_life_of(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    """That a case was opened and closed."""
    for case in Case.objects.visible_to(access).filter(person_id=person):
        url = _url("case", case.pk) if _may_read(access) else ""
        title = _("Case %(code)s opened") % {"code": case.code}
        yield TimelineEntry(case.opened_at, title, "", "folder-open", url, case.opened_by_id, case.entered_at)
        if case.closed_at:
            title = _("Case %(code)s closed") % {"code": case.code}
            yield TimelineEntry(case.closed_at, title, "", "archive", url)


@hooks.blocks_closure
def open_tasks(access: Access, case: UUID) -> Iterator[Blocker]:
    """Tasks that nobody finished or cancelled."""
    number = Task.objects.visible_to(access).filter(case_id=case, state="open").count()
    if number:
        sentence = ngettext_lazy("%(n)d task is still open.", "%(n)d tasks are still open.", number)
        yield Blocker(sentence % {"n": number}, _url("tasks", case))


def _url(name: str, case: UUID) -> str:
    return reverse(f"cases:{name}", args=[case])
