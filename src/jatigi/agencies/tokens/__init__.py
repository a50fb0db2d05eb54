"""Tokens let a program act as one person, for one purpose, for a limited time."""

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.agencies.models import Account, Membership, Token
from jatigi.agencies.rules import ON_DEVICES
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound

PREFIX = "jatigi_"
NOTE_USE_EVERY = timedelta(days=1)


def access_of_token(text: str) -> Access | None:
    """The access of the token's owner with the token's purpose; None for what is unknown, expired or revoked,
    or whose owner may no longer work for the organisation."""
    token = _live(text)
    return None if token is None or token.device else _used(token)


def access_of_device(name: str, text: str) -> Access | None:
    """The access of a device by the id of its token and its secret: its user's, in the roles of a device only.

    None for what is unknown, expired or revoked, or whose user may no longer work there in such a role.
    """
    token = _live(text)
    if token is None or not token.device or token.pk.hex != name:
        return None
    access = _used(token)
    roles = access.roles & ON_DEVICES if access else frozenset()
    return replace(access, roles=roles) if access and roles else None


def _used(token: Token) -> Access | None:
    from jatigi.agencies.tokens.actions import use_token

    member = _member(token)
    if member is None:
        return None
    if token.last_used_at is None or clock.now() - token.last_used_at > NOTE_USE_EVERY:
        use_token(who.token_access, token)
    return who.access_as(member).for_purpose(token.purpose)


def create_for(username: str, *, purpose: str, label: str, days: int) -> str:
    """A token for somebody, from the node's own command line; its text, this once. Raises `JatigiError`."""
    from jatigi.agencies.tokens.actions import create_token

    account = Account.objects.filter(username=username.lower(), is_active=True).first()
    if account is None:
        raise NotFound(_("Nobody has this user name."))
    token = create_token(who.setup_access, account=account.pk, purpose=purpose, label=label, days=days)
    return str(getattr(token, "secret", ""))


def _live(text: str) -> Token | None:
    if not text.startswith(PREFIX):
        return None
    rows = Token.objects.visible_to(who.token_access).filter(
        token_hash=who.secret_hash(text), revoked_at=None, expires_at__gt=clock.now()
    )
    return next(iter(rows), None)


def _member(token: Token) -> Membership | None:
    rows = Membership.objects.visible_to(who.token_access).filter(
        account_id=token.account_id,
        organisation_id=token.organisation_id,
        active=True,
        organisation__active=True,
        account__is_active=True,
    )
    return next(iter(rows), None)
