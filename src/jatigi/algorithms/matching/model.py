"""What is known of a person, asked or stored, and what comparing two of them says."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from jatigi.algorithms.matching.names import normalise
from jatigi.algorithms.matching.sound import fold

NOBODY = UUID(int=0)

_SAME_CHARACTER = str.maketrans("OIL", "011")
_SHORTEST_PHONE = 7
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


@dataclass(frozen=True)
class Record:
    """What is known of one person; what is not known stays empty and counts neither for nor against.

    ``names`` are all names the person has, as written, in any order and script. ``sex`` is a code, compared
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
    def tokens(self) -> dict[str, str]:
        """The folded words of all names, each with the word it came from."""
        return _folded(*self.names)

    @cached_property
    def father_tokens(self) -> dict[str, str]:
        """The folded words of the father's name."""
        return _folded(self.father)

    @cached_property
    def mother_tokens(self) -> dict[str, str]:
        """The folded words of the mother's name."""
        return _folded(self.mother)

    @cached_property
    def phone_numbers(self) -> frozenset[str]:
        """The digits of the phones, without what leads to another country."""
        return frozenset(filter(None, map(_digits, self.phones)))

    @cached_property
    def document_numbers(self) -> frozenset[str]:
        """The numbers of the documents without spaces and signs, O read as 0, I and L as 1."""
        return frozenset(filter(None, map(_document, self.documents)))


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


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers (digits only) are one, written with or without the country's prefix."""
    short, long = sorted((one, other), key=len)
    return long[-8:] == short[-8:] if len(short) >= 8 else long.endswith(short)


def phone_key(digits: str) -> str:
    """What two ways of writing one number have in common."""
    return digits[-_SHORTEST_PHONE:]


def _folded(*names: str) -> dict[str, str]:
    return {fold(token): token for name in names for token in normalise(name)}


def _digits(phone: str) -> str:
    digits = "".join(str(unicodedata.decimal(sign)) for sign in phone if sign.isdecimal())
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def _document(number: str) -> str:
    signs = unicodedata.normalize("NFKC", number).upper()
    plain = "".join(sign for sign in signs if sign.isalnum()).translate(_SAME_CHARACTER)
    return plain if len(plain) >= _SHORTEST_DOCUMENT else ""
