"""What people say of the services: how content they are, and which complaints cannot wait.

Satisfaction: the mean of five statements from 1 (not at all) to 5 (entirely). Fewer than three answers say nothing. The
limits between the bands and the number of answers are ours, à confirmer. Complaints are not weighed: what somebody reports
of exploitation, abuse or danger goes first, whatever else the form says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

SATISFACTION_VERSION = "satisfaction/1"
COMPLAINT_VERSION = "complaint/1"

STATEMENTS = ("respect", "understood", "waiting", "safe", "useful")
LOWEST, HIGHEST = 1, 5
ENOUGH = 3
CONTENT, MIXED = Fraction(4), Fraction(5, 2)

GRAVE = ("exploitation_or_abuse", "violence", "confidentiality", "discrimination")
URGENT = ("exploitation_or_abuse", "violence")

Mood = Literal["dissatisfied", "mixed", "satisfied", "too_few"]
Weight = Literal["urgent", "grave", "ordinary"]
WEIGHTS: tuple[Weight, ...] = ("urgent", "grave", "ordinary")


class FeedbackError(ValueError):
    """An answer that the question does not have; the argument names it."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`mean` of what was answered, None where that is too little; `lowest`: statements marked 1 or 2."""

    version: str
    mood: Mood
    mean: Fraction | None
    answered: int
    lowest: tuple[str, ...]
    asked_in_return: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """`weight`, and what makes it so: subjects, or "in_danger"."""

    version: str
    weight: Weight
    causes: tuple[str, ...]


def satisfaction(form: Mapping[str, str]) -> Satisfaction:
    """From a filled form; statements left out or "does_not_say" do not count. Raises `FeedbackError`."""
    marks = {name: mark for name in STATEMENTS if (mark := _mark(name, form.get(name) or "")) is not None}
    mean = Fraction(sum(marks.values()), len(marks)) if len(marks) >= ENOUGH else None
    low = tuple(name for name, mark in marks.items() if mark < MIXED)
    asked = form.get("asked_in_return") == "yes"
    return Satisfaction(SATISFACTION_VERSION, _mood(mean), mean, len(marks), low, asked)


def complaint(form: Mapping[str, str]) -> Complaint:
    """From a filled form; `about` holds codes apart by spaces."""
    about = (form.get("about") or "").split()
    urgent = [name for name in URGENT if name in about]
    if form.get("in_danger") == "yes":
        urgent.insert(0, "in_danger")
    grave = [name for name in GRAVE if name in about]
    if urgent:
        return Complaint(COMPLAINT_VERSION, "urgent", tuple(urgent))
    return Complaint(COMPLAINT_VERSION, "grave" if grave else "ordinary", tuple(grave))


def _mark(name: str, text: str) -> int | None:
    if text in ("", "does_not_say"):
        return None
    if not (text.isascii() and text.isdecimal() and LOWEST <= int(text) <= HIGHEST):
        raise FeedbackError(name)
    return int(text)


def _mood(mean: Fraction | None) -> Mood:
    if mean is None:
        return "too_few"
    return "satisfied" if mean >= CONTENT else "mixed" if mean >= MIXED else "dissatisfied"
