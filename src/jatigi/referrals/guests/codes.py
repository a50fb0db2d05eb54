"""What can be answered without an account, and what stands on the buttons."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.referrals.models import Reason

Text = str | Promise

FINAL = frozenset({"accept", "decline", "serve"})
"""Answers after which nothing of what was sent can be read through the link."""
AFTERWARDS = ("serve", "write")
"""What the link still takes after an acceptance."""
SHORTEST = timedelta(hours=24)
"""A link lives until the answer is due, and at least so long."""


@dataclass(frozen=True, slots=True)
class Button:
    """An answer of a guest as it stands on the page."""

    label: Text
    hint: Text
    icon: str
    kind: str = "quiet"


BUTTONS: dict[str, Button] = {
    "receive": Button(_("Received"), _("We have it and will answer."), "inbox"),
    "accept": Button(_("Accept"), _("The person can come."), "check", "primary"),
    "decline": Button(_("Decline"), _("No, and why."), "x"),
    "serve": Button(_("The person came"), _("The service has begun."), "hand-heart"),
    "write": Button(_("Write to the sender"), _("A question, or an appointment. No name."), "message-square"),
}
"""In the order in which they are offered."""

GUEST_REASONS = [choice for choice in Reason.choices if choice[0] != Reason.DECLINED_BY_PERSON]


class Said(models.TextChoices):
    """What was said on the telephone, or ticked on the slip."""

    RECEIVE = "receive", _("They have it and will answer")
    ACCEPT = "accept", _("Yes: the person can come")
    DECLINE = "decline", _("No")
    SERVE = "serve", _("The person came and is being served")
    NOT_REACHED = "not_reached", _("The person did not come or could not be reached")
    COMPLETE = "complete", _("It is over")
    CONFIRM_ERASURE = "confirm_erasure", _("They destroyed what they held")
