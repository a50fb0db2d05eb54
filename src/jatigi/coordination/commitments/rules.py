"""Who sees what belongs to a commitment, and who may do what with it."""

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies import who
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment, Likeness, Step
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.coordination.rules import REPORTERS, SECRETARIAT, is_secretariat, keeps, may_see
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

KNOWING = service_access(
    "coordination.commitments",
    [
        "coordination.Commitment",
        "coordination.Addressee",
        "coordination.CommitmentLink",
        "coordination.Likeness",
        "coordination.MeasureCommitment",
    ],
)
"""Whether a reference is taken, and whom something is addressed to, never depends on who asks."""
REMINDING = "coordination.reminders"
LOOKING = "coordination.likeness"
KEEPERS = frozenset({SECRETARIAT})


@visible(Step)
def steps(access: Access) -> Q:
    return Q(Exists(Commitment.objects.visible_to(access).filter(pk=OuterRef("commitment_id"))))


@visible(Likeness)
def likenesses(access: Access) -> Q:
    """Only where both may be known."""
    seen = Commitment.objects.visible_to(access)
    both = Exists(seen.filter(pk=OuterRef("one_id"))) & Exists(seen.filter(pk=OuterRef("other_id")))
    return Q(both) if may_see(access) else NOTHING


def served() -> Q:
    """Items of frameworks that some commitment serves."""
    return Q(Exists(CommitmentLink.objects.visible_to(KNOWING).filter(item_id=OuterRef("pk"))))


def named_somewhere() -> Q:
    """Organisations to which some commitment is addressed."""
    return Q(Exists(Addressee.objects.visible_to(KNOWING).filter(addressed_id=OuterRef("pk"))))


def may_record(access: Access) -> bool:
    """Whoever keeps the secretariat of the own organisation."""
    return is_secretariat(access)


def may_keep(access: Access, commitment: Commitment) -> bool:
    """The secretariat that keeps the commitment up."""
    return keeps(access, commitment)


def may_propose(access: Access, _commitment: Commitment) -> bool:
    """Whoever reports on measures: what they did suggests a state, nothing more."""
    return access.has(*REPORTERS)


def may_answer(access: Access, addressee: Addressee) -> bool:
    """The addressee for itself; the secretariat writes down what one says for which nobody works here."""
    if addressee.addressed_id is not None and addressee.addressed_id == access.organisation:
        return access.has(*REPORTERS)
    if addressee.organisation_id != access.organisation or not is_secretariat(access):
        return False
    return addressee.addressed_id is None or not who.with_people([addressee.addressed_id])


def may_keep_cluster(access: Access, cluster: Cluster) -> bool:
    """The secretariat that made the group."""
    return keeps(access, cluster)


def may_take_out(access: Access, cluster: Cluster) -> bool:
    """The secretariat that made the group; another one for what it keeps up itself."""
    if access.organisation is None or not is_secretariat(access):
        return False
    own = Commitment.objects.visible_to(KNOWING).filter(cluster=cluster, organisation_id=access.organisation)
    return may_keep_cluster(access, cluster) or own.exists()


def may_do_for_all(access: Access, _cluster: Cluster) -> bool:
    """Whoever reports for an organisation, or keeps the group up, says which measure answers all of it."""
    return access.has(*REPORTERS)


def may_look(access: Access) -> bool:
    """The clock alone."""
    return access.service == LOOKING


def may_remind(access: Access) -> bool:
    """The clock alone."""
    return access.service == REMINDING
