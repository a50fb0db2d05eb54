"""The vocabulary of a page. Pages are composed of these tags; `style/` shows each with its states."""

from typing import Any

from django import template

from jatigi.ui import words
from jatigi.ui.shell import Link
from jatigi.ui.tags import doing, page, remembering, showing

register = template.Library()
for _part in (page, doing, remembering, showing):
    register.tags.update(_part.register.tags)
for _word in (
    words.or_absent,
    words.number,
    words.number_or_text,
    words.money,
    words.moment,
    words.how_long,
    words.tone,
):
    register.filter(_word.__name__, _word)
register.filter("date", words.dated, expects_localtime=True)


@register.filter
def as_list(value: Any) -> list[Any]:
    """One thing as a list of one."""
    return [value]


@register.filter
def rare(entries: list[Link]) -> list[Link]:
    """The entries of a menu that stand under « Plus »."""
    return [entry for entry in entries if entry.rare]
