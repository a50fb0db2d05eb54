"""What referrals tell the rooms below: today, timeline, what blocks a closure, what ends with an agreement."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.hooks import Blocker, Danger, NavItem, Section, TimelineEntry, TodayItem
from jatigi.people.hooks import Protection, Step, next_steps, protects
from jatigi.referrals import actions, joining, lists, rules
from jatigi.referrals.following import (
    hooks as following,  # its part of an erasure comes first: it goes by the person
)
from jatigi.referrals.guests import hooks as guests
from jatigi.referrals.models import Referral, State

hooks.erasing(actions.forget)
LOADED = (joining, following, guests)
"""Imported for what follows a person, for what comes back from them, and for what answers without an account."""

TODAY_LIMIT = 20
SECTION_LIMIT = 20
PROMISES = 3
LATELY = timedelta(days=7)
"""How long it is asked whether an emergency without a person was for somebody who is registered."""

Text = str | Promise


@hooks.navigation
def menu(access: Access) -> Iterator[NavItem]:
    """One entry: what others ask of this desk, else what was asked of others; each page leads to the other."""
    first = "inbox" if access.has(*rules.ANSWERERS) else "outbox"
    if access.has(*rules.ANSWERERS, *rules.SENDERS):
        yield NavItem(_("Referrals"), reverse(f"referrals:{first}"), "send", 40, within="/referrals/")
    if rules.may_keep_rota(access):
        yield NavItem(_("Desk on duty"), reverse("referrals:duty"), "calendar-clock", 62)
    if access.has(*rules.SENDERS):
        yield NavItem(_("Emergency referral"), reverse("referrals:emergency"), "siren", 54)


@hooks.today
def to_do(access: Access) -> Iterator[TodayItem]:
    access = access.for_purpose(Purpose.REFERRAL)
    if access.has(*rules.ANSWERERS):
        yield from _to_answer(access)
        yield from _to_confirm(access)
    if access.has(Role.CASE_WORKER, Role.SUPERVISOR):
        yield from _to_send_again(access)
        yield from _coming_back(access)


def _coming_back(access: Access) -> Iterator[TodayItem]:
    """Whose day of return, as agreed with them, is here."""
    mine = _sent(access, return_on__lte=clock.today(), state__in=Referral.OPEN_STATES)
    if not access.has(Role.SUPERVISOR):
        mine = mine.filter(sent_by_id=access.account)
    for referral in mine.order_by("return_on", "id")[:TODAY_LIMIT]:
        yield TodayItem(
            Danger.TODAY, _("Referral %(code)s: today the person was to come back") % {"code": referral.code},
            reverse("referrals:detail", args=[referral.pk]), None, referral.code, "calendar-clock",
        )  # fmt: skip


def _to_answer(access: Access) -> Iterator[TodayItem]:
    waiting = Referral.objects.visible_to(access).filter(
        recipient=access.organisation, state__in=Referral.UNANSWERED
    )
    now = clock.now()
    for referral in waiting.order_by("respond_by")[:TODAY_LIMIT]:
        immediate = referral.urgency == "immediate"
        danger = Danger.LIFE if immediate else Danger.OVERDUE if referral.respond_by < now else Danger.TODAY
        yield TodayItem(
            danger, _("Answer referral %(code)s") % {"code": referral.code},
            reverse("referrals:detail", args=[referral.pk]), referral.respond_by, referral.code, "inbox",
        )  # fmt: skip


def _to_confirm(access: Access) -> Iterator[TodayItem]:
    asked = Referral.objects.visible_to(access).filter(
        recipient=access.organisation, erasure_asked_at__isnull=False, erasure_confirmed_at=None
    )
    for referral in asked.order_by("erasure_asked_at")[:TODAY_LIMIT]:
        yield TodayItem(
            Danger.TODAY, _("Confirm that nothing of referral %(code)s is kept") % {"code": referral.code},
            reverse("referrals:detail", args=[referral.pk]), None, referral.code, "eraser",
        )  # fmt: skip


def _to_send_again(access: Access) -> Iterator[TodayItem]:
    """Expired and redirected ones for which nobody has tried another service yet."""
    mine = Referral.objects.visible_to(access).filter(
        organisation=access.organisation, state__in=("expired", "redirected"), erasure_asked_at=None
    )
    if not access.has(Role.SUPERVISOR):
        mine = mine.filter(sent_by_id=access.account)
    recent = list(mine.order_by("-sent_at")[:TODAY_LIMIT])
    followed = set(
        Referral.objects.visible_to(access)
        .filter(redirected_from_id__in=[r.pk for r in recent])
        .values_list("redirected_from_id", flat=True)
    )
    for referral in recent:
        if referral.pk not in followed:
            yield TodayItem(
                Danger.OVERDUE, _("Find another service for referral %(code)s") % {"code": referral.code},
                reverse("referrals:detail", args=[referral.pk]), None, referral.code, "route",
            )  # fmt: skip


@hooks.case_sections
def of_case(access: Access, case: UUID) -> Iterator[Section]:
    """What was asked of others in this case."""
    yield _section(access, _("Referrals"), reverse("referrals:send", args=[case]), case=case)


@hooks.person_sections
def of_person(access: Access, person: UUID) -> Iterator[Section]:
    """What was asked without a case: in an emergency, or from the person's page. The others are in their cases."""
    section = _section(access, _("Referrals without a case"), "", person=person, case=None)
    if section.context["referrals"]:
        yield section


@hooks.person_sections
def emergencies_of_nobody(access: Access, person: UUID) -> Iterator[Section]:
    """What went out on a code alone in the last days: perhaps for somebody who is registered now."""
    access = access.for_purpose(Purpose.REFERRAL)
    if not rules.may_send(access):
        return
    lately = _sent(access, person=None, erasure_asked_at=None, sent_at__gt=clock.now() - LATELY)
    found = list(lately.order_by("-sent_at")[:TODAY_LIMIT])
    if found:
        context = {"referrals": found, "code": hooks.subject(access, person).code}
        yield Section(_("Emergencies on a code alone"), "referrals/unattached.html", context, 61)


@hooks.matters
def matter(access: Access, kind: str, pk: UUID) -> hooks.Matter | None:
    """A referral that was sent for somebody, for what its sender writes about it in a room below."""
    found = _sent(access, pk=pk, person__isnull=False).first() if kind == "referral" else None
    if found is None:
        return None
    url = reverse("referrals:detail", args=[pk])
    return hooks.Matter(Referral._meta.label, pk, found.person_id, found.code, url)


def _section(access: Access, title: Text, url: str, **about: UUID | None) -> Section:
    access = access.for_purpose(Purpose.REFERRAL)
    sent = _sent(access, **about).select_related("recipient").order_by("-sent_at")
    context = {
        "referrals": lists.lines(access, sent[:SECTION_LIMIT]),
        "send_url": url if rules.may_send(access) else "",
    }
    return Section(title, "referrals/case_section.html", context, 60)


@next_steps
def refer(access: Access, person: UUID) -> Iterator[Step]:
    if rules.may_send(access):
        yield Step(_("Refer to a service"), reverse("referrals:send_person", args=[person]), "send", 60)


@protects
def promised(access: Access, person: UUID) -> Iterator[Protection]:
    """Answers that others owe, and by when."""
    access = access.for_purpose(Purpose.REFERRAL)
    waiting = _sent(access, person=person, state__in=Referral.UNANSWERED).select_related("recipient")
    promises: list[tuple[Text, date | datetime | None]] = [
        (
            _("Referral %(code)s, answer owed by: %(to)s") % {"code": row.code, "to": row.recipient.full},
            row.respond_by,
        )
        for row in waiting.order_by("respond_by")[:PROMISES]
    ]
    if promises:
        yield Protection(promises=promises)


@hooks.case_timeline
def story(access: Access, case: UUID) -> Iterator[TimelineEntry]:
    yield from _entries(access, case_id=case)


@hooks.person_timeline
def person_story(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    yield from _entries(access, person_id=person)


def _entries(access: Access, **about: UUID) -> Iterator[TimelineEntry]:
    sent = _sent(access.for_purpose(Purpose.REFERRAL), **about)
    for referral in sent.select_related("recipient"):
        url = reverse("referrals:detail", args=[referral.pk])
        name = {"code": referral.code, "to": referral.recipient.full}
        yield TimelineEntry(
            referral.sent_at, _("Referral %(code)s, sent to: %(to)s") % name, referral.get_need_display(), "send", url,
            referral.sent_by_id, referral.entered_at,
        )  # fmt: skip
        if referral.answered_at:
            yield TimelineEntry(
                referral.answered_at, _("Referral %(code)s, answered by: %(to)s") % name, referral.get_state_display(),
                "inbox", url, referral.answered_by_id,
            )  # fmt: skip


@hooks.blocks_closure
def open_referrals(access: Access, case: UUID) -> Iterator[Blocker]:
    for referral in _open(access, case):
        yield Blocker(
            _("Referral %(code)s is still open") % {"code": referral.code},
            reverse("referrals:detail", args=[referral.pk]),
        )


@hooks.departing
def close_in_order(act: Any, case: UUID) -> None:
    """The person departed: what nobody can serve any more is taken back."""
    for referral in _open(act.access, case):
        actions.end_by_sender(act, referral, "departed")


@hooks.withdrawn
def end_with_agreement(act: Any, basis: UUID) -> None:
    """An agreement ended: what was sent on it becomes unreadable and the receivers are asked to confirm."""
    standing = Referral.objects.visible_to(rules.WATCH).filter(basis_id=basis, erasure_asked_at=None)
    for referral in standing.select_for_update(of=("self",)):
        actions.end_by_sender(act, referral, "withdrawn")


@hooks.refused
def take_back_what_nobody_agreed_to(act: Any, person: UUID, recipient: UUID | None) -> None:
    """A no ends the emergencies that were sent before the person could be asked."""
    unasked = (
        Referral.objects.visible_to(rules.WATCH)
        .filter(person_id=person, basis=None, erasure_asked_at=None)
        .exclude(state=State.DRAFT)
    )
    if recipient is not None:
        unasked = unasked.filter(recipient_id=recipient)
    for referral in unasked.select_for_update(of=("self",)):
        actions.end_by_sender(act, referral, "withdrawn")


def _sent(access: Access, **about: Any) -> Any:
    """What the house sent; drafts are in nobody's story yet."""
    own = Referral.objects.visible_to(access).filter(organisation=access.organisation, **about)
    return own.exclude(state=State.DRAFT)


def _open(access: Access, case: UUID) -> list[Referral]:
    rows = Referral.objects.visible_to(access.for_purpose(Purpose.REFERRAL)).filter(
        case_id=case, organisation=access.organisation
    )
    return [row for row in rows.order_by("sent_at") if states.allows(row, "recall")]
