"""Tables in the house: drafts, the second person, what stands published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies.who import house
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.publications import actions, rules, showing
from jatigi.publications.codes import PUBLIC_STATES, Measure, State
from jatigi.publications.forms import DraftForm, SentenceForm, initial_of
from jatigi.publications.models import Edition

STATISTICS = Purpose.STATISTICS
TONES = {
    State.DRAFT: "neutral", State.PROPOSED: "warning", State.PUBLISHED: "success", State.SUPERSEDED: "neutral",
    State.WITHDRAWN: "danger", State.DISCARDED: "neutral",
}  # fmt: skip


@page(purpose=STATISTICS, roles=rules.APPROVERS)
def tables(request: Request) -> HttpResponse:
    """Those of the own organisation, the newest first."""
    rows = _own(request.access).exclude(state=State.DISCARDED)
    found = keyset(rows, ("-entered_at",), request.GET.get("after", ""))
    lines = [(edition, TONES[State(edition.state)]) for edition in found.rows]
    context = {"lines": lines, "next": found.next, "may_draft": rules.may_draft(request.access)}
    return render(request, "publications/tables.html", context)


@page(purpose=STATISTICS, roles=rules.DRAFTERS)
def new(request: Request) -> HttpResponse:
    """A new table; `of` the next version of one that was published."""
    before = _edition(request.access, _uuid(request.GET["of"])) if "of" in request.GET else None
    form = DraftForm(request.POST or None, initial=initial_of(before) if before else None)
    if form.is_valid():
        code = before.code if before else ""
        made = perform(request, form, lambda: actions.draft(intent(request), values=form.values(), code=code))
        if made is not None:
            return _kept(request, made)
    return _draft(request, form, before)


@page(purpose=STATISTICS, roles=rules.APPROVERS)
def table(request: Request, pk: UUID) -> HttpResponse:
    """A version with everything that the second person must look at."""
    edition = _edition(request.access, pk)
    decides = edition.state == State.PROPOSED and rules.may_decide(request.access, edition)
    drafts = rules.may_change(request.access, edition)
    context = {
        **shown(edition),
        "tone": TONES[State(edition.state)],
        "withheld_count": showing.withheld(edition),
        "gathered": showing.gathered(edition),
        "others": _others(request.access, edition) if edition.state == State.PROPOSED else [],
        "may_decide": decides,
        "may_change": drafts and edition.state == State.DRAFT,
        "may_renew": drafts and edition.state in PUBLIC_STATES,
        "may_discard": rules.still_in_work(edition),
        "may_withdraw": edition.state in (State.PUBLISHED, State.SUPERSEDED),
        "public": edition.state in PUBLIC_STATES,
    }
    return render(request, "publications/table.html", context)


@page(purpose=STATISTICS, roles=rules.DRAFTERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """A draft, once more."""
    edition = _edition(request.access, pk)
    if edition.state != State.DRAFT:
        raise NotFound
    form = DraftForm(request.POST or None, initial=initial_of(edition))
    if form.is_valid():
        done = perform(request, form, lambda: actions.change(intent(request), edition, values=form.values()))
        if done is not None:
            return _kept(request, done)
    return _draft(request, form, edition)


@require_POST
@page(purpose=STATISTICS, roles=rules.APPROVERS)
def act(request: Request, pk: UUID) -> HttpResponse:
    """Propose, approve or discard: one button each."""
    edition = _edition(request.access, pk)
    verbs = {"propose": actions.propose, "approve": actions.approve, "discard": actions.discard}
    verb = request.POST.get("verb", "")
    if verb not in verbs:
        raise NotFound
    verbs[verb](intent(request), edition)
    said = {
        "propose": _("Sent to the second person."),
        "approve": _("Published: anybody can read it now."),
        "discard": _("Discarded."),
    }
    messages.success(request, said[verb])
    return redirect("publications:tables") if verb == "discard" else redirect("publications:table", pk)


@page(purpose=STATISTICS, roles=rules.APPROVERS)
def say(request: Request, pk: UUID) -> HttpResponse:
    """Send it back to whoever drafted it, or withdraw what is published: with a sentence."""
    edition = _edition(request.access, pk)
    back = edition.state == State.PROPOSED
    if not back and edition.state not in (State.PUBLISHED, State.SUPERSEDED):
        raise NotFound
    label = _("What should be changed?") if back else _("Why is it withdrawn?")
    form = SentenceForm(request.POST or None, label=label, field="note" if back else "why")
    if form.is_valid():
        done = perform(request, form, lambda: _said(request, edition, form.cleaned_data["text"], back=back))
        if done is not None:
            messages.success(request, _("Sent back.") if back else _("Withdrawn. Its page says so."))
            return redirect("publications:table", pk)
    context = {"form": form, "edition": edition, "back": back}
    return render(request, "publications/say.html", context, status=422 if form.errors else 200)


def shown(edition: Edition) -> dict[str, Any]:
    """What every page of a version shows."""
    return {
        "edition": edition,
        "heads": showing.heads(edition),
        "lines": showing.lines(edition),
        "rule": showing.rule(edition),
        "period": showing.period(edition),
    }


def _said(request: Request, edition: Edition, text: str, *, back: bool) -> Edition:
    if back:
        return actions.send_back(intent(request), edition, note=text)
    return actions.withdraw(intent(request), edition, why=text)


def _kept(request: Request, edition: Edition) -> HttpResponse:
    messages.success(request, _("Kept as a draft. Look at what the gate left of it, then propose it."))
    return redirect("publications:table", edition.pk)


def _draft(request: Request, form: DraftForm, edition: Edition | None) -> HttpResponse:
    context = {"form": form, "edition": edition}
    return render(request, "publications/draft.html", context, status=422 if form.errors else 200)


def _own(access: Access) -> Any:
    return Edition.objects.visible_to(access).filter(organisation_id=house(access))


def _edition(access: Access, pk: UUID) -> Edition:
    found: Edition | None = _own(access).select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _others(access: Access, edition: Edition) -> list[Edition]:
    """Other published tables about people and the same time: a difference between two tables nobody can judge but a person."""
    rows = Edition.objects.visible_to(access).filter(
        state=State.PUBLISHED, measure=Measure.PEOPLE, from_on__lte=edition.until, until__gte=edition.from_on
    )
    found = rows.exclude(code=edition.code).order_by("title")
    return list(found[:20]) if edition.measure == Measure.PEOPLE else []


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
