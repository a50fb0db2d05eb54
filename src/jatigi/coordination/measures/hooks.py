"""What measures, reports and comments tell the others: the menu, and what must be done today."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.coordination.measures import actions as _measures  # noqa: F401 — registers them
from jatigi.coordination.measures.comments import actions as _comments  # noqa: F401 — registers them
from jatigi.coordination.measures.comments import rules as comments
from jatigi.coordination.measures.comments.models import Comment, CommentState
from jatigi.coordination.measures.links import actions as _links  # noqa: F401 — registers them
from jatigi.coordination.measures.reporting import jobs as _jobs  # noqa: F401 — registers it
from jatigi.coordination.measures.reporting import lists, rules
from jatigi.coordination.measures.reporting.models import ReportDue
from jatigi.coordination.rules import REPORTERS, is_secretariat, may_see
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if may_see(access):
        yield NavItem(_("Measures"), reverse("coordination:measures"), "list-checks", 56)


@hooks.today
def to_do(access: Access) -> Iterator[TodayItem]:
    """For who reports: what is overdue; for who validates and for the secretariat: what waits for their word."""
    if not may_see(access) or not access.has(*REPORTERS):
        return
    overdue = ReportDue.objects.visible_to(access).filter(rules.overdue(), organisation_id=who.house(access))
    late = overdue.count()
    if late:
        url = reverse("coordination:reports_due") + "?whose=mine"
        yield TodayItem(Danger.OVERDUE, _("Report on your measures"), url, icon="clock-alert", count=late)
    waiting = lists.to_validate(access).count() + lists.to_accept(access).count()
    if waiting:
        title = _("Read reports that wait for your word")
        yield TodayItem(
            Danger.SOON, title, reverse("coordination:progress_list"), icon="file-check", count=waiting
        )
    if is_secretariat(access):
        rows = Comment.objects.visible_to(access)
        count = rows.filter(comments.moderated_by(access), state=CommentState.SUBMITTED).count()
        if count:
            title = _("Moderate comments of civil society")
            yield TodayItem(
                Danger.SOON, title, reverse("coordination:comments"), icon="message-square", count=count
            )
