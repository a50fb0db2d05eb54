"""Every write of a group of commitments: proposed, confirmed, refused, renamed, merged, taken apart, answered as one."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments import rules
from jatigi.coordination.commitments.actions import narrate
from jatigi.coordination.commitments.actions import propose as suggest
from jatigi.coordination.commitments.clusters.proposing import Found
from jatigi.coordination.commitments.locking import locked
from jatigi.coordination.commitments.models import OPEN, Cluster, Commitment, Likeness, LikenessState
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import clean

OVERSIGHT = Purpose.OVERSIGHT
TITLE_LENGTH = 300
SUGGESTS = {"under_way": "begin", "done": "keep"}
"""What a measure in this state suggests for a commitment that it answers."""
MOST = 200
"""The most commitments of one group."""


@creation("cluster.propose", Likeness, allow=rules.may_look, purpose=OVERSIGHT, internal=True)
def propose(act: Act, *, found: Sequence[Found]) -> None:
    """Pairs that read alike wait for somebody's decision; what was decided before stays decided."""
    there = dict(Commitment.objects.visible_to(act.access).values_list("pk", "organisation_id"))
    Likeness.objects.bulk_create(
        [
            Likeness(organisation_id=there[one], one_id=one, other_id=other, score=score)
            for one, other, score in found
            if one in there and other in there
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    act.details.update(pairs=len(found))


@creation("cluster.confirm", Cluster, allow=rules.may_record, purpose=OVERSIGHT)
def confirm(
    act: Act, *, commitments: Collection[UUID], title: str = "", theme: str = "", into: UUID | None = None
) -> Cluster:
    """These ask for the same: a new group, or `into` one that stands. One of them at least is kept up here.

    What another secretariat keeps up comes in when that one says so: until then it is proposed to it.
    Raises `Invalid`: fewer than two, too many, one that is in another group; `Refused` where none is kept up here.
    """
    rows = _members(act, commitments, least=1 if into else 2)
    cluster = _standing(act, into) if into else _new(act, title, theme)
    if any(row.cluster_id not in (None, cluster.pk) for row in rows):
        raise Invalid(commitments=_("One of them is in another group: merge the groups instead."))
    own = [row for row in rows if row.organisation_id == act.organisation]
    members = _take_in(act, cluster, own)
    _decide(act, [row.pk for row in members], LikenessState.CONFIRMED)
    _ask_others(act, own, [row for row in rows if row not in members])
    act.details.update(commitments=sorted(str(row.pk) for row in rows))
    return cluster


@creation("cluster.refuse", Likeness, allow=rules.may_record, purpose=OVERSIGHT)
def refuse(act: Act, *, commitments: Collection[UUID]) -> None:
    """These do not ask for the same: not proposed again. Raises `Invalid`, `Refused` as for a confirmation."""
    rows = _members(act, commitments, least=2)
    _decide(act, [row.pk for row in rows], LikenessState.REFUSED)
    act.details.update(commitments=sorted(str(row.pk) for row in rows))


@action("cluster.rename", Cluster, allow=rules.may_keep_cluster, purpose=OVERSIGHT)
def rename(act: Act, cluster: Cluster, *, title: str, theme: str = "") -> Cluster:
    """What the group is called, and its theme."""
    _call(cluster, title, theme)
    cluster.save()
    act.touched("title", "theme")
    return cluster


@action("cluster.merge", Cluster, allow=rules.may_keep_cluster, purpose=OVERSIGHT)
def merge(act: Act, cluster: Cluster, *, other: UUID) -> Cluster:
    """What is in the other group comes into this one; the other is no more. Both are kept up here.

    Raises `Invalid` where the other one holds commitments of another secretariat, which alone may move them.
    """
    gone = Cluster.objects.visible_to(act.access).filter(pk=other).first()
    if gone is None or gone.pk == cluster.pk:
        raise Invalid(other=_("Choose from the list."))
    if not rules.may_keep_cluster(act.access, gone):
        raise Refused(code="may_keep_cluster")
    moved = _locked(gone)
    if any(row.organisation_id != act.organisation for row in moved):
        raise Invalid(
            other=_(
                "It holds commitments of another secretariat, which alone moves them. Merge the other way round."
            )
        )
    for row in moved:
        row.cluster = cluster
        row.save()
        narrate(act, row, "cluster", note=cluster.title)
    gone.delete()
    act.details.update(merged=str(other))
    return cluster


@action("cluster.separate", Cluster, allow=rules.may_take_out, purpose=OVERSIGHT)
def separate(act: Act, cluster: Cluster, *, commitments: Collection[UUID]) -> Cluster | None:
    """These do not belong to the group. Where one alone would stay, the group is no more. They are not proposed again.

    Who keeps the group up takes any of them out, another secretariat its own. Raises `Invalid`, `Refused`.
    """
    everything = _locked(cluster)
    leaving = [row for row in everything if row.pk in set(commitments)]
    if not leaving:
        raise Invalid(commitments=_("Choose at least one of them."))
    if not rules.may_keep_cluster(act.access, cluster) and any(
        row.organisation_id != act.organisation for row in leaving
    ):
        raise Refused(code="may_keep")
    staying = [row for row in everything if row not in leaving]
    for row in leaving if len(staying) > 1 else everything:
        row.cluster = None
        if states.allows(row, "separate"):
            states.advance(row, "separate")
        row.save()
        narrate(act, row, "separate", note=cluster.title)
    for row in leaving:
        _remember(act, row.pk, [other.pk for other in staying])
    act.details.update(commitments=sorted(str(row.pk) for row in leaving))
    if len(staying) > 1:
        return cluster
    cluster.delete()
    return None


@action("cluster.answer", Cluster, allow=rules.may_do_for_all, purpose=OVERSIGHT)
def answer(act: Act, cluster: Cluster, *, measure: UUID) -> Cluster:
    """One measure answers every open commitment of the group that the asker may know."""
    found = Measure.objects.visible_to(act.access).filter(pk=measure).first()
    mine = found is not None and found.organisation_id == act.organisation
    if found is None or not (mine or rules.may_keep_cluster(act.access, cluster)):
        raise Invalid(measure=_("Choose from the list."))
    open_ones = Commitment.objects.visible_to(act.access).filter(cluster=cluster, state__in=OPEN)
    known = MeasureCommitment.objects.visible_to(rules.KNOWING).filter(measure=found)
    answered = set(known.values_list("commitment_id", flat=True))
    new = [row for row in open_ones if row.pk not in answered]
    MeasureCommitment.objects.bulk_create(
        MeasureCommitment(organisation_id=found.organisation_id, measure=found, commitment=row) for row in new
    )
    for row in sorted(new, key=lambda one: one.pk) if found.state in SUGGESTS else []:
        suggest.within(act, row, verb=SUGGESTS[found.state], why=found.title)
    act.details.update(measure=str(measure))
    return cluster


def _members(act: Act, commitments: Collection[UUID], *, least: int) -> list[Commitment]:
    wanted = set(commitments)
    if not least <= len(wanted) <= MOST:
        raise Invalid(commitments=_("Choose at least two of them, and not more than 200."))
    rows = locked(act.access, wanted)
    if len(rows) < len(wanted):
        raise Invalid(commitments=_("Choose from the list."))
    if not any(row.organisation_id == act.organisation for row in rows):
        raise Refused(code="keeps_none")
    return rows


def _locked(cluster: Cluster) -> list[Commitment]:
    """All of a group, whoever may know of them, about to be changed."""
    members = (
        Commitment.objects.visible_to(rules.KNOWING).filter(cluster=cluster).values_list("pk", flat=True)
    )
    return [row for row in locked(rules.KNOWING, list(members)) if row.cluster_id == cluster.pk]


def _standing(act: Act, into: UUID) -> Cluster:
    found = Cluster.objects.visible_to(act.access).filter(pk=into).first()
    if found is None:
        raise Invalid(into=_("Choose from the list."))
    return found


def _new(act: Act, title: str, theme: str) -> Cluster:
    cluster = Cluster(organisation_id=act.organisation, code=free_code(Cluster))
    _call(cluster, title, theme)
    cluster.save()
    return cluster


def _call(cluster: Cluster, title: str, theme: str) -> None:
    if theme and theme not in Theme.values:
        raise Invalid(theme=_("Choose from the list."))
    cluster.title = clean(title, "title", limit=TITLE_LENGTH, needed=True)
    cluster.theme = theme


def _take_in(act: Act, cluster: Cluster, rows: Sequence[Commitment]) -> list[Commitment]:
    """The group with these; one that is alone in it so far is not called grouped yet."""
    there = Commitment.objects.visible_to(rules.KNOWING).filter(cluster=cluster)
    members = [*there.select_for_update(of=("self",)).exclude(pk__in=[row.pk for row in rows]), *rows]
    for row in members:
        joins = row.cluster_id != cluster.pk
        moves = len(members) > 1 and states.allows(row, "cluster")
        row.cluster = cluster
        if moves:
            states.advance(row, "cluster")
        if joins or moves:
            row.save()
        if joins:
            narrate(act, row, "cluster", note=cluster.title)
    return members


def _ask_others(act: Act, own: Sequence[Commitment], others: Sequence[Commitment]) -> None:
    """That the others ask for the same is proposed to who keeps them up, where they may know of the own ones."""
    known = min(own, key=lambda row: row.closed)
    for row in others:
        one, other = sorted((known.pk, row.pk))
        Likeness(organisation_id=act.organisation, one_id=one, other_id=other, score=1).save_once()
    words = _("Another secretariat proposes to put commitments of yours into a group: decide.")
    url = reverse("coordination:cluster_proposals")
    for house in {row.organisation_id for row in others if not known.closed}:
        act.tell(Notice("cluster.proposed", words, url, house, rules.KEEPERS))


def _decide(act: Act, members: Iterable[UUID], state: str) -> None:
    """What was proposed between any two of these is decided."""
    chosen = list(members)
    rows = Likeness.objects.visible_to(rules.KNOWING).filter(
        one_id__in=chosen, other_id__in=chosen, state=LikenessState.PROPOSED
    )
    rows.update(state=state, decided_by_id=act.signed())


def _remember(act: Act, leaving: UUID, staying: Collection[UUID]) -> None:
    """Somebody took it out: between it and what stays nothing is proposed again."""
    pairs = {tuple(sorted(pair)) for pair in combinations({leaving, *staying}, 2) if leaving in pair}
    refused = {"state": LikenessState.REFUSED, "decided_by_id": act.signed()}
    for one, other in pairs:
        rows = Likeness.objects.visible_to(rules.KNOWING).filter(one_id=one, other_id=other)
        if not rows.update(**refused):
            Likeness(organisation_id=act.organisation, one_id=one, other_id=other, score=1, **refused).save()
