"""A new record, after a look at who may already be known; and its correction."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies.models import Organisation
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid, Stale
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record
from jatigi.people import actions, identity, rules, search, shapes, summary
from jatigi.people.duplicates.asking.actions import MustLook
from jatigi.people.forms import EditForm, RegistrationForm
from jatigi.people.models import Person, Visit
from jatigi.people.views.common import first_site, perform, see_other, uuid_or_none
from jatigi.protection import aloud

MOST = 5
"""So many records are shown before another is made, besides those that were set aside."""


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def new(request: Request) -> HttpResponseBase:
    """Register a person. Possible matches are shown before anything is written."""
    form = RegistrationForm(
        request.access, _sent(request), initial=_from_visit(request), first_site=first_site(request)
    )
    similar: list[search.Found] = []
    if request.method == "POST":
        same = uuid_or_none(request.POST.get("same"))
        if same is not None:
            return _is_the_same(request, same)
        if form.is_valid():
            similar = _to_review(request, form)
            if not similar:
                try:
                    person = _register(request, form)
                except MustLook:
                    person, similar = None, _to_review(request, form)
                if person is not None:
                    messages.success(request, _("Registered. The code is %(code)s.") % {"code": person.code})
                    return see_other("people:person", person.pk)
    context = {
        "form": form,
        "similar": similar,
        "opened": form.opened(),
        "passages": aloud.passages(organisation=_house(request.access)),
    }
    return render(request, "people/new.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def alike(request: Request) -> HttpResponseBase:
    """Who may be meant by what is written so far: a part of the page, while somebody still writes."""
    form = RegistrationForm(request.access, request.POST, first_site=first_site(request))
    form.is_valid()  # what is not written yet is no error here
    similar: list[search.Found] = []
    with suppress(Invalid, search.Unready):
        query = search.query_of_values(form.identity_values(), shapes.today_at(clock.now()))
        seen = form.already_reviewed()
        similar = search.candidates(
            request.access, query, at_least=search.PERHAPS, limit=MOST, apart_from=seen
        )
    return render(request, "people/alike.html", {"similar": similar})


def _sent(request: Request) -> QueryDict | None:
    """What was sent; who was shown and is "none of them" is remembered in the form."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if sent.get("not_same"):
        sent["reviewed"] = ",".join(filter(None, (sent.get("reviewed"), sent.get("shown"))))
    return sent


def _register(request: Request, form: RegistrationForm) -> Person | None:
    """Raises `MustLook` where somebody very like them was registered since the agent looked."""
    looked_at = sorted(form.already_reviewed())
    at = form.happened_at()
    done: Person | None = perform(
        request,
        form,
        lambda: actions.register(intent(request, at=at), **form.values(), looked_at=looked_at),
    )
    return done


def _house(access: Access) -> Organisation:
    """The organisation that the text that is read aloud names."""
    own: Organisation = Organisation.objects.get(pk=str(access.organisation))
    return own


def _from_visit(request: Request) -> dict[str, Any]:
    """What the visit already said."""
    pk = uuid_or_none(request.GET.get("visit"))
    visit = Visit.objects.visible_to(request.access).filter(pk=pk).first() if pk else None
    return {"visit": visit.pk, "sex": visit.sex, "age_group": visit.age_group} if visit else {}


def _to_review(request: Request, form: RegistrationForm) -> list[search.Found]:
    """Possible matches that the agent has not yet set aside."""
    try:
        query = search.query_of_values(form.values(), shapes.today_at(clock.now()))
    except Invalid:
        return []  # the action says it at the field
    seen = form.already_reviewed()
    try:
        return search.candidates(
            request.access, query, at_least=search.PERHAPS, limit=MOST + len(seen), apart_from=seen
        )
    except search.Unready:
        messages.warning(
            request,
            _(
                "The search by name is getting ready: whether this person is already known was not looked up. "
                "Search for the name again in a minute."
            ),
        )
        return []


def _is_the_same(request: Request, person: UUID) -> HttpResponseBase:
    visit = uuid_or_none(request.POST.get("visit"))
    if visit is not None:
        actions.link_visit(request.access, visit, person=person)
    messages.info(request, _("This person was already registered: no second record was made."))
    return see_other("people:person", person)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.WORKERS)
def edit(request: Request, pk: UUID) -> HttpResponseBase:
    """Correct or complete a record; whoever comes second sees both versions."""
    person = open_record(request.access, Person, pk, what="edit")
    known = identity.of(request.access, [pk]).get(pk)
    form = EditForm(request.POST or None, initial=EditForm.initial_of(person, known))
    context: dict[str, Any] = {"form": form, "person": person, "known": known, "seen": person.version}
    if request.method == "POST" and form.is_valid():
        try:
            done = perform(
                request,
                form,
                lambda: actions.update(intent(request, at=form.happened_at()), person, **form.values()),
            )
        except Stale:
            context |= {"stale": True, "current": summary.facts(person, known)}
        else:
            if done is not None:
                messages.success(request, _("The record is up to date."))
                return see_other("people:person", pk)
            context["seen"] = request.POST.get("seen", person.version)
    context["opened"] = form.opened()
    status = 409 if context.get("stale") else 422 if form.errors else 200
    return render(request, "people/edit.html", context, status=status)
