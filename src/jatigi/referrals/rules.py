"""Both sides of a referral: who sees it, who may send, answer, recall."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection.grants import granted
from jatigi.referrals.models import GuestLink, Referral, ReferralEvent, Snapshot

DEADLINES = "referrals.deadlines"
WATCH = service_access(DEADLINES, ["referrals.Referral", "referrals.Snapshot"])
"""Whether a code is free, and what ends with an agreement, never depends on who asks."""

GUESTS = service_access("referrals.guests", ["referrals.GuestLink", "referrals.Referral"], Purpose.REFERRAL)
"""Finds the link behind a token and binds it to a browser; opens nothing that was sent."""

FOLLOWING = service_access(
    "referrals.following",
    ["referrals.Follow", "referrals.Feedback", "referrals.Referral", "referrals.Complaint"],
    Purpose.OVERSIGHT,
)
"""What somebody with a code and a word stands for; where a complaint goes never depends on who makes it."""

WORKERS = (Role.CASE_WORKER, Role.SUPERVISOR)
SENDERS = (*WORKERS, Role.RECEPTION)
ANSWERERS = (Role.FOCAL_POINT, Role.SUPERVISOR)
PURPOSES = (Purpose.REFERRAL, Purpose.CASE_MANAGEMENT, Purpose.RECEPTION)


@visible(Referral)
def referrals(access: Access) -> Q:
    """Both sides. The sender's case workers and supervisors see all that was sent, the welcome desk what it sent
    itself or sent for somebody without a case. What the receiving desk sees of the person is the snapshot's matter.
    """
    if access.organisation is None or access.purpose not in PURPOSES:
        return NOTHING
    if access.guest is not None:
        return _received(access) & Q(pk__in=_of_the_link(access))
    return _sent(access) | _received(access)


@visible(Snapshot)
def snapshots(access: Access) -> Q:
    """The sender, and whoever a live grant opens it to. After a recall nobody: its key is destroyed."""
    if access.purpose not in PURPOSES:
        return NOTHING
    theirs = granted(access, Snapshot) if access.has(*ANSWERERS) else NOTHING
    if access.guest is not None:
        return theirs & Q(referral_id__in=_of_the_link(access))
    return _own_snapshots(access) | theirs


@visible(ReferralEvent)
def events(access: Access) -> Q:
    """With the referral. For the receiving side what the sender wrote closes with the snapshot, and all with a recall."""
    seen = Referral.objects.visible_to(access).filter(pk=OuterRef("referral_id"))
    own = seen.filter(organisation=access.organisation)
    kept = seen.filter(recipient=access.organisation, erasure_asked_at__isnull=True)
    told = Q(by_organisation_id=access.organisation) | ~Q(verb="write")
    return (
        Q(Exists(own))
        | Q(Exists(kept.filter(ended_at__isnull=True)))
        | (told & Q(Exists(kept.filter(ended_at__isnull=False))))
    )


def _sent(access: Access) -> Q:
    own = Q(organisation_id=access.organisation)
    if access.has(*WORKERS):
        return own
    return own & (Q(case=None) | Q(sent_by_id=access.account)) if access.has(*SENDERS) else NOTHING


def _own_snapshots(access: Access) -> Q:
    own = Q(organisation_id=access.organisation)
    if access.has(*WORKERS):
        return own
    sent = Referral.objects.visible_to(access).filter(own, pk=OuterRef("referral_id"))
    return Q(Exists(sent)) if access.has(*SENDERS) else NOTHING


def _received(access: Access) -> Q:
    return Q(recipient_id=access.organisation) if access.has(*ANSWERERS) else NOTHING


def _of_the_link(access: Access) -> Any:
    """The one referral that a guest answers."""
    links = GuestLink.objects.visible_to(GUESTS).filter(pk__in=[access.guest])
    return links.values("referral_id")


def may_send(access: Access) -> bool:
    return access.organisation is not None and access.has(*SENDERS)


def may_recall(access: Access, referral: Referral) -> bool:
    return may_send(access) and referral.organisation_id == access.organisation


def may_try_again(access: Access, referral: Referral) -> bool:
    """Ask another service: where nobody answered, or the answer was no."""
    failed = referral.state in ("expired", "redirected", "declined", "not_reached")
    return failed and may_recall(access, referral) and referral.person_id is not None


def is_unattached(referral: Referral) -> bool:
    """Went out on a code alone, and nobody noted yet who it was for."""
    return referral.person_id is None and referral.erasure_asked_at is None


def may_answer(access: Access, referral: Referral) -> bool:
    """The receiving desk, not one person."""
    return referral.recipient_id == access.organisation and access.has(*ANSWERERS)


def may_message(access: Access, referral: Referral) -> bool:
    return may_recall(access, referral) or may_answer(access, referral)


def may_watch(access: Access, _referral: Referral) -> bool:
    """The scheduled work that reminds, escalates and lets expire."""
    return access.service == DEADLINES
