"""Whether a file is a form that can be used: one judgement, the same on the page and from the command line.

`judge` reads and converts in a process of its own (`worker`) with little time and memory: whoever brings a file waits
for the answer, so that a queue would gain nothing, and a hostile file costs that process and nothing else. ODK Validate
looks at the result where Java is present (`validate`).
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, TypedDict

import jatigi
from jatigi.questionnaires import wording
from jatigi.questionnaires.judging import validate
from jatigi.questionnaires.judging.findings import Finding
from jatigi.questionnaires.judging.reading import MOST_BYTES
from jatigi.questionnaires.judging.sentences import sentence
from jatigi.questionnaires.shape import Shape, shape_of

WAITS = 30
"""Seconds until a conversion is given up: a form of 600 kB takes three, ODK Validate included."""
PATIENCE = 5
"""Seconds that whoever brings a file waits for those who were there before."""
MOST_TOLD = 200
AT_A_TIME = 2
_places = BoundedSemaphore(AT_A_TIME)


class Told(TypedDict):
    """A finding in words. `row` counts from 1, the row of headers; None and "" where it is about the whole."""

    sheet: str
    row: int | None
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a file. `xform` and `shape` only where it is usable.

    `kind`: ".xlsx", ".xls", ".csv" or ".md". `files`: those that come with it, name → (media type, content).
    """

    name: str
    sha256: str
    errors: tuple[Told, ...] = ()
    warnings: tuple[Told, ...] = ()
    kind: str = ""
    content: bytes = field(default=b"", repr=False)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict, repr=False)
    xform: str = field(default="", repr=False)
    shape: Shape | None = field(default=None, repr=False)
    languages: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be published."""
        return self.shape is not None


def judge(name: str, content: bytes, files: Mapping[str, bytes] | None = None) -> Judgement:
    """Read, check and convert a file with those beside it; says everything that is wrong, in the language of now.

    At most `AT_A_TIME` files are looked at in a process; whoever comes then is asked to try again.
    """
    with _place() as free:
        if free:
            return _judged(name, content, dict(files or {}))
    return Judgement(name, sha256(content).hexdigest(), _told([Finding("busy")]))


@contextmanager
def _place() -> Iterator[bool]:
    """A place among those whose files are looked at now; False where none came free in time."""
    free = _places.acquire(timeout=PATIENCE)
    try:
        yield free
    finally:
        if free:
            _places.release()


def _judged(name: str, content: bytes, beside: dict[str, bytes]) -> Judgement:
    digest = sha256(content).hexdigest()
    findings, answer = _examined(name, content, beside)
    findings = [finding for finding in findings if not _is_given(finding)]
    usable = bool(answer.get("xform")) and all(finding.warning for finding in findings)
    if usable:
        findings += validate.look_at(answer["xform"])
    errors = _told(finding for finding in findings if not finding.warning)
    errors += _of_entities(answer["xform"], content) if usable and not errors else ()
    warnings = _told(finding for finding in findings if finding.warning)
    kind = answer.get("kind", "")
    if errors or not usable:
        return Judgement(name, digest, errors, warnings, kind, content)
    xform = answer["xform"]
    there = {known: (media, beside[known]) for known, media in answer["kinds"].items()}
    if answer["itemsets"]:
        there["itemsets.csv"] = ("text/csv", answer["itemsets"].encode())
    return Judgement(
        name, digest, (), warnings, kind, content, there, xform, shape_of(xform), wording.languages(xform)
    )


def _is_given(finding: Finding) -> bool:
    """A list that a form reads and that this node gives to whoever fills it in: nobody brings it."""
    from jatigi.questionnaires import entities

    return finding.code == "file_missing" and finding.given.get("name") in entities.offered_files()


def _of_entities(xform: str, content: bytes) -> tuple[Told, ...]:
    """What its entities stand in the way of, with the row of each question."""
    from jatigi.questionnaires import entities

    found = entities.problems(shape_of(xform), xform)
    survey = _sheets_of(content).get("survey", {}) if found else {}
    rows = {
        row.get("name"): number
        for row, number in zip(survey.get("rows", ()), survey.get("numbers", ()), strict=True)
    }
    return tuple(
        Told(sheet=one.sheet, row=rows.get(one.question), column=one.column, message=one.sentence)
        for one in found
    )


def sheets_of(content: bytes) -> dict[str, Any]:
    """Sheet → {"columns", "rows", "numbers" of the rows} under the documented names; {} for what cannot be read now."""
    with _place() as free:
        return _sheets_of(content) if free else {}


def _sheets_of(content: bytes) -> dict[str, Any]:
    done = _worked({"content": _packed(content), "beside": {}, "name": "", "sheets_only": True})
    return done or {}


def _examined(name: str, content: bytes, beside: Mapping[str, bytes]) -> tuple[list[Finding], dict[str, Any]]:
    if len(content) > MOST_BYTES:
        return [Finding("size", given={"most": str(MOST_BYTES // 1024 // 1024)})], {}
    if any(len(one) > MOST_BYTES for one in beside.values()):
        large = next(one for one in beside if len(beside[one]) > MOST_BYTES)
        return [Finding("file_size", given={"name": large})], {}
    packed = {one: _packed(inside) for one, inside in beside.items()}
    answer = _worked({"name": name, "content": _packed(content), "beside": packed})
    if answer is None:
        return [Finding("too_hard")], {}
    return [Finding(**finding) for finding in answer["findings"]], answer


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _worked(asked: dict[str, Any]) -> dict[str, Any] | None:
    """The worker's answer; None where it was stopped."""
    sources = str(Path(jatigi.__file__).parents[1])
    environment = {"PYTHONPATH": sources, "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory() as nowhere:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "jatigi.questionnaires.judging.worker"],
                input=json.dumps(asked).encode(),
                capture_output=True,
                cwd=nowhere,
                env=environment,
                timeout=WAITS,
                check=False,
            )
            answer: dict[str, Any] | None = json.loads(done.stdout) if done.returncode == 0 else None
        except (subprocess.TimeoutExpired, ValueError):
            return None
    return answer


def _told(findings: Iterable[Finding]) -> tuple[Told, ...]:
    """In the order of the sheets, each once, not without end."""
    order = {"": 0, "survey": 1, "choices": 2, "settings": 3}
    known = sorted(findings, key=lambda f: (order.get(f.sheet, 4), f.row or 0))
    told = list(dict.fromkeys((f.sheet, f.row, f.column, sentence(f)) for f in known))
    more = len(told) - MOST_TOLD
    if more > 0:
        told = [*told[:MOST_TOLD], ("", None, "", sentence(Finding("more", given={"count": str(more)})))]
    return tuple(Told(sheet=s, row=r, column=c, message=m) for s, r, c, m in told)
