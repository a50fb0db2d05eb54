"""Pages on which something is decided about a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.cases import actions, forms, rules
from jatigi.cases.frames import answer, frame, opened, url_of
from jatigi.cases.models import Approval, AsylumHandOff, Case
from jatigi.cases.team.members import case_workers
from jatigi.kernel import hooks
from jatigi.kernel.access import Intent, Purpose, Role
from jatigi.kernel.http import Request, page, safe_next

WORK = (Role.CASE_WORKER, Role.SUPERVISOR)
CM = Purpose.CASE_MANAGEMENT


@page(purpose=CM, roles=WORK)
def urgency(request: Request, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    form = forms.UrgencyForm(request.POST or None, initial={"urgency": found.urgency})
    return answer(
        request, form, lambda intent: actions.set_urgency(intent, found, **form.cleaned_data),
        template="cases/urgency.html", context=lambda: frame(request, found),
        then=url_of(found), said=_("The urgency is set."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def tracks(request: Request, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    form = forms.TracksForm(request.POST or None, initial={"tracks": found.tracks})
    return answer(
        request, form, lambda intent: actions.set_tracks(intent, found, **form.cleaned_data),
        template="cases/tracks.html", context=lambda: frame(request, found),
        then=url_of(found), said=_("The procedures are saved."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def asylum(request: Request, pk: UUID) -> HttpResponse:
    """The hand-off to the asylum authority, and what is never shared."""
    found = opened(request, pk)
    form = forms.AsylumForm(request.POST or None)

    def context() -> dict[str, Any]:
        rows = AsylumHandOff.objects.visible_to(request.access).filter(case=found).select_related("by")
        return frame(request, found, steps=rows.order_by("-at"))

    return answer(
        request, form,
        lambda intent: actions.hand_off_to_asylum(
            intent, found, state=form.cleaned_data["state"], note=form.cleaned_data["note"]
        ),
        template="cases/asylum.html", context=context, then=url_of(found), said=_("It is written down."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def assign(request: Request, pk: UUID) -> HttpResponse:
    """Give the case to somebody; a case worker takes a free one."""
    found = opened(request, pk)
    workers = case_workers(request.access)
    if not request.access.has(Role.SUPERVISOR):
        workers = [worker for worker in workers if worker.pk == request.access.account]
    form = forms.AssignForm(request.POST or None, workers=workers, initial={"worker": _only(workers)})
    return answer(
        request, form, lambda intent: actions.assign(intent, found, worker=UUID(form.cleaned_data["worker"])),
        template="cases/assign.html", context=lambda: frame(request, found),
        then=_back(request, found), said=_("The case has its case worker."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def closure(request: Request, pk: UUID) -> HttpResponse:
    """Ask for the closure, or decide on it; what stands in the way is listed with where to settle it."""
    found = opened(request, pk)
    form = forms.ClosureForm(request.POST or None)
    blockers = [blocker for blocked in hooks.blocks_closure for blocker in blocked(request.access, found.pk)]

    def act(intent: Intent) -> Any:
        reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
        if reason == "departed":
            return actions.depart(intent, found, note=note)
        return actions.request_closure(intent, found, reason=reason, note=note)

    def context() -> dict[str, Any]:
        asked = Approval.objects.visible_to(request.access).filter(case=found, kind="closure")
        last = asked.select_related("requested_by", "decided_by").order_by("-requested_at").first()
        decides = (
            last is not None and last.state == "requested" and rules.may_supervise(request.access, found)
        )
        own = decides and last is not None and last.requested_by_id == request.access.account
        return frame(
            request, found, blockers=blockers, asked=last, decides=decides and not own, own=own,
            decision=forms.DecisionForm(),
        )  # fmt: skip

    return answer(
        request, form, act, template="cases/closure.html", context=context, then=url_of(found),
        said=_("It is written down."),
    )  # fmt: skip


@require_POST
@page(purpose=CM, roles={Role.SUPERVISOR})
def decide_closure(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Approve the closure that somebody else asked for, or return it with what is missing."""
    found = opened(request, pk)
    form = forms.DecisionForm(request.POST)
    act = actions.approve_closure if verb == "approve" else actions.return_closure
    return answer(
        request, form, lambda intent: act(intent, found, note=form.cleaned_data["note"]),
        template="cases/decide.html",
        context=lambda: frame(request, found, verb=verb, about=_("closure")),
        then=_back(request, found), said=_("It is decided."),
    )  # fmt: skip


@page(purpose=CM, roles=WORK)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Open a closed case again; its story stays."""
    found = opened(request, pk)
    form = forms.ReopenForm(request.POST or None, initial={"urgency": found.urgency})
    return answer(
        request, form, lambda intent: actions.reopen(intent, found, **form.cleaned_data),
        template="cases/reopen.html", context=lambda: frame(request, found),
        then=url_of(found), said=_("The case is open again."),
    )  # fmt: skip


def _only(workers: list[Any]) -> str:
    return str(workers[0].pk) if len(workers) == 1 else ""


def _back(request: Request, found: Case) -> str:
    return safe_next(request, url_of(found))
