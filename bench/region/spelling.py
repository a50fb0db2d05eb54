"""What a clerk writes for the sounds of a name, after the school that he went to.

``heard`` reads a registrar's spelling as sounds; ``written`` spells sounds as one of four schools would, with chance.
Sounds are single signs: the letters themselves, and J (dj) C (tch) S (ch) N (gn) X (kh) Q (gh) U (ou before a vowel: w).
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from random import Random

SCHOOLS = ("french", "english", "arabic", "national")

_VOWELS = "aeiou"

# From a French or an English spelling to sounds: at each place the first that fits.
_READ = {
    "french": [
        (r"ou(?=[aeiouéèêï])", "w"), (r"ou", "u"), (r"tch|thi(?=[aeou])|ti(?=a[mn])", "C"), (r"dj|di(?=[aou])|j", "J"),
        (r"gn(?=[aeiouéè])|ny|ni(?=[aou])", "N"), (r"kh", "X"), (r"gh", "Q"), (r"ch|sh", "S"), (r"gu(?=[eiéè])", "g"),
        (r"g(?=[eiéè])", "J"), (r"qu|q", "k"), (r"c(?=[eiéèy])", "s"), (r"c", "k"), (r"ph", "f"), (r"th", "t"), (r"ss", "s"),
        (r"(?<=[aeiouéè])s(?=[aeiouéè])", "z"), (r"eau|au(?![aeioué])", "o"), (r"aye$|aï|ai|ay(?![aeiou])", "ay"),
        (r"(?<=[^éèêë])e$", ""), (r"[éèêë]", "e"), (r"ï", "i"), (r"ô", "o"), (r"y$", "i"), (r"x", "ks"),
    ],
    "english": [
        (r"oo|ou", "u"), (r"ee", "i"), (r"ch", "C"), (r"sh", "S"), (r"j", "J"), (r"ny", "N"), (r"kh", "X"), (r"gh", "Q"),
        (r"ph", "f"), (r"th", "t"), (r"c(?=[eiy])", "s"), (r"c|q", "k"), (r"ay$|ey$", "e"), (r"ai|ay", "ay"), (r"ah$", "a"),
        (r"oh$", "o"), (r"y$", "i"), (r"x", "ks"),
    ],
}  # fmt: skip
_READER = {
    school: re.compile("|".join(f"({pattern})" for pattern, _ in rules)) for school, rules in _READ.items()
}

# How often, of 100, a school writes a sound so. Keys may say where: ^ first, $ last, < between vowels, before: k+ei.
_WRITE: dict[str, dict[str, str]] = {
    "french": {
        "u": "ou 96 u 4", "w": "ou 60 w 40", "J": "dj 60 di 22 j 10 gui 4 dy 4", "C": "tch 45 ti 30 th 15 ch 10", "S": "ch 90 s 6 sch 4",
        "N": "gn 60 ni 22 ny 18", "X": "kh 70 h 15 r 8 k 7", "Q": "gh 60 g 25 r 15", "k": "k 60 c 34 q 6", "k+ei": "k 62 qu 38", "k$": "k 55 c 35 que 10",
        "s": "s 86 ss 8 c 6", "s<": "ss 74 s 22 c 4", "z": "z 62 s 38", "g+ei": "gu 84 g 16", "g": "g 97 gh 3", "e$": "é 42 e 26 et 9 ey 8 ai 8 ée 4 er 3",
        "e": "e 50 é 38 è 8 ai 4", "y": "y 64 i 22 ï 14", "o": "o 86 au 9 aw 2 ô 3", "i$": "i 70 y 22 ie 5 it 3", "u$": "ou 90 oux 3 out 2 u 5",
        "a$": "a 88 ah 7 as 2 at 3", "n$": "n 62 ne 38", "d$": "d 70 de 25 t 5", "r$": "r 72 re 28", "m$": "m 70 me 30", "l$": "l 65 le 25 ll 10", "h": "h 62 - 38", "h^": "h 55 - 45",
        "l<": "l 84 ll 16", "m<": "m 86 mm 14", "n<": "n 90 nn 10", "t<": "t 84 tt 10 th 6", "r<": "r 94 rr 6", "b<": "b 98 bb 2", "f": "f 96 ph 4", "p": "p 100", "t$": "t 55 te 45",
    },
    "english": {
        "u": "u 62 oo 14 ou 20 o 4", "w": "w 92 u 8", "J": "j 84 dj 8 g 4 di 4", "C": "ch 82 tch 8 t 10", "S": "sh 90 s 7 ch 3", "N": "ny 76 ni 16 gn 8", "X": "kh 60 h 30 k 10",
        "Q": "gh 62 g 38", "k": "k 76 c 20 ck 2 q 2", "k+ei": "k 95 c 5", "s": "s 88 ss 8 c 4", "s<": "s 62 ss 30 c 8", "z": "z 88 s 12", "g": "g 98 gh 2", "e$": "ay 30 eh 22 e 24 ey 16 ai 8",
        "e": "e 80 a 8 ai 6 ei 6", "i": "i 72 ee 16 e 9 y 3", "i$": "i 44 y 26 ee 14 ie 16", "y": "y 78 i 22", "o": "o 86 oh 3 au 5 u 6", "a$": "a 72 ah 26 ar 2", "o$": "o 78 oh 14 ow 8",
        "u$": "u 70 oo 16 ou 14", "l<": "l 70 ll 30", "m<": "m 80 mm 20", "n<": "n 86 nn 14", "t<": "t 84 tt 16", "b<": "b 96 bb 4", "h": "h 90 - 10", "f": "f 95 ff 3 ph 2", "ay": "ay 50 ai 30 i 10 ei 10",
    },
    "arabic": {
        "u": "ou 42 u 40 o 18", "w": "w 64 ou 36", "J": "j 68 dj 24 g 8", "C": "tch 30 ch 30 sh 20 t 20", "S": "sh 50 ch 50", "N": "ny 40 ni 40 n 20", "X": "kh 94 h 6", "Q": "gh 88 g 6 q 6",
        "g": "gh 46 g 26 k 14 q 14", "p": "b 92 p 8", "v": "f 88 v 12", "k": "k 82 q 18", "s": "s 90 ss 10", "s<": "s 60 ss 40", "z": "z 90 s 4 dh 6", "e$": "i 30 e 36 a 10 eh 10 ay 14",
        "e": "e 30 i 44 a 22 - 4", "i": "i 84 e 12 - 4", "i$": "i 76 y 18 ee 6", "o": "ou 34 o 36 u 30", "o$": "o 40 ou 60", "a": "a 90 e 9 - 1", "a$": "a 58 ah 38 e 4", "y": "y 84 i 16",
        "l<": "l 80 ll 20", "m<": "m 76 mm 24", "t<": "t 90 tt 10", "h": "h 98 - 2", "d": "d 94 dh 6", "a^": "a 84 ah 8 ha 4 'a 4", "u^": "ou 60 u 22 o 18",
    },
    "national": {
        "u": "u 88 uu 8 ou 4", "w": "w 100", "J": "j 92 dy 8", "C": "c 72 ty 14 ch 14", "S": "s 34 sh 40 c 12 ch 14", "N": "ny 62 ɲ 14 ñ 18 gn 6", "X": "x 50 kh 18 h 32", "Q": "g 62 ɣ 12 gh 26",
        "k": "k 100", "s": "s 100", "s<": "s 96 ss 4", "z": "z 78 s 14 j 8", "g": "g 100", "e": "e 72 è 12 ɛ 12 ee 4", "e$": "e 74 è 10 ɛ 12 ee 4", "i": "i 94 ii 6", "o": "o 80 ɔ 10 ò 6 oo 4", "a": "a 93 aa 7",
        "y": "y 100", "b": "b 96 ɓ 4", "d": "d 97 ɗ 3", "h": "h 78 - 22", "l<": "l 88 ll 12", "m<": "m 90 mm 10", "r": "r 97 l 3", "f": "f 97 p 3", "v": "w 60 f 20 v 20", "p": "p 90 f 10",
    },
}  # fmt: skip
_SLURRED = 0.06

KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")


@cache
def heard(name: str, read: str) -> str:
    """The sounds of a name in a French or English spelling; words stay apart."""
    words = unicodedata.normalize("NFC", name.lower()).replace("'", "").replace("-", " ").split()
    sounds = (
        _READER[read].sub(lambda found: _READ[read][(found.lastindex or 1) - 1][1], word) for word in words
    )
    return re.sub(r"(.)\1", r"\1", " ".join(sounds))


def written(sounds: str, school: str, random: Random) -> str:
    """The sounds spelt by a clerk of a school; another time the same clerk may spell otherwise."""
    return " ".join(_word(word, school, random) for word in sounds.split()).capitalize()


def _word(sounds: str, school: str, random: Random) -> str:
    signs = []
    for at, (spellings, shares) in enumerate(_habits(sounds, school)):
        if _slurred(sounds, at) and random.random() < _SLURRED:
            continue
        signs.append(
            spellings[0] if len(spellings) == 1 else random.choices(spellings, cum_weights=shares)[0]
        )
    return "".join(signs) or sounds.lower()


@lru_cache(50_000)
def _habits(sounds: str, school: str) -> list[tuple[list[str], list[int]]]:
    """For each sound where it stands: the spellings and their cumulative shares."""
    table = _weighted(school)
    found = []
    for at, sound in enumerate(sounds):
        before, after = sounds[at - 1 : at] if at else "", sounds[at + 1 : at + 2]
        keys = {
            sound + "^": not before,
            sound + "$": not after,
            sound + "<": bool(before and after) and before in _VOWELS and after in _VOWELS,
            sound + "+ei": bool(after) and after in "ei",
            sound: True,
        }
        fitting = [table[key] for key, fits in keys.items() if fits and key in table]
        found.append(fitting[0] if fitting else ([sound.lower()], [1]))
    return found


@lru_cache(50_000)
def _slurred(sounds: str, at: int) -> bool:
    """A short vowel in the middle of a long name is often not heard, between two consonants that join easily."""
    if not (1 < at < len(sounds) - 2 and len(sounds) > 5 and sounds[at] in "aeiu"):
        return False
    return sounds[at + 1] in "rlmnbd" and sounds[at - 1] in "bdfgklmnst"


@cache
def _weighted(school: str) -> dict[str, tuple[list[str], list[int]]]:
    return {
        key: (
            [spelling.strip("-") for spelling in text.split()[::2]],
            list(accumulate(int(share) for share in text.split()[1::2])),
        )
        for key, text in _WRITE[school].items()
    }


def without_accents(name: str) -> str:
    """As typed on a keyboard without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if unicodedata.category(sign) != "Mn")


@cache
def neighbours(letter: str) -> str:
    """The keys beside a letter's on the two usual keyboards."""
    found = {
        row[at + step]
        for row in KEYBOARD
        if (at := row.find(letter)) >= 0
        for step in (-1, 1)
        if 0 <= at + step < len(row)
    }
    return "".join(sorted(found)) or letter


def slip(name: str, random: Random) -> str:
    """One typing error: a letter left out, doubled, struck beside, or exchanged with the next one."""
    if len(name) < 3:
        return name
    at = random.randrange(1 if random.random() < 0.9 else 0, len(name))
    kind = random.random()
    if kind < 0.3:
        return name[:at] + name[at + 1 :]
    if kind < 0.45:
        return name[:at] + name[at] + name[at:]
    if kind < 0.75 or at + 1 == len(name):
        beside = neighbours(without_accents(name[at].lower()) or "e")
        return name[:at] + random.choice(beside) + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
