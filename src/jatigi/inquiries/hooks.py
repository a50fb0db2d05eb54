"""What this room tells the others: menu, today, the next steps and the story of a person, what ends with what."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.inquiries import actions, joining, rules
from jatigi.inquiries.codes import Answer, State
from jatigi.inquiries.models import Hit, Inquiry
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.hooks import Danger, NavItem, TimelineEntry, TodayItem
from jatigi.people.hooks import Step, next_steps

TODAY_LIMIT = 20
LOADED = (joining,)
"""Imported for what follows a person."""

hooks.withdrawn(actions.withdrawn)
hooks.erasing(actions.erased)


@hooks.refused
def nobody_is_asked(act: Any, person: UUID, recipient: UUID | None) -> None:
    """Who refuses that anything is shared with anybody is not asked about any more."""
    if recipient is None:
        for inquiry in Inquiry.objects.visible_to(rules.WORK).filter(person_id=person, state=State.OPEN):
            actions.withdrawn(act, inquiry.basis_id)


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    if access.has(*rules.ASKERS, *rules.OVERSEERS):
        url = reverse("inquiries:asked")
        yield NavItem(_("Asked elsewhere"), url, "message-circle-question", 57, within="/inquiries/")


@hooks.today
def to_decide(access: Access) -> Iterator[TodayItem]:
    if not access.has(*rules.HOLDERS):
        return
    access = access.for_purpose(Purpose.CASE_MANAGEMENT)
    waiting = list(
        Hit.objects.visible_to(access).filter(state=Answer.WAITING).order_by("found_at")[:TODAY_LIMIT]
    )
    asked = Inquiry.objects.visible_to(access).in_bulk([hit.inquiry_id for hit in waiting])
    for hit in waiting:
        inquiry = asked[hit.inquiry_id]
        yield TodayItem(
            Danger.SOON, _("Decide with the person whether to answer question %(code)s") % {"code": inquiry.code},
            reverse("inquiries:decide", args=[hit.pk]), inquiry.until, inquiry.code, "message-circle-question",
        )  # fmt: skip


@next_steps
def ask(access: Access, person: UUID) -> Iterator[Step]:
    if rules.may_ask(access):
        url = reverse("inquiries:ask", args=[person])
        yield Step(_("Ask whether others know this person"), url, "message-circle-question", 80)


@hooks.person_timeline
def story(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    if access.organisation is None:
        return
    asked = Inquiry.objects.visible_to(access).filter(organisation_id=access.organisation, person_id=person)
    for inquiry in asked:
        yield TimelineEntry(
            inquiry.asked_at, _("Other organisations were asked (question %(code)s)") % {"code": inquiry.code},
            inquiry.get_why_display(), "message-circle-question", reverse("inquiries:inquiry", args=[inquiry.pk]),
            inquiry.by_id, inquiry.entered_at,
        )  # fmt: skip
