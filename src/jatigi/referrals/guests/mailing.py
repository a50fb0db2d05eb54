"""The mail with the link: no name, no organisation, no purpose, and not the code."""

from django.utils import translation
from django.utils.translation import gettext as _

from jatigi.agencies import one_time


def address(token: str) -> str:
    """Where the link leads."""
    return one_time.address("referrals:guest", token)


def mail(to: str, token: str) -> bool:
    """Send it now; whether it went."""
    with translation.override("fr"):
        subject = _("An answer is asked of you")
        body = _(
            "Open this link on the telephone or computer on which you will answer: %(address)s\n\n"
            "You need a code, which you are told by telephone. Please do not pass this message on."
        ) % {"address": address(token)}
    return one_time.mail(to, subject, body)
