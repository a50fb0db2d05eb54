"""Words about members."""

from django import template

from jatigi.agencies.context import roles_in_words

register = template.Library()


@register.filter
def roles(codes: list[str]) -> str:
    """The names of roles in the reader's language."""
    return ", ".join(roles_in_words(codes))
