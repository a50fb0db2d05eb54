"""Which commitments read alike, and the groups in which they are shown to whoever decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jatigi.algorithms.likeness import alike, groups
from jatigi.coordination.commitments.lines import Line, lines
from jatigi.coordination.commitments.models import (
    Cluster,
    Commitment,
    CommitmentState,
    Likeness,
    LikenessState,
)
from jatigi.kernel.access import Access

MOST_PAIRS = 20_000
MOST_SHOWN = 400
"""Pairs from which the groups of a page are made, the most alike first."""
TITLE_WORDS = 16

Found = tuple[UUID, UUID, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Commitments that hang together by proposed likeness, and the groups to which some of them belong already."""

    lines: list[Line]
    score: float
    clusters: list[Cluster]
    title: str


def look(access: Access) -> list[Found]:
    """Every pair of different events that is alike and not yet known, the smaller id first. Writes nothing."""
    rows = list(
        Commitment.objects.visible_to(access)
        .exclude(state=CommitmentState.DROPPED)
        .values_list("pk", "text", "event_id", "cluster_id")
    )
    known = set(Likeness.objects.visible_to(access).values_list("one_id", "other_id"))
    found: list[Found] = []
    for pair in alike([text for _pk, text, _event, _cluster in rows]):
        one, other = rows[pair.one], rows[pair.other]
        same_event = one[2] is not None and one[2] == other[2]
        grouped = one[3] is not None and one[3] == other[3]
        first, second = sorted((one[0], other[0]))
        if not same_event and not grouped and (first, second) not in known:
            found.append((first, second, round(pair.score, 3)))
    return found[:MOST_PAIRS]


def proposed(access: Access, most: int) -> tuple[list[Group], int]:
    """What waits for the asker's secretariat, in groups, the most alike first: `most` of them, and how many there are."""
    waiting = Likeness.objects.visible_to(access).filter(state=LikenessState.PROPOSED)
    pairs = list(waiting.order_by("-score", "id").values_list("one_id", "other_id", "score")[:MOST_SHOWN])
    best: dict[UUID, float] = {}
    for one, other, score in pairs:
        for pk in (one, other):
            best.setdefault(pk, score)
    together = _undecided(access, groups((one, other) for one, other, _score in pairs))
    members = [pk for group in together[:most] for pk in group]
    shown = {line.commitment.pk: line for line in lines(access, _rows(access, members))}
    clusters = _clusters(access, list(shown.values()))
    found = [_group([shown[pk] for pk in group], best[group[0]], clusters) for group in together[:most]]
    return found, len(together)


def _group(there: list[Line], score: float, clusters: dict[UUID, Cluster]) -> Group:
    named = {
        line.commitment.cluster_id: clusters[line.commitment.cluster_id]
        for line in there
        if line.commitment.cluster_id in clusters
    }
    return Group(there, score, list(named.values()), title_of(there))


def _undecided(access: Access, found: Sequence[Sequence[UUID]]) -> list[list[UUID]]:
    """The groups in which something that the asker's secretariat keeps up does not stand in one cluster yet.

    Of each, what the asker may know.
    """
    members = [pk for group in found for pk in group]
    rows = Commitment.objects.visible_to(access).filter(pk__in=members)
    known = {
        pk: (kept_by, cluster) for pk, kept_by, cluster in rows.values_list("pk", "organisation", "cluster")
    }
    left = []
    for group in found:
        there = [pk for pk in group if pk in known]
        own = {
            cluster for kept_by, cluster in map(known.__getitem__, there) if kept_by == access.organisation
        }
        if len(there) > 1 and (None in own or len(own) > 1):
            left.append(there)
    return left


def title_of(there: Sequence[Line]) -> str:
    """The shortest passage, cut: what a group is called until somebody says it better."""
    text = min((line.commitment.text for line in there), key=len)
    cut = text.split()
    return " ".join(cut[:TITLE_WORDS]) + (" …" if len(cut) > TITLE_WORDS else "")


def _rows(access: Access, pks: Sequence[UUID]) -> list[Commitment]:
    rows = Commitment.objects.visible_to(access).in_bulk(list(pks))
    return [rows[pk] for pk in pks if pk in rows]


def _clusters(access: Access, there: Sequence[Line]) -> dict[UUID, Cluster]:
    wanted = {line.commitment.cluster_id for line in there if line.commitment.cluster_id}
    return Cluster.objects.visible_to(access).in_bulk(wanted)
