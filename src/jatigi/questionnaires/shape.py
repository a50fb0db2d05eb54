"""What a version of a form asks, read from its XForm: the nodes that an answer may have, and their conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires import expressions
from jatigi.questionnaires.expressions import Expression, Item
from jatigi.questionnaires.expressions.tree import from_xml

XFORMS = "{http://www.w3.org/2002/xforms}"
HTML = "{http://www.w3.org/1999/xhtml}"
JAVAROSA = "{http://openrosa.org/javarosa}"
ODK = "{http://www.opendatakit.org/xforms}"
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"

WRITTEN = frozenset({"string", "select", "select1", "barcode", "intent"})
"""Types whose answers are text; what is chosen is checked against its choices."""
TYPES = frozenset(
    {"int", "decimal", "boolean", "date", "time", "dateTime", "geopoint", "geotrace", "geoshape"}
)
FILE = "binary"
RANK = "odk:rank"

META = "meta"
CONDITIONS = {"relevant": "true()", "required": "false()", "constraint": "true()"}


class Unsupported(ValueError):
    """The form asks for something whose answers could not be checked; the argument says what."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen. `names`: a fixed list; else `among`: an expression whose nodes have the name below `value`."""

    names: frozenset[str] | None = None
    among: Expression | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One node of an answer.

    `choices`: None where one writes; `several`: more than one, apart by spaces. `media`: what kind of file, as
    "image/*". `relevant`, `required`, `constraint`, `calculate`: None where there is none or where it cannot be
    re-evaluated here (`Shape.unchecked` says which). `save_to`: the property of the form's entity that it fills.
    """

    path: str
    type: str = "string"
    children: tuple["Node", ...] = ()
    repeats: bool = False
    choices: Choices | None = None
    several: bool = False
    shown_only: bool = False
    media: str = ""
    relevant: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    save_to: str = ""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class EntityList:
    """What a form does to an entity list: its name, and when it makes and when it changes an entity."""

    dataset: str
    creates: bool
    updates: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A form as its server sees it: `code` and `version` as every answer must carry them, and its nodes.

    `unchecked`: conditions that only the page evaluates, as "path: condition". `lists`: choice lists inside the form
    by id; `files`: choice lists beside it, id → file name.
    """

    code: str
    version: str
    title: str
    root: Node
    unchecked: tuple[str, ...] = ()
    lists: Mapping[str, Item] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    entities: EntityList | None = None


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
        self.controls = {e.get("ref", ""): e for e in self.body.iter() if e.tag in _CONTROLS}
        self.repeats = {e.get("nodeset", "") for e in self.body.iter(_x("repeat"))}
        self.unchecked: list[str] = []
        self.lists: dict[str, Item] = {}
        self.files: dict[str, str] = {}

    def shape(self) -> Shape:
        primary, *others = self.model.findall(_x("instance"))
        for instance in others:
            self._list(instance)
        root = primary[0]
        node = self._node(root, f"/{local(root)}")
        title = self.head.findtext(f"{HTML}title") or ""
        return Shape(
            root.get("id", ""), root.get("version", ""), title, node, tuple(self.unchecked),
            self.lists, self.files, _entities(root),
        )  # fmt: skip

    def _list(self, instance: Element) -> None:
        name = instance.get("id", "")
        if source := instance.get("src"):
            self.files[name] = source.rpartition("/")[2]
        elif len(instance):
            self.lists[name] = from_xml(instance[0])

    def _node(self, element: Element, path: str) -> Node:
        bind = self.binds.get(path)
        attributes: Mapping[str, str] = bind.attrib if bind is not None else {}
        parts = {local(child): child for child in reversed(element) if local(child) != META}
        children = tuple(self._node(child, f"{path}/{name}") for name, child in reversed(parts.items()))
        kind = attributes.get("type", "string").removeprefix("xsd:")
        if kind not in TYPES | WRITTEN | {FILE, RANK}:
            raise Unsupported(f"{path}: {kind}")
        control = self.controls.get(path)
        return Node(
            path=path,
            type="string" if kind in WRITTEN else kind,
            children=children,
            repeats=path in self.repeats,
            choices=self._choices(control, path),
            several=control is not None and control.tag == _x("select"),
            shown_only=attributes.get("readonly") == "true()" and "calculate" not in attributes,
            media=(control.get("mediatype", "") if control is not None else "")
            or ("*/*" if kind == FILE else ""),
            save_to=attributes.get(f"{ENTITIES}saveto", ""),
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

    def _choices(self, control: Element | None, path: str) -> Choices | None:
        if control is None or control.tag not in _CHOOSING:
            return None
        itemset = control.find(_x("itemset"))
        if itemset is None:
            names = (item.findtext(_x("value")) or "" for item in control.findall(_x("item")))
            appearance = control.get("appearance", "")
            return None if "search(" in appearance else Choices(frozenset(names))
        value = _only(itemset, _x("value")).get("ref", "name")
        nodeset = itemset.get("nodeset", "").strip()
        listed = self.lists.get(nodeset.removeprefix("instance('").removesuffix("')/root/item"))
        if listed is not None:
            return Choices(frozenset(text for item in listed.children for text in _texts(item, value)))
        if nodeset.startswith("randomize("):
            nodeset = (
                nodeset.removeprefix("randomize(").rpartition(")")[0].rpartition(",")[0] or nodeset[10:-1]
            )
        among = self._expression(path, "choices", nodeset)
        return None if among is None else Choices(among=among, value=value)


_CONTROLS = frozenset(
    {XFORMS + name for name in ("input", "select", "select1", "upload", "range", "trigger")}
) | {ODK + "rank"}
_CHOOSING = frozenset({XFORMS + "select", XFORMS + "select1", ODK + "rank"})


def _entities(root: Element) -> EntityList | None:
    found = next(
        (child for meta in root if local(meta) == META for child in meta if local(child) == "entity"), None
    )
    if found is None:
        return None
    return EntityList(found.get("dataset", ""), "create" in found.attrib, "update" in found.attrib)


def _texts(item: Item, name: str) -> Iterator[str]:
    return (child.text for child in item.named(name))


def _only(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        raise Unsupported(tag.rpartition("}")[2])
    return found


def _x(name: str) -> str:
    return XFORMS + name


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]
