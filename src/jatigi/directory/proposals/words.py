"""A change field by field, as people read it: what stands there, what it would be."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jatigi.directory import cards, rules, shapes, words
from jatigi.directory.forms import ServiceForm
from jatigi.directory.lines import LinesField
from jatigi.directory.saying import plain
from jatigi.kernel.text import listed
from jatigi.places.models import Site


def differences_of(said: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """What stands there now where it is not what was typed: (label, words)."""
    differing = [name for name in wanted if plain(said.get(name)) != plain(wanted[name])]
    return [(label_of(name), words_of(name, said.get(name))) for name in differing]


def label_of(name: str) -> Any:
    form_name = "hours" if name == "schedules" else name
    return ServiceForm.base_fields[form_name].label


def words_of(name: str, value: Any) -> str:
    """A value of `directory.saying` in words; "" where it says nothing."""
    if name == "schedules":
        return listed(f"{days} {times}" for days, times in _schedules(value or []))
    field = ServiceForm.base_fields[name]
    if isinstance(field, LinesField):
        return listed(_line(line) for line in value or [])
    if name in ("site", "intake_site"):
        return _site(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = dict(_flat(getattr(field, "choices", ())))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(one), one)) for one in values if one not in (None, ""))


def _schedules(entries: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [*cards.week(shapes.week(entries)), *words.special(entries)]


def _line(line: Mapping[str, Any]) -> str:
    names = [name for name in line if name != "id" and line[name]]
    return " · ".join(words.day(line[name]) if name in ("from", "to") else str(line[name]) for name in names)


def _site(value: Any) -> str:
    """Its name, unless it is hidden: a proposal is read where the name of a shelter has no place."""
    found = Site.objects.visible_to(rules.UPKEEP).filter(pk=value, hidden=False).first() if value else None
    return found.name if found else _("a place that is not shown") if value else ""


def _flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return found
