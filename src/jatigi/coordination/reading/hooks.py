"""What reading tells the rest of the house: its place in the menu."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.reading import actions, rules  # noqa: F401 — registers them
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_bring(access):
        yield NavItem(_("Read a communiqué"), reverse("coordination:communiques"), "file-text", 56)
