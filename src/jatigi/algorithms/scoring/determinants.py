"""The first screening: twelve observable questions and what follows from them.

Levels and factors are those of the IOM determinants of migrant vulnerability (Handbook on Protection and Assistance
for Migrants Vulnerable to Violence, Exploitation and Abuse, part 1): each factor is a risk, protects, is neutral or
unknown, and vulnerability is risks against protection at four levels. The times behind the urgencies (immediate: same
day; high: 72 hours; medium: two weeks) and which question leads to which are common practice, à confirmer.

An answer that is missing, not known or not given never protects and never lowers an urgency.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast, get_args

from jatigi.algorithms.scoring.screening_questions import QUESTIONS

FUNCTION_VERSION = "determinants/1"

ADULT_AGE = 18

_COUNT_DIGITS = 3

Answer = Literal["yes", "no", "unknown", "prefers_not_to_say"]
Silence = Literal["unknown", "prefers_not_to_say"]
Level = Literal["IND", "HHF", "COM", "STR"]
Effect = Literal["risk", "protective", "neutral", "unknown"]
Urgency = Literal["immediate", "high", "medium", "low"]
Track = Literal["MRN-1", "MRN-2", "MRN-3"]
Flag = Literal[
    "immediate_danger",
    "medical",
    "self_harm",
    "child_alone",
    "international_protection",
    "trafficking_indications",
]

LEVELS: tuple[Level, ...] = get_args(Level)
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)


class ScreeningError(ValueError):
    """An answer that the question does not have: ``question`` and the ``reason`` code "answer" or "count"."""

    def __init__(self, question: str, reason: Literal["answer", "count"]) -> None:
        super().__init__(question, reason)
        self.question = question
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The answers to the twelve questions, None where one was not put, and two facts of the registration.

    ``age`` is the lowest that is plausible, in years; ``own_national`` whether the person has the nationality of the
    country where they are; both None if not known.
    """

    danger_now: Answer | None = None
    needs_care_now: Answer | None = None
    thoughts_of_self_harm: Answer | None = None
    child_without_adult: Answer | None = None
    hurt_on_the_way: Answer | None = None
    forced_or_controlled: Answer | None = None
    shelter_and_food_tonight: Answer | None = None
    afraid_to_return: Answer | None = None
    needs_daily_help: Answer | None = None
    people_in_care: int | Silence | None = None
    someone_to_count_on: Answer | None = None
    support_where_going: Answer | None = None
    age: int | None = None
    own_national: bool | None = None


class Finding(NamedTuple):
    """One factor of the model, what it does here, and the question and answer that say so."""

    level: Level
    factor: str
    effect: Effect
    question: str
    answer: str


class Cause(NamedTuple):
    """A question (or "age") and the answer from which something follows."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Determinants:
    """What follows from a screening: indications to look at, for a competent human to confirm or set aside.

    ``flags`` and ``urgency`` carry their causes. "international_protection" asks for a hand-off to the asylum
    authority; "trafficking_indications" for an interview by somebody trained, and says nothing of who is a victim.
    ``to_ask`` are questions not put or not known; what a person prefers not to say is not asked again.
    """

    version: str
    findings: tuple[Finding, ...]
    urgency: Urgency
    urgency_causes: tuple[Cause, ...]
    flags: Mapping[Flag, Cause]
    suggested_tracks: tuple[Track, ...]
    to_ask: tuple[str, ...]

    def at(self, level: Level) -> Counter[Effect]:
        """How many factors of a level are a risk, protect, are neutral and are unknown."""
        return Counter(finding.effect for finding in self.findings if finding.level == level)


class _Rule(NamedTuple):
    question: str
    risk_if: Literal["yes", "no"]
    otherwise: Effect
    urgency_of_risk: Urgency
    factors: tuple[tuple[Level, str], ...]
    flag: Flag | None = None


_RULES = (
    _Rule("danger_now", "yes", "neutral", "immediate", (("STR", "security"),), "immediate_danger"),
    _Rule("needs_care_now", "yes", "neutral", "immediate", (("IND", "physical_health"),), "medical"),
    _Rule("thoughts_of_self_harm", "yes", "neutral", "immediate", (("IND", "mental_health"),), "self_harm"),
    _Rule(
        "child_without_adult", "yes", "neutral", "immediate", (("HHF", "household_structure"),), "child_alone"
    ),
    _Rule(
        "hurt_on_the_way", "yes", "neutral", "high", (("IND", "past_violence"), ("STR", "respect_of_rights"))
    ),
    _Rule(
        "forced_or_controlled",
        "yes",
        "neutral",
        "high",
        (("IND", "exploitation"),),
        "trafficking_indications",
    ),
    _Rule("shelter_and_food_tonight", "no", "protective", "high", (("IND", "resources"),)),
    _Rule(
        "afraid_to_return",
        "yes",
        "protective",
        "high",
        (("STR", "safety_of_return"),),
        "international_protection",
    ),
    _Rule("needs_daily_help", "yes", "neutral", "medium", (("IND", "health_or_disability"),)),
    _Rule("people_in_care", "yes", "neutral", "medium", (("HHF", "dependants"),)),
    _Rule("someone_to_count_on", "no", "protective", "medium", (("HHF", "family_support"),)),
    _Rule("support_where_going", "no", "protective", "medium", (("COM", "access_to_services"),)),
)


def assess(answers: Screening) -> Determinants:
    """What follows from the answers. Raises ScreeningError for an answer that a question does not have."""
    given = _given(answers)
    urgency, causes = _urgency(given, answers.age)
    flags = dict(_flags(given, answers))
    return Determinants(
        version=FUNCTION_VERSION,
        findings=tuple(_findings(given)),
        urgency=urgency,
        urgency_causes=causes,
        flags=flags,
        suggested_tracks=tuple(_tracks(flags, answers.own_national)),
        to_ask=tuple(name for name, answer in given.items() if answer == "unknown"),
    )


def read(form: Mapping[str, str], *, age: int | None = None, own_national: bool | None = None) -> Screening:
    """A screening from the texts of a filled form; its other fields are passed over, empty ones are not answered.

    Raises ScreeningError.
    """
    texts = {question.name: (form.get(question.name) or "").strip() for question in QUESTIONS}
    answers: dict[str, Any] = {name: _value(name, text) for name, text in texts.items() if text}
    screening = Screening(**answers, age=age, own_national=own_national)
    _given(screening)
    return screening


def _value(name: str, text: str) -> str | int:
    is_count = name == "people_in_care" and text.isdecimal() and len(text) <= _COUNT_DIGITS
    return int(text) if is_count else text


def _given(answers: Screening) -> dict[str, Answer]:
    given = {rule.question: _answer(rule.question, getattr(answers, rule.question)) for rule in _RULES}
    if answers.age is not None and answers.age >= ADULT_AGE and not _answered(given["child_without_adult"]):
        given["child_without_adult"] = "no"
    return given


def _answer(question: str, value: str | int | None) -> Answer:
    if value is None:
        return "unknown"
    if isinstance(value, int):
        if question != "people_in_care" or value < 0:
            raise ScreeningError(question, "count")
        return "yes" if value else "no"
    if value not in (get_args(Silence) if question == "people_in_care" else get_args(Answer)):
        raise ScreeningError(question, "count" if question == "people_in_care" else "answer")
    return cast(Answer, value)


def _answered(answer: Answer) -> bool:
    return answer in ("yes", "no")


def _findings(given: Mapping[str, Answer]) -> Iterator[Finding]:
    for rule in _RULES:
        answer = given[rule.question]
        risk_or_not: Effect = "risk" if answer == rule.risk_if else rule.otherwise
        effect = risk_or_not if _answered(answer) else "unknown"
        for level, factor in rule.factors:
            yield Finding(level, factor, effect, rule.question, answer)


def _urgency(given: Mapping[str, Answer], age: int | None) -> tuple[Urgency, tuple[Cause, ...]]:
    causes = list(_urgency_causes(given, age))
    urgency = min([weight for weight, _ in causes] or [URGENCIES[-1]], key=URGENCIES.index)
    return urgency, tuple(cause for weight, cause in causes if weight == urgency)


def _urgency_causes(given: Mapping[str, Answer], age: int | None) -> Iterator[tuple[Urgency, Cause]]:
    """Risks weigh as their rule says; a grave question without an answer and being a child weigh medium."""
    minor = age is not None and age < ADULT_AGE
    for rule in _RULES:
        cause = Cause(rule.question, given[rule.question])
        if _is_risk(rule, cause.answer, minor):
            yield rule.urgency_of_risk, cause
        elif not _answered(given[rule.question]) and rule.urgency_of_risk in ("immediate", "high"):
            yield "medium", cause
    if minor:
        yield "medium", Cause("age", "under_18")


def _is_risk(rule: _Rule, answer: str, minor: bool) -> bool:
    """A child of whom nobody says that an adult is with them counts as alone until somebody has looked."""
    if rule.question == "child_without_adult" and minor:
        return answer != "no"
    return answer == rule.risk_if


def _flags(given: Mapping[str, Answer], answers: Screening) -> Iterator[tuple[Flag, Cause]]:
    """International protection is for people outside the country of their nationality."""
    minor = answers.age is not None and answers.age < ADULT_AGE
    for rule in _RULES:
        at_home = rule.flag == "international_protection" and answers.own_national is True
        if rule.flag and not at_home and _is_risk(rule, given[rule.question], minor):
            yield rule.flag, Cause(rule.question, given[rule.question])


def _tracks(flags: Mapping[Flag, Cause], own_national: bool | None) -> Iterator[Track]:
    """The tracks of Mali's national referral mechanism that a competent human may open."""
    if own_national is not None:
        yield "MRN-1" if own_national else "MRN-2"
    if "child_alone" in flags:
        yield "MRN-3"
