"""Files of answers from elsewhere, read into records: exports of KoBo and ODK Central, as CSV, JSON or a ZIP of CSVs.

Nothing is checked here but that they can be read; every value is text, as it was written or chosen.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from jatigi.questionnaires.data.tables import (
    MOST_BYTES,
    MOST_FILES,
    MOST_OPENED,
    MOST_ROWS,
    CsvTable,
    Unusable,
)
from jatigi.questionnaires.shape import META, Node, Shape

PERSON = "person"
"""The column that says whom a row is about: the id of a person's record."""
MOMENTS = ("SubmissionDate", "_submission_time", "submissionDate")
VERSIONS = ("FormVersion", "formVersion")
_IGNORED = frozenset(
    {
        "KEY", "PARENT_KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
        "ReviewState", "DeviceID", "Edits", "instanceName", "instanceID", "meta-instanceID", "meta-instanceName",
        "meta/instanceID", "meta/instanceName", "formhub/uuid", "deviceid", *MOMENTS, *VERSIONS,
    }
)  # fmt: skip
LINE, AREA = 2, 3
_POINT = ("Latitude", "Longitude", "Altitude", "Accuracy")
_SEPARATORS = ("/", "-", ".")


@dataclass(slots=True)
class Record:
    """One answer as it came. values: as `Answer.values`; columns: the heading of each question, by its name."""

    file: str
    row: int
    instance: str = ""
    version: str = ""
    person: str = ""
    moment: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def read(name: str, content: bytes, shape: Shape) -> list[Record]:
    """The records of a file. Raises `Unusable`."""
    if len(content) > MOST_BYTES:
        raise Unusable(name, _("This file is too large: at most 20 MB."))
    kind = name.lower().rpartition(".")[2]
    readers = {"json": _json, "csv": _csv, "zip": _zip}
    if kind not in readers:
        raise Unusable(name, _("Bring a .csv, a .json or a .zip of .csv files."))
    records = readers[kind](name, content, shape)
    if not records:
        raise Unusable(name, _("There is no answer in this file."))
    if len(records) > MOST_ROWS:
        raise Unusable(name, _("There are more than 5,000 answers. Bring them in several files."))
    return records


# JSON


def _json(name: str, content: bytes, shape: Shape) -> list[Record]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unusable(name, _("This is no JSON that can be read.")) from error
    for key in ("value", "results"):
        if isinstance(said, dict) and key in said:
            said = said[key]
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Unusable(name, _("A list of answers is expected in this file."))
    return [_of_json(name, row, one, shape) for row, one in enumerate(said[: MOST_ROWS + 1], 1)]


def _of_json(name: str, row: int, said: Mapping[str, Any], shape: Shape) -> Record:
    system = said.get("__system") if isinstance(said.get("__system"), dict) else {}
    around = {**(system or {}), **said}
    record = Record(name, row, _instance_of(said), person=str(said.get(PERSON) or ""))
    record.moment = next((str(around[key]) for key in MOMENTS if around.get(key)), "")
    record.version = next((str(around[key]) for key in VERSIONS if around.get(key)), "")
    known = {node.name for node in shape.root.walk()}
    questions = {
        key: value
        for key, value in said.items()
        if (key in known or not _is_about(key))
        and not (key == PERSON and PERSON not in known)
        and key != META
    }
    record.values = _object(questions, "", name, row)
    return record


def _instance_of(said: Mapping[str, Any]) -> str:
    meta = said.get(META)
    inner = meta.get("instanceID") if isinstance(meta, dict) else None
    found = (
        inner
        or said.get("meta/instanceID")
        or said.get("instanceID")
        or said.get("__id")
        or said.get("_uuid")
    )
    return _as_instance(str(found or ""))


def _object(said: Mapping[str, Any], path: str, name: str, row: int) -> dict[str, Any]:
    """Groups within each other, whether they came so or as "group/question"; keys in a repetition may carry its path."""
    values: dict[str, Any] = {}
    for key, value in said.items():
        if value is None or value == "" or key.startswith("__"):
            continue
        steps = key.removeprefix(f"{path}/").split("/") if path else key.split("/")
        place = values
        for step in steps[:-1]:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):
                raise Unusable(name, _("This answer is both a group and a question."), key, row)
            place = inner
        whole = "/".join([path, *steps]) if path else "/".join(steps)
        place[steps[-1]] = _value(value, whole, name, row)
    return values


def _value(value: Any, path: str, name: str, row: int) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        if all(isinstance(one, dict) for one in value):
            return [_object(one, path, name, row) for one in value]
        return " ".join(str(one) for one in value)
    if isinstance(value, dict) and "coordinates" in value:
        return _place(value)
    if isinstance(value, dict):
        return _object(value, path, name, row)
    raise Unusable(name, _("This answer cannot be read."), path, row)


def _place(value: Mapping[str, Any]) -> str:
    """GeoJSON has longitude first, forms have latitude first. "" for what is no place."""
    found = value["coordinates"]
    depth = _depth(found)
    points: list[Any] = found if depth == LINE else found[0] if depth == AREA else [found]
    about = value.get("properties")
    accuracy = (about.get("accuracy") if isinstance(about, dict) else None) or 0
    return ";".join(_point(point, accuracy) for point in points)


def _depth(value: Any) -> int:
    """1 for a point, 2 for a line, 3 for an area."""
    return 1 + _depth(value[0]) if isinstance(value, list) and value else 0


def _point(point: Any, accuracy: Any) -> str:
    if not isinstance(point, list) or len(point) not in (2, 3):
        return ""
    longitude, latitude, altitude = [*point, 0][:3]
    return f"{latitude} {longitude} {altitude} {accuracy}"


# CSV


def _csv(name: str, content: bytes, shape: Shape) -> list[Record]:
    table = _Table(name, content, shape.root, ())
    return [record for _key, record in table.records()]


def _zip(name: str, content: bytes, shape: Shape) -> list[Record]:
    """The table of answers and one for each repetition, joined by KEY and PARENT_KEY as ODK Central writes them."""
    files = _files(name, content)
    repeats = [node for node in shape.root.walk() if node.repeats]
    tables: dict[tuple[str, ...], _Table] = {}
    for file, text in files.items():
        node = _repeat_of(file, text, repeats) or shape.root
        steps = tuple(node.path.split("/")[2:])
        if steps in tables:
            raise Unusable(file, _("Two tables are about the same questions."))
        tables[steps] = _Table(file, text, node, steps)
    if () not in tables:
        raise Unusable(name, _("The table of the answers themselves is missing."))
    records = dict(tables[()].records())
    places = {key: record.values for key, record in records.items()}
    for steps in sorted(steps for steps in tables if steps):
        above = max((other for other in tables if other != steps and steps[: len(other)] == other), key=len)
        for key, record in tables[steps].records():
            parent = places.get(tables[steps].parents[key])
            if parent is None:
                raise Unusable(
                    record.file,
                    _("This row belongs to an answer that is not there."),
                    "PARENT_KEY",
                    record.row,
                )
            _put(parent, steps[len(above) :], [record.values], many=True)
            places[key] = record.values
    return list(records.values())


def _files(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            found = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
            if len(found) > MOST_FILES or sum(one.file_size for one in found) > MOST_OPENED:
                raise Unusable(name, _("There is too much in this file."))
            return {one.filename.rpartition("/")[2]: archive.read(one) for one in found}
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unusable(name, _("This is no .zip that can be read.")) from error


def _repeat_of(file: str, text: bytes, repeats: Sequence[Node]) -> Node | None:
    head = text[:65536].decode("utf-8-sig", "replace").partition("\n")[0]
    if "PARENT_KEY" not in head:
        return None
    stem = file.rpartition(".")[0]
    fits = [node for node in repeats if stem.endswith("-" + "-".join(node.path.split("/")[2:]))]
    fits = fits or [node for node in repeats if stem.endswith(node.name)]
    if not fits:
        raise Unusable(file, _("The form has no repetition of this name."))
    return max(fits, key=lambda node: len(node.path))


class _Table:
    """One CSV. `parents`: the key of each row's parent, known once `records` was read."""

    def __init__(self, file: str, content: bytes, node: Node, steps: tuple[str, ...]) -> None:
        self.file, self.steps = file, steps
        self.parents: dict[str, str] = {}
        self.table = CsvTable(file, content)
        self.head = self.table.head
        self.places = _places(self.file, self.head, node, len(steps))

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each row with its key."""
        columns = {steps[-1]: self.head[index] for index, (steps, _part) in self.places.items()}
        for row, line in self.table.lines():
            yield self._record(row, line, columns)

    def _record(self, row: int, line: Sequence[str], columns: Mapping[str, str]) -> tuple[str, Record]:
        if len(line) > len(self.head):
            raise Unusable(self.file, _("This row has more columns than there are headings."), row=row)
        said = dict(zip(self.head, line, strict=False))
        found = said.get("instanceID") or said.get("meta-instanceID") or said.get("meta/instanceID")
        key = said.get("KEY") or found or said.get("_uuid") or str(row)
        record = Record(self.file, row, _as_instance(found or said.get("_uuid") or said.get("KEY") or ""))
        record.person = said.get(PERSON, "").strip()
        record.moment = next((said[name] for name in MOMENTS if said.get(name)), "")
        record.version = next((said[name] for name in VERSIONS if said.get(name)), "")
        record.columns = columns
        self.parents[key] = said.get("PARENT_KEY", "")
        for index, (steps, part) in self.places.items():
            if index < len(line) and line[index] != "":
                _put(record.values, steps, line[index], part=part)
        return key, record


def _put(
    values: dict[str, Any], steps: tuple[str, ...], value: Any, *, part: int = -1, many: bool = False
) -> None:
    for step in steps[:-1]:
        values = values.setdefault(step, {})
    if many:
        values.setdefault(steps[-1], []).extend(value)
    elif part >= 0:
        parts = str(values.get(steps[-1], "")).split()
        values[steps[-1]] = " ".join([*parts, *["0"] * (part - len(parts)), value])
    else:
        values[steps[-1]] = value


def _places(file: str, head: Sequence[str], node: Node, depth: int) -> dict[int, tuple[tuple[str, ...], int]]:
    """Column to the steps of its question, and which part of a place it is (-1: none). Raises `Unusable`."""
    names = _names(node, depth)
    known: dict[int, tuple[tuple[str, ...], int]] = {}
    for index, heading in enumerate(head):
        place = _place_of(heading, names)
        if place is not None:
            known[index] = place
        elif not (_is_about(heading) or heading == PERSON or _is_choice(heading, names)):
            raise Unusable(file, _("The form has no such question in this version."), heading, 1)
    return known


def _place_of(heading: str, names: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], int] | None:
    if heading in names:
        return names[heading], -1
    stem, _by, tail = heading.rpartition("-")
    if tail in _POINT and stem in names:
        return names[stem], _POINT.index(tail)
    return None


def _names(node: Node, depth: int) -> dict[str, tuple[str, ...]]:
    """How a question may be called in a heading: by its path with any separator, or by a name that is the only one."""
    paths = [tuple(leaf.path.split("/")[2 + depth :]) for leaf in _leaves(node)]
    alone = [path[-1] for path in paths]
    names = {path[-1]: path for path in paths if alone.count(path[-1]) == 1}
    return names | {by.join(path): path for by in _SEPARATORS for path in paths}


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.children and not child.repeats:
            yield from _leaves(child)
        elif not child.children:
            yield child


def _is_about(heading: str) -> bool:
    """What the other system says of the answer, rather than an answer."""
    return (
        heading == ""
        or heading in _IGNORED
        or heading.startswith(("_", "formhub/", "meta/", "meta-", "SET-OF-"))
    )


def _is_choice(heading: str, names: Mapping[str, tuple[str, ...]]) -> bool:
    """One choice of a question, beside the column with all of them."""
    return any(heading.startswith(f"{name}{by}") for by in _SEPARATORS for name in names)


def _as_instance(text: str) -> str:
    text = text.strip().lower()
    return f"uuid:{text}" if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) else text
