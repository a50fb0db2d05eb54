"""Pages of answers as data: asking for a file, deciding, downloading it once; bringing answers in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.reading import open_record
from jatigi.questionnaires import catalogue
from jatigi.questionnaires.catalogue.rules import may_bring
from jatigi.questionnaires.codes import ExportState
from jatigi.questionnaires.data import actions, bringing, exporting, rules, tasks
from jatigi.questionnaires.data.actions import NotImported
from jatigi.questionnaires.data.forms import KINDS, LABELS, SEVERAL, Ask, Bring
from jatigi.questionnaires.data.languages import languages_of
from jatigi.questionnaires.data.tables import MOST_BYTES
from jatigi.questionnaires.models import Export, Form, FormVersion

SHOWN = 20
FINDINGS = 200
TONES = {
    ExportState.WAITING: "warning",
    ExportState.MAKING: "info",
    ExportState.READY: "success",
    ExportState.REFUSED: "danger",
    ExportState.FAILED: "danger",
}
"""Of the others: neutral."""
OVER = (ExportState.FAILED, ExportState.ENDED, ExportState.TAKEN)
"""After these the same can be asked for anew."""


@page(purpose=Purpose.STATISTICS, roles=rules.EXPORTERS, step_up=True)
def data(request: Request, code: str) -> HttpResponseBase:
    """Ask for the answers to a form as a file; those that were asked for before."""
    form = _form(request.access, code)
    may_identify = request.access.has(*rules.IDENTITY)
    asked = Ask(
        request.POST or None, may_identify=may_identify, languages=languages_of(form),
        initial=_again(request, form) or {"language": get_language()},
    )  # fmt: skip
    if request.method == "POST" and asked.is_valid():
        said = asked.cleaned_data
        export = perform(
            request,
            asked,
            lambda: actions.request(
                intent(request), form=code, why=said["why"], reason=said["reason"], kind=said["kind"],
                options=asked.options(),
            ),
        )  # fmt: skip
        if export is not None:
            return redirect(_url(export))
    rows = Export.objects.visible_to(request.access).filter(form=form).select_related("by")
    context = {
        "form": asked,
        "title": catalogue.title(form),
        "asked": form,
        "back": _form_page(request, form),
        "importable": form.about in bringing.ABOUT,
        "exports": [(one, _state(one)) for one in rows.order_by("-asked_at")[:SHOWN]],
    }
    return render(request, "questionnaires/data/ask.html", context, status=422 if asked.is_bound else 200)


@require_GET
@page(purpose=Purpose.STATISTICS, roles=rules.EXPORTERS)
def export(request: Request, pk: UUID) -> HttpResponseBase:
    """One request: where it stands, and what can be done with it now."""
    found = open_record(request.access, Export, pk)
    form = Form.objects.get(pk=found.form_id)
    context = {
        "export": found,
        "state": _state(found),
        "title": catalogue.title(form),
        "asked": form,
        "content": _content(found, form),
        "again": _ask_again(request.access, found, form),
        "by": str(found.by),
        "decided_by": str(found.decided_by or ""),
        "may_decide": found.state == ExportState.WAITING and rules.may_decide(request.access, found),
        "may_take": found.state == ExportState.READY and rules.may_take(request.access, found),
        **_progress(found),
    }
    return render(request, "questionnaires/data/export.html", context)


@require_GET
@page(purpose=Purpose.STATISTICS, roles=rules.EXPORTERS)
def export_progress(request: Request, pk: UUID) -> HttpResponseBase:
    """How far the work is, as a part of the page."""
    found = Export.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return render(request, "questionnaires/data/progress.html", {"export": found, **_progress(found)})


@require_POST
@page(purpose=Purpose.STATISTICS, roles=rules.DECIDERS, step_up=True)
def decide_export(request: Request, pk: UUID, verb: str) -> HttpResponseBase:
    """Approve or refuse what somebody else asked for."""
    if verb == "approve":
        found = actions.approve(intent(request), pk)
        messages.success(request, _("The export is approved."))
    elif verb == "refuse":
        found = actions.refuse(intent(request), pk)
        messages.success(request, _("The export is refused."))
    else:
        raise NotFound
    return redirect(_url(found))


@require_POST
@page(purpose=Purpose.STATISTICS, roles=rules.EXPORTERS, step_up=True)
def take_export(request: Request, pk: UUID) -> HttpResponseBase:
    """The file, once."""
    found = actions.take(intent(request), pk)
    content: bytes = getattr(found, "content", b"")
    if not content:
        raise Conflict
    form = Form.objects.get(pk=found.form_id)
    kind = exporting.ending(form, found.options["kind"])
    name = f"{form.code}-{found.asked_at:%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=exporting.KINDS[kind], headers=headers)


@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS, step_up=True)
def bring(request: Request, code: str) -> HttpResponseBase:
    """Answers of another system: checked, and brought in where that is asked for."""
    form = _form(request.access, code)
    versions = FormVersion.objects.filter(form=form, published_at__isnull=False).order_by("-published_at")
    asked = Bring(request.POST or None, request.FILES or None, numbers=[v.number for v in versions])
    verdict = None
    if request.method == "POST" and asked.is_valid():
        verdict = (
            _brought(request, code, asked) if request.POST.get("keep") else _checked(request, versions, asked)
        )
    context = {
        "form": asked,
        "title": catalogue.title(form),
        "asked": form,
        "back": _form_page(request, form),
        "possible": form.about in bringing.ABOUT,
        "verdict": verdict,
        "findings": verdict.wrong[:FINDINGS] if verdict else [],
    }
    refused = asked.is_bound and (verdict is None or bool(verdict.wrong))
    return render(request, "questionnaires/data/bring.html", context, status=422 if refused else 200)


def _checked(request: Request, versions: Any, asked: Bring) -> bringing.Judgement | None:
    read = _read(asked)
    if read is None or request.access.organisation is None:
        return None
    version = versions.select_related("form").get(number=asked.cleaned_data["number"])
    return bringing.judge(version, request.access.organisation, *read)


def _brought(request: Request, code: str, asked: Bring) -> bringing.Judgement | None:
    read = _read(asked)
    if read is None:
        return None
    name, content = read
    try:
        count = actions.import_answers(
            intent(request), form=code, number=asked.cleaned_data["number"], name=name, content=content
        )
    except NotImported as error:
        return error.verdict
    except Invalid as error:
        asked.add_error(None, str(error))
        return None
    said = ngettext("%(n)d answer was brought in.", "%(n)d answers were brought in.", count or 0)
    messages.success(request, said % {"n": count or 0})
    return bringing.Judgement()


def _read(asked: Bring) -> tuple[str, bytes] | None:
    file = asked.cleaned_data["file"]
    if file.size > MOST_BYTES:
        asked.add_error("file", _("This file is too large: at most 20 MB."))
        return None
    return file.name, file.read()


def _form(access: Access, code: str) -> Form:
    """A form of the organisation before a shipped one, also one that is retired. Raises `NotFound`."""
    if access.organisation is None:
        raise NotFound
    rows = Form.objects.filter(code=code)
    found = rows.filter(organisation_id=access.organisation).first() or rows.filter(organisation=None).first()
    if found is None:
        raise NotFound
    return found


def _form_page(request: Request, form: Form) -> str:
    """The page of the form, for those whose page it is."""
    return reverse("questionnaires:form", args=[form.pk]) if may_bring(request.access) else ""


def _ask_again(access: Access, export: Export, form: Form) -> str:
    if export.state not in OVER or not rules.may_take(access, export):
        return ""
    return f"{reverse('questionnaires:data', args=[form.code])}?again={export.pk}"


def _again(request: Request, form: Form) -> dict[str, Any]:
    """What somebody asked for before, to begin with."""
    try:
        pk = UUID(request.GET.get("again", ""))
    except ValueError:
        return {}
    found = Export.objects.visible_to(request.access).filter(pk=pk, form=form, by=request.access.account)
    return next((Ask.as_asked(one.why, one.reason, one.options) for one in found), {})


def _content(export: Export, form: Form) -> list[str]:
    """What the file holds, in words: for who asked and for who decides."""
    said = Ask.as_asked(export.why, export.reason, export.options)
    parts = [
        dict(KINDS)[said["kind"]],
        languages_of(form).get(said["language"], ""),
        dict(LABELS)[said["words"]],
        dict(SEVERAL)["split"] if said["several"] == "split" else "",
        _("with a row of HXL tags") if said["hxl"] else "",
    ]
    return [str(part) for part in parts if part]


def _state(export: Export) -> tuple[Any, str]:
    state = ExportState(export.state)
    return state.label, TONES.get(state, "neutral")


def _progress(export: Export) -> dict[str, Any]:
    """Fetched again every two seconds while the file is being made."""
    making = export.state == ExportState.MAKING
    return {
        "making": making,
        "progress": tasks.progress_of(export.pk),
        "progress_url": reverse("questionnaires:export_progress", args=[export.pk]),
    }


def _url(export: Export) -> str:
    return reverse("questionnaires:export", args=[export.pk])
