"""What this room tells the others."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from jatigi.cases import actions
from jatigi.cases.models import Task
from jatigi.cases.plans import actions as plan_actions
from jatigi.cases.tasks import actions as tasks
from jatigi.kernel import hooks
from jatigi.kernel.access import Access

hooks.departing(tasks.close_tasks)
hooks.erasing(actions.close_erased)
REGISTERED = (plan_actions,)


@hooks.blocks_closure
def open_tasks(access: Access, case: UUID) -> Iterable[hooks.Blocker]:
    """Tasks that nobody finished or cancelled."""
    number = Task.objects.visible_to(access).filter(case_id=case, state="open").count()
    if number:
        sentence = ngettext_lazy("%(n)d task is still open.", "%(n)d tasks are still open.", number)
        yield hooks.Blocker(sentence % {"n": number}, reverse("cases:tasks", args=[case]))
