"""Where a referral stands, as somebody who is not of the trade says it: no place, no organisation, no purpose, no name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Standing:
    """A heading and what to do next."""

    title: Text
    next: Text
    icon: str
    tone: str = "info"


COME_BACK = _("Go back to, or call, whoever gave you this code: another way is being looked for.")
WAIT = _("There is nothing to do for now. Look again later.")
ASK = _("Ask whoever gave you this code when and how to go there.")
NOTHING = _("Nothing of it is kept.")
OVER = _("If something is still missing, tell whoever gave you this code.")

_NO = Standing(_("The answer was no"), COME_BACK, "x", "warning")
_MISSED = Standing(_("You were expected, or called, and not met"), COME_BACK, "phone-off", "warning")
_BACK = Standing(_("The request was taken back"), NOTHING, "undo-2", "neutral")
_DONE = Standing(_("It is finished"), OVER, "circle-check", "success")

STANDINGS: dict[str, Standing] = {
    "sent": Standing(_("Your request was sent, nobody answered yet"), WAIT, "send"),
    "received": Standing(_("Your request has arrived, an answer will come"), WAIT, "inbox"),
    "waitlisted": Standing(_("You are on the waiting list"), WAIT, "hourglass"),
    "accepted": Standing(_("The answer is yes"), ASK, "check", "success"),
    "in_service": Standing(_("It has begun"), OVER, "hand-heart", "success"),
    "not_reached": _MISSED,
    "no_show": _MISSED,
    "declined": _NO,
    "redirected": _NO,
    "person_declined": Standing(_("You did not want it"), OVER, "x", "neutral"),
    "completed": _DONE,
    "transferred": _DONE,
    "recalled": _BACK,
    "withdrawn": _BACK,
    "expired": Standing(_("No answer came in time"), COME_BACK, "clock-alert", "warning"),
}
ANY = Standing(_("It is being prepared"), WAIT, "hourglass")
ASKED_AFTER = frozenset({"in_service", "not_reached", "no_show", "completed", "transferred", "accepted"})
"""States in which the person may say how it was."""


def standing(state: str) -> Standing:
    return STANDINGS.get(state, ANY)
