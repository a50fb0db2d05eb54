"""What frameworks and the parts beside them tell the rooms below; loading this registers their rules and actions."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.awareness import actions as _awareness  # noqa: F401
from jatigi.coordination.frameworks import actions as _frameworks  # noqa: F401
from jatigi.coordination.frameworks.models import InstrumentParty
from jatigi.coordination.frameworks.rights import actions as _rights  # noqa: F401
from jatigi.coordination.plans import actions as _plans  # noqa: F401
from jatigi.coordination.practices import actions as _practices  # noqa: F401
from jatigi.coordination.practices import rules as practices
from jatigi.coordination.practices.models import Practice, PracticeState
from jatigi.coordination.projects import actions as _projects  # noqa: F401
from jatigi.coordination.rules import is_secretariat, may_see
from jatigi.coordination.treaties import actions as _treaties  # noqa: F401
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem

REPORT_SOON_DAYS = 90


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if not may_see(access):
        return
    yield NavItem(_("Frameworks and laws"), reverse("coordination:frameworks"), "scale", 81)
    yield NavItem(_("Agreements between countries"), reverse("coordination:treaties"), "handshake", 82)
    yield NavItem(_("Projects and funding"), reverse("coordination:projects"), "hand-heart", 83)
    yield NavItem(_("Good practices"), reverse("coordination:practices"), "badge-check", 84)
    yield NavItem(_("Campaigns"), reverse("coordination:campaigns"), "megaphone", 85)
    yield NavItem(_("Trainings"), reverse("coordination:trainings"), "users-round", 86)


@hooks.today
def to_review(access: Access) -> Iterator[TodayItem]:
    """Practices of other organisations that wait for a review, for those who answer for one."""
    if access.organisation is None or not access.has(*practices.VALIDATORS):
        return
    waiting = Practice.objects.visible_to(access).filter(state=PracticeState.SUBMITTED)
    if count := waiting.exclude(organisation_id=access.organisation).count():
        url = reverse("coordination:practices")
        yield TodayItem(
            Danger.WHEN_POSSIBLE, _("Review good practices"), url, icon="clipboard-check", count=count
        )


@hooks.today
def reports_due(access: Access) -> Iterator[TodayItem]:
    """Reports that a country owes under a convention within ninety days, or owed already: for secretariats."""
    if not is_secretariat(access):
        return
    soon = clock.today() + timedelta(days=REPORT_SOON_DAYS)
    for one in InstrumentParty.objects.filter(report_due__lte=soon).select_related("framework", "country")[
        :20
    ]:
        title = _("A report is due under: %(name)s") % {"name": f"{one.framework} · {one.country}"}
        over = timezone.make_aware(datetime.combine(one.report_due or clock.today(), time.max))
        url = reverse("coordination:party", args=[one.pk])
        yield TodayItem(Danger.SOON, title, url, due=over, icon="clock-alert")
