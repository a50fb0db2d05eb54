"""How well the engine finds people again, measured on two files: people, and queries of whom the answer is known."""

import csv
import io
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from jatigi.algorithms.matching.engine import EVERYBODY, MUST_LOOK, Engine
from jatigi.algorithms.matching.model import Birth, Record

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
_SEXES = {
    "f": "female",
    "female": "female",
    "femme": "female",
    "w": "female",
    "woman": "female",
    "féminin": "female",
}
_SEXES |= {"m": "male", "male": "male", "homme": "male", "h": "male", "man": "male", "masculin": "male"}
_YEARS = range(1850, 2101)
_WARMING = 20

Row = dict[str, str]


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
    except csv.Error as error:
        raise WrongFile("not_csv", path.name, why=str(error)) from error


def _cells(name: str, file: io.TextIOBase, wanted: Sequence[str]) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(file, strict=True, delimiter=_delimiter(file))
    head = [cell.strip().casefold() for cell in next(reader, [])]
    missing = [column for column in wanted if column not in head]
    if missing:
        raise WrongFile("columns", name, columns=", ".join(missing))
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(head):
            raise WrongFile("cells", name, line=reader.line_num, found=len(cells), expected=len(head))
        yield reader.line_num, dict.fromkeys(head, "") | dict(zip(head, cells, strict=False))


def _delimiter(file: io.TextIOBase) -> str:
    head = file.readline()
    file.seek(0)
    return max(",;\t", key=head.count)


def record_of(row: Row, file: str = "", line: int = 0) -> Record:
    """A line as a record. Raises `WrongFile` where the year is none or the sex unknown."""
    year, sex = row["birth_year"].strip().removesuffix(".0"), row["sex"].strip().casefold()
    if year and not (year.isdecimal() and int(year) in _YEARS):
        raise WrongFile("year", file, line=line, found=year)
    return Record(
        names=tuple(filter(None, (row["given_names"], row["family_names"]))),
        sex=_SEXES.get(sex),
        birth=Birth(int(year)) if year else None,
        father=row["father"],
        mother=row["mother"],
        phones=(row["phone"],) if row["phone"] else (),
        nationalities=(row["nationality"],) if row["nationality"] else (),
        origin=row["place"],
    )


class People:
    """The ids of a file, each once, and its records as an engine takes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}

    def records(self) -> Iterator[tuple[UUID, int, Record]]:
        """Raises `WrongFile`."""
        for line, row in rows_of(self.path, COLUMNS):
            id = row["id"].strip()
            if not id or id in self.numbers:
                raise WrongFile("id_twice" if id else "id_missing", self.path.name, line=line, found=id)
            self.numbers[id] = len(self.ids)
            self.ids.append(id)
            yield UUID(int=len(self.ids)), 0, record_of(row, self.path.name, line)


def evaluate(people: Path, queries: Path, memory: Callable[[], float]) -> dict[str, object]:
    """Recall at 1, 10, 50, false alarms, latency in milliseconds, build in seconds, memory in megabytes.

    The time is that of the ten best, as the desk asks for them. ``memory`` tells how much the process holds.
    Raises `WrongFile`.
    """
    engine, known = Engine(), People(people)
    began = time.perf_counter()
    engine.build(known.records())
    built = time.perf_counter() - began
    asked = [*_asked(queries, known)]
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


def _asked(path: Path, known: People) -> Iterator[tuple[int, Record]]:
    """The number of the true person (0 for nobody), and the query."""
    for line, row in rows_of(path, (*COLUMNS[1:], "true_id")):
        true = row["true_id"].strip()
        if true and true not in known.numbers:
            raise WrongFile("nobody", path.name, line=line, found=true)
        yield (known.numbers[true] + 1 if true else 0), record_of(row, path.name, line)


def _share(hits: Iterable[bool]) -> float | None:
    told = [*hits]
    return round(sum(told) / len(told), 4) if told else None


def _high(spent: Sequence[float]) -> float:
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
