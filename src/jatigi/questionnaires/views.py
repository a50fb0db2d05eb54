"""Pages of forms that are not filled in here: a version for the page that shows it, and what follows from answers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from jatigi.kernel import hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, page
from jatigi.kernel.reading import open_record
from jatigi.questionnaires import catalogue, codes, results, rules
from jatigi.questionnaires import paper as blank
from jatigi.questionnaires.filling import about
from jatigi.questionnaires.filling.about import Whom
from jatigi.questionnaires.following import next_steps
from jatigi.questionnaires.models import Answer, FormFile, FormVersion, Outcome, Result

FOREVER = "private, max-age=31536000, immutable"
"""A version never changes."""


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def xform(request: Request, code: str, number: str) -> HttpResponse:
    """A version as its page reads it, for whoever may fill it in."""
    version = _version(request, code, number)
    return HttpResponse(version.xform, content_type="application/xml", headers={"Cache-Control": FOREVER})


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def form_file(request: Request, code: str, number: str, name: str) -> HttpResponse:
    """A choice list or a picture beside a version."""
    version = _version(request, code, number)
    file = FormFile.objects.filter(form_version=version, name=name).first()
    if file is None:
        raise NotFound
    answer = HttpResponse(bytes(file.content), content_type=file.kind)
    answer["Content-Disposition"] = "attachment"
    return answer


def _version(request: Request, code: str, number: str) -> FormVersion:
    """By its id where the address has one: an organisation's own form may hide a shipped one of the same code.

    Raises `NotFound`, and `Refused` where other roles fill it in.
    """
    rows = FormVersion.objects.filter(form__code=code, number=number, published_at__isnull=False)
    if pk := about.uuid_or_none(request.GET.get("id", "")):
        version = rows.filter(pk=pk).select_related("form").first()
    else:
        version = catalogue.version(code, number, request.access.organisation)
    if version is None:
        raise NotFound
    about.must_fill_in(request.access, version.form)
    return version


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.FILL)
def paper(request: Request) -> HttpResponseBase:
    """The screening as a blank sheet, for the day without electricity."""
    context = {"questions": blank.questions(), "dense": True}
    return render(request, "questionnaires/paper.html", context)


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def outcome(request: Request, pk: UUID) -> HttpResponseBase:
    """The band and what to do; the reasons for those who may read them."""
    found = open_record(request.access, Outcome, pk)
    answer = Answer.objects.visible_to(request.access).filter(pk=found.answer_id).first()
    whom = _whom(request, found)
    context: dict[str, Any] = {
        "outcome": found,
        "title": catalogue.title(found.form),
        "whom": whom,
        "band": results.band(found),
        "to_do": _to_do(request, found),
        "steps": _steps(request, whom, found),
        "fill_url": whom.at("fill_about", found.form.code)
        if rules.may_fill_in(request.access, found.form)
        else "",
        "answer_url": reverse("questionnaires:answer", args=[answer.pk]) if answer else "",
        "newer": results.newer(request.access, found),
        "reasons": _reasons(request, found),
    }
    return render(request, "questionnaires/outcome.html", context)


def _whom(request: Request, found: Outcome) -> Whom:
    """What the answers are about, also for whoever may not read them. Raises `NotFound` where it is not visible."""
    return about.of(request.access, Answer.objects.visible_to(rules.RECEIVING).get(pk=found.answer_id))


def _to_do(request: Request, found: Outcome) -> list[Any]:
    codes_of_it = [codes.ToDo(code) for code in found.to_do or ()]
    supervises = request.access.has(Role.SUPERVISOR)
    return [code.label for code in codes_of_it if not (supervises and code == codes.ToDo.SUPERVISOR)]


def _steps(request: Request, whom: Whom, found: Outcome) -> list[hooks.NavItem]:
    if whom.subject is None:
        return []
    asked = next_steps if whom.kind == codes.About.PERSON else ()
    steps = [step for ask in asked for step in ask(request.access, whom.subject, found.band)]
    back = hooks.NavItem(whom.back, whom.url, "arrow-left", order=1000)
    if whom.kind == codes.About.PERSON:
        back = hooks.NavItem(_("Go to the person"), whom.url, "user-round", order=1000)
    return sorted([*steps, back], key=lambda step: step.order)


def _reasons(request: Request, found: Outcome) -> dict[str, Any] | None:
    """Why, for those who may know; reading it is one more event in the journal."""
    result = results.result_of(request.access, found)
    if result is None:
        return None
    result = open_record(request.access, Result, result.pk)
    answer = Answer.objects.visible_to(request.access).get(pk=found.answer_id)
    version = FormVersion.objects.select_related("form").get(pk=answer.form_version_id)
    return {
        "why": results.explanation(result, version),
        "function_version": result.function_version,
        "correct_url": reverse("questionnaires:correct", args=[found.answer_id]),
    }
