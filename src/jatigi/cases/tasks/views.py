"""Pages of tasks: those of a case, and mine."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.cases import forms
from jatigi.cases.frames import answer, frame, opened, url_of
from jatigi.cases.models import Case, Task
from jatigi.cases.tasks import actions, lists
from jatigi.cases.tasks.lists import end_of_work
from jatigi.cases.team.members import colleagues
from jatigi.kernel import clock, reading
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.http import Request, page, safe_next
from jatigi.people import identity
from jatigi.ui.paper import Answers

WORK = (Role.CASE_WORKER, Role.SUPERVISOR)
CM = Purpose.CASE_MANAGEMENT
PAGE_SIZE = 50


@page(purpose=CM, roles=WORK)
def of_case(request: Request, pk: UUID) -> HttpResponse:
    """What is to be done in a case, and a form for one more."""
    found = opened(request, pk)
    form = forms.TaskForm(request.POST or None, workers=colleagues(request.access))

    def act(intent: Any) -> Task:
        data = form.cleaned_data
        somebody = UUID(data["assigned_to"]) if data["assigned_to"] else None
        return actions.add_task(
            intent, found, title=data["title"], due=end_of_work(data["due"]), assigned_to=somebody
        )

    def context() -> dict[str, Any]:
        ended = Task.objects.visible_to(request.access).filter(case=found).exclude(state="open")
        return frame(
            request, found, tasks=lists.open_of(request.access, found), now=clock.now(),
            ended=ended.select_related("finished_by").order_by("-finished_at")[:PAGE_SIZE],
        )  # fmt: skip

    return answer(
        request, form, act, template="cases/tasks.html", context=context, then=url_of(found, "tasks"),
        said=_("The task is added."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def mine(request: Request) -> HttpResponse:
    """My tasks in every case, most pressing first."""
    shown = lists.my_page(request.access, request.GET.get("after", ""))
    cases = Case.objects.visible_to(request.access).in_bulk([task.case_id for task in shown.rows])
    identities = identity.of(request.access, [case.person_id for case in cases.values()])
    reading.saw_list(request.access, Case, list(cases), what="my_tasks")
    lines = [
        (task, cases[task.case_id], identity.display_name(identities.get(cases[task.case_id].person_id)))
        for task in shown.rows
        if task.case_id in cases
    ]
    context = {
        "lines": lines,
        "next": f"?{urlencode({'after': shown.next})}" if shown.next else "",
        "first": request.path if "after" in request.GET else "",
        "now": clock.now(),
    }
    return render(request, "cases/my_tasks.html", context)


@require_POST
@page(purpose=CM, roles=WORK)
def finish(request: Request, pk: UUID) -> HttpResponse:
    """The task is done."""
    task = reading.open_record(request.access, Task, pk)
    return answer(
        request, Answers(request.POST), lambda intent: actions.finish_task(intent, task),
        template="cases/cancel_task.html", context=dict,
        then=safe_next(request, url_of(task.case_id, "tasks")), said=_("The task is done."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """The task is not needed any more, and why."""
    task = reading.open_record(request.access, Task, pk)
    found = Case.objects.visible_to(request.access).get(pk=task.case_id)
    form = forms.WhyForm(request.POST or None)
    return answer(
        request, form, lambda intent: actions.cancel_task(intent, task, why=form.cleaned_data["why"]),
        template="cases/cancel_task.html", context=lambda: frame(request, found, task=task),
        then=safe_next(request, url_of(found, "tasks")), said=_("The task is cancelled."),
    )  # fmt: skip
