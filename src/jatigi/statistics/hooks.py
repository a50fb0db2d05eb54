from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem
from jatigi.statistics import rules
from jatigi.statistics.coverage.rules import READERS
from jatigi.statistics.network import rules as network


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_read(access):
        yield NavItem(_("Monthly report"), reverse("statistics:monthly"), "chart-column", 80)
    if network.may_read(access):
        yield NavItem(_("Figures of the network"), reverse("statistics:network"), "chart-column", 85)
    if access.organisation is not None and access.has(*READERS):
        yield NavItem(_("Who does what where"), reverse("statistics:coverage"), "map-pin", 84)
