"""Both sides of a referral: who sees it, who may send, answer, recall. A draft has one side only."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection.grants import granted
from jatigi.referrals.models import Duty, Escort, GuestLink, Pace, Referral, ReferralEvent, Snapshot, State

DEADLINES = "referrals.deadlines"
WATCH = service_access(DEADLINES, ["referrals.Referral", "referrals.Snapshot", "directory.Service"])
"""Whether a code is free, and what ends with an agreement, never depends on who asks."""
QUEUE = service_access("referrals.queue", ["directory.Service", "referrals.Referral"])
"""Who waits for a service, whoever sent them."""
ON_THE_WAY = service_access(DEADLINES, ["referrals.Escort"])
"""Whether somebody is on the way, for whoever may confirm that they arrived."""
LOOKING = service_access(
    DEADLINES,
    [
        "referrals.Referral", "referrals.Pace", "directory.Service", "directory.ServiceArea", "people.Person",
        "cases.Case", "places.Site",
    ],
)  # fmt: skip
"""Which service to propose next where nobody answered: coarse facts of the person, no name."""
DESK = service_access(DEADLINES, ["referrals.Duty"])
"""Who is on duty at the desk of an organisation, for whoever has an emergency for it."""
PACES = service_access("referrals.pace", ["referrals.Referral", "referrals.Pace", "directory.Service"])
"""How fast services answer, counted without anybody."""

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


@visible(Escort)
def escorts(access: Access) -> Q:
    """With the referral, on both sides, as long as it runs; afterwards the sender."""
    seen = Referral.objects.visible_to(access).filter(pk=OuterRef("referral_id"))
    own = seen.filter(organisation=access.organisation)
    there = seen.filter(recipient=access.organisation, erasure_asked_at__isnull=True, ended_at__isnull=True)
    return Q(Exists(own)) | Q(Exists(there))


@visible(Duty)
def duties(access: Access) -> Q:
    """The rota of the own desk."""
    known = access.has(*ANSWERERS, Role.ORGANISATION_ADMINISTRATOR)
    return Q(organisation_id=access.organisation) if known and access.organisation else NOTHING


@visible(Pace)
def paces(access: Access) -> Q:
    """How fast services answer tells of nobody: whoever may send may know."""
    return Q() if may_send(access) else NOTHING


def _written(access: Access) -> Q:
    """A draft is its author's, and their supervisors' so that nothing is lost with somebody who leaves."""
    if access.has(Role.SUPERVISOR):
        return Q()
    return ~Q(state=State.DRAFT) | Q(sent_by_id=access.account)


def _sent(access: Access) -> Q:
    own = Q(organisation_id=access.organisation) & _written(access)
    if access.has(*WORKERS):
        return own
    return own & (Q(case=None) | Q(sent_by_id=access.account)) if access.has(*SENDERS) else NOTHING


def _own_snapshots(access: Access) -> Q:
    own = Q(organisation_id=access.organisation)
    if access.has(Role.SUPERVISOR):
        return own
    if access.has(*WORKERS):
        return own & (~Q(referral__state=State.DRAFT) | Q(referral__sent_by_id=access.account))
    sent = Referral.objects.visible_to(access).filter(own, pk=OuterRef("referral_id"))
    return Q(Exists(sent)) if access.has(*SENDERS) else NOTHING


def _received(access: Access) -> Q:
    if not access.has(*ANSWERERS):
        return NOTHING
    return Q(recipient_id=access.organisation) & ~Q(state=State.DRAFT)


def _of_the_link(access: Access) -> Any:
    """The one referral that a guest answers."""
    links = GuestLink.objects.visible_to(GUESTS).filter(pk__in=[access.guest])
    return links.values("referral_id")


def may_send(access: Access) -> bool:
    return access.organisation is not None and access.has(*SENDERS)


def may_recall(access: Access, referral: Referral) -> bool:
    return may_send(access) and referral.organisation_id == access.organisation


def may_transfer(access: Access) -> bool:
    """Hand a whole case over: whoever works on cases."""
    return access.has(*WORKERS)


def may_finish(access: Access, referral: Referral) -> bool:
    """Go on with a draft, send it, or let it go: its author and their supervisors."""
    own = access.has(Role.SUPERVISOR) or referral.sent_by_id == access.account
    return own and may_recall(access, referral)


def may_keep_rota(access: Access) -> bool:
    """Say who is on duty at the own desk."""
    return access.organisation is not None and access.has(Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR)


def may_keep_duty(access: Access, duty: Duty) -> bool:
    return may_keep_rota(access) and duty.organisation_id == access.organisation


def may_count(access: Access) -> bool:
    """The scheduled work that counts how fast services answer."""
    return access.service == PACES.service


def may_try_again(access: Access, referral: Referral) -> bool:
    """Ask another service: where nobody answered, or the answer was no."""
    failed = referral.state in ("expired", "redirected", "declined", "not_reached", "no_show")
    return failed and may_recall(access, referral) and referral.person_id is not None


def is_unattached(referral: Referral) -> bool:
    """Went out on a code alone, and nobody noted yet who it was for."""
    unknown = referral.person_id is None and referral.state != State.DRAFT
    return unknown and referral.erasure_asked_at is None


def may_answer(access: Access, referral: Referral) -> bool:
    """The receiving desk, not one person."""
    return referral.recipient_id == access.organisation and access.has(*ANSWERERS)


def may_message(access: Access, referral: Referral) -> bool:
    return may_recall(access, referral) or may_answer(access, referral)


def may_watch(access: Access, _referral: Referral) -> bool:
    """The scheduled work that reminds, escalates and lets expire."""
    return access.service == DEADLINES
