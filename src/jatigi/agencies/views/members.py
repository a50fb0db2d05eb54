"""Members of an organisation: who they are, inviting, roles, leaving, a lost password or second factor."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies import actions, rules, who
from jatigi.agencies.factors import actions as factors
from jatigi.agencies.forms import InviteForm, OfficeForm, RolesForm
from jatigi.agencies.models import FactorReset, Invitation, Membership, Office, Organisation
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.places.models import Site

ADMIN = Purpose.ADMINISTRATION
HELPERS = frozenset({Role.SUPERVISOR}) | rules.ADMINISTRATORS
OWN = frozenset({Role.ORGANISATION_ADMINISTRATOR})


@page(purpose=ADMIN, roles=HELPERS)
def members(request: Request) -> HttpResponse:
    """The members of my organisation, invitations under way, lost factors that wait for a second person."""
    context = of_house(request, who.house(request.access))
    may_arrange = rules.may_administer_own(request.access)
    return render(request, "agencies/members.html", {**context, "may_arrange": may_arrange})


def of_house(request: Request, organisation: UUID) -> dict[str, Any]:
    """What a page about one organisation's members shows."""
    access = request.access
    rows = Membership.objects.visible_to(access).filter(organisation_id=organisation)
    open_links = Invitation.objects.visible_to(access).filter(
        organisation_id=organisation, accepted_at=None, expires_at__gt=clock.now()
    )
    resets = FactorReset.objects.visible_to(access).filter(
        organisation_id=organisation, state="requested", entered_at__gt=clock.now() - FactorReset.LASTS
    )
    return {
        "members": list(rows.select_related("account").order_by("-active", "account__full_name")),
        "invitations": list(open_links.select_related("invited_by").order_by("expires_at")),
        "resets": [
            (reset, rules.may_decide_reset(access, reset))
            for reset in resets.select_related("account", "requested_by").order_by("entered_at")
        ],
        "may_invite": rules.may_administer(access),
    }


@page(purpose=ADMIN, roles=rules.ADMINISTRATORS)
def invite(request: Request) -> HttpResponse:
    """Make a one-time link for somebody who shall join my organisation."""
    return inviting(request, None, reverse("agencies:members"))


def inviting(request: Request, organisation: Organisation | None, back: str) -> HttpResponse:
    """The form, then the link, shown once."""
    form = InviteForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        house = organisation.pk if organisation else None
        made = perform(
            request, form, lambda: actions.invite(request.access, organisation=house, **form.cleaned_data)
        )
        if made is not None:
            return show_link(request, made, back)
    context = {"form": form, "organisation": organisation, "back": back}
    return render(request, "agencies/invite.html", context, status=422 if form.is_bound else 200)


def show_link(request: Request, invitation: Any, back: str) -> HttpResponse:
    """The link itself: never again."""
    address = request.build_absolute_uri(reverse("agencies:link", args=[invitation.secret]))
    context = {"invitation": invitation, "address": address, "back": back}
    return render(request, "agencies/link.html", context)


@page(purpose=ADMIN, roles=rules.ADMINISTRATORS)
@require_POST
def withdraw_link(request: Request, pk: UUID) -> HttpResponse:
    actions.withdraw_link(request.access, pk)
    messages.success(request, _("The link no longer works."))
    return redirect("agencies:members")


@page(purpose=ADMIN, roles=HELPERS)
def member(request: Request, pk: UUID) -> HttpResponse:
    """One member, and what may be done."""
    found = _member(request.access, pk)
    access = request.access
    context = {
        "member": found,
        "may_change": rules.may_change_member(access, found),
        "may_suspend": rules.may_suspend_member(access, found),
        "may_resume": rules.may_change_member(access, found),
        "may_link": rules.may_give_password_link(access, found),
        "may_reset": rules.may_request_reset(access, found),
        "holds": _held(access, found),
    }
    return render(request, "agencies/member.html", context)


@page(purpose=ADMIN, roles=OWN)
def roles(request: Request, pk: UUID) -> HttpResponse:
    """Change what a member does, and where."""
    found = _member(request.access, pk)
    form = RolesForm(
        request.POST or None,
        access=request.access,
        sites=own_sites(request.access),
        offices=_offices(request.access),
        initial={"roles": found.roles, "site": found.site_id, "office": found.office_id},
    )
    if request.method == "POST" and form.is_valid():
        act: Callable[[], Any] = lambda: actions.change_roles(intent(request), found, **form.cleaned_data)  # noqa: E731
        if perform(request, form, act) is not None:
            messages.success(request, _("The roles were changed; they count from now on."))
            return redirect("agencies:member", pk)
    context = {"form": form, "member": found}
    return render(request, "agencies/roles.html", context, status=422 if form.is_bound else 200)


@page(purpose=ADMIN, roles=rules.ADMINISTRATORS)
@require_POST
def suspend(request: Request, pk: UUID) -> HttpResponse:
    actions.suspend_member(request.access, pk)
    messages.success(request, _("This person can no longer work for the organisation, and was signed out."))
    if _held(request.access, _member(request.access, pk)):
        messages.warning(request, _("Something is still open and theirs: hand it over to a colleague."))
    return redirect("agencies:member", pk)


@page(purpose=ADMIN, roles=OWN)
@require_POST
def resume(request: Request, pk: UUID) -> HttpResponse:
    actions.resume_member(request.access, pk)
    messages.success(request, _("This person can work for the organisation again."))
    return redirect("agencies:member", pk)


@page(purpose=ADMIN, roles=rules.ADMINISTRATORS)
@require_POST
def password_link(request: Request, pk: UUID) -> HttpResponse:
    """A one-time link to choose a new password."""
    made = actions.password_link(request.access, pk)
    return show_link(request, made, reverse("agencies:member", args=[pk]))


@page(purpose=ADMIN, roles=HELPERS)
@require_POST
def request_reset(request: Request, pk: UUID) -> HttpResponse:
    factors.request_reset(request.access, pk)
    messages.success(request, _("Noted. A second person must now agree, with the member present."))
    return redirect("agencies:member", pk)


@page(purpose=ADMIN, roles=HELPERS)
@require_POST
def decide_reset(request: Request, pk: UUID) -> HttpResponse:
    """The second person agrees or refuses."""
    if request.POST.get("verb") == "approve":
        factors.approve_reset(request.access, pk)
        messages.success(request, _("Done: at the next sign-in the member sets up a new second factor."))
    else:
        factors.refuse_reset(request.access, pk)
        messages.success(request, _("Refused: nothing was changed."))
    return redirect("agencies:members")


@page(purpose=ADMIN, roles=OWN)
def offices(request: Request) -> HttpResponse:
    """The offices of my organisation."""
    form = OfficeForm(request.POST or None, sites=own_sites(request.access))
    if request.method == "POST" and form.is_valid():
        made = perform(request, form, lambda: actions.create_office(intent(request), **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The office was added."))
            return redirect("agencies:offices")
    places = {site.pk: site.name for site in own_sites(request.access)}
    rows = [
        (office, places.get(office.site_id, "") if office.site_id else "")
        for office in _offices(request.access)
    ]
    context = {"form": form, "offices": rows}
    return render(request, "agencies/offices.html", context, status=422 if form.is_bound else 200)


@page(purpose=ADMIN, roles=OWN)
@require_POST
def close_office(request: Request, pk: UUID) -> HttpResponse:
    actions.close_office(request.access, pk)
    messages.success(request, _("The office was closed."))
    return redirect("agencies:offices")


def own_sites(access: Access) -> list[Site]:
    rows = Site.objects.visible_to(access).filter(organisation_id=who.house(access), active=True)
    return list(rows.order_by("name"))


def _offices(access: Access) -> list[Office]:
    rows = Office.objects.visible_to(access).filter(organisation_id=who.house(access), active=True)
    return list(rows.order_by("name"))


def _held(access: Access, found: Membership) -> list[hooks.Blocker]:
    """What is open and personally theirs, as every room says."""
    return [one for ask in hooks.holds for one in ask(access, found.organisation_id, found.account_id)]


def _member(access: Access, pk: UUID) -> Membership:
    found: Membership | None = (
        Membership.objects.visible_to(access).select_related("account", "organisation").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found
