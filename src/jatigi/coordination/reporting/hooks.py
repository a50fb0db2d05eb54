"""The menu: reports, and what feeds indicators."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.evidence import actions as evidence
from jatigi.coordination.reporting import jobs
from jatigi.coordination.rules import may_see
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import NavItem

REGISTERED = (evidence, jobs)
"""Imported so that their actions, rules and scheduled work are known."""


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if may_see(access):
        yield NavItem(_("Follow-up reports"), reverse("coordination:follow_up"), "clipboard-check", 74)
        yield NavItem(
            _("Evidence from published tables"), reverse("coordination:evidence"), "chart-column", 75
        )
