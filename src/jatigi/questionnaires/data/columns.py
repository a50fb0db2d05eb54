"""What stands in the tables of a form's answers: one table per level of repetition, the columns of all versions united."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires import entities
from jatigi.questionnaires.models import FormVersion
from jatigi.questionnaires.shape import FILE, XFORMS, Node, Shape, shape_of
from jatigi.questionnaires.wording import Texts, Words, in_language, words_of

PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
NUMBERS = frozenset({"int", "decimal"})
TRUE = frozenset({"yes", "true", "true()", "1", "oui"})
FALSE = frozenset({"no", "false", "false()", "0", "non"})

_NAMES = re.compile(r"/([^/\s\[\](),=<>!'\"]+)(?![^/\s\[\](),=<>!'\"]*/)")
_INSTANCES = re.compile(r"instance\('([^']+)'\)")

Marks = Mapping[str, Mapping[str, str]]
"""Path → what the form says of a question besides what it asks: "hxl", "personal", and how it is "calculate"d."""


@dataclass
class Column:
    """One question. steps: its name and those of the groups around it, below its table. choices: code to labels.

    `personal`: may say who it is about (`_may_say_who`).
    """

    steps: tuple[str, ...]
    kind: str
    label: Texts = field(default_factory=dict)
    choices: dict[str, Texts] = field(default_factory=dict)
    several: bool = False
    personal: bool = False
    hxl: str = ""

    @property
    def code(self) -> str:
        return "/".join(self.steps)

    def heading(self, language: str) -> str:
        """The label in a language, or the name where it has none."""
        return in_language(self.label, language) or self.code


@dataclass
class Table:
    """One level: path below the form (empty for the answers themselves), its parent's path, its columns in order."""

    path: tuple[str, ...]
    parent: tuple[str, ...] | None
    label: Texts = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)


def tables(versions: Iterable[FormVersion], *, personal: bool) -> list[Table]:
    """The tables of all versions, given from the oldest to the newest; the newest names a question that several ask.

    Without `personal`, what may say who it is about is left out.
    """
    found: dict[tuple[str, ...], Table] = {}
    for version in versions:
        reader = _Reader(words_of(version.xform), marks_of(version.xform), found)
        reader.read(shape_of(version.xform))
    for table in found.values():
        kept = {code: column for code, column in table.columns.items() if personal or not column.personal}
        table.columns = kept
    return list(found.values())


@lru_cache(maxsize=32)
def marks_of(xform: str) -> Marks:
    """What `bind::hxl`, `bind::personal` and `calculation` say, which stay in the XForm."""
    binds = fromstring(xform, forbid_dtd=True).iter(f"{XFORMS}bind")
    kept = ("hxl", "personal", "calculate")
    return {bind.get("nodeset", ""): {name: bind.get(name, "") for name in kept} for bind in binds}


def _of_people(file: str) -> bool:
    """Whether a list beside a form is an entity list with somebody in it."""
    known = entities.known(file.removesuffix(".csv"))
    return known is not None and known.model is not None


class _Reader:
    def __init__(self, words: Mapping[str, Words], marks: Marks, found: dict[tuple[str, ...], Table]) -> None:
        self.words, self.marks, self.found = words, marks, found
        self.private: set[str] = set()
        self.people: set[str] = set()

    def read(self, shape: Shape) -> None:
        root = shape.root
        self.people = {name for name, file in shape.files.items() if _of_people(file)}
        while (
            found := {n.name for n in root.walk() if not n.children and self._may_say_who(n)} - self.private
        ):
            self.private |= found
        self._table(root, (), None)

    def _table(self, node: Node, path: tuple[str, ...], parent: tuple[str, ...] | None) -> None:
        table = self.found.setdefault(path, Table(path, parent))
        table.label = self._said(node).label or table.label
        for leaf in self._leaves(node, table):
            steps = tuple(leaf.path.split("/")[2 + len(path) :])
            self._column(table, leaf, steps)

    def _leaves(self, node: Node, table: Table) -> Iterator[Node]:
        for child in node.children:
            if child.repeats:
                self._table(child, tuple(child.path.split("/")[2:]), table.path)
            elif child.children:
                yield from self._leaves(child, table)
            elif not child.shown_only:
                yield child

    def _column(self, table: Table, node: Node, steps: tuple[str, ...]) -> None:
        said, marks = self._said(node), self.marks.get(node.path, {})
        column = table.columns.setdefault("/".join(steps), Column(steps, node.type))
        column.label = said.label or column.label
        column.choices.update(said.choices)
        column.several |= node.several
        column.hxl = marks.get("hxl", "").strip() or column.hxl
        column.kind = node.type if node.type == column.kind else "string"
        column.personal |= self._may_say_who(node)

    def _may_say_who(self, node: Node) -> bool:
        """Marked so in the form; else where it is not marked as harmless: a free text, a file, a place on the map, what
        becomes part of a record, a choice among people, and whatever is calculated from one of these.

        Forms come as agencies wrote them, so a name or a telephone number stands in a text like any other.
        """
        marks = self.marks.get(node.path, {})
        said = marks.get("personal", "").strip().lower()
        if said in TRUE | FALSE:
            return said in TRUE
        if node.type == FILE or node.type in PLACES:
            return True
        formula = marks.get("calculate", "")
        if formula and node.path not in self.words:
            return "pulldata(" in formula or bool(self.private & set(_NAMES.findall(formula)))
        if self._said(node).choices or (node.choices and node.choices.among is None):
            return False
        if node.choices and node.choices.among is not None:
            return bool(self.people & set(_INSTANCES.findall(node.choices.among.text)))
        return node.type == "string" or bool(node.save_to)

    def _said(self, node: Node) -> Words:
        return self.words.get(node.path, Words())
