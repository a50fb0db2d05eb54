"""Who may see and administer accounts."""

from django.db.models import OuterRef, Q, Subquery

from jatigi.agencies.models import (
    FactorReset,
    Invitation,
    Membership,
    Notification,
    Office,
    Organisation,
    OrganisationAlias,
    Token,
)
from jatigi.kernel.access import Access, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.places.models import Site

SETUP = "setup"
SIGN_IN = "sign-in"
LINK = "one-time-link"

ADMINISTRATORS = frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.NODE_ADMINISTRATOR})
NAMING = frozenset({Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR})
"""Who says which organisation a name means: a coordinator of every one, an administrator of their own."""
ON_DEVICES = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
"""The roles in which somebody works on a device; whatever else its user may do, the device may not."""


def zone_of_a_membership(access: Access) -> Subquery:
    """The time zone of the site of a membership, as `access` may see the site."""
    site = Site.objects.visible_to(access).filter(pk=OuterRef("site_id"))
    return Subquery(site.values("time_zone")[:1])


# Who sees what


@visible(Membership)
def members(access: Access) -> Q:
    """A member sees the members of the organisation; a node administrator those of all."""
    if access.has(Role.NODE_ADMINISTRATOR):
        return Q()
    return Q(organisation_id=access.organisation)


@visible(Office)
def offices(access: Access) -> Q:
    return members(access)


@visible(Invitation)
def invitations(access: Access) -> Q:
    return members(access) if may_administer(access) else NOTHING


@visible(FactorReset)
def factor_resets(access: Access) -> Q:
    return members(access) if may_help(access) else NOTHING


@visible(Notification)
def notices(access: Access) -> Q:
    return Q(account_id=access.account, organisation_id=access.organisation)


@visible(Token)
def tokens(access: Access) -> Q:
    """One's own; an organisation's administrator sees that a token exists, to revoke it; a supervisor the devices."""
    own = Q(account_id=access.account)
    if access.has(Role.ORGANISATION_ADMINISTRATOR):
        return own | Q(organisation_id=access.organisation)
    if may_issue_device(access):
        return own | Q(organisation_id=access.organisation, device=True)
    return own


# Who may do what


def may_administer(access: Access) -> bool:
    """Administer the members of an organisation: its administrator, or the node's."""
    return access.service == SETUP or access.has(*ADMINISTRATORS)


def may_administer_this(access: Access, _row: object) -> bool:
    return may_administer(access)


def may_help(access: Access) -> bool:
    """Be one of the two people who give back a lost second factor."""
    return access.has(Role.SUPERVISOR, *ADMINISTRATORS)


def may_administer_own(access: Access) -> bool:
    """Arrange one's own organisation."""
    return access.has(Role.ORGANISATION_ADMINISTRATOR)


def may_change_office(access: Access, office: Office) -> bool:
    return may_administer_own(access) and office.organisation_id == access.organisation


def may_change_member(access: Access, member: Membership) -> bool:
    """Nobody gives roles to themselves, and the node's administrator gives none at all."""
    own = access.has(Role.ORGANISATION_ADMINISTRATOR) and member.organisation_id == access.organisation
    return own and member.account_id != access.account


def may_suspend_member(access: Access, member: Membership) -> bool:
    own = access.has(Role.ORGANISATION_ADMINISTRATOR) and member.organisation_id == access.organisation
    return own or access.has(Role.NODE_ADMINISTRATOR)


def may_give_password_link(access: Access, member: Membership) -> bool:
    return may_suspend_member(access, member) and _within_reach(access, member)


def may_request_reset(access: Access, member: Membership) -> bool:
    """Say on site that somebody has lost their second factor: never for oneself."""
    return may_help(access) and _within_reach(access, member)


def _within_reach(access: Access, member: Membership) -> bool:
    """Never oneself; and for the node's administrator only those who administer, so that running the
    node is never a way to become somebody who sees files.
    """
    answers = access.has(Role.ORGANISATION_ADMINISTRATOR, Role.SUPERVISOR)
    own = answers and member.organisation_id == access.organisation
    return member.account_id != access.account and (own or set(member.roles) <= ADMINISTRATORS)


def may_decide_reset(access: Access, reset: FactorReset) -> bool:
    """The second person: neither the one who asked nor the one who lost it."""
    return may_help(access) and access.account not in (reset.requested_by_id, reset.account_id)


def may_use_link(access: Access, _invitation: Invitation) -> bool:
    return access.service == LINK


def may_make_accounts(access: Access, _organisation: Organisation) -> bool:
    """Only the set-up and whoever follows an invitation: an administrator never chooses a password."""
    return access.service in (SETUP, LINK)


def may_create_organisation(access: Access) -> bool:
    return access.service == SETUP or access.has(Role.NODE_ADMINISTRATOR)


def may_close_organisation(access: Access, organisation: Organisation) -> bool:
    """A node's administrator, but not their own organisation under their feet."""
    return access.has(Role.NODE_ADMINISTRATOR) and access.organisation != organisation.pk


def may_name(access: Access) -> bool:
    """Confirm which organisation a name means."""
    return access.organisation is not None and access.has(*NAMING)


def may_record(access: Access) -> bool:
    """Say that an organisation exists which has nobody here."""
    return access.organisation is not None and access.has(Role.COORDINATOR)


def may_remove_name(access: Access, alias: OrganisationAlias) -> bool:
    own = access.has(Role.ORGANISATION_ADMINISTRATOR) and alias.organisation_id == access.organisation
    return own or (access.organisation is not None and access.has(Role.COORDINATOR))


def may_create_token(access: Access) -> bool:
    return access.service == SETUP or (access.account is not None and access.organisation is not None)


def may_issue_device(access: Access) -> bool:
    """A supervisor lets members of the organisation work on a device."""
    return access.organisation is not None and access.has(Role.SUPERVISOR)


def may_revoke_token(access: Access, token: Token) -> bool:
    answers = access.has(Role.ORGANISATION_ADMINISTRATOR) or (token.device and may_issue_device(access))
    return token.account_id == access.account or (answers and token.organisation_id == access.organisation)


def may_note_use(access: Access, _token: Token) -> bool:
    return access.service == SIGN_IN


def may_close_reset(access: Access, _reset: FactorReset) -> bool:
    return access.service == SIGN_IN


def may_read_notice(access: Access, notice: Notification) -> bool:
    return notice.account_id == access.account


def has_account(access: Access) -> bool:
    """Whatever concerns nobody but the account's owner."""
    return access.account is not None
