"""Pages of the catalogue: forms and their versions, bringing one, trying it, publishing it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.questionnaires import codes, lists, submission
from jatigi.questionnaires.catalogue import actions, cleaning, listing, rules
from jatigi.questionnaires.catalogue import title as called
from jatigi.questionnaires.catalogue.fields import BringForm, NewVersionForm, SettleForm
from jatigi.questionnaires.data.bringing import ABOUT as IMPORTABLE
from jatigi.questionnaires.judging import Judgement, judge
from jatigi.questionnaires.judging.reading import MOST_BYTES
from jatigi.questionnaires.models import Form, FormFile
from jatigi.questionnaires.shape import shape_of
from jatigi.ui.csp import form_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
    ".md": "text/markdown",
}


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def catalogue(request: Request) -> HttpResponse:
    """The forms of the organisation and those that come with Jatigi."""
    return render(request, "questionnaires/catalogue/list.html", {"forms": listing.forms(request.access)})


@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def bring(request: Request) -> HttpResponse:
    """A form that is not here yet."""
    form = BringForm(request.POST or None, request.FILES or None)
    return _bring(request, form, None)


@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def bring_version(request: Request, pk: UUID) -> HttpResponse:
    """A new version of a form, in the place of the one on trial."""
    found = _own(request, pk)
    return _bring(request, NewVersionForm(request.POST or None, request.FILES or None), found)


def _bring(request: Request, form: NewVersionForm, found: Form | None) -> HttpResponse:
    judged: Judgement | None = None
    if form.is_valid():
        judged = _judged(form)
        settings = {k: v for k, v in form.cleaned_data.items() if k not in ("file", "beside")}
        given = {"judged": judged, "form": found.pk if found else None, **settings}
        made = perform(request, form, lambda: actions.bring(intent(request), **given))
        if made is not None:
            messages.success(request, _("The form can be read. Try it, then publish it."))
            return _see(made.form_id)
    context = {"form": form, "found": found, "judged": judged, "title": _title(found), "back": _back(found)}
    return render(request, "questionnaires/catalogue/bring.html", context, status=422 if form.errors else 200)


def _judged(form: NewVersionForm) -> Judgement:
    file = form.cleaned_data["file"]
    beside = {one.name: one.read(MOST_BYTES + 1) for one in form.cleaned_data["beside"]}
    return judge(file.name, file.read(MOST_BYTES + 1), beside)


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def form(request: Request, pk: UUID) -> HttpResponse:
    """One form: what it is for, its versions, what changed, what is on trial."""
    listed = listing.form(request.access, pk)
    shown = listed.trial or listed.current
    context = {
        "listed": listed,
        "form": listed.form,
        "shown": shown,
        "who": listing.who(listed.form),
        "unchecked": listing.unchecked(shown.row) if shown else [],
        "may_settle": rules.may_settle(request.access, listed.form),
        "purpose": codes.Purpose(listed.form.purpose).label,
        "about": codes.About(listed.form.about).label,
        "importable": listed.form.about in IMPORTABLE,
    }
    return render(request, "questionnaires/catalogue/form.html", context)


@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def settle(request: Request, pk: UUID) -> HttpResponse:
    """What a form is for and who has business with it."""
    found = _own(request, pk)
    names = ("title_fr", "title_en", "purpose", "about", "roles", "restricted")
    form = SettleForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid():
        saved = perform(request, form, lambda: actions.settle(intent(request), found, **form.cleaned_data))
        if saved is not None:
            messages.success(request, _("Saved."))
            return _see(pk)
    context = {"form": form, "found": found, "title": _title(found), "back": _back(found)}
    return render(
        request, "questionnaires/catalogue/settle.html", context, status=422 if form.errors else 200
    )


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def retire(request: Request, pk: UUID) -> HttpResponse:
    return _verb(
        request, pk, actions.retire, _("The form is retired. Nobody fills it in any more; its answers stay.")
    )


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.reopen, _("The form is in use again."))


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def publish(request: Request, pk: UUID) -> HttpResponse:
    """From trial to use."""
    found = listing.version(request.access, pk)
    actions.publish_version(intent(request), found)
    messages.success(request, _("The version is published. It can be filled in now."))
    return _see(found.form_id)


# Trying


@require_GET
@form_page
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def trial(request: Request, pk: UUID) -> HttpResponse:
    """A version as it is filled in; nothing is kept of it."""
    found = listing.version(request.access, pk)
    context = {
        "version": found,
        "title": _title(found.form),
        "back": _back(found.form),
        "xform_url": reverse("questionnaires:version_xform", args=[pk]),
        "submit_url": reverse("questionnaires:tried", args=[pk]),
        "files_url": reverse("questionnaires:version_file", args=[pk, "_"])[:-1],
    }
    return render(request, "questionnaires/catalogue/trial.html", context)


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def tried(request: Request, pk: UUID) -> JsonResponse:
    """Whether such answers would be accepted; they are not stored."""
    found = listing.version(request.access, pk)
    file = request.FILES.get("xml_submission_file")
    sent = [str(getattr(one, "name", "")) for one in request.FILES.values() if one is not file]
    shape = shape_of(found.xform)
    try:
        text = file.read(submission.MOST_BYTES + 1).decode() if file else ""
        submission.check(submission.open_envelope(text), shape, lists.beside(found, shape), sent)
    except (UnicodeDecodeError, Refused) as error:
        reason = str(error) if isinstance(error, Refused) else _("They cannot be read.")
        return JsonResponse({"message": reason}, status=422)
    return JsonResponse(
        {"message": _("This was a trial: these answers would be accepted. Nothing was stored.")}
    )


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def version_xform(request: Request, pk: UUID) -> HttpResponse:
    """A version as the page of its trial reads it."""
    return HttpResponse(listing.version(request.access, pk).xform, content_type="application/xml")


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def version_file(request: Request, pk: UUID, name: str) -> HttpResponse:
    """A file beside a version."""
    found = FormFile.objects.filter(form_version=listing.version(request.access, pk), name=name).first()
    if found is None:
        raise NotFound
    return _download(bytes(found.content), found.kind, found.name)


# Downloads


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def original(request: Request, pk: UUID) -> HttpResponse:
    """The file as it was brought."""
    found = listing.version(request.access, pk)
    ending = next((ending for ending in MEDIA if found.source_name.lower().endswith(ending)), "")
    return _download(bytes(found.source), MEDIA.get(ending, "application/octet-stream"), found.source_name)


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.BRING)
def clean_copy(request: Request, pk: UUID) -> HttpResponse:
    """The same form as a clean workbook."""
    found = listing.version(request.access, pk)
    made = cleaning.clean_copy(bytes(found.source), found.number)
    if not made:
        raise NotFound
    return _download(made, XLSX, f"{found.form.code}-{found.number}.xlsx")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


# Parts


def _own(request: Request, pk: UUID) -> Form:
    """A form that the asker may change. Raises `NotFound`, and `Refused` for what comes with Jatigi."""
    found = listing.row(request.access, pk)
    if not rules.may_settle(request.access, found):
        raise Refused(code="may_settle")
    return found


def _verb(request: Request, pk: UUID, act: Callable[..., Any], said: str) -> HttpResponse:
    act(intent(request), _own(request, pk))
    messages.success(request, said)
    return _see(pk)


def _see(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("questionnaires:form", args=[pk]), status=303)


def _title(found: Form | None) -> str:
    return called(found) if found else ""


def _back(found: Form | None) -> str:
    return reverse("questionnaires:form", args=[found.pk]) if found else reverse("questionnaires:catalogue")
