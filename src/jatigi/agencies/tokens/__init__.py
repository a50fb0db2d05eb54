"""Tokens let a program act as one person, for one purpose, for a limited time."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.agencies.rules import ON_DEVICES
from jatigi.agencies.tokens.bearer import Bearer, bearer
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound

PREFIX = "jatigi_"


def access_of_token(text: str) -> Access | None:
    """The access of the token's owner with the token's purpose; None for what is unknown, expired or revoked,
    or whose owner may no longer work for the organisation."""
    found = _bearer(text)
    return None if found is None or found.device else _used(found)


def access_of_device(name: str, text: str) -> Access | None:
    """The access of a device by the id of its token and its secret: its user's, in the roles of a device only.

    None for what is unknown, expired or revoked, or whose user may no longer work there in such a role.
    """
    found = _bearer(text)
    if found is None or not found.device or found.token.hex != name:
        return None
    access = _used(found)
    roles = access.roles & ON_DEVICES
    return replace(access, roles=roles) if roles else None


def _bearer(text: str) -> Bearer | None:
    return bearer(text) if text.startswith(PREFIX) else None


def _used(found: Bearer) -> Access:
    from jatigi.agencies.tokens.actions import use_token

    if found.unnoted:
        use_token(who.token_access, found.token)
    return found.access


def create_for(username: str, *, purpose: str, label: str, days: int) -> str:
    """A token for somebody, from the node's own command line; its text, this once. Raises `JatigiError`."""
    from jatigi.agencies.tokens.actions import create_token

    account = Account.objects.filter(username=username.lower(), is_active=True).first()
    if account is None:
        raise NotFound(_("Nobody has this user name."))
    token = create_token(who.setup_access, account=account.pk, purpose=purpose, label=label, days=days)
    return str(getattr(token, "secret", ""))
