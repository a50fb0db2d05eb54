"""What this room tells the others: the page of the devices, and that what waits goes with every erasure."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.rules import may_issue_device
from jatigi.exchange import actions
from jatigi.kernel import hooks
from jatigi.kernel.access import Access

hooks.erasing(actions.forget)


@hooks.navigation
def menu(access: Access) -> Iterator[hooks.NavItem]:
    if may_issue_device(access):
        yield hooks.NavItem(_("Devices"), reverse("exchange:devices"), "smartphone", 92)
