"""A region of invented people: any number of them, always the same, made a part at a time."""

import csv
from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.region.lexicon import Lexicon
from bench.region.notes import FIRST, SECOND, Notes, Rates, Scribe
from bench.region.truth import People, born

PART = 50_000
COLUMNS = (
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
_TRUTH, _FIRST, _SECOND, _CHOICE, _STRANGERS = range(5)


class Region:
    """People numbered from 0; number ``n`` is the same person, with the same first note, in a region of any size."""

    def __init__(self, seed: int = 4, rare: float = 1.0) -> None:
        self.seed, self.rare = seed, rare

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names of the region and the ways of writing them; made when first needed, in some seconds."""
        return Lexicon(self.seed, self.rare)

    def part(self, number: int) -> People:
        """People ``number * PART`` to the next part."""
        return born(self.lexicon, PART, np.random.default_rng((self.seed, _TRUTH, number)))

    def register(self, people: int, rates: Rates = FIRST) -> Iterator[Notes]:
        """The first notes of all, in parts and in order."""
        for number in range(-(-people // PART)):
            wanted = min(PART, people - number * PART)
            scribe = Scribe(self.lexicon, rates, np.random.default_rng((self.seed, _FIRST, number)))
            yield head(scribe.notes(self.part(number)), wanted)

    def queries(
        self, count: int, people: int, rates: Rates = SECOND, serial: int = 0
    ) -> tuple[NDArray[np.int64], Notes]:
        """Second notes of people of a register: who they are, what another scribe wrote.

        Another ``serial``, other people: to set something on some and measure on others.
        """
        chosen = np.sort(
            np.random.default_rng((self.seed, _CHOICE, serial)).choice(people, count, replace=False)
        )
        scribe = Scribe(self.lexicon, rates, np.random.default_rng((self.seed, _SECOND, serial)))
        notes = [
            scribe.notes(self.part(int(number)).take(chosen[chosen // PART == number] % PART))
            for number in np.unique(chosen // PART)
        ]
        mixed = np.random.default_rng((self.seed, _CHOICE, serial, 1)).permutation(count)
        return chosen[mixed], _take(_joined(notes), mixed)

    def strangers(self, count: int, rates: Rates = SECOND, serial: int = 0) -> Notes:
        """Notes of people who are in no register, of the same peoples and by the same scribes."""
        random = np.random.default_rng((self.seed, _STRANGERS, serial))
        return Scribe(self.lexicon, rates, random).notes(born(self.lexicon, count, random))

    def write(self, folder: Path, people: int, queries: int, strangers: int) -> tuple[Path, Path]:
        """``P.csv`` and ``Q.csv`` as ``jatigi match evaluate`` reads them."""
        register, asked = folder / "P.csv", folder / "Q.csv"
        with register.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("id", *COLUMNS))
            start = 0
            for notes in self.register(people):
                writer.writerows(rows(notes, range(start, start + len(notes))))
                start += len(notes)
        who, present = self.queries(queries, people)
        with asked.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("true_id", *COLUMNS))
            writer.writerows(rows(present, who.tolist()))
            writer.writerows(rows(self.strangers(strangers), [""] * strangers))
        return register, asked


def rows(notes: Notes, ids: range | list[int] | list[str]) -> Iterator[tuple[object, ...]]:
    """An id, then the columns of the issue; a year that is not known is empty."""
    columns = [getattr(notes, name) for name in COLUMNS]
    columns[COLUMNS.index("birth_year")] = [year or "" for year in notes.birth_year.tolist()]
    yield from zip(ids, *columns, strict=True)


def head(notes: Notes, count: int) -> Notes:
    """The first so many."""
    return _take(notes, slice(count))


def _take(notes: Notes, chosen: NDArray[np.intp] | slice) -> Notes:
    return Notes(**{field.name: getattr(notes, field.name)[chosen] for field in fields(notes)})


def _joined(parts: list[Notes]) -> Notes:
    return Notes(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Notes)
        }
    )
