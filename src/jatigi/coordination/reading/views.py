"""Pages: bring a text, its proposals beside their passages, one proposal corrected, and deciding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.algorithms.communique.opening import MOST_BYTES
from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.reading import actions, showing
from jatigi.coordination.reading.forms import BringForm, form_of
from jatigi.coordination.reading.models import Communique, ProposalState, ReadProposal
from jatigi.coordination.reading.sentences import text_of_file
from jatigi.coordination.rules import SECRETARIAT
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def communiques(request: Request) -> HttpResponseBase:
    """Bring a text to be read; those that were brought before."""
    form = BringForm(data(request), request.FILES or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        body = UUID(given["body"]) if given["body"] else None

        def bring() -> Communique:
            text = text_of_file(file.name, file.read(MOST_BYTES + 1)) if file else given["text"]
            return actions.bring(intent(request), text=text, source=given["source"], body=body)

        brought = perform(request, form, bring)
        if brought is not None:
            return redirect("coordination:communique", brought.pk)
    rows = Communique.objects.visible_to(request.access).select_related("by").defer("text")
    listed = keyset(rows, ("-brought_at",), request.GET.get("after", ""))
    context = {"form": form, "rows": listed.rows, "next": listed.next}
    return render(
        request, "coordination/reading/communiques.html", context, status=422 if form.errors else 200
    )


@require_GET
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def communique(request: Request, pk: UUID) -> HttpResponseBase:
    """A text and everything that it proposes, each beside its passage."""
    text = open_record(request.access, Communique, pk)
    proposals = list(
        ReadProposal.objects.visible_to(request.access).filter(communique=text).order_by("number")
    )
    context = {
        "communique": text,
        "event_id": str(text.event_id or ""),
        "groups": showing.groups(text, proposals),
        "pieces": list(showing.pieces(text, proposals)),
        "waiting": sum(1 for one in proposals if one.state == ProposalState.PROPOSED),
        "taken": any(one.state == ProposalState.ACCEPTED for one in proposals),
    }
    return render(request, "coordination/reading/communique.html", context)


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """Correct a proposal and take it over."""
    one = found(request.access, ReadProposal, pk)
    text = found(request.access, Communique, one.communique_id)
    form = form_of(request.access, text, one, data(request))
    asked = Asked(
        title=_("Correct and take over"), back=reverse("coordination:communique", args=[text.pk]), back_label=text.title,
        label=_("Take over"), told=_("Taken over."), seen=one.version, template="coordination/reading/proposal.html",
        more={"shown": showing.shown(text, one)},
    )  # fmt: skip
    return ask(
        request, form, asked, lambda: actions.accept(intent(request), one, said=_said(form)), asked.back
    )


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def take(request: Request, pk: UUID) -> HttpResponseBase:
    """Take a proposal over as it was read; where something is missing the page asks for it."""
    one = found(request.access, ReadProposal, pk)
    try:
        actions.accept(intent(request), one)
    except Invalid as error:
        messages.error(request, " ".join(str(sentence) for sentence in error.errors.values()))
        return redirect("coordination:proposal", pk)
    except Conflict as error:
        messages.error(request, str(error))
    return _back(one.communique_id, one.number)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def refuse(request: Request, pk: UUID) -> HttpResponseBase:
    """It is not so, or of no use here."""
    one = found(request.access, ReadProposal, pk)
    try:
        actions.refuse(intent(request), one)
    except Conflict as error:
        messages.error(request, str(error))
    return _back(one.communique_id, one.number)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def decide(request: Request, pk: UUID) -> HttpResponseBase:
    """Everything of a kind at once."""
    text = found(request.access, Communique, pk)
    try:
        count = actions.decide(
            intent(request), text, kind=request.POST.get("kind", ""), verb=request.POST.get("verb", "")
        )
    except Invalid as error:
        messages.error(request, " ".join(str(sentence) for sentence in error.errors.values()))
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decided: %(count)d.") % {"count": count})
    return redirect("coordination:communique", pk)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def drop(request: Request, pk: UUID) -> HttpResponseBase:
    """A text that nothing was taken from goes."""
    try:
        actions.drop(intent(request), pk)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("coordination:communique", pk)
    messages.success(request, _("The text is gone. Nothing of it was written."))
    return redirect("coordination:communiques")


def _said(form: Any) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in form.cleaned_data.items()
    }


def _back(communique: Any, number: int) -> HttpResponseBase:
    return redirect(f"{reverse('coordination:communique', args=[communique])}#d{number}")
