"""Reading what was found: the latest outcome of a person, and the reasons for those who may read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS
from jatigi.kernel.access import Access
from jatigi.questionnaires import codes
from jatigi.questionnaires.models import Outcome, Result

SCREENING = "screening"


@dataclass(frozen=True, slots=True)
class Reason:
    """What was found, in a sentence (or ""), with the question and the answer from which it follows."""

    sentence: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of the determinants: pairs of an effect and the names of the factors that have it."""

    level: str
    effects: list[tuple[str, str]]


def latest(access: Access, subject: UUID, form: str = SCREENING) -> Outcome | None:
    """The latest outcome of a form about a person that `access` may see."""
    rows = Outcome.objects.visible_to(access).filter(subject_id=subject, form__code=form)
    return rows.order_by("-at", "-entered_at").first()


def newer(access: Access, outcome: Outcome) -> Outcome | None:
    """The latest outcome of the same form about the same person, where it is another one."""
    found = latest(access, outcome.subject_id, outcome.form.code)
    return found if found and found.pk != outcome.pk else None


def result_of(access: Access, outcome: Outcome) -> Result | None:
    """The latest result behind an outcome; None for whoever may not read it. Journalling is the caller's."""
    rows = Result.objects.visible_to(access).filter(answer_id=outcome.answer_id)
    return rows.order_by("-computed_at", "-entered_at").first()


def reasons(result: Result) -> list[Reason]:
    """From which answers the band and the flags follow, what weighs most first."""
    flags: Mapping[str, Any] = result.reasons.get("flags", {})
    sentences = {tuple(cause): _label(codes.Indication, flag) for flag, cause in flags.items()}
    causes = [tuple(cause) for cause in result.reasons.get("causes", [])]
    return [Reason(sentences.get(cause, ""), *_said(cause)) for cause in dict.fromkeys([*causes, *sentences])]


def levels(result: Result) -> list[LevelRow]:
    """What the four levels hold."""
    return [LevelRow(str(level.label), list(_at(result, level))) for level in codes.Level]


def to_ask(result: Result) -> list[str]:
    """Questions that are still without an answer and may be put again."""
    return [_wording(name) for name in result.reasons.get("to_ask", [])]


def questions() -> list[tuple[str, str, list[str]]]:
    """The wording of every question with its hint and its answers; no answers where a number is written."""
    english = get_language() == "en"
    answers = [pair[english] for pair in ANSWERS.values()]
    return [
        (
            question.english if english else question.french,
            question.english_hint if english else question.french_hint,
            answers if question.kind == "yes_no" else answers[2:],
        )
        for question in QUESTIONS
    ]


def _at(result: Result, level: str) -> Iterator[tuple[str, str]]:
    findings = result.reasons.get("findings", [])
    for effect in codes.Effect:
        here = [
            _label(codes.Factor, factor) for at, factor, does, *_ in findings if (at, does) == (level, effect)
        ]
        if here:
            yield str(effect.label), ", ".join(here)


def _said(cause: tuple[Any, ...]) -> tuple[str, str]:
    question, answer = cause
    if question == "age":
        return _("Age according to the registration"), _("under 18")
    french, english = ANSWERS.get(answer, (answer, answer))
    return _wording(question), english if get_language() == "en" else french


def _wording(name: str) -> str:
    for question in QUESTIONS:
        if question.name == name:
            return question.english if get_language() == "en" else question.french
    return name


def _label(vocabulary: Any, code: str) -> str:
    return str(vocabulary(code).label) if code in vocabulary.values else code
