"""What comes next in a case, named with a verb."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases import rules
from jatigi.cases.models import AreaAssessment, Case, Plan, PlanAction, Task
from jatigi.kernel.access import Access, Role


@dataclass(frozen=True)
class NextStep:
    """`label` is the verb, `why` one sentence; `url` "" where one can only wait."""

    label: str | Promise
    why: str | Promise
    url: str = ""
    icon: str = "arrow-right"


def of(access: Access, case: Case, plan: Plan | None, tasks: list[Task]) -> NextStep:
    """The next step of a case, for whoever asks. `tasks`: those still open, most pressing first."""
    if case.state == "closed":
        return _step("cases:reopen", case, _("Reopen the case"), _("If the person comes back."), "undo-2")
    if case.state == "closing":
        return _closing(access, case)
    if case.case_worker_id is None:
        return _unassigned(access, case)
    if not AreaAssessment.objects.visible_to(access).filter(case=case).exists():
        why = _("So that the plan starts from needs and strengths.")
        return _step("cases:assessment", case, _("Assess the situation"), why, "clipboard-list")
    return _planning(access, case, plan) or _acting(case, tasks)


def _closing(access: Access, case: Case) -> NextStep:
    if rules.may_supervise(access, case):
        why = _("A case worker asks to close this case.")
        return _step("cases:closure", case, _("Decide on the closure"), why, "badge-check")
    return NextStep(_("Wait for the decision"), _("A supervisor decides on the closure."), icon="hourglass")


def _unassigned(access: Access, case: Case) -> NextStep:
    why = _("Nobody is responsible yet.")
    verb = _("Give the case to somebody") if access.has(Role.SUPERVISOR) else _("Take this case")
    return _step("cases:assign", case, verb, why, "user-check")


def _planning(access: Access, case: Case, plan: Plan | None) -> NextStep | None:
    if plan is None or plan.state == "approved":
        return None
    if plan.state == "submitted":
        if rules.may_decide_plan(access, plan):
            why = _("The plan waits for your decision.")
            return _step("cases:plan", case, _("Decide on the plan"), why, "badge-check")
        why = _("Another supervisor decides on the plan.")
        return NextStep(_("Wait for the decision"), why, icon="hourglass")
    if PlanAction.objects.visible_to(access).filter(goal__plan=plan, state="planned").exists():
        why = _("The plan is written and not yet approved.")
        return _step("cases:plan", case, _("Submit the plan"), why, "send")
    return _step("cases:plan_edit", case, _("Make the plan"), _("Together with the person."), "pencil")


def _acting(case: Case, tasks: list[Task]) -> NextStep:
    if tasks:
        return _step("cases:tasks", case, _("Do the next task"), tasks[0].words, "list-checks")
    why = _("Nothing is open. Follow up, or ask for closure.")
    return _step("cases:closure", case, _("Follow up or close"), why, "badge-check")


def _step(
    name: str, case: Case, label: str | Promise, why: str | Promise, icon: str = "arrow-right"
) -> NextStep:
    return NextStep(label, why, reverse(name, args=[case.pk]), icon)
