"""Which published practices fit: by theme, place and words."""

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.models import MeasureCommitment
from jatigi.coordination.practices.models import Practice, PracticeState
from jatigi.kernel.access import Access
from jatigi.places.names import sort_key

MOST = 3
LOOKED_AT = 200
SHORTEST = 5
"""Shorter words say little of what something is about."""


def for_commitment(access: Access, commitment: Commitment) -> list[Practice]:
    """Up to three practices for a commitment that nothing is done about yet; none where a measure answers it.

    On its theme; those that share most words with its text first, then the newest.
    """
    answered = MeasureCommitment.objects.visible_to(access).filter(commitment=commitment).exists()
    if answered or not commitment.theme:
        return []
    rows = published(access).filter(theme=commitment.theme).order_by("-reviewed_on", "title")
    wanted = words(commitment.text)
    found = [(len(wanted & words(f"{one.title} {one.problem} {one.done}")), one) for one in rows[:LOOKED_AT]]
    found.sort(key=lambda pair: -pair[0])
    return [one for _shared, one in found[:MOST]]


def published(access: Access):  # type: ignore[no-untyped-def]
    """What anybody on the node may take up."""
    rows = Practice.objects.visible_to(access).filter(state=PracticeState.PUBLISHED)
    return rows.select_related("country", "organisation")


def words(text: str) -> frozenset[str]:
    """The longer words of a text, without accents and capitals."""
    plain = "".join(letter if letter.isalnum() else " " for letter in sort_key(text))
    return frozenset(word for word in plain.split() if len(word) >= SHORTEST)
