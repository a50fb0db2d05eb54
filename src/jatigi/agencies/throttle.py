"""Guessing is slowed, per account and per address, and nobody is locked out for good.

Every try takes a slot that comes free after fifteen minutes, or at once when the try was right. A browser
in which somebody has signed in before has slots of its own for that account, so that a stranger's guesses
do not keep the real user out (OWASP, "device cookies").
"""

import ipaddress
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from jatigi.kernel import clock

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 8
PER_ADDRESS = 60
KNOWN_FOR = timedelta(days=90)
KNOWN_ACCOUNTS = 6
CODE_LASTS = timedelta(minutes=3)
COOKIE = "__Host-known" if settings.SECURE else "known"

Tries = tuple[str, ...]
"""The slots that one try holds."""


def password_try(request: HttpRequest, username: str) -> Tries | None:
    """Take a try of a password; None where there have been too many. The same for names that nobody has."""
    name = _name_hash(username)
    device, names = _known(request)
    if name in names:
        return _take([(f"device:{device}:{name}", PER_ACCOUNT)])
    return _take([(f"account:{name}", PER_ACCOUNT), (f"address:{address(request)}", PER_ADDRESS)])


def code_try(account: object) -> Tries | None:
    """Take a try of a second factor's code, which only who knows the password can make."""
    return _take([(f"code:{account}", PER_ACCOUNT)])


def secret_try(request: HttpRequest) -> Tries | None:
    """Take a try of a one-time secret in an address or a form."""
    return _take([(f"secret:{address(request)}", PER_ADDRESS)])


def take(*buckets: tuple[str, int], window: timedelta = WINDOW) -> Tries | None:
    """A try of something else that can be guessed: a slot of each (name, size), None where one has none left."""
    return _take(buckets, window)


def release(tries: Tries) -> None:
    """It was right: the slots are free again."""
    cache.delete_many(tries)


def spend_code(account: object, code: str) -> bool:
    """Whether this code was not used before, while it might still be valid."""
    plain = "".join(filter(str.isalnum, code))
    return bool(cache.add(f"spent:{account}:{plain}", True, CODE_LASTS.total_seconds()))


def _take(buckets: Sequence[tuple[str, int]], window: timedelta = WINDOW) -> Tries | None:
    taken: list[str] = []
    for bucket, size in buckets:
        slot = _free_slot(bucket, size, window)
        if slot is None:
            release(tuple(taken))
            return None
        taken.append(slot)
    return tuple(taken)


def _free_slot(bucket: str, size: int, window: timedelta) -> str | None:
    now = clock.now()
    slots = [f"try:{bucket}:{number}" for number in range(size)]
    held: dict[str, datetime] = cache.get_many(slots)
    cache.delete_many([slot for slot, since in held.items() if now - since >= window])
    free = (slot for slot in slots if slot not in held or now - held[slot] >= window)
    return next((slot for slot in free if cache.add(slot, now, window.total_seconds() * 2)), None)


def address(request: HttpRequest) -> str:
    """The client's address; of IPv6 the network, which is what one subscriber has."""
    text = get_client_ip(request) or "unknown"
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else text


# Browsers in which somebody has signed in before


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Write the cookie by which this browser is known for the account; it names nobody."""
    device, names = _known(request)
    names = [_name_hash(username), *[name for name in names if name != _name_hash(username)]]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, names[:KNOWN_ACCOUNTS]], salt="jatigi.known"),
        max_age=KNOWN_FOR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, names = signing.loads(request.COOKIES.get(COOKIE, ""), salt="jatigi.known", max_age=KNOWN_FOR)
    except signing.BadSignature:
        return secrets.token_urlsafe(16), []
    return device, names


def _name_hash(username: str) -> str:
    return salted_hmac("jatigi.known", username.strip().lower(), algorithm="sha256").hexdigest()[:24]
