"""Short codes that people read aloud, such as ``7K3M-Q4T``.

Six random characters and a check character over 29 letters. The alphabet has no vowel, so no word can appear,
and none of the characters that are mistaken for 1 or 0. A code says nothing about a place, an organisation or
a reason.

The check is a weighted sum modulo 29. As 29 is prime and the seven weights differ, every wrong character and
every exchange of two characters, at any distance, is noticed; a random mistake passes once in 29.
"""

import secrets
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

ALPHABET = "123456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 7
GROUP = 4

Reason = Literal["length", "alphabet", "check"]

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_READ_AS = {letter: letter for letter in ALPHABET} | {"I": "1", "L": "1"}
_READ_AS |= {letter.lower(): read for letter, read in _READ_AS.items()}
_WEIGHTS = (7, 6, 5, 4, 3, 2, 1)


class CodeError(ValueError):
    """What was typed is not a code; ``reason`` says why.

    "alphabet": a character that no code has; "length": too few or too many; "check": one or more are wrong.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def new_code(random: Callable[[int], int] = secrets.randbelow) -> str:
    """A new code in its written form; ``random(n)`` answers an unpredictable number below n.

    There are 29**6 (595 million) codes: whoever stores one makes sure that it is not taken yet.
    """
    body = "".join(ALPHABET[random(len(ALPHABET))] for _ in range(LENGTH - 1))
    return _written(body + _check_character(body))


def read_code(text: str) -> str:
    """The written form of a code as typed or scanned: any case, I and L for 1, spaces and hyphens anywhere.

    Raises CodeError.
    """
    try:
        letters = "".join(_READ_AS[character] for character in text if not _is_separator(character))
    except KeyError:
        raise CodeError("alphabet") from None
    if len(letters) != LENGTH:
        raise CodeError("length")
    if _weighted_sum(letters) != 0:
        raise CodeError("check")
    return _written(letters)


def _written(letters: str) -> str:
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def _is_separator(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Pd", "Cf")


def _check_character(body: str) -> str:
    return ALPHABET[-_weighted_sum(body) % len(ALPHABET)]


def _weighted_sum(letters: Iterable[str]) -> int:
    values = (_VALUE[letter] for letter in letters)
    return sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=False)) % len(ALPHABET)
