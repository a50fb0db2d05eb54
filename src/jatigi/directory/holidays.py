"""Public holidays of a country, by the library `holidays` (https://github.com/vacanza/holidays, which names its laws).

Feasts that follow the moon are calculated there and marked as estimated: the authorities announce the day itself one or
two days before. They count as closed and are shown « à confirmer ». docs/adr/0015.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version

import holidays as library
from django.utils.translation import get_language

SOURCE = f"holidays {version('holidays')}, https://github.com/vacanza/holidays"
ESTIMATED = ("(estimated)", "(estimated, observed)", "(observed, estimated)")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day. to_confirm: calculated by the moon, not announced yet."""

    day: date
    name: str
    to_confirm: bool


def on(country: str, day: date) -> Holiday | None:
    """The holiday of that day; None on other days and for a country that the library does not know."""
    return of_year(country, day.year, "en").get(day)


def named(country: str, day: date) -> Holiday | None:
    """The same with its name in the reader's language, where the library has it, else in English."""
    return of_year(country, day.year, (get_language() or "fr")[:2]).get(day)


@lru_cache(maxsize=512)
def of_year(country: str, year: int, language: str) -> dict[date, Holiday]:
    """Every holiday of a country in a year; empty for an unknown country."""
    try:
        english = library.country_holidays(country, years=year, language="en_US")
    except NotImplementedError:
        return {}
    names = library.country_holidays(country, years=year, language=_language(english, language))
    return {
        day: Holiday(day, _plain(names.get(day) or name), any(mark in name for mark in ESTIMATED))
        for day, name in english.items()
        if day.year == year
    }


def _language(known: library.HolidayBase, wanted: str) -> str:
    return next((one for one in known.supported_languages if one[:2] == wanted), "en_US")


def _plain(name: str) -> str:
    """Without the remark that `to_confirm` carries."""
    for remark in (*ESTIMATED, "(estimé)", "(estimé, observé)", "(observé, estimé)"):
        name = name.replace(f" {remark}", "")
    return name
