"""Notes of scribes as records of the engine."""

from collections.abc import Iterator
from uuid import UUID

from bench.region import Notes
from jatigi.algorithms.matching import Birth, Record

OWNERS = 3
_SMALL = 40
_SEX = {"M": "male", "F": "female", "": None}


def records(notes: Notes) -> Iterator[Record]:
    """One record a note, with one name."""
    columns = (
        notes.given_names, notes.family_names, notes.sex, notes.birth_year.tolist(), notes.nationality,
        notes.mother, notes.father, notes.phone, notes.place,
    )  # fmt: skip
    for given, family, sex, year, nationality, mother, father, phone, place in zip(*columns, strict=True):
        yield Record(
            names=tuple(filter(None, (f"{given} {family}".strip(),))),
            sex=_SEX[sex],
            birth=Birth(year) if year else None,
            nationalities=(nationality,) if nationality else (),
            mother=mother,
            father=father,
            phones=(phone,) if phone else (),
            origin=place,
        )


def id_of(number: int) -> UUID:
    """The id under which person ``number`` is kept."""
    return UUID(int=number + 1)


def number_of(id: UUID) -> int:
    """The person kept under an id."""
    return id.int - 1


def owner_of(number: int) -> int:
    """The organisation that keeps a person: nearly always the first; one in forty is with one of two others."""
    return 1 + number // _SMALL % 2 if number % _SMALL == 0 else 0


def hidden_from(owner: int) -> int:
    """A small organisation, not this one, whose people somebody may not see."""
    return 2 if owner == 1 else 1
