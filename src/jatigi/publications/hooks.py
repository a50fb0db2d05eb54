"""The menu; and where rooms above learn that a table changed."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Hook, NavItem
from jatigi.publications import rules
from jatigi.publications.models import Edition

changed: Hook[Callable[[Any, Edition], None]] = Hook()
"""Called within the act by which a version is published or withdrawn, with the act and that version."""


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_look(access):
        yield NavItem(_("Published tables"), reverse("publications:tables"), "chart-column", 86)
