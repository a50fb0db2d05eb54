"""What stands in the tables of a form's answers: one table per level of repetition, the columns of all versions united."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires.models import FormVersion
from jatigi.questionnaires.shape import FILE, XFORMS, Node, shape_of
from jatigi.questionnaires.wording import Texts, Words, in_language, words_of

PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
NUMBERS = frozenset({"int", "decimal"})
TRUE = frozenset({"yes", "true", "true()", "1", "oui"})

Marks = Mapping[str, Mapping[str, str]]
"""Path → what the form says of a question besides what it asks: "hxl", "personal"."""


@dataclass
class Column:
    """One question. steps: its name and those of the groups around it, below its table. choices: code to labels.

    `personal`: may say who it is about: marked so in the form, a file or a place on the map.
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
        reader.read(shape_of(version.xform).root)
    for table in found.values():
        kept = {code: column for code, column in table.columns.items() if personal or not column.personal}
        table.columns = kept
    return list(found.values())


@lru_cache(maxsize=32)
def marks_of(xform: str) -> Marks:
    """What `bind::hxl` and `bind::personal` say, which stay in the XForm."""
    binds = fromstring(xform, forbid_dtd=True).iter(f"{XFORMS}bind")
    kept = ("hxl", "personal")
    return {bind.get("nodeset", ""): {name: bind.get(name, "") for name in kept} for bind in binds}


class _Reader:
    def __init__(self, words: Mapping[str, Words], marks: Marks, found: dict[tuple[str, ...], Table]) -> None:
        self.words, self.marks, self.found = words, marks, found

    def read(self, root: Node) -> None:
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
        marked = marks.get("personal", "").strip().lower() in TRUE
        column.personal |= marked or node.type == FILE or node.type in PLACES

    def _said(self, node: Node) -> Words:
        return self.words.get(node.path, Words())
