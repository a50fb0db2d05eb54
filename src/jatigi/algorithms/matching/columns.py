"""What is known of everybody as columns of numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.likeness import Ear
from jatigi.algorithms.matching.model import MOST_NAMES, MOST_PARENTS, MOST_PLACES, Birth, Known, Stay
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.usage import Beside, beside_in
from jatigi.algorithms.matching.vocabulary import Vocabulary

Column = NDArray[Any]

FIRST_YEAR, YEARS = 1880, 256
UNKNOWN_YEAR = 0
NOBODYS = 65_535
"""The owner of what was removed."""
WIDE = 5
"""From so many years of doubt on a record stands apart, among those that are always looked at."""


class Codes:
    """Short codes (nationality, sex, language, travel group, site) by number; 0 is none."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {"": 0}
        self.written: list[str] = [""]
        self.shares: NDArray[np.float64] = np.zeros(0)

    def number(self, code: str) -> int:
        """The number of a code, new if it is new."""
        known = self.known.get(code)
        if known is None:
            known = self.known[code] = len(self.written)
            self.written.append(code)
        return known

    def share(self, code: str, usual: float) -> float:
        """The share of all who have a code, as far as it was counted; ``usual`` for an unknown one."""
        at = self.known.get(code, len(self.shares))
        return float(self.shares[at]) if at < len(self.shares) else usual


PARTS = {
    Role.NAME: slice(0, MOST_NAMES),
    Role.MOTHER: slice(MOST_NAMES, MOST_NAMES + MOST_PARENTS),
    Role.FATHER: slice(MOST_NAMES + MOST_PARENTS, MOST_NAMES + 2 * MOST_PARENTS),
    Role.ORIGIN: slice(MOST_NAMES + 2 * MOST_PARENTS, MOST_NAMES + 2 * MOST_PARENTS + MOST_PLACES),
}
"""Which of the words of a row stand in a role; 0 fills up."""


@dataclass(slots=True)
class Columns:
    """One row a person; the columns are those that `reading` makes: ``from_father`` says by bits which names the father bears
    too. ``id`` are the halves of the UUIDs."""

    words: Column
    longest: Column
    from_father: Column
    phones: Column
    documents: Column
    nationalities: Column
    year: Column
    width: Column
    day: Column
    sex: Column
    group: Column
    languages: Column
    stays: Column
    owner: Column
    ids: Column

    def __len__(self) -> int:
        return len(self.year)

    def take(self, rows: Column | slice) -> "Columns":
        """These rows, in this order."""
        return Columns(*(getattr(self, field.name)[rows] for field in fields(self)))

    def bytes(self) -> int:
        """Memory that the columns take."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))


_HELD = 64.0
"""So many people of usual nationalities are added to those who are counted."""


class Coder:
    """Puts records into numbers and back. What is seldom known (languages, stays) lies beside the columns."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.nationalities = Codes()
        self.sexes = Codes()
        self.groups = Codes()
        self._tongues: dict[frozenset[str], int] = {frozenset(): 0}
        self._spoken: list[frozenset[str]] = [frozenset()]
        self._stays: list[tuple[Stay, ...]] = [()]

    def count(self, columns: "Columns", usual: float) -> None:
        """Take how common words and nationalities are; of a nationality nothing is known, the share is ``usual``."""
        for role, part in PARTS.items():
            words = columns.words[:, part]
            self.vocabulary.count(role, words, int(np.count_nonzero(words[:, 0])))
        held = np.bincount(columns.nationalities[:, 0], minlength=len(self.nationalities.written))
        held[0] = 0
        coarse = self.vocabulary.coarsely(held).astype(np.float64)
        self.vocabulary.settle()
        self.vocabulary.learn(self.beside(columns))
        self.nationalities.shares = (coarse + _HELD * usual) / (coarse.sum() + _HELD)

    def beside(self, columns: "Columns") -> Beside:
        """Which names stand beside one another, of children and fathers and of people of several names."""
        names, fathers = (columns.words[:, PARTS[role]] for role in (Role.NAME, Role.FATHER))
        return beside_in(names, fathers, columns.from_father, columns.longest, self.vocabulary.as_heard())

    def apart(self, known: Known, ear: Ear) -> Known:
        """The same with names apart that were written together."""
        names = (each for word in known.names for each in self.vocabulary.apart(word, ear))
        return replace(known, names=tuple(dict.fromkeys(names))[:MOST_NAMES])

    def tongue(self, codes: Iterable[str]) -> int:
        """The number of the languages that somebody speaks, in any order."""
        languages = frozenset(codes)
        known = self._tongues.get(languages)
        if known is None:
            known = self._tongues[languages] = len(self._spoken)
            self._spoken.append(languages)
        return known

    def stay(self, stays: tuple[Stay, ...]) -> int:
        """The number of somebody's stays, 0 for none."""
        if not stays:
            return 0
        self._stays.append(stays)
        return len(self._stays) - 1

    def known(self, columns: Columns, row: int) -> Known:
        """A row as the record that it was."""
        words, stand = self.vocabulary.words, columns.words[row].tolist()
        roles = {role: tuple([words[at] for at in stand[part] if at]) for role, part in PARTS.items()}
        nationalities = tuple(self.nationalities.written[at] for at in columns.nationalities[row] if at)
        return Known(
            roles[Role.NAME],
            sex=self.sexes.written[columns.sex[row]],
            birth=_birth(int(columns.year[row]), int(columns.width[row]), int(columns.day[row])),
            father=roles[Role.FATHER],
            mother=roles[Role.MOTHER],
            origin=roles[Role.ORIGIN],
            nationalities=nationalities,
            phones=tuple(int(at) for at in columns.phones[row] if at),
            documents=tuple(int(at) for at in columns.documents[row] if at),
            languages=self._spoken[columns.languages[row]],
            group=self.groups.written[columns.group[row]],
            stays=self._stays[columns.stays[row]],
            longest=int(columns.longest[row]),
        )


def moved_together(parts: Sequence[Columns]) -> Columns:
    """Columns one below the other, those of the parts given up as they are taken: little stands in memory twice."""
    whole: list[Column] = []
    for field in fields(Columns):
        whole.append(np.concatenate([getattr(part, field.name) for part in parts]))
        for part in parts:
            setattr(part, field.name, whole[-1][:0])
    return Columns(*whole)


def joined(parts: Sequence[Columns]) -> Columns:
    """Columns one below the other."""
    if len(parts) == 1:
        return parts[0]
    return Columns(
        *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Columns))
    )


def year_number(year: int) -> int:
    """A year of birth as it stands in its column."""
    return min(max(year - FIRST_YEAR, 1), YEARS - 1)


def day_number(birth: Birth | None) -> int:
    """The day of a birth as month × 32 + day, 0 if it is not exactly known."""
    exact = birth.exact if birth else None
    return exact[0] * 32 + exact[1] if exact else 0


def _birth(year: int, width: int, day: int) -> Birth | None:
    if year == UNKNOWN_YEAR:
        return None
    month, of_month = divmod(day, 32)
    return Birth(year + FIRST_YEAR, month or None, of_month or None, width)
