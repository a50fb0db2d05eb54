"""The determinants assessment: its function and how its result is told."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jatigi.algorithms.scoring import assessment
from jatigi.questionnaires import codes
from jatigi.questionnaires.codes import Vulnerability
from jatigi.questionnaires.scoring.registry import Facts, Score, Values, scores
from jatigi.questionnaires.scoring.telling import Explanation, LevelRow, Reasons, Wording, instrument


@scores("determinants", version=assessment.FUNCTION_VERSION)
def determinants(values: Values, _facts: Facts) -> Score:
    """Risks against protection at the four levels."""
    given = {
        level: {name: text for name in names if (text := (values.get(level) or {}).get(name))}
        for level, names in assessment.FACTORS.items()
    }
    found = assessment.assess(given)
    return Score(
        band=found.weight,
        flags=(),
        to_do=(),
        reasons={
            "effects": {level: dict(effects) for level, effects in found.effects.items()},
            "tilts": {balance.level: balance.tilt for balance in found.balances},
            "to_ask": [name for _level, name in found.to_ask],
        },
    )


def explain(reasons: Reasons, wording: Wording) -> Explanation:
    """The four levels with what weighs and what protects."""
    rows = [LevelRow(str(level.label), list(_at(reasons, level, wording))) for level in codes.Level]
    note = _(
        "At a level, risks outweigh where they are more numerous than what protects; what is unknown never protects. These thresholds are to be confirmed."
    )
    to_ask = [wording.question(name) for name in reasons.get("to_ask", [])]
    return Explanation(levels=rows, to_ask=to_ask, notes=[note])


def _at(reasons: Reasons, level: str, wording: Wording) -> Iterator[tuple[str, str]]:
    effects = reasons.get("effects", {}).get(level, {})
    for effect in codes.Effect:
        here = [wording.question(name) for name, does in effects.items() if does == effect]
        if here:
            yield str(effect.label), " · ".join(here)


LEVELS = {Vulnerability.SEVERAL: 2, Vulnerability.ONE: 3, Vulnerability.PROTECTED: 0}

instrument("determinants", bands=Vulnerability, levels=LEVELS, explain=explain)
