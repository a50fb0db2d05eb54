"""Pages of commitments: the list, one of them, and what its secretariat and its addressees do with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies import who
from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments import actions, areas, finding, rules, shown, story
from jatigi.coordination.commitments.forms import (
    AddressForm,
    AnswerForm,
    CorrectForm,
    FilterForm,
    MoveForm,
    RecordForm,
)
from jatigi.coordination.commitments.lines import addressees_of, lines
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.coordination.practices.suggesting import for_commitment
from jatigi.coordination.reporting import links as reporting
from jatigi.coordination.rules import REPORTERS, SECRETARIAT
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Action
from jatigi.kernel.batches import MOST
from jatigi.kernel.errors import NotFound, Refused, Stale
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.reading import open_record
from jatigi.places.models import AdminUnit

OVERSIGHT = Purpose.OVERSIGHT


@page(purpose=OVERSIGHT)
def listed(request: Request) -> HttpResponse:
    """Every commitment that the asker may know, by deadline; found by words and by what is said of it."""
    form = FilterForm(request.GET, access=request.access)
    return _list(request, form, form.wanted(), late=False)


@page(purpose=OVERSIGHT)
def overdue(request: Request) -> HttpResponse:
    """What should have been kept by now, the longest overdue first: every member sees it."""
    form = FilterForm(request.GET, access=request.access)
    return _list(request, form, replace(form.wanted(), state=finding.OVERDUE), late=True)


def _list(request: Request, form: FilterForm, wanted: finding.Wanted, *, late: bool) -> HttpResponse:
    access = request.access
    asked = {name: str(value) for name, value in request.GET.items() if value and name != "after"}
    after = request.GET.get("after", "")
    found, total = finding.page(access, wanted, after)
    context = {
        "form": form,
        "lines": lines(access, found.rows),
        "total": min(total, finding.COUNTED),
        "uncounted": total > finding.COUNTED,
        "changeable": min(total, MOST),
        "house": access.organisation,
        "next": f"?{urlencode({**asked, 'after': found.next})}" if found.next else "",
        "previous": f"?{urlencode(asked)}" if after else "",
        "asked": urlencode({**asked, "state": finding.OVERDUE} if late else asked),
        "report": reporting.report(body=wanted.body, event=wanted.event, year=wanted.year),
        "narrowed": wanted != finding.Wanted(),
        "late": late,
        "may_record": rules.may_record(access),
    }
    return render(request, "coordination/commitments/list.html", context)


@page(purpose=OVERSIGHT)
def commitment(request: Request, pk: UUID) -> HttpResponse:
    """One commitment: the passage, to whom it is addressed, what is done about it, what happened."""
    found = open_record(request.access, Commitment, pk)
    return _detail(request, found)


def _detail(request: Request, found: Commitment, status: int = 200) -> HttpResponse:
    practices = for_commitment(request.access, found)
    context = {**shown.of(request.access, found), "practices": practices}
    return render(request, "coordination/commitments/detail.html", context, status=status)


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def new(request: Request) -> HttpResponse:
    """A recommendation or a decision is written down."""
    usual = {name: request.GET[name] for name in ("event", "body") if request.GET.get(name)}
    form = RecordForm(request.POST or None, access=request.access, initial=usual)
    if form.is_valid():
        made = perform(request, form, lambda: _record(request, form))
        if made is not None:
            messages.success(request, _("Recorded as %(reference)s.") % {"reference": made.reference})
            return see(made)
    context = {"form": form, "verb": _("Record"), "title": _("Record a commitment")}
    return render(request, "coordination/commitments/edit.html", context, status=_status(form))


def _record(request: Request, form: RecordForm) -> Commitment:
    said = form.said()
    named = form.named(said["country"] or country_of(request.access))
    return actions.record(
        intent(request), **said, reference=form.cleaned_data["reference"], addressees=named,
        items=form.chosen_items(),
    )  # fmt: skip


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def edit(request: Request, pk: UUID) -> HttpResponse:
    """What is said of it is corrected; where somebody else changed it meanwhile both are shown."""
    found = _kept(request.access, pk)
    form = CorrectForm(request.POST or None, access=request.access, initial=_initial(found))
    stale: dict[str, list[Any]] = {}
    if form.is_valid():
        try:
            if perform(request, form, lambda: _correct(request, found, form)) is not None:
                messages.success(request, _("Saved."))
                return see(found)
        except Stale:
            stale = story.differences(story.standing(found), _typed(form))
    context = {
        "form": form, "commitment": found, "verb": _("Save"), "title": found.reference,
        "stale": shown.changes(request.access, stale),
        "seen": found.version if stale else request.POST.get("seen", found.version),
    }  # fmt: skip
    status = 409 if stale else _status(form)
    return render(request, "coordination/commitments/edit.html", context, status=status)


def _correct(request: Request, found: Commitment, form: CorrectForm) -> Commitment:
    return actions.correct(intent(request), found, changes=form.said(), items=form.chosen_items())


def _typed(form: RecordForm) -> dict[str, Any]:
    return {name: story.plain(value) for name, value in form.said().items() if name != "made_on" or value}


def _initial(found: Commitment) -> dict[str, Any]:
    unit = AdminUnit.objects.filter(pk=found.unit_id).first() if found.unit_id else None
    links = CommitmentLink.objects.visible_to(rules.KNOWING).filter(commitment=found)
    plain = ("kind", "text", "source", "source_url", "theme", "level", "made_on")
    return {
        **{name: getattr(found, name) for name in plain},
        "body": found.body_id, "event": found.event_id, "deadline": shown.deadline_parts(found),
        "place": areas.code_of(found.country_id, unit),
        "items": [str(pk) for pk in links.values_list("item_id", flat=True)],
    }  # fmt: skip


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def address(request: Request, pk: UUID) -> HttpResponse:
    """To whom it is addressed."""
    found = _kept(request.access, pk)
    standing = addressees_of([pk])[pk]
    names = "\n".join(one.addressed.full if one.addressed else one.name for one in standing)
    initial = {"names": names, "first_leads": bool(standing and standing[0].lead)}
    form = AddressForm(request.POST or None, initial=initial)
    country = found.country_id or country_of(request.access)
    title, verb = _("To whom is it addressed?"), _("Save")
    return _form(
        request,
        found,
        form,
        lambda: actions.address(intent(request), found, addressees=form.named(country)),
        title,
        verb,
    )


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def move(request: Request, pk: UUID) -> HttpResponse:
    """What became of it; what a measure suggests is chosen already."""
    found = _kept(request.access, pk)
    verbs = shown.verbs(found)
    form = MoveForm(request.POST or None, verbs=verbs, initial={"verb": found.proposed})
    title, verb = _("What became of it?"), _("Save")
    return _form(
        request,
        found,
        form,
        lambda: actions.move(intent(request), found, **form.cleaned_data),
        title,
        verb,
    )


@page(purpose=OVERSIGHT, roles=REPORTERS)
def answer(request: Request, pk: UUID) -> HttpResponse:
    """The official answer of an addressee."""
    addressee = Addressee.objects.visible_to(request.access).select_related("addressed").filter(pk=pk).first()
    if addressee is None:
        raise NotFound
    if not rules.may_answer(request.access, addressee):
        raise Refused(code="may_answer")
    found = Commitment.objects.visible_to(request.access).get(pk=addressee.commitment_id)
    initial = {
        "answer": addressee.answer,
        "text": addressee.answer_text,
        "answered_on": addressee.answered_on,
    }
    form = AnswerForm(request.POST or None, initial=initial)
    title, verb = _("Official answer of %(name)s") % {"name": addressee}, _("Save")
    return _form(
        request,
        found,
        form,
        lambda: actions.answer(intent(request), addressee, **form.cleaned_data),
        title,
        verb,
    )


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def publish(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.publish, _("Anybody can read it on the public page now."))


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def unpublish(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.unpublish, _("It no longer stands on the public page."))


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def decline(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.decline, _("The state stays as it is."))


def _verb(
    request: Request, pk: UUID, act: Action[[Commitment | UUID], Commitment], said: str
) -> HttpResponse:
    found = _kept(request.access, pk)
    act(intent(request), found)
    messages.success(request, said)
    return see(found)


def _form(
    request: Request, found: Commitment, form: Form, act: Callable[[], Any], title: str, verb: str
) -> HttpResponse:
    """A form about one commitment, and its act."""
    if form.is_valid() and perform(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return see(found)
    context = {
        "form": form, "commitment": found, "title": title, "verb": verb,
        "seen": request.POST.get("seen", found.version),
    }  # fmt: skip
    return render(request, "coordination/commitments/form.html", context, status=_status(form))


def see(found: Commitment) -> HttpResponseRedirect:
    return redirect("coordination:commitment", found.pk)


def country_of(access: Access) -> str:
    """Where the own organisation is: what a name means there."""
    found = Organisation.objects.filter(pk=who.house(access)).first()
    return found.country_id if found else "ML"


def _kept(access: Access, pk: UUID) -> Commitment:
    """A commitment that the asker keeps up. Raises `NotFound`, `Refused`."""
    found = Commitment.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    if not rules.may_keep(access, found):
        raise Refused(code="may_keep")
    return found


def _status(form: Form) -> int:
    return 422 if form.errors else 200
