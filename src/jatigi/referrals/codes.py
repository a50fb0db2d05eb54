"""Vocabulary of referrals: how each step is called, drawn and answered."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.people.codes import Danger, Need
from jatigi.referrals.models import State

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """An event in the story of a referral: its title, drawing and tone."""

    title: Text
    icon: str
    tone: str = "neutral"


STEPS: dict[str, Step] = {
    "send": Step(_("Sent"), "send", "info"),
    "receive": Step(_("Received by the desk"), "inbox", "info"),
    "accept": Step(_("Accepted"), "check", "success"),
    "waitlist": Step(_("Placed on the waiting list"), "hourglass", "info"),
    "decline": Step(_("Declined"), "x", "danger"),
    "redirect": Step(_("Directed to another service"), "route", "warning"),
    "serve": Step(_("The person came and is being served"), "hand-heart", "success"),
    "not_reached": Step(_("The person could not be reached"), "phone-off", "warning"),
    "no_show": Step(_("The person was expected and did not come"), "user-x", "warning"),
    "person_declines": Step(_("The person does not want it"), "hand", "neutral"),
    "take_over": Step(_("The case was taken over"), "circle-check", "success"),
    "accompany": Step(_("Somebody accompanies the person"), "footprints", "info"),
    "arrive": Step(_("The person arrived"), "map-pin", "success"),
    "agree_return": Step(_("Day of return agreed with the person"), "calendar-clock", "info"),
    "withdraw": Step(_("Taken back: the person does not want it any more"), "undo-2", "warning"),
    "complete": Step(_("Completed"), "circle-check", "success"),
    "write": Step(_("Message"), "message-square"),
    "attach": Step(_("The sender noted who it was for"), "user-check"),
    "recall": Step(_("Taken back by the sender"), "undo-2", "warning"),
    "withdrawn": Step(_("The person withdrew the agreement"), "undo-2", "warning"),
    "departed": Step(_("Taken back: the person departed"), "log-out", "warning"),
    "erased": Step(_("Taken back: the person's record was erased"), "trash-2", "warning"),
    "expire": Step(_("Expired without an answer"), "clock-alert", "danger"),
    "confirm_erasure": Step(_("The receiver confirmed that nothing is kept"), "badge-check", "success"),
}

TONES: dict[str, str] = {
    State.DRAFT: "neutral",
    State.SENT: "warning",
    State.RECEIVED: "info",
    State.WAITLISTED: "info",
    State.ACCEPTED: "success",
    State.IN_SERVICE: "success",
    State.NOT_REACHED: "warning",
    State.NO_SHOW: "warning",
    State.PERSON_DECLINED: "neutral",
    State.DECLINED: "danger",
    State.REDIRECTED: "warning",
    State.COMPLETED: "success",
    State.TRANSFERRED: "success",
    State.RECALLED: "neutral",
    State.WITHDRAWN: "neutral",
    State.EXPIRED: "danger",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A verb of the receiving desk: what stands on its button, and what it means."""

    label: Text
    hint: Text
    icon: str
    kind: str = "quiet"


ANSWERS: dict[str, Answer] = {
    "receive": Answer(_("Received"), _("We have it and will answer."), "inbox"),
    "accept": Answer(_("Accept"), _("The person can come."), "check", "primary"),
    "waitlist": Answer(_("Put on the waiting list"), _("Later: the place on the list."), "hourglass"),
    "serve": Answer(_("The person came"), _("The service has begun."), "hand-heart", "primary"),
    "complete": Answer(_("Complete"), _("It is over: say what came of it."), "circle-check", "primary"),
    "not_reached": Answer(
        _("Not reached"), _("The person did not come and could not be reached."), "phone-off"
    ),
    "no_show": Answer(_("Did not come"), _("The person was expected and did not come."), "user-x"),
    "person_declines": Answer(
        _("The person does not want it"), _("They said so themselves. Their wish counts."), "hand"
    ),
    "redirect": Answer(
        _("Direct elsewhere"), _("Another service fits better. Nothing is passed on from here."), "route"
    ),
    "decline": Answer(_("Decline"), _("No, and why."), "x"),
}
"""In the order in which they are offered; those that the state allows."""

URGENCY_HINTS: dict[str, Text] = {
    Urgency.IMMEDIATE: _("They answer within 24 hours, day and night. Telephone as well."),
    Urgency.HIGH: _("They answer within three of their working days."),
    Urgency.MEDIUM: _("They answer within two of their working weeks."),
    Urgency.LOW: _("They answer within four of their working weeks."),
}
URGENCY_ICONS = {Urgency.IMMEDIATE: "siren", Urgency.HIGH: "clock-alert", Urgency.MEDIUM: "calendar-clock"}

NEEDS_OF_DANGER: dict[str, tuple[str, ...]] = {
    Danger.HURT: (Need.HEALTH, Need.MHPSS),
    Danger.HELD: (Need.CHILD_PROTECTION, Need.TRAFFICKING),
    Danger.NOW: (Need.GBV, Need.TRAFFICKING, Need.ACCOMMODATION),
}
"""Which services an answer at the desk puts first; none is left out."""
