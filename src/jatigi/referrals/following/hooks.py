"""What following and complaints tell the rooms below: menu, today, the page of a referral, an erasure."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.hooks import Danger, NavItem, Section, TodayItem
from jatigi.referrals import rules as sides
from jatigi.referrals.following import actions, rules
from jatigi.referrals.following.models import Complaint, ComplaintsDesk, Feedback, Follow
from jatigi.referrals.models import Referral

hooks.erasing(actions.forget)

TODAY_LIMIT = 20


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if access.has(Role.COMPLAINTS) and _is_desk(access):
        yield NavItem(
            _("Complaints"), reverse("referrals:complaints"), "megaphone", 58, within="/complaints/"
        )
    if access.has(*rules.SECRETARIAT):
        yield NavItem(_("Complaints in numbers"), reverse("referrals:complaints_counted"), "chart-column", 72)
    if access.has(Role.NODE_ADMINISTRATOR):
        yield NavItem(_("Who receives complaints"), reverse("referrals:complaints_desks"), "megaphone", 92)


def _is_desk(access: Access) -> bool:
    return ComplaintsDesk.objects.filter(house_id=access.organisation, ended_at=None).exists()


@hooks.today
def to_do(access: Access) -> Iterator[TodayItem]:
    if not access.has(Role.COMPLAINTS):
        return
    waiting = Complaint.objects.visible_to(access.for_purpose(Purpose.OVERSIGHT)).filter(state="received")
    for complaint in waiting.order_by("came_at")[:TODAY_LIMIT]:
        yield TodayItem(
            Danger.TODAY, _("Look into complaint %(code)s") % {"code": complaint.code},
            reverse("referrals:complaint", args=[complaint.pk]), complaint.came_at, complaint.code, "megaphone",
        )  # fmt: skip


@hooks.referral_sections
def from_the_person(access: Access, referral: UUID) -> Iterator[Section]:
    """A code to follow with, and what the person said of the service."""
    access = access.for_purpose(Purpose.REFERRAL)
    found = Referral.objects.visible_to(access).filter(pk=referral, organisation=access.organisation).first()
    if found is None or not sides.may_send(access):
        return
    follows = Follow.objects.visible_to(access).filter(referral=found, ends_at__gt=clock.now())
    context = {
        "referral": found,
        "follow": follows.order_by("-made_at").first(),
        "said": list(Feedback.objects.visible_to(access).filter(referral=found).order_by("told_at")),
        "may_make": found.erasure_asked_at is None,
    }
    yield Section(_("The person"), "referrals/following/section.html", context, 45)
