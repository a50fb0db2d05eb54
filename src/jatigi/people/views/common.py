"""What the pages of the room share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from jatigi.kernel import http
from jatigi.kernel.errors import Invalid
from jatigi.kernel.http import Request
from jatigi.people.forms.fields import Answers


def perform(request: Request, form: Answers, act: Callable[[], Any]) -> Any:
    """`kernel.http.perform`, where the form's names for some fields differ from the action's."""

    def renamed() -> Any:
        try:
            return act()
        except Invalid as error:
            raise Invalid(
                {form.ALIASES.get(name, name): text for name, text in error.errors.items()}
            ) from None

    return http.perform(request, form, renamed)


def see_other(name: str, *args: Any, query: str = "") -> HttpResponseRedirect:
    """After a success: 303, so that the browser asks for the page and never sends the form again."""
    return HttpResponseRedirect(reverse(name, args=args) + query, status=303)


def first_site(request: Request) -> UUID | None:
    """Where the asker works, as far as their membership says."""
    return getattr(getattr(request, "member", None), "site_id", None)


def address(name: str, *args: Any) -> str:
    """The address of a page of a room above, "" where it is not part of this installation."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def uuid_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
