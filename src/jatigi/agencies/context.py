"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from jatigi.agencies.models import Account, Membership, Notification
from jatigi.kernel import hooks
from jatigi.kernel.access import ANONYMOUS, Access, Role
from jatigi.kernel.http import opens
from jatigi.ui.shell import Shell

MANY = 99


def page(request: HttpRequest) -> dict[str, Any]:
    """`access`, the menu that the asker's roles open (`nav`) and the frame (`shell`), made when a page asks for them."""
    access = getattr(request, "access", ANONYMOUS)
    return {
        "access": access,
        "nav": SimpleLazyObject(lambda: menu(access)),
        "shell": SimpleLazyObject(lambda: _shell(request, access)),
    }


def menu(access: Access) -> list[hooks.NavItem]:
    """The entries whose page opens for the asker, in order."""
    if access.organisation is None:
        return []
    items = (item for entries in hooks.navigation for item in entries(access))
    return sorted((item for item in items if opens(access, item.url)), key=lambda item: item.order)


def _shell(request: HttpRequest, access: Access) -> Shell:
    demonstration = settings.MODE == "demo"
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return Shell(
            host=str(settings.NODE_HOST), sign_in_url=reverse("account_login"), demonstration=demonstration
        )
    member: Membership | None = getattr(request, "member", None)
    members: list[Membership] = getattr(request, "members", [])
    return Shell(
        person=str(account),
        role=", ".join(roles_in_words(member.roles)) if member else "",
        place=str(member.organisation) if member else "",
        host=str(settings.NODE_HOST),
        home_url=reverse("agencies:home"),
        account_url=reverse("agencies:account"),
        organisations_url=reverse("agencies:organisations") if len(members) > 1 else "",
        switch_user_url=reverse("agencies:switch_user"),
        sign_out_url=reverse("account_logout"),
        notifications_url=reverse("agencies:notifications") if member else "",
        notifications=_unread(access) if member else 0,
        demonstration=demonstration,
    )


def _unread(access: Access) -> int:
    """At most `MANY`: a long absence must not make every page slow."""
    return Notification.objects.visible_to(access).filter(read_at=None)[:MANY].count()


def roles_in_words(roles: list[str]) -> list[str]:
    """The names of the roles in the reader's language, in the order of their list."""
    return [str(role.label) for role in Role if role in roles]
