"""What the figures of the network tell apart."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.people.codes import Need

Text = str | Promise

ANSWERS: dict[str, Text] = {
    "completed": _("completed"),
    "accepted": _("accepted"),
    "refused": _("refused or directed elsewhere"),
    "none": _("no answer"),
    "rest": _("other answers"),
}
"""What became of a referral; each counts in one column. The last one gathers what is too small for a column of its own."""

REACTIONS: dict[str, Text] = {
    "in_time": _("acknowledged in time"),
    "late": _("acknowledged late"),
    "silence": _("not acknowledged"),
    "rest": _("time still running, or taken back before"),
}
"""How fast the receiving desk first said anything."""

COLUMNS = {"answers": ANSWERS, "reactions": REACTIONS}

BY: dict[str, Text] = {
    "need": _("by type of service"),
    "place": _("by place"),
    "organisation": _("by organisation"),
}
"""Where the rows come from: the need; the region of the service (none for a hidden one); the receiving organisation."""

COMPLETED = frozenset({"completed", "transferred"})
ACCEPTED = frozenset({"accepted", "in_service", "not_reached", "no_show"})
REFUSED = frozenset({"declined", "redirected"})
NOT_SENT = "draft"

SAID = (
    "receive", "accept", "take_over", "waitlist", "decline", "redirect", "person_declines", "serve",
    "complete", "not_reached", "no_show",
)  # fmt: skip
"""Events by which the receiving side lets hear from it."""
ANSWERED = tuple(verb for verb in SAID if verb != "receive")
"""Those that are an answer."""

LEAST, LEAST_CONFIDED = 5, 10
CONFIDED = frozenset({Need.TRAFFICKING, Need.GBV, Need.CHILD_PROTECTION, Need.FAMILY_LINKS})
"""Thresholds of codebook k: 10 where trafficking, gender-based violence, children or tracing are counted, else 5."""

ENOUGH_TIMES = 10
"""A median is shown of at least so many."""
SILENT_AFTER = 3
"""A service has stopped answering where so many referrals in a row, the newest that are due, brought no sign of life."""
SILENT_DAYS = 180
