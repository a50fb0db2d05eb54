"""Somebody is at the door: the visit, danger now, the search."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jatigi.agencies.models import Membership
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.people import actions, rules
from jatigi.people import search as searching
from jatigi.people.codes import Answer, Danger
from jatigi.people.forms import DangerForm, EmergencyForm, SearchForm, VisitForm
from jatigi.people.models import Visit
from jatigi.people.views.common import address, first_site, perform, see_other, uuid_or_none
from jatigi.protection.codes import BasisKind


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def welcome(request: Request) -> HttpResponseBase:
    """A visit in four taps, without a name."""
    form = VisitForm(request.access, request.POST or None, first_site=first_site(request))
    if request.method == "POST" and form.is_valid():
        at = form.happened_at()
        visit = perform(request, form, lambda: actions.record_visit(intent(request, at=at), **form.values()))
        if visit is not None:
            if at is not None:
                messages.success(request, _("The visit is entered with the date on the paper."))
            return see_other("people:danger", visit.pk)
    searching.engine.warm()
    context = {"form": form, "today": _visits_today(request.access)}
    return render(request, "people/welcome.html", context, status=422 if form.errors else 200)


def _visits_today(access: Access) -> str:
    start = timezone.make_aware(datetime.combine(clock.today(), time.min))
    number = Visit.objects.visible_to(access).filter(at__gte=start).count()
    return ngettext("%(n)d visit today", "%(n)d visits today", number) % {"n": number}


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def danger(request: Request, pk: UUID) -> HttpResponseBase:
    """Three questions before anything else. Any yes leads to what must be done at once."""
    visit = _visit(request.access, pk)
    form = DangerForm(request.POST or None, initial=visit.danger)
    if request.method == "POST" and form.is_valid():
        answered = perform(
            request, form, lambda: actions.answer_danger(intent(request), visit, danger=form.cleaned_data)
        )
        if answered is not None:
            if Answer.YES in answered.danger.values():
                return see_other("people:now", visit.pk)
            return see_other("people:search", query=f"?visit={visit.pk}")
    context = {"form": form, "visit": visit}
    return render(request, "people/danger.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def now(request: Request, pk: UUID) -> HttpResponseBase:
    """What to do at once; the emergency referral starts here, on a code alone."""
    visit = _visit(request.access, pk)
    form = EmergencyForm(request.POST or None, initial={"reason": _reason(visit)})
    if request.method == "POST" and form.is_valid():
        if visit.person_id is not None:
            return _to_emergency(visit, visit.person_id)
        person = perform(
            request, form, lambda: _register_on_a_code(request, visit, form.cleaned_data["reason"])
        )
        if person is not None:
            return _to_emergency(visit, person.pk)
    context = {
        "form": form,
        "visit": visit,
        "said": _said(visit),
        "emergency_url": _emergency_url(visit),
        "search_url": f"{reverse('people:search')}?visit={visit.pk}",
        "yes": [question for question, answer in visit.danger.items() if answer == Answer.YES],
        "supervisors": _supervisors(request.access),
    }
    return render(request, "people/now.html", context, status=422 if form.errors else 200)


def _register_on_a_code(request: Request, visit: Visit, reason: str) -> object:
    return actions.register(
        intent(request),
        sex=visit.sex,
        age_group=visit.age_group,
        site=visit.site_id,
        visit=visit.pk,
        basis={"kind": BasisKind.VITAL_INTEREST.value, "reason": reason},
    )


def _to_emergency(visit: Visit, person: UUID) -> HttpResponse:
    """On to the emergency referral, which follows the visit to the person."""
    url = _emergency_url(visit)
    return HttpResponse(status=303, headers={"Location": url}) if url else see_other("people:person", person)


def _emergency_url(visit: Visit) -> str:
    """The emergency referral of a room above, by the visit's id only; "" where no room sends referrals."""
    url = address("referrals:emergency")
    return f"{url}?visit={visit.pk}" if url else ""


def _said(visit: Visit) -> list[tuple[str, str]]:
    return [
        (str(Danger(question).label), str(Answer(answer).label)) for question, answer in visit.danger.items()
    ]


def _reason(visit: Visit) -> str:
    """A first wording of the reason, from what was answered; the agent completes it."""
    return "\n".join(
        f"{question} {answer}" for question, answer in _said(visit) if answer == str(Answer.YES.label)
    )


def _supervisors(access: Access) -> list[str]:
    if access.organisation is None:
        return []
    rows = Membership.objects.visible_to(access).filter(organisation_id=access.organisation, active=True)
    rows = rows.select_related("account").order_by("account__full_name")
    return [row.account.full_name for row in rows if Role.SUPERVISOR in row.roles]


# The search


@page(purpose=Purpose.RECEPTION, roles=rules.WORKERS)
def search(request: Request) -> HttpResponseBase:
    """By name in any spelling, code, telephone or document number; always by POST."""
    visit = uuid_or_none(request.GET.get("visit"))
    form = SearchForm(request.POST or None, initial={"visit": visit})
    found = unready = None
    if request.method == "GET":
        searching.engine.warm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        visit = given["visit"]
        try:
            found = searching.look_up(request.access, given["text"], given["sex"], given["birth_year"])
        except searching.Unready as error:
            unready = error.sentence
    context = {
        "form": form,
        "found": found,
        "unready": unready,
        "visit": visit,
        "new_url": reverse("people:new") + (f"?visit={visit}" if visit else ""),
        "may_register": rules.may_welcome(request.access),
        "looks_like_a_code": found == [] and searching.looks_like_a_code(form.cleaned_data["text"]),
    }
    return render(request, "people/search.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def visitor(request: Request, pk: UUID) -> HttpResponseBase:
    """The visitor is this person of the register."""
    visit = uuid_or_none(request.POST.get("visit"))
    if visit is None:
        raise NotFound
    actions.link_visit(intent(request), visit, person=pk)
    messages.success(request, _("The visit is noted in this person’s record."))
    return see_other("people:person", pk)


def _visit(access: Access, pk: UUID) -> Visit:
    visit = Visit.objects.visible_to(access).filter(pk=pk).first()
    if visit is None:
        raise NotFound
    return visit
