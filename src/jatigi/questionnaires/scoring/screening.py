"""The first screening: its function and how its result is told."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.algorithms.scoring import determinants
from jatigi.algorithms.scoring.determinants import Flag
from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS
from jatigi.questionnaires import codes
from jatigi.questionnaires.codes import Purpose, ToDo
from jatigi.questionnaires.scoring.registry import Facts, Score, Values, scores
from jatigi.questionnaires.scoring.telling import (
    Call,
    Explanation,
    LevelRow,
    Reason,
    Reasons,
    Wording,
    instrument,
    label,
)

AT_ONCE: dict[Flag, ToDo] = {
    "immediate_danger": ToDo.SAFE_PLACE,
    "medical": ToDo.CARE,
    "self_harm": ToDo.STAY,
    "child_alone": ToDo.CHILD,
}

COUNTS = (*map(str, range(100)), "unknown", "prefers_not_to_say")
"""How many people somebody cares for."""


@scores(
    "screening",
    version=determinants.FUNCTION_VERSION,
    purpose=Purpose.SCREENING,
    asks={question.name: tuple(ANSWERS) if question.kind == "yes_no" else COUNTS for question in QUESTIONS},
)
def screening(values: Values, facts: Facts) -> Score:
    """The first screening, by the determinants of migrant vulnerability."""
    found = determinants.assess(determinants.read(values, age=facts.age, own_national=facts.own_national))
    at_once = [str(to_do) for flag, to_do in AT_ONCE.items() if flag in found.flags]
    return Score(
        band=found.urgency,
        flags=tuple(found.flags),
        to_do=(*at_once, str(ToDo.SUPERVISOR)) if found.urgency == "immediate" else (),
        reasons={
            "causes": [list(cause) for cause in found.urgency_causes],
            "flags": {flag: list(cause) for flag, cause in found.flags.items()},
            "findings": [list(finding) for finding in found.findings],
            "tracks": list(found.suggested_tracks),
            "to_ask": list(found.to_ask),
        },
    )


def explain(reasons: Reasons, wording: Wording) -> Explanation:
    """From which answers the band and the flags follow, what weighs most first; the four levels; what to ask."""
    flags: Mapping[str, Any] = reasons.get("flags", {})
    sentences = {tuple(cause): label(codes.Indication, flag) for flag, cause in flags.items()}
    causes = [tuple(cause) for cause in reasons.get("causes", [])]
    found = [
        _reason(cause, sentences.get(cause, ""), wording) for cause in dict.fromkeys([*causes, *sentences])
    ]
    return Explanation(
        found,
        [LevelRow(str(level.label), list(_at(reasons, level))) for level in codes.Level],
        [wording.question(name) for name in reasons.get("to_ask", [])],
        [_("The times behind the urgencies, and which answer leads to which, are to be confirmed.")],
    )


def calls(band: str, _flags: Iterable[str]) -> Iterator[Call]:
    """No code in the notice: it outlives the person's record."""
    if band == codes.Band.IMMEDIATE:
        yield Call("screening.immediate", gettext_lazy("A screening indicates immediate danger. Act today."))


def _reason(cause: tuple[str, ...], sentence: str, wording: Wording) -> Reason:
    question, answer = cause
    if question == "age":
        return Reason(sentence, _("Age according to the registration"), _("under 18"))
    return wording.reason(question, answer, sentence)


def _at(reasons: Reasons, level: str) -> Iterator[tuple[str, str]]:
    findings = reasons.get("findings", [])
    for effect in codes.Effect:
        here = [
            label(codes.Factor, factor) for at, factor, does, *_ in findings if (at, does) == (level, effect)
        ]
        if here:
            yield str(effect.label), ", ".join(here)


instrument("screening", purpose=Purpose.SCREENING, explain=explain, calls=calls)
