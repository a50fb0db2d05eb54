"""What the pages of the room share."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from jatigi.kernel import http
from jatigi.kernel.http import Request

perform = http.perform


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
