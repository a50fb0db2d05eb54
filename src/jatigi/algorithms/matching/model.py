"""What is known of a person, asked or stored, and what comparing two of them says."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from jatigi.algorithms.matching.likeness import MEMORY, Ear

NOBODY = UUID(int=0)

_SAME_CHARACTER = str.maketrans("OIL", "011")
_NO_DIGITS = bytes(sorted({*range(128)} - {*b"0123456789"}))
SHORT_PHONE, SHORT_MARK = 7, 10**8
MOST_NAMES, MOST_PARENTS, MOST_PLACES = 6, 3, 2
"""So many words of a field are compared."""

_SHORTEST_DOCUMENT = 4


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known: a year with ``width`` years of doubt on either side, or an exact day.

    The first of January and the last of December are how registers write an unknown day: they count as a year.
    """

    year: int
    month: int | None = None
    day: int | None = None
    width: int = 0

    @property
    def exact(self) -> tuple[int, int] | None:
        """Month and day when both are truly known."""
        if self.month is None or self.day is None or (self.month, self.day) in ((1, 1), (12, 31)):
            return None
        return (self.month, self.day) if self.width == 0 else None


class Stay(NamedTuple):
    """Somebody slept at a site from a day until another, both as day numbers (``date.toordinal``); None: still there."""

    site: str
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A record normalised: words of names, telephones and documents as numbers.

    Parents are named without the words that their child bears too, of which the child's own names have spoken.
    """

    names: tuple[str, ...] = ()
    sex: str = ""
    birth: Birth | None = None
    father: tuple[str, ...] = ()
    mother: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    phones: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    languages: frozenset[str] = frozenset()
    group: str = ""
    stays: tuple[Stay, ...] = ()
    longest: int = 0
    """So many words the longest of several names has; 0 where ``names`` are the words of one."""

    @property
    def called(self) -> int:
        """How many words of the name another scribe would write down: those of one name, not of all of them."""
        return self.longest or len(self.names)

    @property
    def says_who(self) -> bool:
        """Whether there is anything by which somebody can be looked for."""
        return bool(self.names or self.phones or self.documents)


@dataclass(frozen=True)
class Record:
    """What is known of one person; what is not known stays empty and counts neither for nor against.

    ``names`` are all names by which the person is known, each of them whole, as written, its words in any order and script. ``sex`` is a code, compared
    only for equality; leave it None for unknown or not said.
    """

    names: tuple[str, ...] = ()
    sex: str | None = None
    birth: Birth | None = None
    father: str = ""
    mother: str = ""
    phones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    origin: str = ""
    languages: tuple[str, ...] = ()
    group: str = ""
    stays: tuple[Stay, ...] = ()

    @cached_property
    def known(self) -> Known:
        """The same in the form in which it is compared."""
        return self.heard_by(MEMORY)

    @property
    def says_who(self) -> bool:
        """Whether there is anything by which somebody can be looked for; no word is taken from memory."""
        return self.heard_by(Ear()).says_who

    def heard_by(self, ear: Ear) -> Known:
        """The same with words that are asked for, so that nothing is taken from memory."""
        names = _words(ear, *self.names)
        own = {ear.fold_asked(word) for word in names} if self.father or self.mother else set()
        return Known(
            names[:MOST_NAMES],
            sex=self.sex or "",
            birth=self.birth,
            father=_apart(ear, own, self.father),
            mother=_apart(ear, own, self.mother),
            origin=_words(ear, self.origin)[:MOST_PLACES],
            nationalities=codes_of(self.nationalities)[:2],
            phones=numbers_of(phone_number, self.phones),
            documents=numbers_of(document_number, self.documents),
            languages=frozenset(codes_of(self.languages)) if self.languages else _NO_CODES,
            group=self.group,
            stays=self.stays,
            longest=self._longest(ear, len(names)),
        )

    def _longest(self, ear: Ear, words: int) -> int:
        if len(self.names) < 2:
            return 0
        longest = max(len(_words(ear, name)) for name in self.names)
        return longest if longest < min(words, MOST_NAMES) else 0


Query = Record


class Reason(NamedTuple):
    """Why two records agree or not: a code and its parameters, for the page to put into words.

    Parameters may hold names: show them, never log them.
    """

    code: str
    params: dict[str, str | int] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """How likely it is that two records are of one person, from 0 to 1, and why. 0.5 is worth a careful look."""

    score: float
    reasons: tuple[Reason, ...] = ()
    id: UUID = field(default=NOBODY)


def phone_number(phone: str) -> int:
    """The last eight digits of a telephone number; one of seven digits is marked; 0 for none.

    So written with or without what leads to another country it is one number.
    """
    if phone.isascii():
        digits = phone.encode().translate(None, _NO_DIGITS).decode()
    else:
        digits = "".join(str(unicodedata.decimal(sign)) for sign in phone if sign.isdecimal())
    if len(digits) < SHORT_PHONE:
        return 0
    return int(digits[-8:]) if len(digits) >= 8 else SHORT_MARK + int(digits)


def _words(ear: Ear, *names: str) -> tuple[str, ...]:
    words = [word for name in names if name for word in ear.words(name)]
    return tuple(words if len(set(words)) == len(words) else dict.fromkeys(words))


def _apart(ear: Ear, own: set[str], name: str) -> tuple[str, ...]:
    if not name:
        return ()
    return tuple([word for word in _words(ear, name) if ear.fold_asked(word) not in own])[:MOST_PARENTS]


_NO_CODES: frozenset[str] = frozenset()


def codes_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes as they are compared, each once."""
    if not codes:
        return ()
    return tuple(dict.fromkeys([plain for code in codes if (plain := code.strip().casefold())]))


def numbers_of(read: Callable[[str], int], written: tuple[str, ...]) -> tuple[int, ...]:
    """The first two numbers that can be read."""
    if not written:
        return ()
    return tuple(dict.fromkeys([number for each in written if (number := read(each))]))[:2]


def document_number(number: str) -> int:
    """A fingerprint of 63 bits of a document's number, O read as 0, I and L as 1; 0 for none."""
    signs = unicodedata.normalize("NFKC", number).upper()
    plain = "".join(sign for sign in signs if sign.isalnum()).translate(_SAME_CHARACTER)
    if len(plain) < _SHORTEST_DOCUMENT:
        return 0
    return int.from_bytes(blake2b(plain.encode(), digest_size=8).digest()) >> 1
