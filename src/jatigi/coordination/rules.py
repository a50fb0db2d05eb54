"""Who sees what the room holds, and the three questions that every part asks of an access."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.bodies.models import Body, BodyMember
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible

SECRETARIAT = Role.COORDINATOR
"""Who keeps bodies, events and commitments up for the organisation that holds the secretariat."""
REPORTERS = frozenset({Role.COORDINATOR, Role.FOCAL_POINT, Role.SUPERVISOR})
"""Who says for an organisation what it does about a commitment."""
VALIDATORS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
"""Who answers for what an organisation reports."""

KNOWING = service_access(
    "coordination", ["coordination.BodyMember", "coordination.Addressee", "coordination.MeasureOrganisation"]
)
"""Whether an organisation sits in a body, is addressed, or supports a measure never depends on who asks."""


PUBLIC = Q(public=True, closed=False)
"""What its secretariat has opened to anybody."""


def may_see(access: Access) -> bool:
    """Commitments concern everybody who works on the node, whatever they do."""
    return access.account is not None and access.organisation is not None


def is_secretariat(access: Access) -> bool:
    """Keeps bodies, events and commitments of the own organisation."""
    return access.organisation is not None and access.has(SECRETARIAT)


def keeps(access: Access, thing: Body | Event | Commitment | Cluster) -> bool:
    """The secretariat of the organisation that keeps this up."""
    return is_secretariat(access) and thing.organisation_id == access.organisation


def sits_in(organisation: UUID | None, path: str = "body_id") -> Q:
    """Rows whose body the organisation is a member of today; `path` leads to the body.

    The seats are asked for once for a whole list, not once for each of its rows.
    """
    if organisation is None:
        return NOTHING
    today = clock.today()
    seats = BodyMember.objects.visible_to(KNOWING).filter(
        Q(until=None) | Q(until__gte=today), organisation_id=organisation, from_on__lte=today
    )
    return Q(**{f"{path}__in": seats.values("body_id")})


def _open_or_mine(access: Access, body: str) -> Q:
    if not may_see(access):
        return PUBLIC
    return Q(closed=False) | Q(organisation_id=access.organisation) | sits_in(access.organisation, body)


@visible(Body)
def bodies(access: Access) -> Q:
    """That a body exists, and what for, everybody on the node may know; anybody else of the public ones."""
    return Q() if may_see(access) else PUBLIC


@visible(BodyMember)
def members(access: Access) -> Q:
    return Q() if may_see(access) else NOTHING


@visible(Event)
def events(access: Access) -> Q:
    """Of closed bodies only to whoever sits in them."""
    return _open_or_mine(access, "body_id")


@visible(Commitment)
def commitments(access: Access) -> Q:
    """Of closed bodies only to whoever sits in them, and to whom they are addressed; anybody sees the public ones."""
    if not may_see(access):
        return PUBLIC
    addressed = Addressee.objects.visible_to(KNOWING).filter(addressed_id=access.organisation)
    return _open_or_mine(access, "body_id") | Q(pk__in=addressed.values("commitment_id"))


@visible(Addressee)
def addressees(access: Access) -> Q:
    return Q(Exists(Commitment.objects.visible_to(access).filter(pk=OuterRef("commitment_id"))))


@visible(Cluster)
def clusters(access: Access) -> Q:
    """Who made the group, and whoever may know of one of its commitments: its title says what they ask for."""
    if not may_see(access):
        return NOTHING
    seen = Commitment.objects.visible_to(access).filter(cluster_id=OuterRef("pk"))
    return Q(organisation_id=access.organisation) | Q(Exists(seen))


@visible(CommitmentLink)
def links(access: Access) -> Q:
    return Q(Exists(Commitment.objects.visible_to(access).filter(pk=OuterRef("commitment_id"))))


@visible(Measure)
def measures(access: Access) -> Q:
    """Who does it, who supports it, and whoever may know of a commitment that it answers."""
    if access.account is None or access.organisation is None:
        return NOTHING
    answers = MeasureCommitment.objects.visible_to(access).filter(measure_id=OuterRef("pk"))
    supports = MeasureOrganisation.objects.visible_to(KNOWING).filter(
        measure_id=OuterRef("pk"), organisation_id=access.organisation
    )
    return Q(organisation_id=access.organisation) | Q(Exists(answers)) | Q(Exists(supports))


@visible(MeasureCommitment)
def answered(access: Access) -> Q:
    return Q(Exists(Commitment.objects.visible_to(access).filter(pk=OuterRef("commitment_id"))))


@visible(MeasureOrganisation)
def supporters(access: Access) -> Q:
    return Q(Exists(Measure.objects.visible_to(access).filter(pk=OuterRef("measure_id"))))
