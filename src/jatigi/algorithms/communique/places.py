"""Towns and countries that a text names, and in which country a town lies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jatigi.algorithms.communique.gazetteer import CITIES, COUNTRIES, ORDINARY
from jatigi.algorithms.communique.normalise import folded, normalised
from jatigi.algorithms.communique.structure import Page


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the caller: as it is written, and its country (ISO 3166-1 alpha-2)."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Spot:
    """flat[start:end] names a town, or a country where ``town`` is False."""

    start: int
    end: int
    name: str
    country: str
    town: bool = True


def _key(text: str) -> str:
    return folded(normalised(text).plain).replace("-", " ").strip()


@lru_cache(maxsize=4)
def _index(own: tuple[Town, ...]) -> dict[str, list[tuple[str, str, str, bool]]]:
    """First word to (name compared, name, country, is a town), longest first; the caller's places before ours."""
    found: dict[str, tuple[str, str, bool]] = {}
    for town in own:
        found.setdefault(_key(town.name), (town.name, town.country, True))
    for country, names in CITIES.items():
        for name in names.split(", "):
            found.setdefault(_key(name), (name, country, True))
    for country, names in COUNTRIES.items():
        for name in names.split(", "):
            found.setdefault(_key(name), (name, country, False))
    index: dict[str, list[tuple[str, str, str, bool]]] = {}
    for key, (name, country, town_) in found.items():
        word = re.match(r"\w+", key)
        if word:
            index.setdefault(word[0], []).append((key, name, country, town_))
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index


_PREPOSITION = re.compile(r"(?:\ba|\bau|\bde|\bd'|\bvers|\bdepuis|\bdistrict de) ?$")


def find(page: Page, own: Iterable[Town] = ()) -> list[Spot]:
    """Every town and country of the text, in order."""
    index = _index(tuple(own))
    compared = page.fold.replace("-", " ")
    found: list[Spot] = []
    until = 0
    for word in re.finditer(r"(?<![\w'])(?:[ld]')?(?P<w>\w+)|(?<=')(?P<v>\w+)", compared):
        start = word.start("w") if word["w"] else word.start("v")
        if start < until or not page.flat[start].isupper():
            continue
        for key, name, country, town in index.get(compared[start : word.end()], ()):
            end = start + len(key)
            if (
                not compared.startswith(key, start)
                or compared[end : end + 1].isalnum()
                or _goes_on(page.flat, end)
            ):
                continue
            if key in ORDINARY and not (
                _PREPOSITION.search(page.fold, max(0, start - 12), start) or _dateline(page.flat, start, end)
            ):
                continue
            found.append(Spot(start, end, name if town else page.flat[start:end], country, town))
            until = end
            break
    caire = [
        Spot(match.start(1), match.end(1), "Le Caire", "EG")
        for match in re.finditer(r"\bau (caire)\b", page.fold)
    ]
    cap = [
        Spot(match.start(1), match.end(1), "Le Cap", "ZA")
        for match in re.finditer(r"\bau (cap)\b(?!-| vert)", page.fold)
    ]
    return sorted([*found, *caire, *cap], key=lambda one: one.start)


def _goes_on(flat: str, end: int) -> bool:
    """« San Francisco » is not San, « Mopti-Sévaré » is Mopti."""
    return bool(re.match(r" (?:Francisco|José|Salvador|Diego|Juan|Town)|-[a-zà-ÿ]", flat[end : end + 12]))


def _dateline(flat: str, start: int, end: int) -> bool:
    return (start == 0 or flat[start - 1] in " \n(") and bool(re.match(r",? (?:le )?\d", flat[end : end + 8]))
