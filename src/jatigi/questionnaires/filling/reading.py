"""Answers as they are read: under the questions of their version, in the reader's language, repetitions as tables."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jatigi.questionnaires.models import FormVersion
from jatigi.questionnaires.shape import FILE, RANK, Node, Shape, shape_of
from jatigi.questionnaires.wording import Words, in_language, words_of

CONDITIONS: dict[str, str | Promise] = {
    "relevant": _("when it is asked"),
    "required": _("whether it needs an answer"),
    "constraint": _("which answers are possible"),
    "calculate": _("how it is computed"),
    "choices": _("which choices are offered"),
}
UNWRITTEN = Words()


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: a text, a day or a moment; `file`: the name of a file that can be saved."""

    value: Any
    file: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its answer, a group with what is within, or a repetition with its lines."""

    label: str
    cell: Cell | None = None
    blocks: list["Block"] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    rows: list[list[tuple[str, Cell]]] = field(default_factory=list)


def blocks(version: FormVersion, values: Mapping[str, Any], files: Collection[str]) -> list[Block]:
    """Everything that was answered, in the order of the form. `files`: names of those that are kept."""
    return list(_Reader(version, files).within(shape_of(version.xform).root, values))


def unchecked(version: FormVersion) -> list[str]:
    """What of a version only the page evaluates: question and condition, in words."""
    shape: Shape = shape_of(version.xform)
    reader = _Reader(version, ())
    return [f"{reader.label(path)} ({CONDITIONS.get(what, what)})" for path, what in _parted(shape)]


def _parted(shape: Shape) -> Iterator[tuple[str, str]]:
    for line in shape.unchecked:
        path, _colon, what = line.partition(": ")
        yield path, what


class _Reader:
    def __init__(self, version: FormVersion, files: Collection[str]) -> None:
        self.words = words_of(version.xform)
        self.files = frozenset(files)
        self.language = (get_language() or "fr")[:2]

    def label(self, path: str) -> str:
        """The question as it is put, or its name where it has no words."""
        said = in_language(self.words.get(path, UNWRITTEN).label, self.language).strip()
        return said or path.rpartition("/")[2]

    def within(self, node: Node, values: Mapping[str, Any]) -> Iterator[Block]:
        for child in node.children:
            found = values.get(child.name)
            if not found:
                continue
            if child.repeats:
                yield self._repeated(child, found)
            elif child.children:
                yield from self._group(child, found)
            elif child.path in self.words:
                yield Block(self.label(child.path), self._cell(child, found))

    def _group(self, node: Node, values: Mapping[str, Any]) -> Iterator[Block]:
        inner = list(self.within(node, values))
        if inner and in_language(self.words.get(node.path, UNWRITTEN).label, self.language):
            yield Block(self.label(node.path), blocks=inner)
        else:
            yield from inner

    def _repeated(self, node: Node, lines: list[Mapping[str, Any]]) -> Block:
        """A table; a list of groups where there are repetitions within."""
        if any(child.repeats for child in node.walk() if child is not node):
            inner = [
                Block(str(number), blocks=list(self.within(node, line)))
                for number, line in enumerate(lines, 1)
            ]
            return Block(self.label(node.path), blocks=inner)
        asked = [leaf for leaf in node.walk() if not leaf.children and leaf.path in self.words]
        used = [leaf for leaf in asked if any(_at(line, leaf, node) for line in lines)]
        headers = [self.label(leaf.path) for leaf in used]
        rows = [
            [
                (header, self._cell(leaf, _at(line, leaf, node)))
                for header, leaf in zip(headers, used, strict=True)
            ]
            for line in lines
        ]
        return Block(self.label(node.path), headers=headers, rows=rows)

    def _cell(self, node: Node, text: Any) -> Cell:
        if not text:
            return Cell("")
        if node.type == FILE:
            return Cell(text, text if text in self.files else "")
        if node.choices is not None:
            several = node.several or node.type == RANK
            return Cell(", ".join(self._choice(node, name) for name in (text.split() if several else [text])))
        return Cell(_moment(node.type, text))

    def _choice(self, node: Node, name: str) -> str:
        said = self.words.get(node.path, UNWRITTEN).choices.get(name, {})
        return in_language(said, self.language) or name


def _at(line: Mapping[str, Any], leaf: Node, top: Node) -> Any:
    found: Any = line
    for step in leaf.path[len(top.path) + 1 :].split("/"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _moment(kind: str, text: str) -> Any:
    """A day or a moment, so that it is written as an office writes it; anything else as it stands."""
    try:
        if kind == "date":
            return date.fromisoformat(text)
        if kind == "dateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    return text
