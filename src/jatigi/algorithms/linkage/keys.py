"""Records as columns of folded keys: what is heard of a name, not how it was written."""

from collections.abc import Iterable

from jatigi.algorithms.matching import Record, fold, normalise

Columns = dict[str, list[str | int | None]]

NAMES = (
    "unique_id",
    "given",
    "family",
    "words",
    "sex",
    "birth_year",
    "nationality",
    "mother",
    "father",
    "phone",
    "place",
)

_PHONE_DIGITS = 8


def columns(records: Iterable[tuple[str, Record]]) -> Columns:
    """A column for each key, None where nothing is known. Of ``Record.names`` the first are given names, the last the family's."""
    table: Columns = {name: [] for name in NAMES}
    for identifier, record in records:
        for name, value in zip(NAMES, (identifier, *_keys(record)), strict=True):
            table[name].append(value or None)
    return table


def _keys(record: Record) -> tuple[str | int | None, ...]:
    given, family = _given_and_family(record.names)
    return (
        given[0] if given else "",
        family[-1] if family else "",
        " ".join(sorted({*given, *family})),
        record.sex,
        record.birth.year if record.birth else None,
        record.nationalities[0] if record.nationalities else "",
        _first(record.mother),
        _first(record.father),
        _phone(record.phones[0]) if record.phones else "",
        _first(record.origin),
    )


def _given_and_family(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """A name of several words in one field is divided before its last word."""
    words = [_folded(name) for name in names]
    if len([part for part in words if part]) > 1:
        return words[0], words[-1]
    whole = [word for part in words for word in part]
    return (whole[:-1], whole[-1:]) if len(whole) > 1 else (whole, [])


def _folded(name: str) -> list[str]:
    return [fold(word) for word in normalise(name)]


def _first(name: str) -> str:
    return next(iter(_folded(name)), "")


def _phone(number: str) -> str:
    return "".join(filter(str.isdecimal, number))[-_PHONE_DIGITS:]
