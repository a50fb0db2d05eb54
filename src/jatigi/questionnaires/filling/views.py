"""Pages where a form is filled in, where answers arrive, and where drafts are kept."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import JatigiError, NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record
from jatigi.questionnaires import actions, catalogue, submission
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.filling import about, attachments, begun
from jatigi.questionnaires.filling import actions as drafting
from jatigi.questionnaires.filling.about import Whom
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, DraftFile, Form, FormVersion
from jatigi.questionnaires.submission import Unacceptable
from jatigi.ui.csp import form_page

XML = "xml_submission_file"
MANY = 50

# Filling in


@require_GET
@form_page
@page(purpose=Purpose.CASE_MANAGEMENT)
def fill(request: Request, code: str, subject: UUID) -> HttpResponseBase:
    """A form about a person, as it is filled in now."""
    version = about.current(request.access, code, About.PERSON)
    return _fill(request, version, about.whom(request.access, About.PERSON, subject))


@require_GET
@form_page
@page(purpose=Purpose.CASE_MANAGEMENT)
def fill_about(request: Request, code: str) -> HttpResponseBase:
    """A form about a person, a case, a referral (`?case=<id>`) or nothing."""
    kind = next((kind for kind in (About.PERSON, About.CASE, About.REFERRAL) if kind in request.GET), None)
    version = about.current(request.access, code, kind or About.NOTHING)
    return _fill(request, version, about.asked(request.access, request.GET))


@require_GET
@form_page
@page(purpose=Purpose.CASE_MANAGEMENT)
def correct(request: Request, pk: UUID) -> HttpResponseBase:
    """The same with the answers that were given, in the version to which they were given."""
    answer = open_record(request.access, Answer, pk)
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    about.must_fill_in(request.access, version.form)
    return _fill(request, version, about.of(request.access, answer), answer)


def _fill(
    request: Request, version: FormVersion, whom: Whom, corrects: Answer | None = None
) -> HttpResponseBase:
    code = version.form.code
    draft = _draft(request.access, version, whom, corrects)
    version = draft.form_version if draft else version
    more = {"corrects": str(corrects.pk)} if corrects else {}
    xform = reverse("questionnaires:xform", args=[code, version.number])
    context = {
        "title": catalogue.title(version.form),
        "whom": whom,
        "draft": draft,
        "correcting": corrects is not None,
        "xform_url": f"{xform}?{urlencode({'id': version.pk})}",
        "files_url": reverse("questionnaires:form_file", args=[code, version.number, "-"])[:-1],
        "submit_url": whom.at("receive_about", code, **more),
        "draft_url": whom.at("save_draft", code, **more),
        "corrects": corrects.instance_id if corrects else "",
        **_resumed(request.access, draft, corrects),
    }
    return render(request, "questionnaires/fill.html", context)


def _draft(access: Access, version: FormVersion, whom: Whom, corrects: Answer | None) -> Draft | None:
    rows = begun.drafts(access, version, whom, corrects.pk if corrects else None)
    fresh = rows.filter(saved_at__gte=clock.now() - Draft.KEEP).select_related("form_version__form")
    draft = fresh.first()
    if draft is not None:
        open_record(access, Draft, draft.pk)
    return draft


def _resumed(access: Access, draft: Draft | None, corrects: Answer | None) -> dict[str, Any]:
    """Where the page finds what was filled in before, and its files."""
    if draft is not None:
        names = DraftFile.objects.visible_to(access).filter(draft=draft).values_list("name", flat=True)
        return _held("draft", draft.pk, names)
    if corrects is not None:
        names = AnswerFile.objects.visible_to(access).filter(answer=corrects).values_list("name", flat=True)
        return _held("answer", corrects.pk, names)
    return {}


def _held(what: str, pk: UUID, names: Any) -> dict[str, Any]:
    instance = "questionnaires:instance" if what == "answer" else "questionnaires:draft_instance"
    held = reverse(f"questionnaires:{what}_file", args=[pk, "-"])[:-1]
    return {"instance_url": reverse(instance, args=[pk]), "held_url": held, "held": json.dumps(sorted(names))}


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def instance(request: Request, pk: UUID) -> HttpResponse:
    """What was answered, to be corrected. Its opening was journalled with the page."""
    answer = Answer.objects.visible_to(request.access).filter(pk=pk).first()
    return _xml(answer.xml if answer else None)


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def draft_instance(request: Request, pk: UUID) -> HttpResponse:
    """What was filled in so far. Its opening was journalled with the page."""
    draft = Draft.objects.visible_to(request.access).filter(pk=pk).first()
    return _xml(draft.xml if draft else None)


def _xml(text: Any) -> HttpResponse:
    if not text:
        raise NotFound
    return HttpResponse(submission.without_namespaces(text), content_type="application/xml")


# Answers arrive


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT)
def receive(request: Request, code: str, subject: UUID) -> JsonResponse:
    """Answers about a person as the form page sends them; says where to go, or in a sentence why not."""
    return _received(request, lambda: {"form": code, "subject": subject})


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT)
def receive_about(request: Request, code: str) -> JsonResponse:
    """The same about a person, a case, a referral or nothing."""
    return _received(request, lambda: _asked(request, code))


def _received(request: Request, given: Callable[[], dict[str, Any]]) -> JsonResponse:
    def act() -> dict[str, str]:
        sent = {**given(), "xml": _sent(request), "files": _files(request)}
        outcome = actions.submit(intent(request), **sent, ends_draft=True)
        return {"redirect": reverse("questionnaires:outcome", args=[outcome.pk])}

    return _said(act)


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT)
def save_draft(request: Request, code: str) -> JsonResponse:
    """What is filled in so far, as the form page sends it now and then; says which files it holds."""

    def act() -> dict[str, Any]:
        files = _files(request)
        corrects = request.GET.get("corrects", "")
        sent = {**_asked(request, code), "xml": _sent(request), "files": files}
        drafting.keep(request.access, **sent, corrects=about.uuid_or_none(corrects))
        return {"held": [file.sent_as for file in files]}

    return _said(act)


def _said(act: Callable[[], dict[str, Any]]) -> JsonResponse:
    try:
        return JsonResponse(act())
    except Unacceptable as error:
        return JsonResponse(
            {"message": str(error), "file": error.file, "reason": error.reason}, status=error.status
        )
    except JatigiError as error:
        return JsonResponse({"message": str(error)}, status=error.status)


def _asked(request: Request, code: str) -> dict[str, Any]:
    """As the actions take it. What is not visible is not found there."""
    for kind in (About.PERSON, About.CASE, About.REFERRAL):
        if kind in request.GET:
            pk = about.uuid_or_none(request.GET[kind])
            if pk is None:
                raise NotFound
            return {"form": code, **({"subject": pk} if kind == About.PERSON else {"about": (kind, pk)})}
    return {"form": code}


def _sent(request: Request) -> str:
    file = request.FILES.get(XML)
    if file is None:
        raise Unacceptable("xml")
    if (file.size or 0) > submission.MOST_BYTES:
        raise Unacceptable("size")
    try:
        text: str = file.read().decode()
    except UnicodeDecodeError as error:
        raise Unacceptable("xml") from error
    return text


def _files(request: Request) -> list[attachments.Attached]:
    """Every other part of the request, by the name under which the answers speak of it."""
    parts = [(name, file) for name in request.FILES if name != XML for file in request.FILES.getlist(name)]
    sizes = [file.size or 0 for _name, file in parts]
    attachments.must_be_small(sizes)
    return attachments.accepted((name, file.read()) for name, file in parts)


# Drafts


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def drafts(request: Request) -> HttpResponseBase:
    """What the reader has begun and not sent, the latest first."""
    return render(request, "questionnaires/drafts.html", {"lines": drafts_of(request.access)})


def drafts_of(access: Access) -> list[dict[str, Any]]:
    """Each draft with its form, the code of what it is about, and where it goes on. None about what is not visible."""
    rows = Draft.objects.visible_to(access).filter(saved_at__gte=clock.now() - Draft.KEEP)
    lines = []
    for draft in rows.select_related("form_version__form").order_by("-saved_at")[:MANY]:
        form = draft.form_version.form
        try:
            whom = about.of(access, draft)
        except NotFound:
            continue
        lines.append(
            {"draft": draft, "title": catalogue.title(form), "whom": whom, "url": _goes_on(draft, form, whom)}
        )
    return lines


def _goes_on(draft: Draft, form: Form, whom: Whom) -> str:
    if draft.corrects_id:
        return reverse("questionnaires:correct", args=[draft.corrects_id])
    return whom.at("fill_about", form.code)


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT)
def discard(request: Request, pk: UUID) -> HttpResponseBase:
    """Throw a draft away; back to the empty form, or to the list of drafts."""
    draft = (
        Draft.objects.visible_to(request.access).filter(pk=pk).select_related("form_version__form").first()
    )
    if draft is None:
        raise NotFound
    url = _goes_on(draft, draft.form_version.form, about.of(request.access, draft))
    drafting.discard(intent(request), draft)
    messages.success(request, _("The draft is thrown away."))
    return redirect(url if "again" in request.POST else reverse("questionnaires:drafts"))


# Files


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def answer_file(request: Request, pk: UUID, name: str) -> HttpResponse:
    """A file that came with an answer, to be kept by whoever may read the answer."""
    rows = AnswerFile.objects.visible_to(request.access).filter(answer_id=pk, name=name)
    return _file(open_record(request.access, AnswerFile, _id(rows)))


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def draft_file(request: Request, pk: UUID, name: str) -> HttpResponse:
    """A file of one's own draft."""
    rows = DraftFile.objects.visible_to(request.access).filter(draft_id=pk, name=name)
    return _file(open_record(request.access, DraftFile, _id(rows)))


def _id(rows: Any) -> UUID:
    pk: UUID | None = rows.values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound
    return pk


def _file(file: AnswerFile | DraftFile) -> HttpResponse:
    """Never shown in place: it is saved, under its neutral name."""
    if not file.content:
        raise NotFound
    answer = HttpResponse(bytes(file.content), content_type=file.kind)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
