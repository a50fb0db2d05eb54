"""Who sees what a person says of a service: the side that referred; of complaints the independent focal point alone."""

from django.db.models import Exists, OuterRef, Q

from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.referrals import rules
from jatigi.referrals.following.models import Complaint, ComplaintsDesk, Feedback, Follow
from jatigi.referrals.models import Referral

SECRETARIAT = (Role.COORDINATOR,)


@visible(Follow)
def follows(access: Access) -> Q:
    return _of_what_was_sent(access)


@visible(Feedback)
def feedback(access: Access) -> Q:
    """The side that referred, with the referral; never the service."""
    return _of_what_was_sent(access)


def _of_what_was_sent(access: Access) -> Q:
    if access.organisation is None or access.guest is not None:
        return NOTHING
    sent = Referral.objects.visible_to(access).filter(
        pk=OuterRef("referral_id"), organisation=access.organisation
    )
    return Q(organisation_id=access.organisation) & Q(Exists(sent))


@visible(Complaint)
def complaints(access: Access) -> Q:
    """The focal points of the desk it was given to, as long as it is designated; never those of the service concerned."""
    if access.organisation is None or not access.has(Role.COMPLAINTS) or access.purpose != Purpose.OVERSIGHT:
        return NOTHING
    designated = ComplaintsDesk.objects.filter(house_id=OuterRef("desk_id"), ended_at=None)
    mine = Q(desk_id=access.organisation) & ~Q(concerned_id=access.organisation)
    return mine & Q(Exists(designated))


def may_look_into(access: Access, complaint: Complaint) -> bool:
    mine = complaint.desk_id == access.organisation and complaint.concerned_id != access.organisation
    return mine and access.has(Role.COMPLAINTS)


def may_designate(access: Access) -> bool:
    return access.has(Role.NODE_ADMINISTRATOR)


def may_end_desk(access: Access, _desk: ComplaintsDesk) -> bool:
    return may_designate(access)


def may_file(access: Access) -> bool:
    """Whoever takes down what a person says, and the person with code and word."""
    return rules.may_send(access) or is_following(access)


def is_following(access: Access, _referral: object = None) -> bool:
    return access.service == rules.FOLLOWING.service


def may_note(access: Access, referral: Referral) -> bool:
    """The side that referred."""
    return rules.may_recall(access, referral)
