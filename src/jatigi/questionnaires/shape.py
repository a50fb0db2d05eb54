"""What a version of a form asks, read from its XForm: the nodes that an answer may have, and their conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires import expressions
from jatigi.questionnaires.expressions import Expression

XFORMS = "{http://www.w3.org/2002/xforms}"
HTML = "{http://www.w3.org/1999/xhtml}"

TYPES = frozenset({"string", "int", "decimal", "boolean", "date", "time", "dateTime"})
"""Types of answers that are checked. Places, files, repeats and ranks come with the catalogue of forms."""

META = "meta"
CONDITIONS = {"relevant": "true()", "required": "false()", "constraint": "true()"}


class Unsupported(ValueError):
    """The form asks for something whose answers could not be checked; the argument says what."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node of an answer.

    `choices`: the names that may be chosen, None where one writes; `several`: more than one, apart by
    spaces. `relevant`, `required`, `constraint`, `calculate`: None where there is none or where it
    cannot be re-evaluated here (`Shape.unchecked` says which).
    """

    path: str
    type: str = "string"
    children: tuple["Node", ...] = ()
    choices: frozenset[str] | None = None
    several: bool = False
    shown_only: bool = False
    relevant: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Shape:
    """A form as its server sees it: `code` and `version` as every answer must carry them, and its nodes.

    `unchecked`: conditions that only the page evaluates, as "path: condition".
    """

    code: str
    version: str
    title: str
    root: Node
    unchecked: tuple[str, ...]


@lru_cache(maxsize=64)
def shape_of(xform: str) -> Shape:
    """Read it. Raises `Unsupported`."""
    return _Reader(xform).shape()


class _Reader:
    def __init__(self, xform: str) -> None:
        tree = fromstring(xform, forbid_dtd=True)
        self.head, self.body = _only(tree, f"{HTML}head"), _only(tree, f"{HTML}body")
        self.model = _only(self.head, f"{XFORMS}model")
        self.binds = {bind.get("nodeset", ""): bind for bind in self.model.iter(f"{XFORMS}bind")}
        self.selects = {
            e.get("ref", ""): e for e in self.body.iter() if e.tag in (_x("select"), _x("select1"))
        }
        self.unchecked: list[str] = []

    def shape(self) -> Shape:
        refused = next(
            (e.tag for e in self.body.iter() if e.tag in (_x("repeat"), _x("upload"), _x("rank"))), None
        )
        if refused:
            raise Unsupported(refused.removeprefix(XFORMS))
        instance = next(self.model.iter(f"{XFORMS}instance"))
        root = instance[0]
        node = self._node(root, f"/{_local(root)}")
        title = self.head.findtext(f"{HTML}title") or ""
        return Shape(root.get("id", ""), root.get("version", ""), title, node, tuple(self.unchecked))

    def _node(self, element: Element, path: str) -> Node:
        bind = self.binds.get(path)
        attributes: Mapping[str, str] = bind.attrib if bind is not None else {}
        children = tuple(
            self._node(child, f"{path}/{_local(child)}") for child in element if _local(child) != META
        )
        kind = attributes.get("type", "string")
        if kind not in TYPES:
            raise Unsupported(f"{path}: {kind}")
        select = self.selects.get(path)
        return Node(
            path=path,
            type=kind,
            children=children,
            choices=None if select is None else frozenset(self._choices(select)),
            several=select is not None and select.tag == _x("select"),
            shown_only=attributes.get("readonly") == "true()" and "calculate" not in attributes,
            **{
                name: self._expression(path, name, attributes.get(name))
                for name in (*CONDITIONS, "calculate")
            },
        )

    def _expression(self, path: str, name: str, text: str | None) -> Expression | None:
        if text is None or text.strip() == CONDITIONS.get(name):
            return None
        try:
            return expressions.parse(text)
        except expressions.Unreadable:
            self.unchecked.append(f"{path}: {name}")
            return None

    def _choices(self, select: Element) -> Iterator[str]:
        yield from (item.findtext(_x("value")) or "" for item in select.findall(_x("item")))
        for itemset in select.findall(_x("itemset")):
            nodeset = itemset.get("nodeset", "")
            name = nodeset.partition("instance('")[2].partition("'")[0]
            chosen = next((i for i in self.model.iter(_x("instance")) if i.get("id") == name), None)
            if chosen is None or chosen.get("src"):
                raise Unsupported(f"{select.get('ref')}: {nodeset}")
            yield from (item.findtext(_x("name")) or "" for item in chosen.iter(_x("item")))


def _only(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        raise Unsupported(tag)
    return found


def _x(name: str) -> str:
    return XFORMS + name


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
