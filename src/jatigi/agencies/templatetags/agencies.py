"""Words about members."""

from django import template

from jatigi.agencies.context import roles_in_words
from jatigi.kernel import hooks

register = template.Library()


@register.filter
def roles(codes: list[str]) -> str:
    """The names of roles in the reader's language."""
    return ", ".join(roles_in_words(codes))


@register.simple_tag
def open_doors() -> list[hooks.NavItem]:
    """The pages that anybody may open without an account."""
    return sorted((door for doors in hooks.doors for door in doors()), key=lambda door: door.order)
