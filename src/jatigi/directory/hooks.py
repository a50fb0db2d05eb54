"""What this room tells the others."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.directory import rules
from jatigi.directory.models import Service
from jatigi.directory.search import RECONFIRM_AFTER
from jatigi.directory.workbooks import actions as workbooks  # noqa: F401 — registers them
from jatigi.directory.workbooks import jobs as workbook_jobs  # noqa: F401 — registers it
from jatigi.directory.workbooks.rules import may_bring
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_see(access):
        yield NavItem(_("Services"), reverse("directory:search"), "map-pin", 45)
    if may_bring(access):
        yield NavItem(_("Workbooks of services"), reverse("directory:workbooks"), "upload", 62)


@hooks.today
def to_reconfirm(access: Access) -> Iterator[TodayItem]:
    """Own services that nobody has looked at for half a year."""
    if access.organisation is None or not rules.may_maintain(access):
        return
    mine = Service.objects.visible_to(access).filter(organisation_id=access.organisation, state="active")
    old = mine.filter(assured_at__lt=clock.today() - RECONFIRM_AFTER).count()
    if old:
        title = _("Look whether what is said of your services is still true")
        yield TodayItem(Danger.WHEN_POSSIBLE, title, reverse("directory:own"), icon="badge-check", count=old)
