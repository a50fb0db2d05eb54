"""Satisfaction and complaints: their functions, how their results are told, and the complaints focal point who is told."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jatigi.algorithms.scoring import feedback as rule
from jatigi.kernel.access import Role
from jatigi.questionnaires.codes import Complaint, Mood, Purpose
from jatigi.questionnaires.scoring.registry import Facts, Score, Values, scores
from jatigi.questionnaires.scoring.telling import Call, Explanation, Reasons, Wording, instrument

ASKED_IN_RETURN = "asked_in_return"
FOCAL_POINT = frozenset({str(Role.COMPLAINTS)})


@scores(
    "satisfaction",
    version=rule.SATISFACTION_VERSION,
    purpose=Purpose.FEEDBACK,
    asks=dict.fromkeys(rule.STATEMENTS, (*map(str, range(rule.LOWEST, rule.HIGHEST + 1)), "does_not_say")),
)
def satisfaction(values: Values, _facts: Facts) -> Score:
    """The mean of five statements."""
    found = rule.satisfaction(values)
    return Score(
        band=found.mood,
        flags=(ASKED_IN_RETURN,) if found.asked_in_return else (),
        to_do=(),
        reasons={
            "answered": found.answered,
            "lowest": [[name, str(values[name])] for name in found.lowest],
            "asked_in_return": found.asked_in_return,
        },
    )


@scores("complaint", version=rule.COMPLAINT_VERSION)
def complaint(values: Values, _facts: Facts) -> Score:
    """Which complaints cannot wait."""
    found = rule.complaint(values)
    return Score(band=found.weight, flags=found.causes, to_do=(), reasons={"causes": list(found.causes)})


def explain_satisfaction(reasons: Reasons, wording: Wording) -> Explanation:
    """What was marked lowest."""
    found = [wording.reason(name, mark) for name, mark in reasons.get("lowest", [])]
    if reasons.get("asked_in_return"):
        found.insert(0, wording.reason(ASKED_IN_RETURN, "yes"))
    answered = int(reasons.get("answered", 0))
    counted = ngettext("From %(n)d statement of five.", "From %(n)d statements of five.", answered) % {
        "n": answered
    }
    return Explanation(found, notes=[counted, _("The limits between the bands are to be confirmed.")])


def explain_complaint(reasons: Reasons, wording: Wording) -> Explanation:
    """What makes it grave or urgent."""
    return Explanation(
        [
            wording.reason("in_danger", "yes") if cause == "in_danger" else wording.reason("about", cause)
            for cause in reasons.get("causes", [])
        ],
        notes=[_("Which complaints go first is to be confirmed.")],
    )


def calls_of_satisfaction(_band: str, flags: Iterable[str]) -> Iterator[Call]:
    """Something asked in return for help is never left to the service itself."""
    if ASKED_IN_RETURN in flags:
        words = gettext_lazy("A satisfaction form reports that something was asked in return for help.")
        yield Call("feedback.asked_in_return", words, FOCAL_POINT)


def calls_of_complaint(band: str, _flags: Iterable[str]) -> Iterator[Call]:
    """The complaints focal point, and nobody else, learns that there is one."""
    words = gettext_lazy("A complaint or suggestion has arrived.")
    yield Call("complaint.arrived", words, FOCAL_POINT, urgent=band == Complaint.URGENT)


MOODS = {Mood.DISSATISFIED: 2, Mood.MIXED: 3, Mood.SATISFIED: 0}
COMPLAINTS = {Complaint.URGENT: 1, Complaint.GRAVE: 2}

instrument(
    "satisfaction",
    purpose=Purpose.FEEDBACK,
    bands=Mood,
    levels=MOODS,
    explain=explain_satisfaction,
    calls=calls_of_satisfaction,
)
instrument(
    "complaint", bands=Complaint, levels=COMPLAINTS, explain=explain_complaint, calls=calls_of_complaint
)
