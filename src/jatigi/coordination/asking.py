"""Pages that ask one thing, and answers to what was asked: how every form of the room is shown and sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, perform
from jatigi.kernel.models import ProtectedModel

M = TypeVar("M", bound=ProtectedModel)
Words = Any
SAVE, SAVED = _("Save"), _("Saved.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page with one form says: its title, what it leads back to, what its button does.

    seen: the version of the thing that the page shows. template: another one that extends `coordination/ask.html`.
    """

    title: Words
    back: str
    back_label: Words
    label: Words = SAVE
    kind: str = "primary"
    icon: str = "check"
    lead: Words = ""
    told: Words = SAVED
    seen: int | None = None
    files: bool = False
    template: str = "coordination/ask.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def ask(
    request: Request, form: forms.Form, asked: Asked, act: Callable[[], Any], to: Callable[[Any], str] | str
) -> HttpResponse:
    """The page with its form; where the form was sent and is right, `act`, and on to where `to` says."""
    if form.is_valid():
        done = perform(request, form, lambda: (act(),))
        if done is not None:
            messages.success(request, asked.told)
            return redirect(to if isinstance(to, str) else to(done[0]))
    context = {**asked.more, "asked": asked, "form": form}
    return render(request, asked.template, context, status=422 if form.errors else 200)


def data(request: Request) -> Any:
    """What was sent, None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def found(access: Access, model: type[M], pk: UUID | str) -> M:
    """The thing of an address. Raises `NotFound` where it is not visible."""
    try:
        row = model.objects.visible_to(access).filter(pk=UUID(str(pk))).first()
    except ValueError:
        row = None
    if row is None:
        raise NotFound
    return row


def following(request: Request, cursor: str) -> str:
    """The address of the next page of a list with the same filters, "" at its end."""
    if not cursor:
        return ""
    query = request.GET.copy()
    query["after"] = cursor
    return f"?{query.urlencode()}"


def id_in(text: str) -> UUID | None:
    """The id in a query; None where there is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


class NothingForm(forms.Form):
    """Only whether: the button is the answer."""
