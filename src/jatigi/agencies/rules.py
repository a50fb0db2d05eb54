"""Who may see and administer accounts."""

from django.db.models import Q

from jatigi.agencies.models import (
    FactorReset,
    Invitation,
    Membership,
    Notification,
    Office,
    Organisation,
    Token,
)
from jatigi.kernel.access import Access, Role
from jatigi.kernel.querysets import NOTHING, visible

SETUP = "setup"
SIGN_IN = "sign-in"
LINK = "one-time-link"


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
    return members(access) if may_administer(access) else NOTHING


@visible(Notification)
def notices(access: Access) -> Q:
    return Q(account_id=access.account, organisation_id=access.organisation)


@visible(Token)
def tokens(access: Access) -> Q:
    return Q(account_id=access.account)


def may_administer(access: Access) -> bool:
    """Administer the members of an organisation: its administrator, or the node's."""
    return access.service == SETUP or access.has(Role.ORGANISATION_ADMINISTRATOR, Role.NODE_ADMINISTRATOR)


def may_administer_this(access: Access, _row: object) -> bool:
    return may_administer(access)


def may_create_organisation(access: Access) -> bool:
    return access.service == SETUP or access.has(Role.NODE_ADMINISTRATOR)


def may_change_organisation(access: Access, organisation: Organisation) -> bool:
    own = access.organisation == organisation.pk and access.has(Role.ORGANISATION_ADMINISTRATOR)
    return own or may_create_organisation(access)


def has_account(access: Access) -> bool:
    """Whatever concerns nobody but the account's owner."""
    return access.account is not None
