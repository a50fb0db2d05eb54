"""What events tell the rest of the house."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import rules
from jatigi.coordination.events import actions as _events  # noqa: F401 — registers them
from jatigi.coordination.events.agenda import actions as _agenda  # noqa: F401
from jatigi.coordination.events.programme import actions as _programme  # noqa: F401
from jatigi.coordination.events.series import actions as _series  # noqa: F401
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_see(access):
        yield NavItem(_("Events"), reverse("coordination:events"), "calendar", 53)
