"""What commitments tell the other rooms: the menu, what is due today, what runs by itself."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.commitments import finding, jobs, rules  # noqa: F401 — jobs registers itself
from jatigi.coordination.commitments.batches import actions as _batches  # noqa: F401 — registers it
from jatigi.coordination.commitments.books import jobs as _books  # noqa: F401 — registers itself
from jatigi.coordination.commitments.clusters import jobs as _looking  # noqa: F401 — registers itself
from jatigi.coordination.commitments.finding import Wanted
from jatigi.coordination.rules import REPORTERS, may_see
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if may_see(access):
        yield NavItem(_("Commitments"), reverse("coordination:commitments"), "clipboard-list", 51)


@hooks.today
def due(access: Access) -> Iterator[TodayItem]:
    """What is overdue for whoever reports for an addressee; for the secretariat also what waits for its decision."""
    if access.organisation is None:
        return
    page = reverse("coordination:commitments")
    if access.has(*REPORTERS):
        late = finding.found(access, Wanted(addressee=access.organisation, state=finding.OVERDUE)).count()
        if late:
            url = f"{reverse('coordination:overdue')}?addressee={access.organisation}"
            title = _("Say what became of overdue commitments of your organisation")
            yield TodayItem(Danger.OVERDUE, title, url, icon="clock-alert", count=late)
    if rules.may_record(access):
        yield from _for_the_secretariat(access, page)


def _for_the_secretariat(access: Access, page: str) -> Iterator[TodayItem]:
    """What waits for it, counted in one look at what it keeps up."""
    waits = (
        (Wanted(state=finding.OVERDUE), Danger.OVERDUE, "mine=1&state=overdue",
         _("See to overdue commitments"), "clock-alert"),
        (Wanted(proposed=True), Danger.SOON, "mine=1&proposed=on",
         _("Decide on the state that measures suggest"), "circle-dot"),
        (Wanted(unaddressed=True, state=finding.OPEN_ONES), Danger.WHEN_POSSIBLE,
         "mine=1&state=open&unaddressed=on", _("Name who is to keep commitments"), "user-check"),
    )  # fmt: skip
    wanted = {f"n{number}": Count("pk", filter=finding.fits(one[0])) for number, one in enumerate(waits)}
    counted = finding.found(access, Wanted(kept_by=access.organisation)).aggregate(**wanted)
    for (_wanted, danger, query, title, icon), count in zip(waits, counted.values(), strict=True):
        if count:
            yield TodayItem(danger, title, f"{page}?{query}", icon=icon, count=count)
