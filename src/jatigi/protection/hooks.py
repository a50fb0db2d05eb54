"""What this room tells the others."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.hooks import Danger, NavItem, Section, TimelineEntry, TodayItem
from jatigi.protection import actions, following, rules
from jatigi.protection.agreements import rules as agreements
from jatigi.protection.ledger import Entry, entries, moments
from jatigi.protection.models import LawfulBasis, SharingAgreement

ENDS_SOON = 60
"""Days before the end of an agreement between organisations from which on it stands under what is to be done."""

hooks.erasing(actions.end_for_erasure)
LOADED = (following,)
"""Imported for what follows a person."""


@hooks.navigation
def navigation(access: Access) -> Iterator[NavItem]:
    if rules.may_look(access):
        yield NavItem(gettext_lazy("Second looks"), reverse("protection:second_looks"), "eye", 60)
    if agreements.may_read(access):
        words = gettext_lazy("Agreements between organisations")
        yield NavItem(words, reverse("protection:sharing"), "handshake", 75)


@hooks.today
def today(access: Access) -> Iterator[TodayItem]:
    """For supervisors: second looks that are overdue, and those still in time."""
    if not rules.may_look(access):
        return
    looking = access.for_purpose(Purpose.OVERSIGHT)
    waiting = LawfulBasis.objects.visible_to(looking).filter(rules.awaiting_second_look())
    due = sorted(moment for moment in waiting.values_list("second_look_due", flat=True) if moment)
    late = [moment for moment in due if moment < clock.now()]
    url = reverse("protection:second_looks")
    if late:
        words = gettext_lazy("Take the overdue second look: somebody was protected without being asked")
        yield TodayItem(Danger.OVERDUE, words, url, late[0], icon="shield-alert", count=len(late))
    if len(due) > len(late):
        words = gettext_lazy("Take a second look: somebody was protected without being asked")
        yield TodayItem(Danger.TODAY, words, url, due[len(late)], icon="eye", count=len(due) - len(late))


@hooks.today
def to_arrange(access: Access) -> Iterator[TodayItem]:
    """For those who bind the organisation: what waits for its signature, and what ends soon."""
    if not agreements.may_draft(access) or access.organisation is None:
        return
    rows = SharingAgreement.objects.visible_to(access).filter(agreements.bound(access.organisation))
    url = reverse("protection:sharing")
    waiting = rows.filter(agreements.to_sign(access.organisation)).count()
    if waiting:
        words = gettext_lazy("Sign an agreement with another organisation")
        yield TodayItem(Danger.SOON, words, url, icon="signature", count=waiting)
    ending = list(rows.filter(agreements.ending_within(ENDS_SOON)).values_list("until", flat=True))
    if ending:
        words = gettext_lazy("Renew an agreement with another organisation: it ends soon")
        yield TodayItem(Danger.SOON, words, url, icon="clock-alert", count=len(ending))


@hooks.person_sections
def accepted(access: Access, person: UUID) -> Iterator[Section]:
    """What the person agreed to comes first on their page."""
    if rules.may_keep(access):
        found = entries(access, person)
        yield Section(
            gettext_lazy("What the person agreed to"),
            "protection/section.html",
            {
                "subject": person,
                "live": [entry for entry in found if entry.live],
                "refused": [entry for entry in found if not entry.basis.agreed][:3],
            },
            order=0,
        )


@hooks.person_timeline
def timeline(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    for at, entry, what in moments(access, person):
        yield TimelineEntry(
            at=at,
            title=entry.title,
            text=_told(entry, what),
            icon={"recorded": "handshake", "withdrawn": "undo-2", "looked": "eye"}[what],
            url=reverse("protection:agreement", args=[entry.basis.pk]),
            author=entry.basis.explained_by_id if what == "recorded" else None,
            entered_at=entry.basis.entered_at if what == "recorded" else None,
        )


def _told(entry: Entry, what: str) -> str:
    if what == "withdrawn" and entry.withdrawal:
        return _("Withdrawn: %(cause)s") % {"cause": entry.withdrawal.get_cause_display()}
    if what == "looked" and entry.look:
        return _("Second look: confirmed") if entry.look.confirmed else _("Second look: not confirmed")
    return str(entry.basis.get_kind_display())
