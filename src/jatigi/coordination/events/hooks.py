"""What events tell the rest of the house."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import rules
from jatigi.coordination.events import actions as _events  # noqa: F401 — registers them
from jatigi.coordination.events.agenda import actions as _agenda  # noqa: F401
from jatigi.coordination.events.models import Event, EventState
from jatigi.coordination.events.programme import actions as _programme  # noqa: F401
from jatigi.coordination.events.series import actions as _series  # noqa: F401
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_see(access):
        yield NavItem(_("Events"), reverse("coordination:events"), "calendar", 53)


@hooks.today
def to_settle(access: Access) -> Iterator[TodayItem]:
    """For the secretariat: events whose days are over and of which nobody said whether they took place."""
    if not rules.is_secretariat(access):
        return
    rows = Event.objects.visible_to(access).filter(Q(organisation_id=access.organisation))
    open_ones = rows.filter(state=EventState.PLANNED, ends_on__lt=clock.today()).count()
    if open_ones:
        words = _("Say whether these events took place")
        url = reverse("coordination:events")
        yield TodayItem(Danger.WHEN_POSSIBLE, words, url, icon="calendar-check", count=open_ones)
