"""What the state of the measures suggests for the state of a commitment."""

from collections.abc import Collection

from jatigi.coordination.commitments.models import Commitment, CommitmentState
from jatigi.kernel import states

WISHES: dict[str, tuple[str, ...]] = {
    "done": ("keep",),
    "partly": ("keep_partly", "begin"),
    "begun": ("begin", "reopen"),
    "planned": ("plan",),
}
"""How far the measures are → the verbs of a commitment that would say so, the best first."""


def suggested(commitment: Commitment, measures: Collection[str]) -> str:
    """The verb by which a commitment would follow the states of all its measures, "" where it stands as they say.

    Measures that were abandoned count for nothing; a commitment is never dropped for them.
    """
    live = [state for state in measures if state != "abandoned"]
    if not live:
        return ""
    for verb in WISHES[_progress(live)]:
        if states.allows(commitment, verb) and not _steps_back(commitment, verb):
            return verb
    return ""


def becomes(commitment: Commitment, verb: str) -> str:
    """The state to which a verb leads, in words; "" where it leads nowhere from here."""
    following = Commitment.TRANSITIONS.get(commitment.state, {}).get(verb)
    return str(CommitmentState(following).label) if following else ""


def _progress(live: Collection[str]) -> str:
    if all(state == "done" for state in live):
        return "done"
    if "done" in live:
        return "partly"
    return "begun" if "under_way" in live else "planned"


def _steps_back(commitment: Commitment, verb: str) -> bool:
    """Whether less would be said of the commitment than the secretariat has said already."""
    return commitment.state == "dropped" or (verb == "plan" and commitment.state == "under_way")
