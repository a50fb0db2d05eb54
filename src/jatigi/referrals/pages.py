"""What the page of a referral shows: to each side what is theirs to see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise

from jatigi.agencies.models import Account
from jatigi.cases.codes import URGENCY_LEVEL
from jatigi.cases.models import Case
from jatigi.directory import cards
from jatigi.directory.cards import Card
from jatigi.directory.models import Service
from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Access
from jatigi.kernel.text import listed
from jatigi.people import identity
from jatigi.people.models import Person
from jatigi.referrals import lists, rules
from jatigi.referrals.codes import ANSWERS, STEPS, TONES, Answer, Step
from jatigi.referrals.forms import ANSWER_FORMS, AccompanyForm, AttachForm, MessageForm, ReturnForm
from jatigi.referrals.models import Escort, Kind, Reason, Referral, ReferralEvent, Snapshot
from jatigi.referrals.sending import FIELDS
from jatigi.referrals.suggesting import Suggestions, next_one

OF_A_SERVICE = ("waitlist", "serve", "complete", "not_reached", "no_show")
"""Answers that a transfer does not have."""
WRITTEN_LATER = timedelta(minutes=10)
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story. `by`: who, and for which organisation."""

    step: Step
    at: datetime
    entered: datetime | None
    by: str
    reason: Text
    note: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that the state allows now, with its form where it asks something."""

    verb: str
    answer: Answer
    url: str
    form: Any


def context(access: Access, referral: Referral, **more: Any) -> dict[str, Any]:
    """Everything but what the asker's side may not see; `more` replaces parts of it."""
    sender = rules.may_recall(access, referral)
    snapshot = Snapshot.objects.visible_to(access).filter(referral=referral).first()
    now = clock.now()
    return {
        "referral": referral,
        "sender": sender,
        "level": URGENCY_LEVEL[referral.urgency],
        "tone": TONES[referral.state],
        "late": lists.is_late(referral, now),
        "card": service_card(access, referral.service_id),
        "suggested": service_card(access, referral.suggested_service_id),
        "carried": carried(snapshot),
        "words": str((snapshot and snapshot.message) or ""),
        "closed": snapshot is None or (referral.erasure_asked_at is not None),
        "events": events(access, referral),
        "to_confirm": referral.erasure_asked_at is not None and referral.erasure_confirmed_at is None,
        "message": MessageForm(),
        "attaching": None,
        "escort": Escort.objects.visible_to(access).filter(referral=referral).first(),
        "together": _together(access, referral),
        "may_write": referral.erasure_asked_at is None and referral.ended_at is None,
        **(_of_sender(access, referral) if sender else _of_receiver(access, referral)),
        **more,
    }


def _of_sender(access: Access, referral: Referral) -> dict[str, Any]:
    person = (
        Person.objects.visible_to(access).filter(pk=referral.person_id).first()
        if referral.person_id
        else None
    )
    known = identity.of(access, [person.pk]).get(person.pk) if person else None
    case = Case.objects.visible_to(access).filter(pk=referral.case_id).first() if referral.case_id else None
    followed = (
        Referral.objects.visible_to(access).filter(redirected_from=referral).order_by("-sent_at").first()
    )
    return {
        "person": person,
        "name": identity.display_name(known) if person and not person.erased_at else "",
        "case": case,
        "may_recall": states.allows(referral, "recall"),
        "may_arrange": referral.state in Referral.OPEN_STATES,
        "accompanying": AccompanyForm(),
        "returning": ReturnForm(initial={"return_on": referral.return_on}),
        "proposed": _titles(access, referral.proposed),
        "may_try_again": rules.may_try_again(access, referral) and followed is None,
        "followed": followed,
        "suggestions": _next(access, referral, followed),
        "again_on": referral,
        "added": _added(access, referral),
        "attaching": AttachForm(access) if rules.is_unattached(referral) else None,
    }


def _next(access: Access, referral: Referral, followed: Referral | None) -> Suggestions:
    """What to try where it was never answered or did not help, and nothing was tried yet."""
    if followed is not None or not rules.may_try_again(access, referral):
        return Suggestions()
    return next_one.after(access, referral)


def _of_receiver(access: Access, referral: Referral) -> dict[str, Any]:
    pk = referral.received_case_id
    case = Case.objects.visible_to(access).filter(pk=pk).first() if pk else None
    return {"answers": offered(referral), "received_case": case}


def _together(access: Access, referral: Referral) -> list[Referral]:
    """The others of the family, as far as the asker's side sees them."""
    if referral.together is None:
        return []
    same = Referral.objects.visible_to(access).filter(together=referral.together)
    return list(same.exclude(pk=referral.pk).order_by("code"))


def _titles(access: Access, services: Sequence[str]) -> str:
    """What was proposed, in its order."""
    found = Service.objects.visible_to(access).in_bulk([UUID(pk) for pk in services]) if services else {}
    return listed(str(found[UUID(pk)]) for pk in services if UUID(pk) in found)


def offered(referral: Referral) -> list[Offered]:
    """The answers that the state allows, in their order."""
    return [
        Offered(verb, answer, answer_url(referral.pk, verb), form_of(verb))
        for verb, answer in ANSWERS.items()
        if states.allows(referral, verb) and (referral.kind == Kind.REFERRAL or verb not in OF_A_SERVICE)
    ]


def form_of(verb: str, data: Mapping[str, Any] | None = None) -> Any:
    """The form of an answer; its ids begin with the verb, so that several stand on one page."""
    return ANSWER_FORMS[verb](data, auto_id=f"{verb}-%s")


def answer_url(pk: UUID, verb: str) -> str:
    return reverse("referrals:answer", args=[pk, verb])


def carried(snapshot: Snapshot | None) -> list[tuple[Text, str]]:
    """(label, value) of what was sent, in the order of the list of fields; empty where it may not be read any more."""
    fields: Mapping[str, str] = (snapshot and snapshot.fields) or {}
    return [(label, fields[name]) for name, (label, _category) in FIELDS.items() if name in fields]


def events(access: Access, referral: Referral) -> list[Event]:
    """The story, newest first, as far as the asker's side may read it."""
    rows = ReferralEvent.objects.visible_to(access).filter(referral=referral)
    rows = rows.select_related("by", "by_organisation").order_by("-at", "-entered_at")
    reasons = dict(Reason.choices)
    return [
        Event(
            step=STEPS.get(row.verb, Step(row.verb, "circle")),
            at=row.at,
            entered=row.entered_at if row.entered_at - row.at > WRITTEN_LATER else None,
            by=_by(row.by, row),
            reason=reasons.get(row.reason, ""),
            note=str(row.note or ""),
        )
        for row in rows
    ]


def _added(access: Access, referral: Referral) -> list[dict[str, Any]]:
    """Parts that other rooms add, drawn each with its own context."""
    found = [part for offer in hooks.referral_sections for part in offer(access, referral.pk)]
    return [
        {"title": part.title, "html": render_to_string(part.template, part.context)}
        for part in sorted(found, key=lambda part: part.order)
    ]


def service_card(access: Access, pk: UUID | None) -> Card | None:
    """A service as far as the asker may still see it."""
    rows = Service.objects.visible_to(access).select_related("organisation", "unit__parent", "country")
    found = rows.filter(pk=pk).first() if pk else None
    return cards.card(access, found) if found else None


def _by(account: Account | None, row: ReferralEvent) -> str:
    """Who, for which organisation, and how an answer came that nobody gave from an account."""
    names = [str(row.said_by)] if row.said_by else []
    names += [str(row.get_channel_display())] if row.channel else []
    names += [account.full_name] if account else []
    return " · ".join([*names, *([row.by_organisation.short] if row.by_organisation else [])])
