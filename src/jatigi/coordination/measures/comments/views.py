"""Pages of comments: those to moderate and the own, one of them, writing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.asking import Asked, ask, data, found
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

WRITTEN = [label for _ground, label in Ground.choices]


@page(purpose=OVERSIGHT, roles=REPORTERS)
def comments(request: Request) -> HttpResponse:
    """What waits for the asker's moderation, and what the own organisation has written; with the written rules."""
    access = request.access
    waiting = Comment.objects.visible_to(access).filter(
        rules.moderated_by(access), state=CommentState.SUBMITTED
    )
    own = Comment.objects.visible_to(access).filter(Q(organisation_id=access.organisation))
    mine = keyset(own, ("-entered_at",), request.GET.get("after", ""))
    context = {
        "waiting": said(access, list(waiting.order_by("entered_at")[:100])),
        "own": said(access, mine.rows),
        "next": mine.next,
        "written": WRITTEN,
    }
    return render(request, "coordination/comments/list.html", context)


@page(purpose=OVERSIGHT, roles=REPORTERS)
def write(request: Request, about: str, pk: UUID) -> HttpResponse:
    """Comment on a commitment or a report."""
    if about not in ABOUT:
        raise NotFound
    model, act = ABOUT[about]
    thing = found(request.access, model, pk)
    if not rules.may_comment(request.access):
        raise Refused(code="may_comment")
    form = CommentForm(data(request))
    words = _words(request.access, Comment(**{about: thing}))
    asked = Asked(
        _("Write a comment"),
        words["url"],
        words["name"],
        lead=_("It stands beside the official answer once it was moderated against the written rules."),
        told=_("Your comment waits for its moderation."),
        label=_("Send the comment"),
        icon="send",
        template="coordination/comments/write.html",
        more={"about": words, "written": WRITTEN},
    )
    to = lambda made: reverse("coordination:comment", args=[made.pk])  # noqa: E731
    return ask(request, form, asked, lambda: act(intent(request), thing, **form.cleaned_data), to)


@page(purpose=OVERSIGHT)
def comment(request: Request, pk: UUID) -> HttpResponse:
    """One comment, with what it is about, and what the asker can do with it."""
    return _page(request, found(request.access, Comment, pk))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Publish, refuse, withdraw, answer."""
    if verb not in STEPS:
        raise NotFound
    one = found(request.access, Comment, pk)
    form = FORMS[verb](request.POST, auto_id=f"{verb}-%s") if verb in FORMS else None
    if form is None or form.is_valid():
        values = form.cleaned_data if form else {}
        if perform(request, form, lambda: STEPS[verb](intent(request), one, **values)) is not None:
            messages.success(request, _("Noted."))
            return redirect("coordination:comment", pk)
    return _page(request, one, bound={verb: form}, status=422)


STEPS: dict[str, Any] = {
    "publish": actions.publish,
    "refuse": actions.refuse,
    "answer": actions.answer,
    "withdraw": actions.withdraw,
}
FORMS: dict[str, Any] = {"refuse": RefuseForm, "answer": AnswerForm}


def _page(
    request: Request, one: Comment, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    steps = [
        (verb, (bound or {}).get(verb) or _blank(verb), verb in (bound or {}))
        for verb in _doable(request.access, one)
    ]
    context = {
        "said": said(request.access, [one])[0],
        "comment": one,
        "own": one.organisation_id == request.access.organisation,
        "about": _words(request.access, one),
        "steps": steps,
    }
    return render(request, "coordination/comments/one.html", context, status=status)


def _blank(verb: str) -> Any:
    return FORMS[verb](auto_id=f"{verb}-%s") if verb in FORMS else None


def _doable(access: Access, one: Comment) -> list[str]:
    moderates = one.state == CommentState.SUBMITTED and rules.may_moderate(access, one)
    possible = {
        "publish": moderates,
        "refuse": moderates,
        "answer": rules.may_answer(access, one),
        "withdraw": rules.may_withdraw(access, one) and states.allows(one, "withdraw"),
    }
    return [verb for verb, allowed in possible.items() if allowed]


def _words(access: Access, comment: Comment) -> dict[str, str]:
    """What a comment is about: its name, its words, where it stands; nothing where the asker cannot open it any more."""
    if comment.report_id:
        report = ProgressReport.objects.visible_to(access).filter(pk=comment.report_id).first()
        url = reverse("coordination:progress", args=[comment.report_id])
        return {"name": _("Report"), "text": report.text, "url": url} if report else {}
    about = Commitment.objects.visible_to(access).filter(pk=str(comment.commitment_id)).first()
    url = reverse("coordination:commitment", args=[comment.commitment_id])
    return {"name": about.reference, "text": about.text, "url": url} if about else {}
