"""Who sees agreements between organisations, who writes and signs them, and what counting on them may look at."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies.models import Membership
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection import bases
from jatigi.protection.agreements.models import SharingAgreement, SharingParty, SharingState

ARRANGERS = frozenset({Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR})
"""Who binds an organisation."""
READERS = ARRANGERS | {Role.COORDINATOR}

SCHEDULE = "protection.sharing"
KNOWING = service_access(
    "protection.agreements",
    ["protection.SharingAgreement", "protection.SharingParty", "agencies.Membership"],
    Purpose.ADMINISTRATION,
)
"""Whether an agreement covers a sending never depends on who sends; and whether somebody works for an organisation."""

PUBLIC_STATES = (SharingState.SIGNED, SharingState.IN_FORCE, SharingState.ENDED, SharingState.DENOUNCED)
"""What a coordinator knows of: which agreements exist, not those that are still being written."""


@visible(SharingAgreement)
def agreements(access: Access) -> Q:
    """The parties' own; the coordinator knows which exist."""
    if access.organisation is None or not access.has(*READERS):
        return NOTHING
    seen = Q(state__in=PUBLIC_STATES) if access.has(Role.COORDINATOR) else NOTHING
    return seen | bound(access.organisation) if access.has(*ARRANGERS) else seen


@visible(SharingParty)
def parties(access: Access) -> Q:
    return Q(Exists(SharingAgreement.objects.visible_to(access).filter(pk=OuterRef("agreement_id"))))


def bound(organisation: UUID) -> Q:
    """The agreements that bind an organisation."""
    party = SharingParty.objects.visible_to(KNOWING).filter(
        agreement_id=OuterRef("pk"), organisation_id=organisation
    )
    return Q(Exists(party))


def between(sender: UUID, recipient: UUID) -> Q:
    """The agreements by which `sender` gives and `recipient` takes."""
    party = SharingParty.objects.visible_to(KNOWING).filter(agreement_id=OuterRef("pk"))
    giving = party.filter(organisation_id=sender, gives=True)
    return Q(Exists(giving)) & Q(Exists(party.filter(organisation_id=recipient, takes=True)))


def may_read(access: Access) -> bool:
    return access.organisation is not None and access.has(*READERS)


def may_draft(access: Access) -> bool:
    return access.organisation is not None and access.has(*ARRANGERS)


def may_bind(access: Access, agreement: SharingAgreement) -> bool:
    """For a party; a coordinator who sees it binds nobody."""
    return may_draft(access) and is_party(agreement, access.organisation)


def may_watch(access: Access, _agreement: SharingAgreement) -> bool:
    """The scheduled work that begins, ends and announces."""
    return access.service == SCHEDULE


def is_party(agreement: SharingAgreement, organisation: UUID | None) -> bool:
    parties = SharingParty.objects.visible_to(KNOWING).filter(agreement=agreement)
    return organisation is not None and parties.filter(organisation_id=organisation).exists()


def is_guest(organisation: UUID) -> bool:
    """Nobody works here for it: what it signed on paper is written down by the other side."""
    members = Membership.objects.visible_to(KNOWING).filter(organisation_id=organisation, active=True)
    return not members.exists()


def ending_within(days: int) -> Q:
    """In force, and over so many days from now at the latest."""
    return Q(state=SharingState.IN_FORCE, until__lte=bases.today() + timedelta(days=days))


def to_sign(organisation: UUID) -> Q:
    """Drafts that wait for the signature of an organisation."""
    unsigned = SharingParty.objects.visible_to(KNOWING).filter(
        agreement_id=OuterRef("pk"), organisation_id=organisation, signed_on=None
    )
    return Q(state=SharingState.DRAFT) & Q(Exists(unsigned))
