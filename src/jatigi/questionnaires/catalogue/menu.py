"""The entry of the menu, and the actions behind it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem
from jatigi.questionnaires.catalogue import actions, rules

__all__ = ["actions"]


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_bring(access):
        yield NavItem(_("Forms"), reverse("questionnaires:catalogue"), "clipboard-list", 62)
