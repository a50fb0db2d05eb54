"""Who sees and makes links and slips, and what a guest may: the one referral of the link, and nothing else."""

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies import who
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.referrals import rules
from jatigi.referrals.guests.models import GuestLink, Slip
from jatigi.referrals.models import Referral


@visible(GuestLink)
def links(access: Access) -> Q:
    """The sender's side, with the referral."""
    if access.guest is not None:
        return Q(pk=access.guest)
    return _of_what_was_sent(access)


@visible(Slip)
def slips(access: Access) -> Q:
    return _of_what_was_sent(access)


def _of_what_was_sent(access: Access) -> Q:
    if access.organisation is None:
        return NOTHING
    sent = Referral.objects.visible_to(access).filter(
        pk=OuterRef("referral_id"), organisation=access.organisation
    )
    return Q(organisation_id=access.organisation) & Q(Exists(sent))


def guest_access(link: GuestLink) -> Access:
    """The access of whoever answers through `link`: the desk of the recipient, for this referral alone."""
    return Access(
        organisation=asked_of(link).recipient_id,
        roles=frozenset({Role.FOCAL_POINT}),
        purpose=Purpose.REFERRAL,
        guest=link.pk,
    )


def asked_of(link: GuestLink) -> Referral:
    """The referral of a link, to know who is asked."""
    return Referral.objects.visible_to(rules.GUESTS).get(pk=link.referral_id)


def has_desk(referral: Referral) -> bool:
    """Whether anybody answers for the receiving organisation from an account."""
    return any(set(rules.ANSWERERS) & set(member.roles) for member in who.working_for(referral.recipient_id))


def may_note_answer(access: Access, referral: Referral) -> bool:
    """Whoever sent it, or answers for what was sent, writes down what was said on the telephone."""
    return rules.may_recall(access, referral)


def may_withdraw(access: Access, link: GuestLink) -> bool:
    return rules.may_send(access) and link.organisation_id == access.organisation


def may_open(access: Access, _link: GuestLink) -> bool:
    return access.service == rules.GUESTS.service


def is_guest(access: Access, referral: Referral) -> bool:
    """Somebody who answers through a link of this referral."""
    return access.guest is not None and rules.may_answer(access, referral)
