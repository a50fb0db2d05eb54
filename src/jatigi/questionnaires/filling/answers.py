"""The page of an answer: what was said, what was said before it was corrected, and what only the page could check."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.http import Request, page
from jatigi.kernel.reading import open_record
from jatigi.questionnaires import catalogue, rules
from jatigi.questionnaires.filling import about, reading
from jatigi.questionnaires.models import Answer, AnswerFile, FormVersion, Outcome

MOST = 20
"""Corrections of corrections that are listed."""


@require_GET
@page(purpose=Purpose.CASE_MANAGEMENT)
def answer(request: Request, pk: UUID) -> HttpResponseBase:
    """Whoever may not read it finds no page: `rules.answers`."""
    access = request.access
    found = open_record(access, Answer, pk)
    version = FormVersion.objects.select_related("form").get(pk=found.form_version_id)
    kept = AnswerFile.objects.visible_to(access).filter(answer=found).values_list("name", flat=True)
    newer = Answer.objects.visible_to(access).filter(supersedes=found).first()
    context: dict[str, Any] = {
        "answer": found,
        "title": catalogue.title(version.form),
        "version": version,
        "whom": about.of(access, found),
        "blocks": reading.blocks(version, found.values or {}, set(kept)),
        "newer": newer,
        "earlier": list(_earlier(access, found)),
        "outcome": Outcome.objects.visible_to(access).filter(answer=found).first(),
        "unchecked": reading.unchecked(version) if access.has(Role.SUPERVISOR) else [],
        "correct_url": "",
    }
    if newer is None and rules.may_fill_in(access, version.form):
        context["correct_url"] = reverse("questionnaires:correct", args=[pk])
    return render(request, "questionnaires/answer.html", context)


def _earlier(access: Access, found: Answer) -> list[Answer]:
    """What it corrected, the latest first."""
    rows = Answer.objects.visible_to(access).select_related("answered_by")
    chain: list[Answer] = []
    before = found.supersedes_id
    while before is not None and len(chain) < MOST:
        earlier = rows.filter(pk=before).first()
        if earlier is None:
            break
        chain.append(earlier)
        before = earlier.supersedes_id
    return chain
