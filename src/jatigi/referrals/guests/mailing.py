"""The mail with the link: no name, no organisation, no purpose, and not the code."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

log = logging.getLogger("jatigi.referrals")


def address(token: str) -> str:
    """Where the link leads. The secret stands behind the #, which no browser sends: no log and no referrer has it."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('referrals:guest')}#{token}"


def mail(to: str, token: str) -> bool:
    """Send it now, so that it waits in no table; whether it went."""
    if not settings.EMAIL_HOST:
        return False
    with translation.override("fr"):
        subject = _("An answer is asked of you")
        body = _(
            "Open this link on the telephone or computer on which you will answer: %(address)s\n\n"
            "You need a code, which you are told by telephone. Please do not pass this message on."
        ) % {"address": address(token)}
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to]))
    except (SMTPException, OSError) as error:
        log.warning("a link could not be mailed", extra={"error": type(error).__name__})
        return False
