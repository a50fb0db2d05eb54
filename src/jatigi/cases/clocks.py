"""The clock of a case in words and tones: what runs, what is late, what has stopped."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases.models import Case
from jatigi.kernel import clock
from jatigi.kernel.hooks import Danger

RUNNING = Q(closed_at__isnull=True, first_acted_at__isnull=True, urgent_until__isnull=False)
"""Cases on which nobody has acted yet though a clock runs."""


def overdue() -> Q:
    return Q(closed_at__isnull=True, first_acted_at__isnull=True, urgent_until__lt=clock.now())


@dataclass(frozen=True)
class Clock:
    """`due`: until when somebody must act, None where no clock runs."""

    due: datetime | None
    late: bool
    words: str | Promise
    tone: str


def of(case: Case) -> Clock:
    """How the clock of a case stands now."""
    if case.state == "closed":
        return Clock(None, False, _("closed case"), "neutral")
    if case.first_acted_at is not None:
        return Clock(None, False, _("somebody has acted"), "success")
    if case.urgent_until is None:
        return Clock(None, False, _("no clock runs"), "neutral")
    late = case.urgent_until < clock.now()
    return Clock(
        case.urgent_until, late, _("overdue") if late else _("act in time"), "danger" if late else "warning"
    )


def danger(case: Case) -> int:
    """Where acting on the case stands among what must be done today."""
    state = of(case)
    if state.late:
        return Danger.LIFE if case.urgency == "immediate" else Danger.OVERDUE
    if case.urgency == "immediate":
        return Danger.TODAY
    due_today = state.due is not None and state.due.date() <= clock.today()
    return Danger.TODAY if due_today else Danger.SOON
