"""What was read in a communiqué: proposals, each with the passage from which it comes."""

from dataclasses import dataclass
from typing import Any, Literal

Passage = tuple[int, int]
"""Where it stands in the text as it was given: first character, and the one after the last."""

Kind = Literal["conference", "workshop", "panel", "meeting", "press_conference"]
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month or a year, or from one to another; ISO 8601 cut to the precision."""

    start: str
    end: str
    precision: Precision

    def told(self) -> dict[str, str]:
        return {"start": self.start, "end": self.end, "precision": self.precision}


@dataclass(frozen=True, slots=True)
class Where:
    """A town as the text names it and the country (ISO 3166-1 alpha-2); None where the text does not say."""

    city: str | None
    country: str | None

    def told(self) -> dict[str, str | None]:
        return {"city": self.city, "country": self.country}


@dataclass(frozen=True, slots=True)
class Event:
    title: str | None
    kind: Kind | None
    date: When | None
    place: Where | None
    passage: Passage

    def told(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "kind": self.kind,
            "date": self.date.told() if self.date else None,
            "place": self.place.told() if self.place else None,
            "passage": list(self.passage),
        }


@dataclass(frozen=True, slots=True)
class Organisation:
    """``acronym`` and ``ref`` (what the caller calls it) are for the page; the printed proposals leave them out."""

    name: str
    passage: Passage
    acronym: str = ""
    ref: str = ""

    def told(self) -> dict[str, Any]:
        return {"name": self.name, "passage": list(self.passage)}


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str | None
    organisation: str | None
    passage: Passage
    known: bool = False
    """The caller knows somebody of this name; for the page, the printed proposals leave it out."""

    def told(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "role": self.role,
            "organisation": self.organisation,
            "passage": list(self.passage),
        }


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``text`` is the passage itself; ``decision`` where it was decided rather than recommended."""

    text: str
    addressee: str | None
    deadline: str | None
    passage: Passage
    decision: bool = False
    themes: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "addressee": self.addressee,
            "deadline": self.deadline,
            "passage": list(self.passage),
        }


@dataclass(frozen=True, slots=True)
class Session:
    title: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Opinion:
    """Something in text[passage] that the rules did not read, or read otherwise: « à confirmer ». confidence: 0 to 1."""

    kind: Literal["event", "organisation", "person", "recommendation"]
    passage: Passage
    said: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    events: tuple[Event, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    themes: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    def told(self) -> dict[str, Any]:
        """The proposals as they are printed: see issue 6, « Reading a communiqué »."""
        return {
            "events": [one.told() for one in self.events],
            "organisations": [one.told() for one in self.organisations],
            "people": [one.told() for one in self.people],
            "recommendations": [one.told() for one in self.recommendations],
            "themes": list(self.themes),
        }
