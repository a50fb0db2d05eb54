"""What frameworks and the parts beside them tell the rooms below; loading this registers their rules and actions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.awareness import actions as _awareness  # noqa: F401
from jatigi.coordination.frameworks import actions as _frameworks  # noqa: F401
from jatigi.coordination.plans import actions as _plans  # noqa: F401
from jatigi.coordination.practices import actions as _practices  # noqa: F401
from jatigi.coordination.practices import rules as practices
from jatigi.coordination.practices.models import Practice, PracticeState
from jatigi.coordination.projects import actions as _projects  # noqa: F401
from jatigi.coordination.rules import may_see
from jatigi.coordination.treaties import actions as _treaties  # noqa: F401
from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Danger, NavItem, TodayItem


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
