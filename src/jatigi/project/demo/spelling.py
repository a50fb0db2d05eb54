"""The same name under another pen: how scribes with French, English or Arabic ears write what they hear."""

import random
import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Literal

from jatigi.project.demo.names import PersonName, catalogue

Ear = Literal["french", "english", "arabic"]
EARS: tuple[Ear, ...] = ("french", "english", "arabic")

CUSTOMARY = 0.45
APPLIED = 0.6

# What the ear does to a word in lower case without accents, in this order.
RULES: dict[Ear, tuple[tuple[str, str], ...]] = {
    "french": (
        ("sh", "ch"),
        ("w", "ou"),
        ("(?<!d)j", "dj"),
        ("oo", "ou"),
        ("ee", "i"),
        ("(?<![ou])u(?![aeiou])", "ou"),
        ("k(?=[aou])", "c"),
        ("y$", "i"),
        ("(?<=[aeiou])s(?=[aeiou])", "ss"),
    ),
    "english": (
        ("ou(?=[aeiou])", "w"),
        ("ou", "u"),
        ("dj", "j"),
        ("dia", "ja"),
        ("ch", "sh"),
        ("gu(?=[ei])", "g"),
        ("c(?=[aou])", "k"),
        ("e$", "eh"),
        ("ss", "s"),
    ),
    "arabic": (
        ("p", "b"),
        ("v", "f"),
        ("gn", "ny"),
        ("ou(?=[aeiou])", "w"),
        ("ou", "u"),
        ("o", "u"),
        ("e(?!$)", "i"),
        ("c(?=[aou])", "k"),
        ("g(?!h)", "gh"),
        ("dj", "j"),
    ),
}


def spelled(name: str, ear: Ear, rng: random.Random) -> str:
    """`name` as a scribe with this ear might write it; sometimes unchanged, never empty for a name that has letters."""
    return " ".join(_word(word, ear, rng) for word in name.split())


def written_again(name: PersonName, ear: Ear, rng: random.Random) -> PersonName:
    """A second office's version of a person's name: other spelling, now and then a part missing or in another order."""
    given, family = spelled(name.given, ear, rng), spelled(name.family, ear, rng)
    slip = rng.random()
    if slip < 0.06 and family and " " not in family and " " not in given:
        given, family = family, given
    elif slip < 0.14 and " " in given:
        given = given.split()[0]
    return replace(
        name,
        given=given,
        family=family,
        nicknames=() if rng.random() < 0.5 else name.nicknames,
        father=spelled(name.father, ear, rng) if rng.random() < 0.6 else "",
        mother=spelled(name.mother, ear, rng) if rng.random() < 0.5 else "",
    )


def _word(word: str, ear: Ear, rng: random.Random) -> str:
    known = customary().get(_plain(word))
    if known and rng.random() < CUSTOMARY:
        return rng.choice(known)
    written = _plain(word)
    for pattern, replacement in RULES[ear]:
        if rng.random() < APPLIED:
            written = re.sub(pattern, replacement, written)
    if written == _plain(word) and ear == "french" and rng.random() < 0.5:
        return word
    return _capitalised(written)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[’'-])(\w)", lambda found: found[1] + found[2].upper(), word)


@cache
def customary() -> dict[str, tuple[str, ...]]:
    """The other customary spellings of a name, by its form in lower case without accents."""
    others: dict[str, tuple[str, ...]] = {}
    for line in catalogue().same:
        for form in line:
            others[_plain(form)] = tuple(other for other in line if _plain(other) != _plain(form))
    return others
