"""Who is a member of what: asked before anybody has an access, and for tokens and one-time links."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from jatigi.agencies.models import Account, Invitation, Membership
from jatigi.agencies.rules import LINK, SIGN_IN
from jatigi.kernel import clock
from jatigi.kernel.access import PERSONAL_DATA_ROLES, Access, Purpose, Role, service_access
from jatigi.kernel.errors import SignInNeeded

FACTOR_ROLES = PERSONAL_DATA_ROLES | {Role.ORGANISATION_ADMINISTRATOR, Role.NODE_ADMINISTRATOR}
"""Who must show a second factor: whoever can meet a person's data, and whoever lets others in."""

_sign_in = service_access(SIGN_IN, ["agencies.Membership"], Purpose.ADMINISTRATION)
link_access = service_access(LINK, ["agencies.Invitation", "agencies.Membership"], Purpose.ADMINISTRATION)
"""The access of somebody who holds a one-time link."""


def memberships(account: Account) -> list[Membership]:
    """The live memberships of one account, the oldest first: where it may work."""
    rows = Membership.objects.visible_to(_sign_in).filter(
        account=account, active=True, organisation__active=True
    )
    return list(rows.select_related("organisation").order_by("entered_at"))


def owner(request: HttpRequest) -> Account:
    """The account that is signed in. Raises `SignInNeeded` where none is."""
    if not isinstance(request.user, Account):
        raise SignInNeeded
    return request.user


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
    return rows.select_related("organisation", "account").first()


def roles_of(accounts: Iterable[Account]) -> list[tuple[Account, Membership]]:
    """Each account with each of its live memberships."""
    known = {account.pk: account for account in accounts}
    rows = Membership.objects.visible_to(_sign_in).filter(
        account_id__in=known, active=True, organisation__active=True
    )
    return [
        (known[row.account_id], row) for row in rows.select_related("organisation").order_by("entered_at")
    ]
