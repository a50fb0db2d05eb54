"""Follow-up reports: which one, as a page, as a document; long ones are made outside the request."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.reporting import actions, tasks, writing
from jatigi.coordination.reporting.asked import scope_of
from jatigi.coordination.reporting.gathering import Entry, gathered, total
from jatigi.coordination.reporting.gathering import page as page_of
from jatigi.coordination.reporting.models import FollowUp, PaperState
from jatigi.kernel import clock, journal
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 300
LONG = 1000
"""Documents of more commitments than this are made outside the request."""
TONES = {PaperState.MAKING: "info", PaperState.READY: "success", PaperState.FAILED: "danger"}


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
    about = scope_of(request.access, request.GET.dict())
    if about is None:
        form = Choice(initial=_year(), access=request.access)
        return render(request, "coordination/reporting/choose.html", {"form": form})
    report = page_of(request.access, about, request.GET.get("after", ""))
    groups = [
        (writing.heading(group.title, group.count), [_shown(entry) for entry in group.entries])
        for group in report.groups
    ]
    address = _query(about.asked)
    context = {
        "report": report,
        "groups": groups,
        "made": writing.made(report),
        "asked": about.asked,
        "file": address,
        "long": report.total > LONG,
        "next": f"{address}&after={report.next}" if report.next else "",
    }
    return render(request, "coordination/reporting/report.html", context)


@page(purpose=OVERSIGHT)
def document(request: Request) -> HttpResponse:
    """The whole report as .docx; a long one is asked for on its page. Raises `NotFound` where nothing is asked for."""
    about = scope_of(request.access, request.GET.dict())
    if about is None:
        raise NotFound
    if total(request.access, about) > LONG:
        return redirect(f"{reverse('coordination:follow_up')}{_query(about.asked)}")
    report = gathered(request.access, about)
    _journal(request, report.total)
    return _file(writing.as_docx(report), report.on)


@require_POST
@page(purpose=OVERSIGHT)
def ask(request: Request) -> HttpResponse:
    """Ask for a long report as a document."""
    about = scope_of(request.access, request.POST.dict())
    if about is None:
        raise NotFound
    paper = actions.ask(intent(request), title=about.title, asked=about.asked)
    return redirect("coordination:follow_up_paper", paper.pk)


@require_GET
@page(purpose=OVERSIGHT)
def paper(request: Request, pk: UUID) -> HttpResponse:
    """A document that was asked for: how far it is, and where to download it."""
    found = open_record(request.access, FollowUp, pk)
    again = f"{reverse('coordination:follow_up')}{_query(found.asked)}" if found.asked else ""
    context = {"paper": found, "tone": TONES.get(PaperState(found.state), "neutral"), "report": again}
    return render(request, "coordination/reporting/paper.html", context | _progress(found))


@require_GET
@page(purpose=OVERSIGHT)
def paper_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far the work is, as a part of the page."""
    found = FollowUp.objects.visible_to(request.access).filter(pk=pk).defer("content").first()
    if found is None:
        raise NotFound
    return render(request, "coordination/reporting/progress.html", {"paper": found} | _progress(found))


@require_GET
@page(purpose=OVERSIGHT)
def paper_file(request: Request, pk: UUID) -> HttpResponse:
    """The document. Raises `NotFound` where it is not ready, or gone."""
    found = FollowUp.objects.visible_to(request.access).filter(pk=pk, until__gt=clock.now()).first()
    if found is None or found.content is None:
        raise NotFound
    _journal(request, found.count)
    return _file(bytes(found.content), found.asked_at.date())


def _progress(found: FollowUp) -> dict[str, Any]:
    """Fetched again every two seconds while the document is being made."""
    done, of = tasks.progress_of(found.pk)
    return {"making": found.state == PaperState.MAKING, "done": done, "of": of}


def _journal(request: Request, count: int) -> None:
    journal.append(
        request.access, "coordination.report", outcome="seen", object_type="coordination.Commitment",
        details={"count": count},
    )  # fmt: skip


def _file(content: bytes, on: date) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="rapport-de-suivi-{on:%Y-%m-%d}.docx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=DOCX, headers=headers)


def _shown(entry: Entry) -> dict[str, Any]:
    """An entry in words."""
    steps = [
        (
            writing.measure(step),
            [(writing.progress(said), said.documents) for said in step.said],
            [writing.figure(indicator, one) for indicator, one in step.fed],
        )
        for step in entry.steps
    ]
    return {
        "row": entry.row,
        "title": writing.title(entry),
        "facts": list(writing.facts(entry)),
        "steps": steps,
    }


def _query(asked: dict[str, str]) -> str:
    return f"?{urlencode(asked)}"


def _year() -> dict[str, date]:
    today = clock.today()
    return {"first": today.replace(month=1, day=1), "last": today}
