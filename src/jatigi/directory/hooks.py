"""What this room tells the others."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.directory import actions, rules
from jatigi.directory.hsds import actions as _taking_over  # noqa: F401  # registers its action
from jatigi.directory.imports import actions as _bringing_in  # noqa: F401  # registers its action
from jatigi.directory.models import Proposal, Service
from jatigi.directory.reports.views import open_reports
from jatigi.directory.search import stale
from jatigi.directory.workbooks import actions as workbooks  # noqa: F401 — registers them
from jatigi.directory.workbooks import jobs as workbook_jobs  # noqa: F401 — registers it
from jatigi.directory.workbooks.rules import may_bring
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if rules.may_see(access):
        yield NavItem(_("Services"), reverse("directory:search"), "map-pin", 45)
    if may_bring(access):
        yield NavItem(_("Workbooks of services"), reverse("directory:workbooks"), "upload", 62)


@hooks.doors
def useful_addresses() -> Iterator[NavItem]:
    yield NavItem(
        _("Useful addresses: health, food, shelter, advice. For everybody, without an account."),
        reverse("directory:alone"),
        "map-pin",
    )


@hooks.today
def to_look_at(access: Access) -> Iterator[TodayItem]:
    """For maintainers: reports from the field, proposals to decide about, and what nobody has looked at for long."""
    if access.organisation is None or not rules.may_maintain(access):
        return
    upkeep = reverse("directory:upkeep")
    reports = open_reports(access).count()
    if reports:
        title = _("See to what was reported of services")
        yield TodayItem(Danger.SOON, title, upkeep, icon="triangle-alert", count=reports)
    mine = Service.objects.visible_to(access).filter(rules.kept(access))
    if rules.approves(access):
        waiting = Proposal.objects.visible_to(access).filter(state="proposed").count()
        waiting += mine.filter(state="proposed").count()
        if waiting:
            title = _("Decide about what is proposed for the directory")
            yield TodayItem(Danger.SOON, title, upkeep, icon="clipboard-check", count=waiting)
    old = mine.filter(stale(), state="active").count()
    if old:
        title = _("Look whether what is said of your services is still true")
        yield TodayItem(Danger.WHEN_POSSIBLE, title, upkeep, icon="badge-check", count=old)


hooks.site_hidden(actions.hide_at)
