"""What an answer says of an entity, worked out again from the answers: nothing is believed that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires import expressions
from jatigi.questionnaires.expressions import Expression, text_of
from jatigi.questionnaires.expressions.tree import from_xml
from jatigi.questionnaires.shape import META, XFORMS, Node, Shape, local
from jatigi.questionnaires.submission import Envelope, Unacceptable

YES = frozenset({"1", "true"})
CALCULATED = ("create", "update", "id")


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as an answer has it. `seen`: the version that its author saw; with `branch`, what a device without a
    connection made of it since `trunk`."""

    list: str
    id: UUID
    creates: bool
    updates: bool
    said: Mapping[str, str]
    seen: int | None = None
    trunk: int | None = None
    branch: UUID | None = None


def entity_of(envelope: Envelope, shape: Shape, xform: str, values: Mapping[str, Any]) -> Entity | None:
    """The entity that an accepted answer makes or changes; None where its conditions do not hold.

    Raises `Unacceptable` where what was sent does not follow from the answers.
    """
    if shape.entities is None:
        return None
    sent = _sent(envelope.root)
    if sent is not None and sent.get("dataset") != shape.entities.dataset:
        raise Unacceptable("entity")
    given = {} if sent is None else dict(sent.attrib)
    worked_out = {name: _worked_out(name, envelope, shape, xform) for name in CALCULATED}
    creates = shape.entities.creates and _flag(given.get("create", ""), worked_out["create"])
    updates = shape.entities.updates and _flag(given.get("update", ""), worked_out["update"])
    if not (creates or updates):
        return None
    return Entity(
        shape.entities.dataset,
        _id(given.get("id", ""), worked_out["id"], envelope),
        creates,
        updates,
        _said(shape, values),
        _number(given.get("baseVersion", "")),
        _number(given.get("trunkVersion", "")),
        _uuid(given.get("branchId", "")),
    )


def _sent(root: Element) -> Element | None:
    found = [child for meta in root if local(meta) == META for child in meta if local(child) == "entity"]
    if len(found) > 1:
        raise Unacceptable("twice", "entity")
    return found[0] if found else None


def _flag(sent: str, worked_out: str | None) -> bool:
    """Where a condition can be evaluated here, it decides, and must be what the device made of it."""
    if worked_out is None:
        return sent.strip() in YES
    holds = worked_out in YES
    if sent.strip() and (sent.strip() in YES) != holds:
        raise Unacceptable("entity")
    return holds


def _id(sent: str, worked_out: str | None, envelope: Envelope) -> UUID:
    """Of a changed entity what the form says; of a new one what the device chose, else one that follows from the answer."""
    if worked_out and sent.strip() and _uuid(sent) != _uuid(worked_out):
        raise Unacceptable("entity")
    text = worked_out or sent
    if not text.strip() and worked_out is None:
        return uuid5(NAMESPACE_URL, envelope.instance_id)
    found = _uuid(text)
    if found is None:
        raise Unacceptable("entity")
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip().removeprefix("uuid:"))
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _said(shape: Shape, values: Mapping[str, Any]) -> dict[str, str]:
    said = {}
    for node in shape.root.walk():
        answer = _answer(node, values) if node.save_to else ""
        if answer:
            said[node.save_to] = answer
    return said


def _answer(node: Node, values: Any) -> str:
    for name in node.path.split("/")[2:]:
        values = values.get(name, "") if isinstance(values, Mapping) else ""
    return values if isinstance(values, str) else ""


def _worked_out(name: str, envelope: Envelope, shape: Shape, xform: str) -> str | None:
    """What the form calculates for an attribute; None where it calculates nothing or only the page can."""
    expression = _calculations(xform).get(name)
    if expression is None:
        return "1" if name != "id" and _always(name, shape) and name not in _conditions(xform) else None
    value = expression.of(from_xml(envelope.root), shape.lists.get)
    return str(value).lower() if isinstance(value, bool) else text_of(value)


def _always(name: str, shape: Shape) -> bool:
    entities = shape.entities
    return entities is not None and (entities.creates if name == "create" else entities.updates)


@lru_cache(maxsize=64)
def _conditions(xform: str) -> Mapping[str, str]:
    """Attribute to its calculation as the form writes it."""
    found = {}
    for bind in fromstring(xform, forbid_dtd=True).iter(f"{XFORMS}bind"):
        path, calculation = bind.get("nodeset", ""), bind.get("calculate")
        if calculation and "/meta/entity/@" in path:
            found[path.rpartition("@")[2]] = calculation
    return found


@lru_cache(maxsize=64)
def _calculations(xform: str) -> Mapping[str, Expression]:
    found = {}
    for name in CALCULATED:
        text = _conditions(xform).get(name)
        if text is not None:
            try:
                found[name] = expressions.parse(text)
            except expressions.Unreadable:
                continue
    return found
