"""What this room tells the others: entries of the menu, and the state of the day that nobody noted yet."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Role
from jatigi.kernel.hooks import Danger, NavItem, TodayItem
from jatigi.places import days, rules
from jatigi.places.models import Site


@hooks.navigation
def navigation(access: Access) -> Iterator[NavItem]:
    if access.has(*rules.ORIENTING):
        yield NavItem(_("Free beds"), reverse("places:board"), "bed-double", 56)
    if access.has(*rules.CHANGING):
        yield NavItem(_("Sites"), reverse("places:sites"), "map-pin", 80)


@hooks.today
def today(access: Access) -> Iterator[TodayItem]:
    """For the desk: sites of which nobody said today how they are."""
    if not access.has(Role.RECEPTION) or access.organisation is None:
        return
    own = Site.objects.visible_to(access).filter(rules.own(access), active=True)
    waiting = days.unnoted(access, own.filter(kind__in=rules.WITH_A_DESK))
    if waiting:
        yield TodayItem(
            Danger.SOON,
            _("Note how the site is today"),
            reverse("places:sites"),
            icon="door-open",
            count=waiting,
        )
