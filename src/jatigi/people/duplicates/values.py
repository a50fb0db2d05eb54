"""What a record says, field by field: where two differ, what is left when they are joined, and how that is undone."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid
from jatigi.people import shapes
from jatigi.people.codes import AgeGroup, BirthKind, Sex
from jatigi.people.models import Identity, Person

State = dict[str, Any]

FIELDS: dict[str, Promise] = {
    "names": _("Names"),
    "sex": _("Sex"),
    "birth": _("Birth"),
    "father": _("Father’s name"),
    "mother": _("Mother’s name"),
    "nationalities": _("Nationalities"),
    "languages": _("Languages"),
    "phones": _("Telephones"),
    "documents": _("Documents"),
    "origin": _("Village or town of origin"),
}
"""What is chosen where two records are joined. Birth goes with the age group, which follows from it."""
LISTS = ("names", "nationalities", "languages", "phones", "documents")
"""Of these one may keep what both say."""
FIRST, SECOND, BOTH = "first", "second", "both"
_EMPTY: dict[str, Any] = {
    "sex": Sex.UNKNOWN.value,
    "birth": {"birth": {"kind": BirthKind.UNKNOWN.value}, "age_group": AgeGroup.UNKNOWN.value},
    "father": "", "mother": "", "origin": "",
    **{name: [] for name in LISTS},
}  # fmt: skip


def said(person: Person, identity: Identity) -> State:
    """What a record says now."""
    parents = identity.parents or {}
    return {
        "names": list(identity.names or []),
        "sex": person.sex,
        "birth": {
            "birth": dict(identity.birth or {"kind": BirthKind.UNKNOWN.value}),
            "age_group": person.age_group,
        },
        "father": parents.get("father", ""),
        "mother": parents.get("mother", ""),
        "nationalities": list(person.nationalities),
        "languages": list(person.languages),
        "phones": list(identity.phones or []),
        "documents": list(identity.documents or []),
        "origin": identity.origin or "",
        "at_risk": person.at_risk,
    }


def write(person: Person, identity: Identity, state: State) -> None:
    """Put a state into the rows, which the caller saves."""
    person.sex, person.at_risk = state["sex"], state["at_risk"]
    person.age_group, identity.birth = state["birth"]["age_group"], state["birth"]["birth"]
    person.nationalities, person.languages = state["nationalities"], state["languages"]
    identity.parents = {"father": state["father"], "mother": state["mother"]}
    for name in ("names", "phones", "documents", "origin"):
        setattr(identity, name, state[name])


def is_empty(state: State, name: str) -> bool:
    if name == "birth":
        known = state[name]["birth"].get("kind") != BirthKind.UNKNOWN
        return not known and state[name]["age_group"] in ("", AgeGroup.UNKNOWN)
    return bool(state[name] == _EMPTY[name])


def differing(first: State, second: State) -> list[str]:
    """The fields of which the two say different things."""
    return [name for name in FIELDS if first[name] != second[name]]


def to_choose(first: State, second: State) -> list[str]:
    """Of those that differ the ones of which both say something."""
    return [
        name for name in differing(first, second) if not is_empty(first, name) and not is_empty(second, name)
    ]


def usual(first: State, second: State, name: str) -> str:
    """What is kept where nobody chooses: of lists both, else what the first says where it says something."""
    if is_empty(first, name):
        return SECOND
    return BOTH if name in LISTS and not is_empty(second, name) else FIRST


def joined(first: State, second: State, chosen: Mapping[str, str]) -> State:
    """What the record that is left says. In danger where either is. Raises `Invalid` for a choice that is none."""
    for name, choice in chosen.items():
        allowed = (FIRST, SECOND, BOTH) if name in LISTS else (FIRST, SECOND)
        if name not in FIELDS or choice not in allowed:
            raise Invalid({name: _("Choose one of the answers.")})
    state: State = {"at_risk": first["at_risk"] or second["at_risk"]}
    for name in FIELDS:
        choice = chosen.get(name) or usual(first, second, name)
        state[name] = _both(name, first[name], second[name]) if choice == BOTH else {
            FIRST: first, SECOND: second,
        }[choice][name]  # fmt: skip
    return state


def _both(name: str, one: list[Any], other: list[Any]) -> list[Any]:
    """One list after the other; a number that either does not call safe is not safe."""
    if name == "names":
        kept = {(each["given"], each["family"]) for each in one}
        more = [each for each in other if (each["given"], each["family"]) not in kept]
        found = [*one, *({**each, "kind": "other"} if each["kind"] == "main" else each for each in more)]
    elif name == "phones":
        theirs = {each["number"]: each for each in other}
        found = [_safer(each, theirs.pop(each["number"], each)) for each in one] + list(theirs.values())
    else:
        found = [*one, *(each for each in other if each not in one)]
    return found[: shapes.MOST]


def _safer(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    safe = ("safe_to_call", "safe_to_leave_message")
    return {**one, **{name: bool(one.get(name)) and bool(other.get(name)) for name in safe}}


# Undoing


def changed_since(after: State, now: State) -> list[str]:
    """What somebody corrected or completed since the records were joined."""
    return [name for name in FIELDS if now[name] != after[name]]


def apart(
    before: State, after: State, now: State, second: State, to_second: list[str]
) -> tuple[State, State]:
    """What both records say once they are separated.

    What nobody changed since is as it was. A change since stays with the first, without what the joining had
    brought, or goes to the second (`to_second`).
    """
    one, other = {**before}, {**second}
    for name in FIELDS:
        if now[name] == after[name]:
            continue
        if name in to_second:
            other[name] = _without(now[name], before[name], second[name], name)
        else:
            one[name] = _without(now[name], _brought(after, before, name), before[name], name)
    if now["at_risk"] != after["at_risk"]:
        one["at_risk"] = now["at_risk"]
    return one, other


def _brought(after: State, before: State, name: str) -> Any:
    return [each for each in after[name] if each not in before[name]] if name in LISTS else None


def _without(now: Any, left_out: Any, back: Any, name: str) -> Any:
    """Of a list what is there now, without some and with what was there before; of anything else what is there now."""
    if name not in LISTS:
        return now
    kept = [each for each in now if each not in left_out]
    found = [*(each for each in back if each not in kept), *kept]
    if name == "names" and found and sum(each["kind"] == "main" for each in found) != 1:
        found = [
            {**each, "kind": "main" if place == 0 else _not_main(each)} for place, each in enumerate(found)
        ]
    return found[: shapes.MOST]


def _not_main(name: dict[str, str]) -> str:
    return "other" if name["kind"] == "main" else name["kind"]
