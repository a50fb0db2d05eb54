"""Pages for supervisors: the team's load, and what waits for a decision."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from jatigi.agencies.models import Account
from jatigi.cases import clocks, lists
from jatigi.cases.models import Approval, Case, Task
from jatigi.cases.team.members import case_workers
from jatigi.kernel import clock, pages
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.http import Request, page

MOST = 25


@dataclass
class Load:
    """What one case worker has: open cases, overdue ones, immediate ones, late tasks."""

    worker: Account
    cases: int = 0
    overdue: int = 0
    immediate: int = 0
    late_tasks: int = 0


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR})
def team(request: Request) -> HttpResponse:
    """Load of each case worker, cases without one, overdue cases; assigned in place."""
    access = request.access
    live = Case.objects.visible_to(access).filter(closed_at__isnull=True).select_related("case_worker")
    free = live.filter(case_worker__isnull=True)
    late = live.filter(clocks.overdue(), case_worker__isnull=False)
    rows = [
        *free.order_by(F("urgent_until").asc(nulls_last=True), "opened_at")[:MOST],
        *late.order_by("urgent_until")[:MOST],
    ]
    lines = lists.lines(access, rows)
    context = {
        "loads": loads(access),
        "free": [line for line in lines if line.case.case_worker_id is None],
        "late": [line for line in lines if line.case.case_worker_id is not None],
        "free_count": free.count(),
        "late_count": late.count(),
        "workers": case_workers(access),
    }
    return render(request, "cases/team.html", context)


def loads(access: Access) -> list[Load]:
    """Case workers with what they have, most loaded first."""
    found = {worker.pk: Load(worker) for worker in case_workers(access)}
    live = Case.objects.visible_to(access).filter(closed_at__isnull=True, case_worker__isnull=False)
    counted = live.values("case_worker_id").annotate(
        cases=Count("id"),
        overdue=Count("id", filter=clocks.overdue()),
        immediate=Count("id", filter=Q(urgency="immediate")),
    )
    for row in counted:
        load = found.get(row["case_worker_id"])
        if load:
            load.cases, load.overdue, load.immediate = row["cases"], row["overdue"], row["immediate"]
    late = Task.objects.visible_to(access).filter(state="open", due__lt=clock.now())
    for row in late.values("assigned_to_id").annotate(tasks=Count("id")):
        if row["assigned_to_id"] in found:
            found[row["assigned_to_id"]].late_tasks = row["tasks"]
    return sorted(found.values(), key=lambda load: (-load.overdue, -load.cases, str(load.worker)))


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR})
def approvals(request: Request) -> HttpResponse:
    """Plans and closures that wait for a decision, oldest first."""
    access = request.access
    waiting = Approval.objects.visible_to(access).filter(state="requested").select_related("requested_by")
    asked = pages.keyset(waiting, ("requested_at",), request.GET.get("after", ""))
    cases = Case.objects.visible_to(access).in_bulk([approval.case_id for approval in asked.rows])
    lines: dict[UUID, lists.Line] = {line.case.pk: line for line in lists.lines(access, list(cases.values()))}
    context = {
        "waiting": [
            (approval, lines[approval.case_id]) for approval in asked.rows if approval.case_id in lines
        ],
        "next": f"?{urlencode({'after': asked.next})}" if asked.next else "",
        "first": request.path if "after" in request.GET else "",
        "own": access.account,
    }
    return render(request, "cases/approvals.html", context)
