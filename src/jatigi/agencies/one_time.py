"""One-time links of every room: the secret, what is kept of it, where it leads, the mail that carries it.

The secret has 256 bits and stands behind the # of the address, which no browser sends: no log and no referrer has it.
Only its hash is kept.
"""

import logging
import secrets
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from jatigi.agencies.who import secret_hash

LONGEST = 400
"""Letters of a link as somebody pastes it."""
log = logging.getLogger("jatigi.links")

token_hash = secret_hash


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_in(text: str) -> str:
    """The token as typed or pasted, perhaps with the whole address before it."""
    return text.strip().rpartition("#")[2]


def address(route: str, token: str) -> str:
    """Where the link leads."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(route)}#{token}"


def mail(to: str, subject: str, body: str) -> bool:
    """Send it now, so that the secret waits in no table; whether it went."""
    if not settings.EMAIL_HOST:
        return False
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to]))
    except (SMTPException, OSError) as error:
        log.warning("a link could not be mailed", extra={"error": type(error).__name__})
        return False
