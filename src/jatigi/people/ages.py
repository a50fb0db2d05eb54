"""Ages are often estimates: what a birth, as far as it is known, says about an age on a day.

A birth is the JSON of `Identity.birth`: {"kind": exact|year|estimated|unknown, …}; see `shapes.Birth`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.people.codes import AgeGroup, BirthKind
from jatigi.ui.words import dated

BANDS = {
    AgeGroup.UNDER_5: (0, 4),
    AgeGroup.FROM_5: (5, 11),
    AgeGroup.FROM_12: (12, 17),
    AgeGroup.ADULT: (18, 59),
    AgeGroup.FROM_60: (60, 200),
}
"""UNHCR age bands, codebook e."""
GROUPS = tuple(AgeGroup.values)


def age_range(birth: Mapping[str, Any], today: date) -> tuple[int, int] | None:
    """The youngest and the oldest age in years that the birth allows on `today`; None where nothing is known."""
    kind = birth.get("kind")
    if kind == BirthKind.EXACT:
        born = date.fromisoformat(birth["date"])
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return age, age
    if kind == BirthKind.YEAR:
        return max(0, today.year - birth["year"] - 1), today.year - birth["year"]
    if kind == BirthKind.ESTIMATED:
        passed = today.year - date.fromisoformat(birth["at"]).year
        return max(0, birth["age"] + passed - birth["width"]), birth["age"] + passed + birth["width"]
    return None


def years(birth: Mapping[str, Any], today: date) -> int | None:
    """The likeliest age in years; None where nothing is known."""
    span = age_range(birth, today)
    if span is None:
        return None
    if birth["kind"] == BirthKind.ESTIMATED:
        return int(birth["age"]) + today.year - date.fromisoformat(birth["at"]).year
    return span[1]


def possible_groups(birth: Mapping[str, Any], today: date) -> list[str]:
    """Every age group that the birth allows; empty where nothing is known."""
    span = age_range(birth, today)
    if span is None:
        return []
    return [str(group) for group, (low, high) in BANDS.items() if span[0] <= high and span[1] >= low]


def likeliest_group(birth: Mapping[str, Any], today: date) -> str:
    """The age group of the likeliest age; somebody who may be a child counts as one until known better.

    The benefit of the doubt: Committee on the Rights of the Child, General comment No. 6 (2005), § 31.
    """
    span = age_range(birth, today)
    if span is None:
        return str(AgeGroup.UNKNOWN)
    likely = years(birth, today) or 0
    age = span[0] if span[0] < 18 <= likely else likely
    return next(str(group) for group, (low, high) in BANDS.items() if low <= age <= high)


def in_words(birth: Mapping[str, Any], today: date) -> str:
    """Such as “24 years old” or “about 24 years old”; "" where nothing is known."""
    age = years(birth, today)
    if age is None:
        return ""
    if birth["kind"] == BirthKind.EXACT:
        return ngettext("%(age)d year old", "%(age)d years old", age) % {"age": age}
    return ngettext("about %(age)d year old", "about %(age)d years old", age) % {"age": age}


def birth_in_words(birth: Mapping[str, Any]) -> str:
    """What is known of the birth itself: a date, a year, an estimate with its doubt and day; or “unknown”."""
    kind = birth.get("kind")
    if kind == BirthKind.EXACT:
        return dated(date.fromisoformat(birth["date"]))
    if kind == BirthKind.YEAR:
        return f"{birth['month']:02}/{birth['year']}" if birth.get("month") else str(birth["year"])
    if kind == BirthKind.ESTIMATED:
        return _("%(age)s in %(year)s, give or take %(width)s years") % {
            "age": birth["age"],
            "year": birth["at"][:4],
            "width": birth["width"],
        }
    return _("unknown")
