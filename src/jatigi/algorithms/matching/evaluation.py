"""How well the engine finds people again, measured on two files: people, and queries of whom the answer is known."""

import csv
import io
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from jatigi.algorithms.matching import cells
from jatigi.algorithms.matching.engine import EVERYBODY, MUST_LOOK, Engine
from jatigi.algorithms.matching.model import Record

if TYPE_CHECKING:
    import _csv

COLUMNS = (
    "id",
    "given_names",
    "family_names",
    "sex",
    "birth_year",
    "nationality",
    "mother",
    "father",
    "phone",
    "place",
)
DEPTHS = (1, 10, 50)
_WARMING = 20

_Read = TypeVar("_Read")
Row = dict[str, str]
Remark = Callable[[str, int, str, str], None]
"""Takes file, line, column and what is written there, of a cell that cannot be read and is taken for empty."""


def _silently(_file: str, _line: int, _column: str, _found: str) -> None:
    pass


class WrongFile(Exception):
    """A file that cannot be read as people or queries: ``code``, and where and what for the sentence."""

    def __init__(self, code: str, file: str, **params: object) -> None:
        super().__init__(code, file, params)
        self.code, self.file, self.params = code, file, params


def rows_of(path: Path, wanted: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Line number and cells of each line that has any. Raises `WrongFile`, also in the middle."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _cells(path.name, file, wanted)
    except OSError as error:
        raise WrongFile("unreadable", path.name, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise WrongFile("not_utf8", path.name) from error


def _cells(name: str, file: io.TextIOBase, wanted: Sequence[str]) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(file, strict=True, delimiter=_delimiter(file))
    lines = _lines(name, reader)
    head = [cell.strip().casefold() for cell in next(lines, [])]
    if not any(head):
        raise WrongFile("empty", name)
    missing = [column for column in wanted if column not in head]
    if missing:
        raise WrongFile("columns", name, columns=", ".join(missing))
    for found in lines:
        if not any(cell.strip() for cell in found):
            continue
        if any(cell.strip() for cell in found[len(head) :]):
            raise WrongFile("cells", name, line=reader.line_num, found=len(found), expected=len(head))
        yield (
            reader.line_num,
            dict.fromkeys(head, "") | dict(zip(head, map(cells.filled, found), strict=False)),
        )


def _lines(name: str, reader: "_csv.Reader") -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise WrongFile("not_csv", name, line=reader.line_num, why=str(error)) from error


def _delimiter(file: io.TextIOBase) -> str:
    head = file.readline()
    file.seek(0)
    return max(",;\t", key=head.count)


def record_of(row: Row, file: str = "", line: int = 0, remark: Remark = _silently) -> Record:
    """A line as a record. A year or a sex that cannot be read is not known, and remarked on."""

    def read(column: str, reading: Callable[[str], _Read | None]) -> _Read | None:
        try:
            return reading(row[column])
        except ValueError:
            remark(file, line, column, row[column])
            return None

    return Record(
        names=tuple(filter(None, (f"{row['given_names']} {row['family_names']}".strip(),))),
        sex=read("sex", cells.sex),
        birth=read("birth_year", cells.birth),
        father=row["father"],
        mother=row["mother"],
        phones=cells.phones(row["phone"]),
        nationalities=cells.nationalities(row["nationality"]),
        origin=row["place"],
    )


class People:
    """The ids of a file, each once, and its records as an engine takes them."""

    def __init__(self, path: Path, remark: Remark = _silently) -> None:
        self.path, self._remark = path, remark
        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}

    def records(self) -> Iterator[tuple[UUID, int, Record]]:
        """Raises `WrongFile`."""
        for line, row in rows_of(self.path, COLUMNS):
            id = cells.whole(row["id"])
            if not id or id in self.numbers:
                raise WrongFile("id_twice" if id else "id_missing", self.path.name, line=line, found=id)
            self.numbers[id] = len(self.ids)
            self.ids.append(id)
            yield UUID(int=len(self.ids)), 0, record_of(row, self.path.name, line, self._remark)


def evaluate(
    people: Path, queries: Path, memory: Callable[[], float], remark: Remark = _silently
) -> dict[str, object]:
    """Recall at 1, 10, 50, false alarms, latency in milliseconds, build in seconds, memory in megabytes.

    The time is that of the ten best, as the desk asks for them. ``memory`` tells how much the process holds.
    Raises `WrongFile`.
    """
    engine, known = Engine(), People(people, remark)
    began = time.perf_counter()
    engine.build(known.records())
    built = time.perf_counter() - began
    asked = [*_asked(queries, known, remark)]
    for _, record in asked[:_WARMING]:
        engine.search(record)
    ranks: list[int] = []
    alarms: list[bool] = []
    others: list[bool] = []
    spent: list[float] = []
    for true, record in asked:
        began = time.perf_counter()
        engine.search(record)
        spent.append((time.perf_counter() - began) * 1000)
        matches = engine.search(record, EVERYBODY, max(DEPTHS))
        sure = [match.id.int for match in matches if match.score >= MUST_LOOK]
        if true:
            found = [match.id.int for match in matches]
            ranks.append(found.index(true) if true in found else max(DEPTHS))
            others.append(bool(sure) and true not in sure)
        else:
            alarms.append(bool(sure))
    return {
        "people": engine.size(),
        "queries": len(asked),
        "present": len(ranks),
        "absent": len(alarms),
        **{f"recall_at_{depth}": _share(rank < depth for rank in ranks) for depth in DEPTHS},
        "must_look_threshold": MUST_LOOK,
        "false_alarms": _share(alarms),
        "wrong_alarms_for_present": _share(others),
        "latency_ms_median": round(statistics.median(spent), 2) if spent else None,
        "latency_ms_p95": round(_high(spent), 2) if spent else None,
        "build_seconds": round(built, 2),
        "memory_mb": round(memory(), 1),
    }


def _asked(path: Path, known: People, remark: Remark = _silently) -> Iterator[tuple[int, Record]]:
    """The number of the true person (0 for nobody), and the query."""
    for line, row in rows_of(path, (*COLUMNS[1:], "true_id")):
        true = cells.whole(row["true_id"])
        if true and true not in known.numbers:
            raise WrongFile("nobody", path.name, line=line, found=true)
        yield (known.numbers[true] + 1 if true else 0), record_of(row, path.name, line, remark)


def _share(hits: Iterable[bool]) -> float | None:
    told = [*hits]
    return round(sum(told) / len(told), 4) if told else None


def _high(spent: Sequence[float]) -> float:
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
