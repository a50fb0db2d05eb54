"""What every page of one case shows around its content."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases import clocks
from jatigi.cases.codes import URGENCY_LEVEL
from jatigi.cases.models import Case, Task
from jatigi.kernel import hooks, reading
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent
from jatigi.people import identity
from jatigi.people.models import Person
from jatigi.people.views.common import perform
from jatigi.ui.paper import Answers, PaperForm
from jatigi.ui.shell import Link

PARTS = (
    ("cases:case", _("Overview")),
    ("cases:assessment", _("Assessment")),
    ("cases:plan", _("Plan")),
    ("cases:tasks", _("Tasks")),
    ("cases:notes", _("Notes")),
    ("cases:services", _("Services given")),
    ("cases:story", _("Story of the case")),
    ("cases:closure", _("Closure")),
)


class SeeOther(HttpResponseRedirect):
    """After a form has had its effect."""

    status_code = 303


def opened(request: Request, pk: UUID) -> Case:
    """The case, its opening journalled. Raises `NotFound`."""
    return reading.open_record(request.access, Case, pk)


def frame(request: Request, case: Case, **more: Any) -> dict[str, Any]:
    """Context of a page of the case: whose it is, its parts, its clock."""
    access = request.access
    person = Person.objects.visible_to(access).filter(pk=case.person_id).first()
    if person is None:
        raise NotFound
    waiting = Task.objects.visible_to(access).filter(case=case, state="open").count()
    return {
        "case": case,
        "person": person,
        "identity": (identity_ := identity.of(access, [person.pk]).get(person.pk)),
        "name": identity.display_name(identity_),
        "level": URGENCY_LEVEL[case.urgency],
        "clock": clocks.of(case),
        "parts": [_part(request, case, name, label, waiting) for name, label in PARTS],
        **more,
    }


def _part(request: Request, case: Case, name: str, label: str | Promise, tasks: int) -> Link:
    url = reverse(name, args=[case.pk])
    return Link(label, url, "", request.path == url, tasks if name == "cases:tasks" else None)


def sections(request: Request, found: Iterable[hooks.Section]) -> list[dict[str, Any]]:
    """Parts that other rooms add, drawn each with its own context."""
    ordered = sorted(found, key=lambda section: section.order)
    return [
        {
            "title": part.title,
            "html": render_to_string(part.template, {"section": part, **part.context}, request),
        }
        for part in ordered
    ]


def answer(
    request: Request,
    form: Answers,
    act: Callable[[Any], Any],
    *,
    template: str,
    context: Callable[[], dict[str, Any]],
    then: str | Callable[[Any], str],
    said: str | Promise,
) -> HttpResponse:
    """A form's page: performs what was sent and goes on to `then`, or shows the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        when = form.happened_at() if isinstance(form, PaperForm) else None
        done = perform(request, form, lambda: act(intent(request, at=when)))
        if done is not None:
            messages.success(request, str(said))
            return SeeOther(then if isinstance(then, str) else then(done))
    status = 422 if form.is_bound else 200
    return render(request, template, {**context(), "form": form}, status=status)


def url_of(case: Case | UUID, name: str = "case") -> str:
    return reverse(f"cases:{name}", args=[case.pk if isinstance(case, Case) else case])
