"""What somebody else's document says beyond what we would say: kept, and said again for as long as ours says the same.

`beyond(ours, theirs)` is a tree of JSON; `together(ours, tree)` is `theirs` again. Where ours has changed in the
meantime, ours counts. A node is one of:

    {"is": v}              they say v where we said nothing
    {"is": v, "was": u}    they say v where we said u
    {"was": u}             they say nothing where we said u
    {"in": {key: node}}    a record that differs inside
    {"of": [[id, node]]}   a list of records, in their order; id names ours, null is one that only they have
"""

from collections.abc import Mapping
from typing import Any

Json = Any
Tree = dict[str, Any]
_GONE = object()


def beyond(ours: Json, theirs: Json) -> Tree:
    """What must be kept to say `theirs` again; {} where there is nothing."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        inside = _of_records(ours, theirs)
        return {"in": inside} if inside else {}
    if _records(ours) and _records(theirs):
        return _of_lists(ours, theirs)
    return {} if _same(ours, theirs) else {"is": theirs, "was": ours}


def together(ours: Json, tree: Mapping[str, Any] | None) -> Json:
    """Ours with what is kept of theirs."""
    found = _grown(ours, tree or {})
    return None if found is _GONE else found


def _of_records(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for key, said in theirs.items():
        node = beyond(ours[key], said) if key in ours else {"is": said}
        if node:
            found[key] = node
    return found | {key: {"was": said} for key, said in ours.items() if key not in theirs}


def _of_lists(ours: list[Any], theirs: list[Any]) -> Tree:
    """Records are the same by id; those without a partner, in their order."""
    left = {one["id"]: one for one in ours}
    known = {one["id"] for one in theirs}
    free = [pk for pk in left if pk not in known]
    steps: list[list[Any]] = []
    for one in theirs:
        pk = one["id"] if one["id"] in left else free.pop(0) if free else None
        steps.append([pk, beyond(left.pop(pk), one) if pk is not None else {"is": one}])
    steps += [[pk, {"was": one}] for pk, one in left.items()]
    plain = all(not node for _pk, node in steps) and [pk for pk, _node in steps] == [o["id"] for o in ours]
    return {} if plain else {"of": steps}


def _grown(ours: Json, tree: Mapping[str, Any]) -> Json:
    if "in" in tree and isinstance(ours, dict):
        return _grown_record(ours, tree["in"])
    if "of" in tree and _records(ours):
        return _grown_list(ours, tree["of"])
    if "was" in tree:
        return tree.get("is", _GONE) if _same(ours, tree["was"]) else ours
    return tree["is"] if "is" in tree and ours is _GONE else ours


def _grown_record(ours: dict[str, Any], inside: Mapping[str, Any]) -> dict[str, Any]:
    names = [*ours, *(key for key in inside if key not in ours)]
    grown = {name: _grown(ours.get(name, _GONE), inside.get(name, {})) for name in names}
    return {name: said for name, said in grown.items() if said is not _GONE}


def _grown_list(ours: list[Any], steps: list[list[Any]]) -> list[Any]:
    left = {one["id"]: one for one in ours}
    grown = [
        _grown(left.pop(pk), node) if pk is not None else node["is"]
        for pk, node in steps
        if pk is None or pk in left
    ]
    return [*(one for one in grown if one is not _GONE), *left.values()]


def _records(value: Json) -> bool:
    """Whether it is a list of records with an id each."""
    if not isinstance(value, list):
        return False
    ids = [one["id"] for one in value if isinstance(one, dict) and isinstance(one.get("id"), str)]
    return len(ids) == len(value) == len(set(ids))


def _same(one: Json, other: Json) -> bool:
    """Equal as JSON: true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
