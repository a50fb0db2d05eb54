"""The first health check at arrival: its function and how its result is told."""

from collections.abc import Iterable, Iterator
from typing import get_args

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.algorithms.scoring import arrival_health as rule
from jatigi.questionnaires import codes
from jatigi.questionnaires.codes import Purpose, ToDo
from jatigi.questionnaires.scoring.registry import Facts, Score, Values, scores
from jatigi.questionnaires.scoring.telling import Call, Explanation, Reasons, Wording, instrument, label


@scores(
    "arrival_health",
    version=rule.FUNCTION_VERSION,
    purpose=Purpose.SCREENING,
    asks={sign.question: get_args(rule.Answer) for sign in rule.SIGNS},
)
def arrival_health(values: Values, _facts: Facts) -> Score:
    """How soon a carer must look; no diagnosis."""
    found = rule.assess(rule.read(values))
    immediate = found.urgency == "immediate"
    return Score(
        band=found.urgency,
        flags=tuple(found.flags),
        to_do=(str(ToDo.CARE), str(ToDo.SUPERVISOR)) if immediate else (),
        reasons={
            "causes": [list(cause) for cause in found.causes],
            "flags": dict(found.flags),
            "to_ask": list(found.to_ask),
        },
    )


def explain(reasons: Reasons, wording: Wording) -> Explanation:
    """Each flag with the sign behind it, then the other signs that weigh."""
    flags = {question: label(codes.Care, flag) for flag, question in reasons.get("flags", {}).items()}
    causes = dict(reasons.get("causes", []))
    asked = dict.fromkeys([*causes, *flags])
    note = _(
        "Signs and times are common first-aid practice, to be confirmed with the health services. No diagnosis."
    )
    return Explanation(
        [wording.reason(name, causes.get(name, "yes"), flags.get(name, "")) for name in asked],
        to_ask=[wording.question(name) for name in reasons.get("to_ask", [])],
        notes=[note],
    )


def calls(band: str, _flags: Iterable[str]) -> Iterator[Call]:
    """Supervisors learn that somebody needs care today."""
    if band == codes.Band.IMMEDIATE:
        yield Call("health.immediate", gettext_lazy("A health check asks for a carer today."))


instrument("arrival_health", purpose=Purpose.SCREENING, explain=explain, calls=calls)
