"""One written form for all the ways a name of the region is spelt.

Scribes write the same name by French, English, Arabic or national habits: Diarra, Jara, Djara. The rules below say
what is heard; the table says which forms are one name by custom. Too coarse to be shown, only to compare.

A word that somebody asks for is heard afresh each time (`heard`); the words of records, which come by the million, from
memory (`noted`). How long an answer takes must not tell that a word was read before.
"""

import re
from functools import lru_cache

from jatigi.algorithms.matching.forms import groups

_RULES: tuple[tuple[str, str], ...] = (
    # Consonants, as French, English and national spellings write them
    ("tch|tsh", "ty"),
    ("sch|ch|sh", "s"),
    ("ph", "f"),
    ("ck|qu(?=[eiy])|q", "k"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("(?<![ei])x|x(?=[aou])", "k"),  # Soxna, Xadi: x is kh, but for Alex and Felix
    ("x", "ks"),
    ("gu(?=[eiy])", "g"),
    ("gn", "ny"),
    ("^rh(?=is|al|ou)", "g"),  # Rhissa is Ghissa
    ("^e(?=mb)", ""),
    (r"(?<=[^aeiouh])(?<!^s)a[iy](?!lo)(?=[^aeiouyh])", "ei"),
    ("^aha?m[ae](?=[dt])", "ama"),  # Ahmed is not Hamid
    ("h", ""),
    ("z", "s"),
    ("v", "w"),
    (r"([^aeou])\1+", r"\1"),
    ("dj|d[iy](?=[aeouw])", "j"),
    ("t[iy](?=[aeou])", "c"),
    ("n(?=[bp])", "m"),
    ("ng$", "n"),
    ("p$", "b"),
    # Endings
    ("(?:ay|ai|ei|ey)e?$", "e"),
    ("(?:oe|owe?)$", "o"),
    ("(?<=.man|.min|.san|.sin|.din)e$", ""),
    # Vowels: e and i are one, o and u are one
    ("ee", "i"),
    ("oo|ou", "u"),
    ("e", "i"),
    ("o", "u"),
    ("y(?![aiu])", "i"),
    ("w(?![aiu])", "u"),
    (r"([aiu])\1+", r"\1"),
    ("i(?=[au])", "y"),
    ("u(?=[ai])", "w"),
    ("iy", "y"),
    ("uw", "w"),
    ("yi", "i"),
    ("wu", "u"),
    ("sy(?=..)", "s"),
    ("[aiu]l?din$", "din"),
    (r"(.)\1+", r"\1"),
)


def _begins(pattern: str) -> str:
    """The letters with which everything begins that a rule is about; none where it is about several."""
    letters = re.match("[a-z]*", pattern)[0]  # type: ignore[index]
    return "" if "|" in pattern else letters


_COMPILED = [(_begins(pattern), re.compile(pattern), heard) for pattern, heard in _RULES]


def heard(token: str) -> str:
    """What is heard in a word, whatever the habit of the scribe; customary forms stay apart."""
    for begins, pattern, sound in _COMPILED:
        if begins in token:
            token = pattern.sub(sound, token)
    return token


noted = lru_cache(maxsize=65_536)(heard)
"""What is heard in a word of a record."""


def fold(token: str) -> str:
    """What is heard in a word of a record, the same for all spellings of it and its customary forms."""
    return of_kin(noted(token))


def of_kin(said: str) -> str:
    """What stands for the customary family of what is heard; the same where it belongs to none."""
    return KIN.get(said, said)


KIN = {heard(form): heard(forms[0]) for forms in groups() for form in forms}
"""From what is heard to the form that stands for a whole family of customary forms."""
