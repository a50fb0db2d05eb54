"""What is known of a person while a text is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """fold[start:end] says a role and, where it does, the organisation in which it is held."""

    start: int
    end: int
    text: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Named:
    start: int
    end: int
    outer: int
    name: str
    civility: bool


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None
