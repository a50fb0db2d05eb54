"""Holding what was read against what a person annotated: see README.md beside this file for the rules."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jatigi.algorithms.communique import read

KINDS = (
    "date",
    "place",
    "kind",
    "organisations",
    "people",
    "people with role",
    "recommendations",
    "addressee",
    "deadline",
)
OVERLAP = 0.5


@dataclass(slots=True)
class Counts:
    annotated: int = 0
    proposed: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        self.annotated += other.annotated
        self.proposed += other.proposed
        self.right += other.right

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        total = self.annotated + self.proposed
        return 2 * self.right / total if total else 1.0


def compare(path: Path) -> dict[str, Counts]:
    """Every kind of thing in one text: what was annotated, proposed and right."""
    text = path.read_text(encoding="utf-8")
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    told = read(text).told()
    event = told["events"][0] if told["events"] else {}
    people, given = wanted["people"], told["people"]
    found = {
        "date": _one(wanted["date"], event.get("date"), lambda a, b: bool(a == b)),
        "place": _one(wanted["place"], event.get("place"), _same_place),
        "kind": _one(wanted.get("kind"), event.get("kind"), lambda a, b: bool(a == b)),
        "organisations": _many(
            wanted["organisations"], [one["name"] for one in told["organisations"]], _same_house
        ),
        "people": _many(people, given, _same_person),
        "people with role": _many(
            [one for one in people if one["role"]], [one for one in given if one["role"]], _same_role
        ),
    }
    passages = [(one, _passage(text, one["text"], path)) for one in wanted["recommendations"]]
    proposed = [(one, tuple(one["passage"])) for one in told["recommendations"]]
    pairs, found["recommendations"] = _recommendations(passages, proposed)
    for key, same in (("addressee", _same_words), ("deadline", lambda a, b: bool(a == b))):
        found[key] = _of_pairs([(one[key], other[key]) for one, other in pairs], same)
    return found


def plain(text: str) -> str:
    """Without case, accents, articles, punctuation and blanks."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'")).casefold()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", letters)
    return " ".join(word for word in words if word not in ("l", "le", "la", "les"))


def _one(wanted: Any, told: Any, same: Callable[[Any, Any], bool]) -> Counts:
    right = bool(wanted and told and same(wanted, told))
    counts = Counts(int(bool(wanted)), int(bool(told)), int(right))
    if not right:
        counts.missed += [str(wanted)] if wanted else []
        counts.wrong += [str(told)] if told else []
    return counts


def _same_place(wanted: dict[str, str | None], told: dict[str, str | None]) -> bool:
    return plain(wanted["city"] or "") == plain(told["city"] or "") and wanted["country"] == told["country"]


def _many(wanted: Sequence[Any], told: Sequence[Any], same: Callable[[Any, Any], bool]) -> Counts:
    counts, left = Counts(len(wanted), len(told)), list(told)
    for one in wanted:
        hit = next((other for other in left if same(one, other)), None)
        if hit is None:
            counts.missed.append(str(one))
        else:
            left.remove(hit)
            counts.right += 1
    counts.wrong = [str(one) for one in left]
    return counts


def _same_house(names: Sequence[str], told: str) -> bool:
    return plain(told) in {plain(name) for name in names}


def _same_person(wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    return sorted(plain(wanted["name"]).split()) == sorted(plain(told["name"]).split())


def _same_role(wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    if not _same_person(wanted, told):
        return False
    return _same_words(wanted["role"], told["role"])


def _same_words(wanted: str | None, told: str | None) -> bool:
    """One contains the other, or they share half of their words."""
    if not wanted or not told:
        return wanted == told
    first, second = plain(wanted), plain(told)
    if first in second or second in first:
        return True
    mine, other = set(first.split()), set(second.split())
    return len(mine & other) >= OVERLAP * len(mine | other)


def _passage(text: str, said: str, path: Path) -> tuple[int, int]:
    """Where the annotated words stand; apostrophes and blanks may be written otherwise than in the text."""
    pattern = "".join(
        r"\s+" if part.isspace() else "['’]" if part in "'’" else re.escape(part)
        for part in re.findall(r"\s+|['’]|[^\s'’]+", said)
    )
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"{path}: this annotated passage is not in the text: {said}")
    return match.span()


def _recommendations(wanted: list[Any], told: list[Any]) -> tuple[list[tuple[Any, Any]], Counts]:
    """Each annotated passage with the proposed one that covers it best, once."""
    shares = sorted(
        (
            (_share(span, other), at, number)
            for at, (_one_, span) in enumerate(wanted)
            for number, (_two, other) in enumerate(told)
        ),
        reverse=True,
    )
    mine: dict[int, int] = {}
    for share, at, number in shares:
        if share >= OVERLAP and at not in mine and number not in mine.values():
            mine[at] = number
    counts = Counts(len(wanted), len(told), len(mine))
    counts.missed = [one["text"] for at, (one, _span) in enumerate(wanted) if at not in mine]
    counts.wrong = [one["text"] for number, (one, _span) in enumerate(told) if number not in mine.values()]
    return [(wanted[at][0], told[number][0]) for at, number in mine.items()], counts


def _share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def _of_pairs(pairs: Sequence[tuple[Any, Any]], same: Callable[[Any, Any], bool]) -> Counts:
    counts = Counts()
    for wanted, told in pairs:
        counts.add(_one(wanted, told, same))
        if wanted != told and not (wanted and told and same(wanted, told)):
            counts.missed.append(f"{wanted} / {told}")
    return counts
