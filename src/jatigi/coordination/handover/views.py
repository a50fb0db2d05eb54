"""The page on which everything open is handed over, and what is said of it where somebody leaves."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.coordination.handover import actions, parts, rules
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.ui.forms import RadioCards


class HandOverForm(forms.Form):
    """To whom it goes, and how much was listed."""

    taker = forms.ChoiceField(label=gettext_lazy("Who takes it over?"), widget=RadioCards())
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, takers: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["taker"]
        field.choices = [(str(pk), name) for pk, name in takers.items()]

    def values(self) -> dict[str, Any]:
        return {"taker": UUID(self.cleaned_data["taker"]), "expected": self.cleaned_data["expected"]}


@page(purpose=Purpose.OVERSIGHT, roles=rules.HANDING)
def handover(request: Request) -> HttpResponse:
    """What is open and personally one's own, or with `member` a colleague's; all of it goes in one act."""
    access = request.access
    giver = _giver(request)
    house = who.house(access)
    things = parts.listed(access, house, giver)
    number = parts.count(access, house, giver)
    takers = rules.takers(access, giver)
    form = HandOverForm(request.POST or None, takers=takers, initial={"expected": number})
    conflict = ""
    if form.is_valid():
        act = lambda: actions.hand_over(intent(request), giver=giver, **form.values())  # noqa: E731
        try:
            if perform(request, form, act) is not None:
                messages.success(request, _("Handed over. Your colleague is told."))
                return redirect(_here(request, giver))
        except Conflict as error:
            conflict = str(error)
            form = HandOverForm(takers=takers, initial={"expected": number})
    context = {
        "form": form,
        "things": things,
        "number": number,
        "takers": takers,
        "conflict": conflict,
        "giver": None if giver == access.account else Account.objects.filter(pk=giver).first(),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "coordination/handover/page.html", context, status=status)


def _giver(request: Request) -> UUID:
    """Whose things: one's own where nobody is named. Raises `NotFound` where the asker may not."""
    text = request.GET.get("member", "")
    try:
        giver = UUID(text) if text else who.me(request.access)
    except ValueError:
        raise NotFound from None
    if not rules.may_hand_over_of(request.access, giver):
        raise NotFound
    return giver


def _here(request: Request, giver: UUID) -> str:
    here = reverse("coordination:handover")
    return here if giver == request.access.account else f"{here}?member={giver}"
