"""The first health check at arrival: signs that anybody can see or be told, and how soon a carer must look.

No diagnosis and no treatment: each sign leads to somebody who gives care. Which sign is for today and which can wait
until tomorrow is common first-aid practice, à confirmer with the district's health services. A grave sign of which nobody
could say whether it is there is never "nothing pressing".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast, get_args

FUNCTION_VERSION = "arrival-health/1"

Answer = Literal["yes", "no", "unknown", "prefers_not_to_say"]
Urgency = Literal["immediate", "high", "medium", "low"]

URGENCIES: tuple[Urgency, ...] = get_args(Urgency)


class HealthError(ValueError):
    """An answer that the question does not have; the argument names it."""


class Sign(NamedTuple):
    """One question, how soon a carer must look where the answer is yes, and the code under which it is flagged."""

    question: str
    urgency: Urgency
    flag: str = "care_today"


SIGNS = (
    Sign("not_responsive", "immediate"),
    Sign("hard_to_breathe", "immediate"),
    Sign("heavy_bleeding", "immediate"),
    Sign("convulsions", "immediate"),
    Sign("cannot_drink", "immediate"),
    Sign("strong_pain", "immediate"),
    Sign("pregnancy_danger", "immediate", "pregnancy_danger"),
    Sign("recent_violence", "immediate", "care_within_72_hours"),
    Sign("fever", "high", "care_soon"),
    Sign("wound", "high", "care_soon"),
    Sign("diarrhoea", "high", "care_soon"),
    Sign("very_thin", "high", "nutrition"),
    Sign("long_cough", "high", "apart_until_seen"),
    Sign("rash", "high", "apart_until_seen"),
    Sign("treatment_interrupted", "high", "treatment_interrupted"),
    Sign("pregnant_or_nursing", "medium", "pregnancy_follow_up"),
    Sign("long_illness", "medium", "follow_up"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """`urgency` with the questions from which it follows; `flags` → question; `to_ask`: not asked or not known."""

    version: str
    urgency: Urgency
    causes: tuple[tuple[str, Answer], ...]
    flags: Mapping[str, str]
    to_ask: tuple[str, ...]


def assess(answers: Mapping[str, str]) -> Check:
    """What follows from the answers by question; those left out were not asked. Raises `HealthError`."""
    given = {sign.question: _answer(sign.question, answers.get(sign.question, "unknown")) for sign in SIGNS}
    weighed = [(weight, sign) for sign in SIGNS if (weight := _weight(sign, given[sign.question]))]
    urgency = min([weight for weight, _sign in weighed] or [URGENCIES[-1]], key=URGENCIES.index)
    causes = tuple((sign.question, given[sign.question]) for weight, sign in weighed if weight == urgency)
    flags: dict[str, str] = {}
    for sign in SIGNS:
        if given[sign.question] == "yes":
            flags.setdefault(sign.flag, sign.question)
    to_ask = tuple(name for name, answer in given.items() if answer == "unknown")
    return Check(FUNCTION_VERSION, urgency, causes, flags, to_ask)


def read(form: Mapping[str, str]) -> dict[str, str]:
    """The answers of a filled form; its other fields are passed over, empty ones were not asked."""
    texts = {sign.question: (form.get(sign.question) or "").strip() for sign in SIGNS}
    return {name: text for name, text in texts.items() if text}


def _answer(question: str, text: str) -> Answer:
    if text not in get_args(Answer):
        raise HealthError(question)
    return cast(Answer, text)


def _weight(sign: Sign, answer: Answer) -> Urgency | None:
    if answer == "yes":
        return sign.urgency
    return "medium" if answer != "no" and sign.urgency in ("immediate", "high") else None
