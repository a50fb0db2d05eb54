"""Pages of comments: those to moderate and the own, one of them, writing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.comments import actions, rules
from jatigi.coordination.measures.comments.forms import AnswerForm, CommentForm, RefuseForm
from jatigi.coordination.measures.comments.models import Comment, CommentState, Ground
from jatigi.coordination.measures.comments.shown import said
from jatigi.coordination.measures.reporting.models import ProgressReport
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import states
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset

OVERSIGHT = Purpose.OVERSIGHT
ABOUT: dict[str, tuple[Any, Any]] = {
    "commitment": (Commitment, actions.on_commitment),
    "report": (ProgressReport, actions.on_report),
}


@page(purpose=OVERSIGHT, roles=REPORTERS)
def comments(request: Request) -> HttpResponse:
    """What waits for the asker's moderation, and what the own organisation has written; with the written rules."""
    access = request.access
    waiting = Comment.objects.visible_to(access).filter(
        rules.moderated_by(access), state=CommentState.SUBMITTED
    )
    own = Comment.objects.visible_to(access).filter(Q(organisation_id=access.organisation))
    found = keyset(own, ("-entered_at",), request.GET.get("after", ""))
    context = {
        "waiting": said(access, list(waiting.order_by("entered_at")[:100])),
        "own": said(access, found.rows),
        "next": found.next,
        "written": [label for _ground, label in Ground.choices],
    }
    return render(request, "coordination/comments/list.html", context)


@page(purpose=OVERSIGHT, roles=REPORTERS)
def write(request: Request, about: str, pk: UUID) -> HttpResponse:
    """Comment on a commitment or a report."""
    if about not in ABOUT:
        raise NotFound
    model, act = ABOUT[about]
    thing = model.objects.visible_to(request.access).filter(pk=pk).first()
    if thing is None:
        raise NotFound
    if not rules.may_comment(request.access):
        raise Refused(code="may_comment")
    form = CommentForm(request.POST or None)
    if form.is_valid():
        made = perform(request, form, lambda: act(intent(request), thing, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Your comment waits for its moderation."))
            return redirect("coordination:comment", made.pk)
    context = {
        "form": form,
        "about": _words(request.access, Comment(**{about: thing})),
        "written": [label for _ground, label in Ground.choices],
    }
    return render(request, "coordination/comments/write.html", context, status=422 if form.errors else 200)


@page(purpose=OVERSIGHT)
def comment(request: Request, pk: UUID) -> HttpResponse:
    """One comment, with what it is about, and what the asker can do with it."""
    return _page(request, _comment(request.access, pk))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Publish, refuse, withdraw, answer."""
    if verb not in STEPS:
        raise NotFound
    found = _comment(request.access, pk)
    form = FORMS[verb](request.POST, auto_id=f"{verb}-%s") if verb in FORMS else None
    if form is None or form.is_valid():
        values = form.cleaned_data if form else {}
        if perform(request, form, lambda: STEPS[verb](intent(request), found, **values)) is not None:
            messages.success(request, _("Noted."))
            return redirect("coordination:comment", pk)
    return _page(request, found, bound={verb: form}, status=422)


STEPS: dict[str, Any] = {
    "publish": actions.publish,
    "refuse": actions.refuse,
    "answer": actions.answer,
    "withdraw": actions.withdraw,
}
FORMS: dict[str, Any] = {"refuse": RefuseForm, "answer": AnswerForm}


def _page(
    request: Request, found: Comment, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    steps = [
        (verb, (bound or {}).get(verb) or _blank(verb), verb in (bound or {}))
        for verb in _doable(request.access, found)
    ]
    context = {
        "said": said(request.access, [found])[0],
        "comment": found,
        "own": found.organisation_id == request.access.organisation,
        "about": _words(request.access, found),
        "steps": steps,
    }
    return render(request, "coordination/comments/one.html", context, status=status)


def _blank(verb: str) -> Any:
    return FORMS[verb](auto_id=f"{verb}-%s") if verb in FORMS else None


def _doable(access: Access, found: Comment) -> list[str]:
    moderates = found.state == CommentState.SUBMITTED and rules.may_moderate(access, found)
    possible = {
        "publish": moderates,
        "refuse": moderates,
        "answer": rules.may_answer(access, found),
        "withdraw": rules.may_withdraw(access, found) and states.allows(found, "withdraw"),
    }
    return [verb for verb, allowed in possible.items() if allowed]


def _words(access: Access, found: Comment) -> dict[str, str]:
    """What a comment is about: its name, its words, where it stands."""
    if found.report_id:
        rows = ProgressReport.objects.visible_to(access).filter(pk=found.report_id)
        report = rows.first()
        return {"name": _("Report"), "text": report.text, "route": "coordination:report", "pk": str(report.pk)} if report else {}
    commitment = Commitment.objects.visible_to(access).filter(pk=found.commitment_id).first()
    if commitment is None:
        return {}
    return {"name": commitment.reference, "text": commitment.text, "route": "", "pk": str(commitment.pk)}


def _comment(access: Access, pk: UUID) -> Comment:
    found = Comment.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
