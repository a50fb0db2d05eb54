"""Pages of forms: filling one in, and what follows from the answers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.kernel import hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import JatigiError, NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record
from jatigi.questionnaires import actions, catalogue, codes, results, rules, submission
from jatigi.questionnaires.following import next_steps
from jatigi.questionnaires.models import Answer, FormVersion, Outcome, Result
from jatigi.questionnaires.submission import Unacceptable
from jatigi.ui.csp import form_page

FOREVER = "private, max-age=31536000, immutable"
"""A version never changes."""


@require_GET
@form_page
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def fill(request: Request, code: str, subject: UUID) -> HttpResponseBase:
    """A form about a person, as it is filled in now."""
    return _fill(request, catalogue.current(code), hooks.subject(request.access, subject))


@require_GET
@form_page
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.RESTRICTED)
def correct(request: Request, pk: UUID) -> HttpResponseBase:
    """The same with the answers that were given, in the version to which they were given."""
    answer = open_record(request.access, Answer, pk)
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    person = hooks.subject(request.access, answer.subject_id)
    return _fill(request, version, person, reverse("questionnaires:instance", args=[pk]))


def _fill(
    request: Request, version: FormVersion, person: hooks.Subject, instance_url: str = ""
) -> HttpResponseBase:
    code = version.form.code
    context = {
        "title": catalogue.title(version.form),
        "person": person,
        "xform_url": reverse("questionnaires:xform", args=[code, version.number]),
        "submit_url": reverse("questionnaires:receive", args=[code, person.id]),
        "instance_url": instance_url,
    }
    return render(request, "questionnaires/fill.html", context)


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def xform(request: Request, code: str, number: str) -> HttpResponse:
    """A version as its page and its devices read it."""
    version = catalogue.version(code, number)
    if version is None:
        raise NotFound
    return HttpResponse(version.xform, content_type="application/xml", headers={"Cache-Control": FOREVER})


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.RESTRICTED)
def instance(request: Request, pk: UUID) -> HttpResponse:
    """What was answered, to be corrected. Its opening was journalled with the page."""
    answer = Answer.objects.visible_to(request.access).filter(pk=pk).first()
    if answer is None or not answer.xml:
        raise NotFound
    return HttpResponse(submission.without_namespaces(answer.xml), content_type="application/xml")


@require_POST
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def receive(request: Request, code: str, subject: UUID) -> JsonResponse:
    """Answers as the form page sends them; says where to go, or in a sentence why not."""
    try:
        outcome = actions.submit(intent(request), form=code, subject=subject, xml=_sent(request))
    except JatigiError as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    return JsonResponse({"redirect": reverse("questionnaires:outcome", args=[outcome.pk])})


def _sent(request: Request) -> str:
    file = request.FILES.get("xml_submission_file")
    if file is None:
        raise Unacceptable("xml")
    if (file.size or 0) > submission.MOST_BYTES:
        raise Unacceptable("size")
    try:
        text: str = file.read().decode()
    except UnicodeDecodeError as error:
        raise Unacceptable("xml") from error
    return text


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def paper(request: Request) -> HttpResponseBase:
    """The screening as a blank sheet, for the day without electricity."""
    context = {"questions": results.questions(), "dense": True}
    return render(request, "questionnaires/paper.html", context)


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def outcome(request: Request, pk: UUID) -> HttpResponseBase:
    """The band and what to do; the reasons for those who may read them."""
    found = open_record(request.access, Outcome, pk)
    person = hooks.subject(request.access, found.subject_id)
    context: dict[str, Any] = {
        "outcome": found,
        "title": catalogue.title(found.form),
        "person": person,
        "band": codes.Band(found.band) if found.band else None,
        "level": codes.BAND_LEVEL.get(found.band, 0),
        "tone": codes.BAND_TONE.get(found.band, "neutral"),
        "to_do": _to_do(request, found),
        "steps": _steps(request, person, found),
        "fill_url": reverse("questionnaires:fill", args=[found.form.code, person.id]),
        "newer": results.newer(request.access, found),
        "reasons": _reasons(request, found),
    }
    return render(request, "questionnaires/outcome.html", context)


def _to_do(request: Request, found: Outcome) -> list[Any]:
    codes_of_it = [codes.ToDo(code) for code in found.to_do or ()]
    supervises = request.access.has(Role.SUPERVISOR)
    return [code.label for code in codes_of_it if not (supervises and code == codes.ToDo.SUPERVISOR)]


def _steps(request: Request, person: hooks.Subject, found: Outcome) -> list[hooks.NavItem]:
    steps = [step for ask in next_steps for step in ask(request.access, person, found.band)]
    back = hooks.NavItem(_("Go to the person"), person.url, "user-round", order=1000)
    return sorted([*steps, back], key=lambda step: step.order)


def _reasons(request: Request, found: Outcome) -> dict[str, Any] | None:
    """Why, for those who may know; reading it is one more event in the journal."""
    result = results.result_of(request.access, found)
    if result is None:
        return None
    result = open_record(request.access, Result, result.pk)
    return {
        "found": results.reasons(result),
        "levels": results.levels(result),
        "to_ask": results.to_ask(result),
        "function_version": result.function_version,
        "correct_url": reverse("questionnaires:correct", args=[found.answer_id]),
    }
