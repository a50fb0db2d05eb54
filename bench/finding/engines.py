"""The engine under measurement, in this process, behind its socket, and reading everything that it may leave out."""

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock
from uuid import UUID

import numpy as np
from numba import njit

from bench.finding.records import OWNERS, id_of, number_of, owner_of, records
from bench.region import Notes, Region
from jatigi.algorithms.matching import Engine, Match, Record, Visible, engine, likeness
from jatigi.algorithms.matching.nearness import LETTERS, Rows, as_row, similarity

FULLY = 5_000
Entry = tuple[UUID, int, Record]
Made = TypeVar("Made")


class Stopwatch:
    """Seconds that pass while somebody else works."""

    def __init__(self) -> None:
        self.aside = 0.0

    def outside(self, entries: Iterable[Made]) -> Iterator[Made]:
        """The same; the time in which each is made is not counted."""
        began = time.perf_counter()
        for entry in entries:
            self.aside += time.perf_counter() - began
            yield entry
            began = time.perf_counter()


def entries(parts: Iterable[Notes]) -> Iterator[Entry]:
    """Everybody with an id and an owner."""
    number = 0
    for notes in parts:
        for record in records(notes):
            yield id_of(number), owner_of(number), record
            number += 1


def built(region: Region, people: int) -> tuple[Engine, float]:
    """An engine with the people of a region; seconds, without those in which the people were made."""
    watch, made = Stopwatch(), Engine()
    began = time.perf_counter()
    made.build(watch.outside(entries(region.register(people))))
    return made, time.perf_counter() - began - watch.aside


def all_but(owner: int) -> Visible:
    """What somebody sees who may see the people of every organisation but one."""
    return Visible(frozenset(range(OWNERS)) - {owner})


def numbers(matches: list[Match]) -> list[int]:
    """Whom a search found."""
    return [number_of(match.id) for match in matches]


@contextmanager
def exhaustive() -> Iterator[None]:
    """While it lasts, an engine compares every word with every other and the best 5,000 records in full.

    It reads all records of all years at any time. What is left out otherwise is by way of upper bounds and loses nothing.
    """
    with (
        mock.patch.object(engine, "COMPARED_IN_FULL", FULLY),
        mock.patch.object(likeness.Rack, "similar", _similar_to_each),
    ):
        yield


def _similar_to_each(rack: likeness.Rack, word: str) -> Any:
    row, length = as_row(word)
    out = np.empty(rack.size, np.float32)
    _each(row, length, rack.rows[: rack.size], rack.lengths[: rack.size], out)
    return out


@njit
def _each(row: Rows, length: int, words: Rows, lengths: Rows, out: Any) -> None:
    for at in range(len(lengths)):
        out[at] = similarity(row, length, words[at], lengths[at])


def without(what: str) -> None:
    """Ablations, for a process that ends with them: ``fold`` (letters as written) or ``equivalents``; in force at once."""
    from jatigi.algorithms.matching import sound
    from jatigi.algorithms.matching.forms import groups

    if what == "fold":
        sound._COMPILED.clear()
        sound.KIN.clear()
        sound.KIN.update({form: forms[0] for forms in groups() for form in forms})
        likeness._CUSTOMARY[:] = [*sound.KIN]
    elif what == "equivalents":
        sound.KIN.clear()
        likeness._LONG_ENOUGH = LETTERS * 2
    sound.noted.cache_clear()
    likeness.noted_sound.cache_clear()


def in_a_process(work: Any, *arguments: Any) -> Any:
    """What ``work`` answers in a fresh process, so that its memory is its own and nothing it changes remains."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(work, arguments)


def resident(process: str = "self", line: str = "VmRSS:") -> float:
    """Megabytes that a process holds, or held at most (``VmHWM:``)."""
    for text in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if text.startswith(line):
            return int(text.split()[1]) / 1024
    return 0.0
