"""Signing in with one click as an invented person: only in a demonstration, only from this very machine."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from jatigi.agencies.models import Account, Membership
from jatigi.agencies.who import roles_of

PROXY_HEADERS = (
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
    "X-Client-Ip", "True-Client-Ip", "Cf-Connecting-Ip",
)  # fmt: skip


def is_open(request: HttpRequest) -> bool:
    """Whether demonstration accounts may be offered to who asks."""
    if settings.MODE != "demo" or settings.BEHIND_PROXY:
        return False
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and not any(
        header in request.headers for header in PROXY_HEADERS
    )


def accounts(request: HttpRequest) -> list[tuple[Account, Membership]]:
    """The demonstration accounts with what they do, by organisation; none where they are not open."""
    if not is_open(request):
        return []
    found = roles_of(Account.objects.filter(demonstration=True, is_active=True).order_by("full_name"))
    return sorted(found, key=lambda pair: (pair[1].organisation.short, pair[0].full_name))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
