"""Writing a referral: choose the service, then what goes with it. Or at once, on a code alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jatigi.cases.codes import Urgency
from jatigi.directory import places, results
from jatigi.directory.search import Place, Wanted
from jatigi.directory.views import own_site
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid, NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.people.models import Visit
from jatigi.referrals import about, actions, alarm, rules
from jatigi.referrals import sending as parcels
from jatigi.referrals.about import About
from jatigi.referrals.forms import ChooseServiceForm, EmergencyForm
from jatigi.referrals.models import Referral
from jatigi.referrals.suggesting import PROPOSED, Suggestions, next_one, suggest
from jatigi.referrals.suggesting import whom as seekers
from jatigi.referrals.views.composing import STEPS, compose_page

BELOW, OF_MOST = 10, 60
"""How many of all services a page lists below those that it proposes, and how many it looks at for that."""


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def choose(request: Request, case: UUID | None = None, person: UUID | None = None) -> HttpResponse:
    """Step 1: services that fit the person, near first."""
    whom = about.of(request.access, case=case, person=person)
    form = ChooseServiceForm(_asked(request), near=places.near(request.access, own_site(request)))
    fits = (
        {} if form.is_valid() and form.cleaned_data["unfit"] else {"ages": whom.ages, "sex": whom.person.sex}
    )
    wanted = form.wanted(without=request.access.organisation, **fits)
    size, most = (BELOW, OF_MOST) if wanted.need else (results.PAGE, results.LOOKED_AT)
    origin = _origin(request, whom)
    suggestions = _suggestions(request, whom, wanted, form.near)
    known = [one.card for one in (*suggestions.proposed, *suggestions.others)]
    found = results.page(
        request.access, wanted, request.GET, only_open=form.only_open(), size=size, most=most, known=known
    )
    listed = urlencode([("of", str(card.service.pk)) for card in found.cards[:PROPOSED]])
    context = {
        "suggestions": suggestions,
        "of": suggestions.query or listed,
        "whom": whom,
        "form": form,
        "found": found,
        "steps": STEPS,
        "again": origin,
        "query": {"again": str(origin.pk)} if origin else {},
        "choose": "referrals/choose_button.html",
    }
    return render(request, "referrals/choose.html", context)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def compose(
    request: Request, service: UUID, case: UUID | None = None, person: UUID | None = None
) -> HttpResponse:
    """Step 2: the fields with their values, a message, how urgent. Only what the person agreed to can go."""
    access = request.access
    whom = about.of(access, case=case, person=person)
    try:
        asked = parcels.service_for(access, service)
    except Invalid as error:
        messages.error(request, str(error.errors["service"]))
        return HttpResponseRedirect(whom.choose(), status=303)
    return compose_page(request, whom, asked, origin=_origin(request, whom))


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def again(request: Request, pk: UUID) -> HttpResponse:
    """The same request to another service: the one that was suggested, or a new choice."""
    origin = (
        Referral.objects.visible_to(request.access)
        .filter(pk=pk, organisation=request.access.organisation)
        .first()
    )
    if origin is None or not rules.may_try_again(request.access, origin):
        raise NotFound
    whom = about.of(request.access, person=origin.person_id)
    if origin.suggested_service_id:
        return HttpResponseRedirect(reverse("referrals:send_on", args=[pk]))
    return HttpResponseRedirect(whom.choose(again=str(pk), need=origin.need))


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def emergency(request: Request) -> HttpResponse:
    """A few taps, no name: who must help, and a code for the person to carry."""
    access = request.access
    visit = _visit(access, request.GET.get("visit"))
    person = (visit.person_id if visit else None) or uuid_or_none(request.GET.get("person"))
    whom = about.of(access, person=person) if person else None
    near = places.near(access, visit.site_id if visit else own_site(request))
    offered = alarm.services(access, near, whom, visit)
    form = EmergencyForm(request.POST or None, cards=offered)
    if form.is_valid():
        sent = perform(request, form, lambda: _alarm(request, form, whom))
        if sent is not None:
            messages.success(request, _("The alarm is given. Now telephone as well."))
            return _see(sent)
    context = {
        "form": form,
        "whom": whom,
        "visit": visit,
        "offered": offered,
        "back": whom.back if whom else reverse("people:now", args=[visit.pk]) if visit else "",
    }
    return render(request, "referrals/emergency.html", context, status=422 if form.errors else 200)


def _alarm(request: Request, form: EmergencyForm, whom: About | None) -> Referral:
    """Nothing about the person goes with it: the referral has a code of its own."""
    return actions.send(
        intent(request),
        service=UUID(form.cleaned_data["service"]),
        urgency=Urgency.IMMEDIATE,
        person=whom.person.pk if whom else None,
        case=whom.case.pk if whom and whom.case else None,
        message=form.cleaned_data["message"],
    )


def _suggestions(request: Request, whom: About, wanted: Wanted, near: Place | None) -> Suggestions:
    """What to propose, where the page says for which need."""
    if not wanted.need:
        return Suggestions()
    access = request.access
    return suggest(
        access,
        wanted.need,
        seekers.of(whom.person, whom.case, whom.ages),
        wanted.place or near,
        without=access.organisation,
        asked=next_one.asked_before(access, whom.person.pk, wanted.need),
    )


def _asked(request: Request) -> Any:
    """The search that was sent; nothing where the address only carries what is taken up again."""
    return request.GET if set(request.GET) - {"again"} else None


def _origin(request: Request, whom: About) -> Referral | None:
    """The earlier referral of the same person that is taken up again."""
    pk = uuid_or_none(request.GET.get("again"))
    mine = Referral.objects.visible_to(request.access).filter(organisation=request.access.organisation)
    found: Referral | None = mine.filter(pk=pk, person=whom.person.pk).first() if pk else None
    return found


def _visit(access: Access, pk: str | None) -> Visit | None:
    wanted = uuid_or_none(pk)
    found: Visit | None = Visit.objects.visible_to(access).filter(pk=wanted).first() if wanted else None
    if wanted and found is None:
        raise NotFound
    return found


def _see(referral: Referral) -> HttpResponse:
    return HttpResponseRedirect(reverse("referrals:detail", args=[referral.pk]), status=303)


def uuid_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
