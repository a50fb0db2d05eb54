"""Follow-up reports: which one, as a page, as a document."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.reporting import writing
from jatigi.coordination.reporting.gathering import Scope, gathered, scope
from jatigi.kernel import clock, journal
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, page

OVERSIGHT = Purpose.OVERSIGHT
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ON_A_PAGE = 100
IDS = ("event", "body", "framework")
MOST = 300


class Choice(forms.Form):
    """An event, a body, a framework, a period; or several of them."""

    event = forms.ChoiceField(label=_("Event"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    first = forms.DateField(label=_("Made from"), required=False, widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label=_("Made until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = Event.objects.visible_to(access).order_by("-starts_on")[:MOST]
        bodies = Body.objects.visible_to(access).order_by("name")[:MOST]
        frameworks = Framework.objects.all().order_by("code")[:MOST]
        listed = {
            "event": [(row.pk, f"{row.title} ({row.starts_on.year})") for row in events],
            "body": [(row.pk, row.name) for row in bodies],
            "framework": [(row.pk, str(row)) for row in frameworks],
        }
        for name, choices in listed.items():
            field: Any = self.fields[name]
            field.choices = [("", "—"), *((str(pk), words) for pk, words in choices)]


@page(purpose=OVERSIGHT)
def reports(request: Request) -> HttpResponse:
    """Which report? With an answer in the address, the report."""
    about = _scope(request)
    if about is None:
        form = Choice(initial=_year(), access=request.access)
        return render(request, "coordination/reporting/choose.html", {"form": form})
    report = gathered(request.access, about, most=ON_A_PAGE)
    groups = [
        (writing.heading(group.title, len(group.entries)), [_shown(entry) for entry in group.entries])
        for group in report.groups
    ]
    context = {
        "report": report,
        "groups": groups,
        "made": writing.made(report),
        "file": f"?{request.GET.urlencode()}",
    }
    return render(
        request, "coordination/reporting/report.html", {**context, "cut": report.total == ON_A_PAGE}
    )


@page(purpose=OVERSIGHT)
def document(request: Request) -> HttpResponse:
    """The whole report as .docx. Raises `NotFound` where nothing is asked for."""
    about = _scope(request)
    if about is None:
        raise NotFound
    report = gathered(request.access, about)
    journal.append(
        request.access, "coordination.report", outcome="seen", object_type="coordination.Commitment",
        details={"count": report.total},
    )  # fmt: skip
    name = f"rapport-de-suivi-{report.on:%Y-%m-%d}.docx"
    return HttpResponse(
        writing.as_docx(report),
        content_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(entry: Any) -> dict[str, Any]:
    """An entry in words."""
    steps = [
        (
            writing.measure(step),
            [(writing.progress(said, indicator), documents) for said, indicator, documents in step.said],
            [writing.figure(indicator, one) for indicator, found in step.fed for one in found],
        )
        for step in entry.steps
    ]
    return {
        "entry": entry,
        "title": writing.title(entry),
        "facts": list(writing.facts(entry)),
        "steps": steps,
    }


def _scope(request: Request) -> Scope | None:
    """What is asked for, None where nothing is. Raises `NotFound`."""
    ids: dict[str, Any] = {name: _uuid(request.GET[name]) for name in IDS if request.GET.get(name)}
    first, last = (_day(request.GET.get(name, "")) for name in ("first", "last"))
    if not ids and (first is None or last is None):
        return None
    return scope(request.access, **ids, first=first, last=last)


def _year() -> dict[str, date]:
    today = clock.today()
    return {"first": today.replace(month=1, day=1), "last": today}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotFound from None
