"""The questions of a form as their rows say them, and what is wrong with types, names, groups and lists."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jatigi.questionnaires.judging.findings import Finding, nearest, shown
from jatigi.questionnaires.judging.tables import Row, Table

DEEPEST = 30
"""Groups within groups. The longest forms in use have six."""

_NAME = re.compile(r"[^\W\d][\w.-]*")
_SILENT = frozenset({"calculate", "hidden", "audit", "csv-external", "xml-external", "background-audio", "background-geopoint"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question, a group or a repetition, with where it stands. `within`: the names of the groups around it."""

    row: Row
    type: str
    name: str
    within: tuple[str, ...] = ()
    opens: str = ""
    list_name: str = ""
    several: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person reads it."""
        return not (self.opens or _is_silent(self.type))


@dataclass(slots=True)
class Survey:
    """What could be read of the sheet, and what was found on the way."""

    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def names(self) -> Counter[str]:
        return Counter(question.name for question in self.questions if question.name)


def read(survey: Table, lists: Mapping[str, object]) -> Survey:
    """The questions in their order, and what is wrong with the rows."""
    return _Reader(survey, lists).read()


def plain(name: str) -> str:
    """A name that every tool reads: without accents, blanks and signs."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = re.sub(r"[^A-Za-z0-9_.-]+", "_", letters.strip()).strip("_")
    return found if _NAME.fullmatch(found) else f"q_{found}".rstrip("_")


class _Reader:
    def __init__(self, survey: Table, lists: Mapping[str, object]) -> None:
        self.table, self.lists = survey, lists
        self.found = Survey()
        self.open: list[Question] = []
        self.seen: dict[tuple[str, ...], dict[str, int]] = {}
        self.repeats: set[str] = set()

    def read(self) -> Survey:
        for row in self.table.rows:
            if row.get("disabled").lower() not in ("yes", "true", "true()"):
                self._row(row)
        for group in self.open:
            self._say("group_open", group.row, "type", name=group.name, type=group.type)
        return self.found

    def _say(self, code: str, row: Row, column: str, *, warning: bool = False, **given: str) -> None:
        told = {key: shown(value) for key, value in given.items()}
        self.found.findings.append(
            Finding(code, "survey", row.number, self.table.written(column), told, warning)
        )

    def _row(self, row: Row) -> None:
        kind = " ".join(row.get("type").split())
        if not kind:
            if row.get("name") or row.any("label"):
                self._say("type_missing", row, "type")
            return
        if kind in _settings() or kind == "audit":
            return
        if closes := _ends().fullmatch(kind):
            self._close(row, closes["type"])
            return
        question = self._question(row, kind)
        self._named(question)
        self.found.questions.append(question)
        if question.opens:
            if len(self.open) == DEEPEST:
                self._say("too_deep", row, "type")
            self.open.append(question)

    def _question(self, row: Row, kind: str) -> Question:
        name = row.get("name").strip()
        within = tuple(group.name for group in self.open)
        if opens := _begins().fullmatch(kind):
            return Question(row, kind, name, within, opens=_controls()[opens["type"]])
        chosen = _selects().fullmatch(kind)
        if chosen:
            several = "multiple" in kind or "all that apply" in kind or kind.startswith("rank")
            self._list(row, chosen["select_command"], chosen["list_name"])
            return Question(row, kind, name, within, list_name=chosen["list_name"], several=several)
        if kind not in _types() and not kind.startswith("osm "):
            self._unknown(row, kind)
        return Question(row, kind, name, within)

    def _list(self, row: Row, command: str, name: str) -> None:
        if command.endswith(("from_file", "from file")) or command == "select_one_external":
            return
        repeated = name.startswith("${") and name.endswith("}")
        if name not in self.lists and not repeated:
            near = nearest(name, self.lists)
            self._say("list_near" if near else "list_unknown", row, "type", name=name, near=near)

    def _unknown(self, row: Row, kind: str) -> None:
        if kind == "include":
            self._say("include", row, "type")
            return
        first = kind.split(maxsplit=1)[0]
        if first.rstrip("s") in ("select_one", "select_multiple", "select1", "rank"):
            several = len(kind.split()) > 2
            self._say("list_blank" if several else "list_missing", row, "type", type=kind)
            return
        known = _French.get(kind.lower()) or nearest(kind, _common())
        if kind.startswith(("begin", "end")):
            known = nearest(kind, ("begin_group", "end_group", "begin_repeat", "end_repeat"))
        self._say("type_near" if known else "type_unknown", row, "type", type=kind, near=known)

    def _close(self, row: Row, kind: str) -> None:
        kind = _controls()[kind]
        if not self.open:
            self._say("group_closed", row, "type", type=f"end_{kind}")
        elif self.open[-1].opens != kind:
            last = self.open.pop()
            self._say(
                "group_crossed", row, "type", type=f"end_{kind}", name=last.name, earlier=str(last.row.number)
            )
        else:
            self.open.pop()

    def _named(self, question: Question) -> None:
        name, row = question.name, question.row
        if not name:
            if question.type != "note":
                self._say("name_missing", row, "name", type=question.type)
            return
        if not _NAME.fullmatch(name):
            self._say("name_invalid", row, "name", name=name, better=plain(name))
        elif not name.isascii():
            self._say("name_accent", row, "name", name=name, better=plain(name), warning=True)
        if name == "meta":
            self._say("name_reserved", row, "name", name=name)
        if question.opens == "repeat":
            self._repeat(question)
        self._unique(question)

    def _repeat(self, question: Question) -> None:
        if question.name == "data":
            self._say("name_reserved", question.row, "name", name=question.name)
        elif question.name in self.repeats:
            self._say("repeat_twice", question.row, "name", name=question.name)
        self.repeats.add(question.name)

    def _unique(self, question: Question) -> None:
        seen = self.seen.setdefault(question.within, {})
        name, row = question.name, question.row
        earlier = seen.get(name)
        if earlier:
            self._say("name_twice", row, "name", name=name, earlier=str(earlier))
        elif other := next((one for one in seen if one.lower() == name.lower()), ""):
            self._say(
                "name_case", row, "name", name=name, other=other, earlier=str(seen[other]), warning=True
            )
        seen.setdefault(name, row.number)


# What pyxform knows


@cache
def _begins() -> re.Pattern[str]:
    from pyxform.xls2json import RE_BEGIN_CONTROL

    return re.compile(RE_BEGIN_CONTROL.pattern)


@cache
def _ends() -> re.Pattern[str]:
    from pyxform.xls2json import RE_END_CONTROL

    return re.compile(RE_END_CONTROL.pattern)


@cache
def _selects() -> re.Pattern[str]:
    from pyxform.xls2json import RE_SELECT

    return re.compile(RE_SELECT.pattern)


@cache
def _controls() -> dict[str, str]:
    from pyxform import aliases

    return dict(aliases.control)


@cache
def _settings() -> frozenset[str]:
    from pyxform import aliases

    return frozenset(aliases.settings_header)


@cache
def _types() -> frozenset[str]:
    from pyxform import aliases
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return frozenset(QUESTION_TYPE_DICT) | frozenset(aliases._type_alias_map)


def _common() -> tuple[str, ...]:
    return (
        "text", "integer", "decimal", "range", "select_one", "select_multiple", "rank", "note", "date", "time",
        "dateTime", "geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "calculate",
        "acknowledge", "hidden", "begin_group", "end_group", "begin_repeat", "end_repeat", "start", "end", "today",
        "deviceid", "username", "phonenumber", "email", "audit", "csv-external", "xml-external", "start-geopoint",
        "background-audio", "background-geopoint",
    )  # fmt: skip


_French = {
    "texte": "text", "entier": "integer", "nombre": "integer", "number": "integer", "numeric": "integer",
    "int": "integer", "décimal": "decimal", "heure": "time", "photo": "image", "string": "text", "boolean": "select_one",
    "calcul": "calculate", "calculation": "calculate", "gps": "geopoint", "groupe": "begin_group", "question": "text",
}  # fmt: skip


def _is_silent(kind: str) -> bool:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    known: Any = QUESTION_TYPE_DICT.get(kind, {})
    return kind in _SILENT or (bool(known) and "control" not in known)
