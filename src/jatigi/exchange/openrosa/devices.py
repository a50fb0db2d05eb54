"""Pages of the supervisor: which devices work in whose name, a new one, and the end of one at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jatigi.agencies import actions, who
from jatigi.agencies.models import Membership, Organisation, Token
from jatigi.agencies.rules import ON_DEVICES
from jatigi.exchange.openrosa import configuration
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.http import Request, page, perform

ADMIN = Purpose.ADMINISTRATION
WHO = frozenset({Role.SUPERVISOR})
LISTED = 200


class DeviceForm(forms.Form):
    """Which device, who works with it, for how long."""

    label = forms.CharField(
        label=gettext_lazy("Which device?"),
        max_length=80,
        help_text=gettext_lazy("A name by which you know it again, for example: telephone 3 of the house."),
    )
    account = forms.ChoiceField(
        label=gettext_lazy("Who works with it?"),
        help_text=gettext_lazy("What is sent from it is signed with this name."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long?"),
        coerce=int,
        choices=[
            (30, gettext_lazy("1 month")),
            (90, gettext_lazy("3 months")),
            (365, gettext_lazy("1 year")),
        ],
    )

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            (str(member.account_id), str(member.account)) for member in _members(access)
        ]

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `device.issue`."""
        return {**self.cleaned_data, "account": UUID(self.cleaned_data["account"])}


def _members(access: Access) -> list[Membership]:
    found = [m for m in who.working_for(who.house(access)) if not ON_DEVICES.isdisjoint(m.roles)]
    return sorted(found, key=lambda member: str(member.account))


@page(purpose=ADMIN, roles=WHO)
def devices(request: Request) -> HttpResponse:
    """Every device of the organisation, those that are let in first."""
    rows = Token.objects.visible_to(request.access).filter(
        organisation_id=who.house(request.access), device=True
    )
    found = list(rows.select_related("account").order_by("-entered_at")[:LISTED])
    now = clock.now()
    lines = [
        (token, "revoked" if token.revoked_at else "ended" if token.expires_at <= now else "live")
        for token in found
    ]
    context = {"lines": sorted(lines, key=lambda line: line[1] != "live")}
    return render(request, "exchange/devices.html", context)


@page(purpose=ADMIN, roles=WHO, step_up=True)
def new_device(request: Request) -> HttpResponse:
    """Let a device in; its code is shown once."""
    form = DeviceForm(request.access, request.POST or None, initial={"days": 90})
    if request.method == "POST" and form.is_valid():
        made: Any = perform(request, form, lambda: actions.issue_device(request.access, **form.values()))
        if made is not None:
            return render(request, "exchange/device.html", _shown_once(request, made))
    return render(request, "exchange/device_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _shown_once(request: Request, token: Any) -> dict[str, Any]:
    house = Organisation.objects.get(pk=who.house(request.access))
    collect = configuration.collect_settings(token, token.secret, house.short)
    return {"token": token, "code": configuration.encoded(collect), "server_url": configuration.server_url()}


@require_POST
@page(purpose=ADMIN, roles=WHO)
def revoke_device(request: Request, pk: UUID) -> HttpResponse:
    """It is let in no more, from now on."""
    actions.revoke_token(request.access, pk)
    messages.success(request, _("The device is let in no more."))
    return redirect("exchange:devices")
