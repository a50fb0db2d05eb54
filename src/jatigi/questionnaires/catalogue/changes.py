"""What a version changed against the one before: questions added, removed, retyped, relabelled, and their choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jatigi.questionnaires.shape import Node, shape_of
from jatigi.questionnaires.wording import Words, in_language, words_of

TYPES: dict[str, Any] = {
    "int": lambda: _("whole number"),
    "decimal": lambda: _("number"),
    "boolean": lambda: _("yes or no"),
    "date": lambda: _("date"),
    "time": lambda: _("time of the day"),
    "dateTime": lambda: _("date and time"),
    "geopoint": lambda: _("place"),
    "geotrace": lambda: _("line on the map"),
    "geoshape": lambda: _("area on the map"),
    "binary": lambda: _("file"),
    "odk:rank": lambda: _("order"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words. `kind`: added, removed, retyped, relabelled, choices, conditions."""

    kind: str
    question: str
    label: str
    what: str


def between(old: str, new: str, language: str) -> list[Change]:
    """From one XForm to the next, in the order of the new one; what was removed comes last."""
    before, after = _leaves(old), _leaves(new)
    former, latter = words_of(old), words_of(new)
    found: list[Change] = []
    for name, node in after.items():
        words = latter.get(node.path, Words())
        label = in_language(words.label, language)
        earlier = before.get(name)
        if earlier is None:
            found.append(Change("added", name, label, kind(node)))
        else:
            changes = _changed(earlier, node, former.get(earlier.path, Words()), words, language)
            found += [Change(which, name, label, what) for which, what in changes]
    for name in before.keys() - after.keys():
        label = in_language(former.get(before[name].path, Words()).label, language)
        found.append(Change("removed", name, label, kind(before[name])))
    return found


def kind(node: Node) -> str:
    """The kind of answer, in words."""
    if node.repeats:
        return _("repetition")
    if node.children:
        return _("group")
    if node.type in TYPES:
        return str(TYPES[node.type]())
    if node.choices is not None:
        return _("several choices") if node.several else _("one choice")
    return _("note") if node.shown_only else _("text")


def _leaves(xform: str) -> dict[str, Node]:
    """Questions by their path without the root, which may be called otherwise."""
    _root, *nodes = shape_of(xform).root.walk()
    return {node.path.split("/", 2)[2]: node for node in nodes}


def _changed(old: Node, new: Node, former: Words, words: Words, language: str) -> Iterator[tuple[str, str]]:
    if kind(old) != kind(new):
        yield "retyped", _("%(old)s → %(new)s") % {"old": kind(old), "new": kind(new)}
    for spoken in dict.fromkeys([*former.label, *words.label]):
        was, now = former.label.get(spoken, ""), words.label.get(spoken, "")
        if was != now:
            yield "relabelled", f"{spoken} · {_turned(was, now)}" if spoken else _turned(was, now)
    yield from _choices(former.choices, words.choices, language)
    if _conditions(old) != _conditions(new):
        yield "conditions", _("condition, constraint or calculation")


def _choices(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], language: str
) -> Iterator[tuple[str, str]]:
    for name in new.keys() - old.keys():
        yield "choices", _("added: %(choice)s") % {"choice": in_language(new[name], language) or name}
    for name in old.keys() - new.keys():
        yield "choices", _("removed: %(choice)s") % {"choice": in_language(old[name], language) or name}
    for name in [name for name in new if name in old and old[name] != new[name]]:
        was, now = in_language(old[name], language), in_language(new[name], language)
        yield "choices", f"{name} · {_turned(was, now)}"


def _turned(was: str, now: str) -> str:
    return _("“%(old)s” → “%(new)s”") % {"old": was, "new": now}


def _conditions(node: Node) -> list[str]:
    conditions = (node.relevant, node.required, node.constraint, node.calculate)
    return [condition.text if condition else "" for condition in conditions]
