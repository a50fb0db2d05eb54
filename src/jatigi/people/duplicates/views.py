"""Possible duplicates: the list, two records side by side, joining them, and undoing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel import reading, states
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.people import identity, rules
from jatigi.people.duplicates import actions, attribution, lists, values
from jatigi.people.duplicates.forms import MergeForm, ReportForm, SeparateForm
from jatigi.people.models import Merge, Person, Suspicion
from jatigi.people.views.common import see_other

CM = Purpose.CASE_MANAGEMENT


@page(purpose=CM, roles=rules.DESK)
def duplicates(request: Request) -> HttpResponseBase:
    """Every pair on which nobody has decided, the newest first."""
    rows = lists.undecided(request.access)
    listed = keyset(rows, ("-found_at",), request.GET.get("after", ""))
    pairs = lists.both(request.access, listed.rows)
    _journal(request.access, pairs)
    context = {"pairs": pairs, "number": rows.count(), "next": listed.next}
    return render(request, "people/duplicates/list.html", context)


@page(purpose=CM, roles=rules.DESK)
def compare(request: Request, pk: UUID) -> HttpResponseBase:
    """Both records side by side, what speaks for and against it; then: one person, two people, or later."""
    suspicion = _suspicion(request, pk)
    decision = request.POST.get("decision", "") if request.method == "POST" else ""
    if decision in DECIDED:
        act, words = DECIDED[decision]
        act(intent(request), suspicion)
        messages.success(request, str(words))
        return see_other("people:duplicates")
    pair = _pair(request, suspicion)
    first, second = pair.first.person.pk, pair.second.person.pk
    context = {
        "pair": pair,
        "closed": bool(actions.withheld(request.access, [first, second])),
        "blockers": actions.blockers(request.access, first, second),
        "may_postpone": states.allows(suspicion, "postpone"),
        "may_decide": rules.may_decide(request.access, suspicion) and suspicion.state in lists.UNDECIDED,
    }
    return render(request, "people/duplicates/compare.html", context)


DECIDED = {
    "not_same": (
        actions.dismiss,
        gettext_lazy("Noted: these are two people. Nobody is asked about them again."),
    ),
    "later": (actions.postpone, gettext_lazy("Put off: it comes back in a week.")),
    "refer": (actions.refer, gettext_lazy("Passed on to the colleague who answers for this.")),
}


@page(purpose=CM, roles=rules.DESK, step_up=True)
def merge(request: Request, pk: UUID) -> HttpResponseBase:
    """Join the second record to the first: what each says where they differ is chosen field by field."""
    pair = _pair(request, _suspicion(request, pk))
    first, second = pair.first, pair.second
    if actions.withheld(request.access, [first.person.pk, second.person.pk]):
        return see_other("people:compare", pk)
    form = MergeForm(first.said, second.said, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = perform(request, form, lambda: _join(request, pair, form.cleaned_data))
        if done is not None:
            words = _("Joined: both codes, %(one)s and %(other)s, lead to this record. It can be undone.")
            codes = {"one": first.person.code, "other": second.person.code}
            messages.success(request, words % codes)
            return see_other("people:person", first.person.pk)
    context = {
        "form": form,
        "pair": pair,
        "blockers": actions.blockers(request.access, first.person.pk, second.person.pk),
    }
    return render(request, "people/duplicates/merge.html", context, status=422 if form.errors else 200)


def _join(request: Request, pair: lists.Both, choices: dict[str, str]) -> Merge:
    seen = request.POST.get("second_seen", "")
    return actions.merge(
        intent(request),
        pair.first.person,
        second=pair.second.person.pk,
        choices=choices,
        second_seen=int(seen) if seen.isdecimal() else None,
    )


@page(purpose=CM, roles=rules.DESK)
def report(request: Request, pk: UUID) -> HttpResponseBase:
    """This record and another one may be of one person."""
    person = Person.objects.visible_to(request.access).filter(pk=pk, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    form = ReportForm(request.access, request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = perform(
            request,
            form,
            lambda: actions.report(intent(request), one=pk, other=form.cleaned_data["other"]),
        )
        if found is not None:
            return see_other("people:compare", found.pk)
    context = {"form": form, "person": person}
    return render(request, "people/duplicates/report.html", context, status=422 if form.errors else 200)


@page(purpose=CM, roles=rules.DESK, step_up=True)
def separate(request: Request, pk: UUID) -> HttpResponseBase:
    """Undo a join: to whom each thing belongs that was added since."""
    row = Merge.objects.visible_to(request.access).filter(pk=pk).first()
    first = Person.objects.visible_to(request.access).filter(pk=row.first_id).first() if row else None
    if row is None or first is None:
        raise NotFound
    if row.separated_at is not None:
        raise Conflict(_("These records were separated already."), code="separated")
    if actions.withheld(request.access, [first.pk]):
        return render(request, "people/duplicates/closed.html", {"person": first}, status=403)
    return _separate(request, row, first)


def _separate(request: Request, row: Merge, first: Person) -> HttpResponseBase:
    second = Person.objects.visible_to(rules.KNOWING).get(pk=row.second_id)
    known = identity.of(request.access, [first.pk])[first.pk]
    reading.saw_list(request.access, Person, [first.pk], what="compare")
    added = attribution.asked(request.access, row)
    changed = values.changed_since(row.after, values.said(first, known))
    form = SeparateForm((first.code, second.code), added, changed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        two = form.cleaned_data["two_people"]
        done = perform(
            request,
            form,
            lambda: actions.separate(intent(request), row, belongs=form.belongs(), two_people=two),
        )
        if done is not None:
            messages.success(request, _("Separated: both records are as they were."))
            return see_other("people:person", first.pk)
    context = {
        "form": form,
        "row": row,
        "first": first,
        "second": second,
        "name": identity.display_name(known),
        "following": [one for one in added if one.leans],
    }
    return render(request, "people/duplicates/separate.html", context, status=422 if form.errors else 200)


def _suspicion(request: Request, pk: UUID) -> Suspicion:
    found = Suspicion.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _pair(request: Request, suspicion: Suspicion) -> lists.Both:
    found = lists.both(request.access, [suspicion])
    if not found:
        raise NotFound
    _journal(request.access, found)
    return found[0]


def _journal(access: Access, pairs: list[lists.Both]) -> None:
    people = {side.person.pk for pair in pairs for side in (pair.first, pair.second)}
    reading.saw_list(access, Person, people, what="compare")
