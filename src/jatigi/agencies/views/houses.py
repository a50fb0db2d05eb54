"""Organisations of the node, for its administrator, who sees nothing personal; and the first day."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies import actions, rules, setup, throttle, who
from jatigi.agencies.adapters import TOO_MANY
from jatigi.agencies.forms import OrganisationForm, SetUpForm
from jatigi.agencies.models import Membership, Organisation
from jatigi.agencies.views.members import inviting, of_house
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform, public

ADMIN = Purpose.ADMINISTRATION
NODE = frozenset({Role.NODE_ADMINISTRATOR})


@page(purpose=ADMIN, roles=NODE)
def houses(request: Request) -> HttpResponse:
    """Every organisation of this node."""
    counts = dict(
        Membership.objects.visible_to(request.access)
        .filter(active=True)
        .values_list("organisation_id")
        .annotate(n=Count("id"))
    )
    rows = Organisation.objects.visible_to(request.access).select_related("country")
    found = [(house, counts.get(house.pk, 0)) for house in rows.order_by("-active", "name_fr")]
    return render(request, "agencies/houses.html", {"houses": found})


@page(purpose=ADMIN, roles=NODE)
def create(request: Request) -> HttpResponse:
    """A new organisation; its first administrator is invited next."""
    form = OrganisationForm(request.POST or None, initial={"country": "ML"})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request, form, lambda: actions.create_organisation(intent(request), **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("The organisation was created. Invite its first administrator now."))
            return redirect("agencies:house_invite", made.pk)
    return render(request, "agencies/house_new.html", {"form": form}, status=422 if form.is_bound else 200)


@page(purpose=ADMIN, roles=NODE)
def house(request: Request, pk: UUID) -> HttpResponse:
    """One organisation and its members."""
    found = _house(request, pk)
    context = {"house": found, "may_close": rules.may_close_organisation(request.access, found)}
    return render(request, "agencies/house.html", {**of_house(request, pk), **context})


@page(purpose=ADMIN, roles=NODE)
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Invite an administrator of an organisation."""
    return inviting(request, _house(request, pk), reverse("agencies:house", args=[pk]))


@page(purpose=ADMIN, roles=NODE)
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    actions.close_organisation(request.access, pk)
    messages.success(request, _("Its members can no longer work for it. Its records stay."))
    return redirect("agencies:house", pk)


@page(purpose=ADMIN, roles=NODE)
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    actions.open_organisation(request.access, pk)
    messages.success(request, _("Its members can work for it again."))
    return redirect("agencies:house", pk)


def _house(request: Request, pk: UUID) -> Organisation:
    found: Organisation | None = (
        Organisation.objects.visible_to(request.access).select_related("country").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found


@public()
def first_day(request: Request) -> HttpResponse:
    """Whoever holds the one-time secret makes the first organisation and its administrator. Then it is gone."""
    if not setup.is_open():
        raise NotFound
    form = SetUpForm(request.POST or None, initial={"country": "ML", "kind": Organisation.Kind.GOVERNMENT})
    if request.method == "POST" and form.is_valid() and _has_secret(request, form):
        given = {name: form.cleaned_data[name] for name in form.fields if name not in ("secret", "again")}
        account = perform(request, form, lambda: actions.set_up(who.setup_access, **given))
        if account is not None:
            setup.done()
            get_adapter().login(request, account)
            return redirect("agencies:home")
    return render(request, "agencies/first_day.html", {"form": form}, status=422 if form.is_bound else 200)


def _has_secret(request: Request, form: SetUpForm) -> bool:
    tries = throttle.secret_try(request)
    if tries is None:
        form.add_error("secret", TOO_MANY)
    elif setup.is_secret(form.cleaned_data["secret"]):
        throttle.release(tries)
    else:
        form.add_error("secret", _("This is not the secret that was printed last."))
    return form.is_valid()
