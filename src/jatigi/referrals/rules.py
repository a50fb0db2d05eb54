"""Both sides of a referral: who sees it, who may send, answer, recall."""

from django.db.models import Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection.grants import granted
from jatigi.referrals.models import Referral, ReferralEvent, Snapshot

DEADLINES = "referrals.deadlines"
WATCH = service_access(DEADLINES, ["referrals.Referral", "referrals.Snapshot"])
"""Whether a code is free, and what ends with an agreement, never depends on who asks."""

SENDERS = (Role.CASE_WORKER, Role.SUPERVISOR, Role.RECEPTION)
ANSWERERS = (Role.FOCAL_POINT, Role.SUPERVISOR)
PURPOSES = (Purpose.REFERRAL, Purpose.CASE_MANAGEMENT, Purpose.RECEPTION)


@visible(Referral)
def referrals(access: Access) -> Q:
    """The sender's desk and case workers; the receiving desk. What they see of the person is the snapshot's matter."""
    if access.organisation is None or access.purpose not in PURPOSES:
        return NOTHING
    return _sent(access) | _received(access)


@visible(Snapshot)
def snapshots(access: Access) -> Q:
    """The sender, and whoever a live grant opens it to."""
    own = Q(organisation_id=access.organisation) if access.has(*SENDERS) else NOTHING
    theirs = granted(access, Snapshot) if access.has(*ANSWERERS) else NOTHING
    return own | theirs


@visible(ReferralEvent)
def events(access: Access) -> Q:
    """With the referral; for the receiving side only as long as nothing was recalled."""
    seen = Referral.objects.visible_to(access)
    open_to_both = seen.filter(Q(organisation_id=access.organisation) | Q(erasure_asked_at__isnull=True))
    return Q(referral_id__in=open_to_both.values("pk"))


def _sent(access: Access) -> Q:
    return Q(organisation_id=access.organisation) if access.has(*SENDERS) else NOTHING


def _received(access: Access) -> Q:
    return Q(recipient_id=access.organisation) if access.has(*ANSWERERS) else NOTHING


def may_send(access: Access) -> bool:
    return access.organisation is not None and access.has(*SENDERS)


def may_recall(access: Access, referral: Referral) -> bool:
    return may_send(access) and referral.organisation_id == access.organisation


def may_answer(access: Access, referral: Referral) -> bool:
    """The receiving desk, not one person."""
    return referral.recipient_id == access.organisation and access.has(*ANSWERERS)


def may_message(access: Access, referral: Referral) -> bool:
    return may_recall(access, referral) or may_answer(access, referral)


def may_watch(access: Access, _referral: Referral) -> bool:
    """The scheduled work that reminds, escalates and lets expire."""
    return access.service == DEADLINES
