"""The Washington Group Short Set: its function and how its result is told."""

from django.utils.translation import gettext as _

from jatigi.algorithms.scoring import washington_group as rule
from jatigi.questionnaires.codes import Functioning, Purpose
from jatigi.questionnaires.scoring.registry import Facts, Score, Values, scores
from jatigi.questionnaires.scoring.telling import Explanation, Reasons, Wording, instrument


@scores(
    "washington_group",
    version=rule.FUNCTION_VERSION,
    purpose=Purpose.ASSESSMENT,
    asks=dict.fromkeys(rule.DOMAINS, tuple(map(str, rule.ANSWERS))),
)
def washington_group(values: Values, facts: Facts) -> Score:
    """Six difficulties against the recommended cut-off."""
    given = rule.read(values)
    found = rule.assess(given, age=facts.age)
    return Score(
        band=found.band,
        flags=tuple(found.causes),
        to_do=(),
        reasons={
            "identifiers": [found.some, found.two_or_a_lot, found.a_lot, found.cannot],
            "causes": [[domain, str(given[domain])] for domain in found.causes],
            "to_ask": list(found.to_ask),
            "child_module": found.child_module,
        },
    )


def explain(reasons: Reasons, wording: Wording) -> Explanation:
    """The domains that meet the cut-off."""
    notes = [
        _(
            "The threshold is “a lot of difficulty” in at least one of six domains. It opens and closes no right."
        ),
        _("Where answers are missing, “below the threshold” is never said. This rule is to be confirmed."),
    ]
    if reasons.get("child_module"):
        notes.append(_("For a child of 2 to 17 years the child functioning module says more."))
    return Explanation(
        [wording.reason(domain, answer) for domain, answer in reasons.get("causes", [])],
        to_ask=[wording.question(name) for name in reasons.get("to_ask", [])],
        notes=notes,
    )


LEVELS = {Functioning.REACHED: 3, Functioning.BELOW: 0}

instrument("washington_group", purpose=Purpose.ASSESSMENT, bands=Functioning, levels=LEVELS, explain=explain)
