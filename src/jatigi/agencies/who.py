"""Who is a member of what: asked before anybody has an access, and for tokens and one-time links."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from jatigi.agencies.models import Account, Invitation, Membership
from jatigi.agencies.rules import LINK, SETUP, SIGN_IN, zone_of_a_membership
from jatigi.kernel import clock
from jatigi.kernel.access import PERSONAL_DATA_ROLES, Access, Purpose, Role, service_access
from jatigi.kernel.errors import Refused, SignInNeeded

FACTOR_ROLES = PERSONAL_DATA_ROLES | {Role.ORGANISATION_ADMINISTRATOR, Role.NODE_ADMINISTRATOR}
"""Who must show a second factor: whoever can meet a person's data, and whoever lets others in."""

_sign_in = service_access(SIGN_IN, ["agencies.Membership"], Purpose.ADMINISTRATION)
_zones = service_access(SIGN_IN, ["places.Site"], Purpose.ADMINISTRATION)
reset_access = service_access(SIGN_IN, ["agencies.FactorReset"], Purpose.ADMINISTRATION)
"""Closes the request of somebody who has a new factor."""
token_access = service_access(SIGN_IN, ["agencies.Membership", "agencies.Token"], Purpose.ADMINISTRATION)
"""Finds out whom a token lets act."""
link_access = service_access(
    LINK,
    ["agencies.Invitation", "agencies.Membership", "agencies.Organisation"],
    Purpose.ADMINISTRATION,
)
"""The access of somebody who holds a one-time link."""
setup_access = service_access(
    SETUP,
    ["agencies.Organisation", "agencies.Membership", "agencies.Invitation", "agencies.Token"],
    Purpose.ADMINISTRATION,
)
"""The set-up of a node, and its command line."""


def memberships(account: Account) -> list[Membership]:
    """The live memberships of one account, the oldest first; `time_zone`: of the site of each, None without one."""
    rows = Membership.objects.visible_to(_sign_in).filter(
        account=account, active=True, organisation__active=True
    )
    rows = rows.annotate(time_zone=zone_of_a_membership(_zones))  # no page asks once more
    return list(rows.select_related("organisation").order_by("entered_at"))


def owner(request: HttpRequest) -> Account:
    """The account that is signed in. Raises `SignInNeeded` where none is."""
    if not isinstance(request.user, Account):
        raise SignInNeeded
    return request.user


def me(access: Access) -> UUID:
    """The account that asks. Raises `SignInNeeded` where nobody does."""
    if access.account is None:
        raise SignInNeeded
    return access.account


def house(access: Access) -> UUID:
    """The organisation for which somebody asks. Raises `Refused` where there is none."""
    if access.organisation is None:
        raise Refused(code="no_organisation")
    return access.organisation


def access_as(member: Membership, stepped_up_at: datetime | None = None) -> Access:
    """The access of a member at work, its purpose still to be declared."""
    return Access(
        account=member.account_id,
        organisation=member.organisation_id,
        roles=frozenset(member.roles),
        stepped_up_at=stepped_up_at,
    )


def must_have_factor(account: Account, members: Iterable[Membership]) -> bool:
    """Whether one of the account's roles asks for a second factor. Demonstration accounts go without, in demo mode."""
    if account.demonstration and settings.MODE == "demo":
        return False
    return any(not FACTOR_ROLES.isdisjoint(member.roles) for member in members)


def has_factor(account: Account) -> bool:
    """Whether the account has an authenticator or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=account.pk, type__in=kinds).exists()


def secret_hash(text: str) -> bytes:
    """What is kept of a random secret of 256 bits."""
    return hashlib.sha256(text.encode()).digest()


def invitation_of(secret: str) -> Invitation | None:
    """The invitation behind a one-time link that can still be used."""
    rows = Invitation.objects.visible_to(link_access).filter(
        token_hash=secret_hash(secret),
        accepted_at=None,
        expires_at__gt=clock.now(),
        organisation__active=True,
    )
    found: Invitation | None = rows.select_related("organisation", "account").first()
    return found


def roles_of(accounts: Iterable[Account]) -> list[tuple[Account, Membership]]:
    """Each account with each of its live memberships."""
    known = {account.pk: account for account in accounts}
    rows = Membership.objects.visible_to(_sign_in).filter(
        account_id__in=known, active=True, organisation__active=True
    )
    return [
        (known[row.account_id], row) for row in rows.select_related("organisation").order_by("entered_at")
    ]


def working_for(organisation: UUID) -> list[Membership]:
    """The live members of an organisation with their accounts."""
    rows = Membership.objects.visible_to(_sign_in).filter(
        organisation_id=organisation, active=True, organisation__active=True, account__is_active=True
    )
    return list(rows.select_related("account"))


def with_people(organisations: Iterable[UUID]) -> set[UUID]:
    """Those of `organisations` for which somebody works here: they answer for themselves."""
    rows = Membership.objects.visible_to(_sign_in).filter(
        organisation_id__in=set(organisations), active=True, account__is_active=True
    )
    return set(rows.values_list("organisation_id", flat=True).distinct())


def working(account: UUID, organisation: UUID | None) -> list[Membership]:
    """The one live membership in which an account is told something: for this organisation, else its first."""
    rows = Membership.objects.visible_to(_sign_in).filter(
        account_id=account, active=True, organisation__active=True, account__is_active=True
    )
    found = list(rows.select_related("account").order_by("entered_at"))
    return [m for m in found if m.organisation_id == organisation][:1] or found[:1]
