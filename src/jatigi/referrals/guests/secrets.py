"""The secrets of a guest: the token of the link, the code said by telephone, the browser that is bound.

Only hashes are kept. The token has 256 bits. The short codes are hashed under a key that the node key wraps, so that
a stolen database alone cannot be tried for them. Comparisons take the same time whatever is wrong.
"""

import hmac
import secrets
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jatigi.agencies.who import secret_hash
from jatigi.algorithms.codes import CodeError, new_code, read_code
from jatigi.kernel.models import steady_fingerprint
from jatigi.referrals.guests.models import GuestLink

COOKIE = "__Host-guest" if settings.SECURE else "guest"
KNOWN_FOR = 60 * 24 * 3600
NO_BROWSER = b"\0" * 32

new_token = secrets.token_urlsafe
new_spoken = new_code
token_hash = secret_hash


def token_in(text: str) -> str:
    """The token as typed or pasted, perhaps with the whole address before it."""
    return text.strip().rpartition("#")[2]


def code_hash(link: UUID, code: str) -> bytes:
    """What is kept of the code that is said by telephone."""
    return steady_fingerprint("referrals.guest-code", link.bytes, code.encode())


def slip_hash(code: str) -> bytes:
    """What is kept of the code on a slip."""
    return steady_fingerprint("referrals.slip", code.encode())


def is_misread(text: str) -> bool:
    """Whether this is no code at all: a slip of the finger, which costs no try."""
    try:
        read_code(text)
    except CodeError:
        return True
    return False


def is_code(link: GuestLink, text: str) -> bool:
    """Whether this is the code of the link."""
    try:
        said = read_code(text)
    except CodeError:
        said = ""
    return hmac.compare_digest(bytes(link.code_hash), code_hash(link.pk, said))


def browser_hash(link: UUID, browser: str) -> bytes:
    """What is kept of a browser, for this link alone: two links do not tell that one browser opened both."""
    return steady_fingerprint("referrals.guest-browser", link.bytes, browser.encode())


def is_bound_to(link: GuestLink | None, browser: str) -> bool:
    """Whether this is the browser in which the code was said."""
    kept = bytes(link.browser_hash) if link is not None and link.browser_hash else NO_BROWSER
    return hmac.compare_digest(kept, browser_hash(link.pk if link else UUID(int=0), browser)) and bool(
        browser
    )


def browser_of(request: HttpRequest) -> str:
    """The secret of this browser, "" where it has none yet or keeps no cookies."""
    return request.COOKIES.get(COOKIE, "")


def remember(response: HttpResponse, browser: str) -> None:
    """Give the browser a secret before it says the code: an answer that gets lost on the way costs nothing then."""
    response.set_cookie(
        COOKIE, browser, max_age=KNOWN_FOR, secure=settings.SECURE, httponly=True, samesite="Lax"
    )
