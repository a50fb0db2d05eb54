"""From a name as somebody wrote it to the words that carry it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from jatigi.algorithms.matching.scripts import to_latin
from jatigi.algorithms.matching.sound import heard

MAX_CHARACTERS = 300
MAX_TOKENS = 16

PARTICLES = frozenset(
    "ag agg agh eg ould ouled oueld weld wuld wld uld uolet ben bin ibn ibnou ibnu bn bint binti bnt mint ment mnt walet walat "
    "wallet oualet ouelet welet welat el al ul de du da dos dit dite alias feu feue nee ne epouse epse ep vve veuve".split()
)
TITLES = frozenset(
    "hadj haj hajj hadji hadja hadjia hajia hajiya adja aja elhadj elhadji eladj eladji elhaj alhaj alhadj alhadji "
    "alhaji alhajie aladji aladj alagie alhagie alhagi elhadje cheick cheikh cheik chekh cheickh sheikh sheik shaykh cheich cheickna "
    "m mr mrs miss mister mme mlle monsieur madame mademoiselle dr docteur pr me maitre imam imame capitaine commandant sergent "
    "adjudant lieutenant colonel oustaz oustaze ustaz jr".split()
)

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻʹʿʾ`´′＇", "'"))
_UNACCENTED = {
    number: plain
    for number in range(0xC0, 0x180)
    if number not in (0xD1, 0xF1)
    and (plain := unicodedata.normalize("NFKD", chr(number)).encode("ascii", "ignore").decode()).isalpha()
} | {ord("-"): " "}
_WORD = re.compile(r"[^\W\d_]+(?:'+[^\W\d_]+)*")
_JOINED_PREFIX = re.compile(r"\b([nmd])'\s*(?=[^\W\d_])")
_LONE_PREFIX = re.compile(r"(?<![\w'])(?:(n) +(?=[dgj])|(m) +(?=b))")
_SERVANT_OF = re.compile(r"abd[aeiou]{0,2}(?:l|(?=(?:r+|s+|n+|z+|ch|sh)[aeiou]))([^\W\d_]{3,})")
_GOD = re.compile(r"l*a?h?(?:y|i|ie)?[aei]?h?i?")
_ARTICLE = re.compile(r"[ae]l(?!maa?m|kal|sen|fre|be|ph|di|dj|vi)(?=[bcdfgjkmnpqrstwz])([^\W\d_]{4,})")
"""El Masri written as one word; but Almamy, Alkaly, Alseny, Alfred, Albert, Alphonse, Aldiouma and Elvire are names."""
_OF_THE_FAITH = re.compile(r"(?:el|al|e|a|u|ou)?d+(?:i|ee)n+e?")


def ordinary(word: str) -> bool:
    """Whether a word of plain letters needs no second look: no particle, title, initial or part of a compound."""
    return (
        word.isalpha()
        and len(word) > 1
        and word not in PARTICLES
        and word not in TITLES
        and not word.startswith(("abd", "abou", "abu", "bak"))
        and not (word[1:2] == "l" and _ARTICLE.fullmatch(word))
        and not _OF_THE_FAITH.fullmatch(word)
    )


noted_ordinary = lru_cache(maxsize=20_000)(ordinary)
"""The same for words of records, which come by the million."""


def normalise(name: str, ordinary: Callable[[str], bool] = noted_ordinary) -> tuple[str, ...]:
    """The words of a name in plain small Latin letters, in the order they were written.

    Accents, pasted mathematical letters and scripts are folded (N'Ko, Adlam, Tifinagh, Arabic); particles and
    titles are left out as long as a name remains without them; ``Abdoul Karim`` and ``Abdoulkarim`` give the same. A name
    in two scripts, one beside the other, is one name.
    Read are the first 300 characters. No letter at all gives an empty tuple.
    """
    plain = name[:MAX_CHARACTERS].translate(_UNACCENTED)
    if plain.isascii():
        words = plain.lower().split()
        if all(map(ordinary, words)):
            return tuple(words[:MAX_TOKENS])
    if not plain.isascii() and (twice := _in_two_scripts(name[:MAX_CHARACTERS])):
        return twice
    return _normalised(name)


def alone(token: str) -> str:
    """What is between two spaces as the word that it is whatever stands beside it; empty where that decides."""
    plain = token.translate(_UNACCENTED).lower()
    return plain if plain.isascii() and ordinary(plain) else ""


def _in_two_scripts(name: str) -> tuple[str, ...]:
    """A name that stands there in Latin letters and once more in others, each word once; nothing for any other."""
    tokens = name.split()
    other = [token for token in tokens if to_latin(token) != token]
    if not other or len(other) == len(tokens):
        return ()
    words = _normalised(" ".join(token for token in tokens if token not in other))
    said = {heard(word) for word in words}
    also = [word for word in _normalised(" ".join(other)) if heard(word) not in said]
    return (*words, *also)[:MAX_TOKENS]


def _normalised(name: str) -> tuple[str, ...]:
    text = _plain(name[:MAX_CHARACTERS])
    text = _JOINED_PREFIX.sub(r"\1", _LONE_PREFIX.sub(r"\1\2", text))
    words = [word.replace("'", "") for word in _WORD.findall(text)]
    words = _without(TITLES, _without(PARTICLES, words, leaving=1), leaving=2)
    words = list(_compounds(words))
    return tuple(_without_initials(words))[:MAX_TOKENS]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", to_latin(text))
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))


def _without(unwanted: frozenset[str], words: list[str], *, leaving: int) -> list[str]:
    wanted = [word for word in words if word not in unwanted]
    return wanted if len(wanted) >= leaving else words


def _without_initials(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 1] or words


def _compounds(words: Iterable[str]) -> Iterable[str]:
    """Servant-of names in two words, ``Nour Eddine`` and ``Abou Bakr`` in one, none with the article before it."""
    done: list[str] = []
    for written in words:
        article = _ARTICLE.fullmatch(written)
        word = article[1] if article else written
        servant = _SERVANT_OF.fullmatch(word)
        if servant and not _GOD.fullmatch(servant[1]):
            done += ["abdou", servant[1]]
        elif done and (_OF_THE_FAITH.fullmatch(word) or (done[-1] in ("abou", "abu") and "bak" in word[:4])):
            done[-1] += word
        elif word in ("abd", "abdoul", "abdul", "abdel", "abdal"):
            done.append("abdou")
        else:
            done.append(word)
    return done
