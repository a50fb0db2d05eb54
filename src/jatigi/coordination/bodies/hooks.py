"""What bodies tell the rest of the house."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import rules
from jatigi.coordination.bodies import actions as _bodies  # noqa: F401 — registers them
from jatigi.coordination.bodies.feeds import actions as _feeds  # noqa: F401
from jatigi.coordination.bodies.work import actions as _work  # noqa: F401
from jatigi.coordination.documents import actions as _documents  # noqa: F401
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_see(access):
        yield NavItem(_("Bodies"), reverse("coordination:bodies"), "users", 52)
