"""Every change of codes to follow with, feedback, complaints, and who receives these."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.models import DataKey, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.referrals import rules as sides
from jatigi.referrals.following import rules, words
from jatigi.referrals.following.models import (
    Complaint,
    ComplaintsDesk,
    Cost,
    Feedback,
    Finding,
    Follow,
    Kind,
    Received,
    Respect,
    Teller,
)
from jatigi.referrals.models import Referral

REFERRAL, OVERSIGHT, ADMIN = Purpose.REFERRAL, Purpose.OVERSIGHT, Purpose.ADMINISTRATION
FOCAL_POINTS = frozenset({Role.COMPLAINTS})


# Following


@action("referral.follow", Referral, allow=rules.may_note, purpose=REFERRAL)
def follow(act: Act, referral: Referral, *, word: str = "") -> Follow:
    """A code and a word to follow it with, in the attributes `code` and `word` this once. Those made before end."""
    secret = words.chosen(word) if word.strip() else words.new_word()
    code = words.new_follow_code()
    _follows(referral).filter(ends_at__gt=clock.now()).update(ends_at=clock.now())
    made = Follow(
        organisation_id=referral.organisation_id,
        referral=referral,
        lookup=words.lookup(code, secret),
        made_at=clock.now(),
        made_by_id=act.signed(),
        ends_at=clock.now() + Follow.LASTS,
    )
    made.save()
    made.code, made.word = code, secret  # type: ignore[attr-defined]
    act.details["follow"] = str(made.pk)
    return made


# How the service was


@action("referral.feedback", Referral, allow=rules.may_note, purpose=REFERRAL)
def note_feedback(act: Act, referral: Referral, /, **said: Any) -> Referral:
    """What the person told whoever referred: see `_said`."""
    return _said(act, referral, Teller.WORKER, **said)


@action("follow.feedback", Referral, allow=rules.is_following, purpose=REFERRAL, internal=True)
def give_feedback(act: Act, referral: Referral, /, **said: Any) -> Referral:
    """What the person says with code and word: see `_said`."""
    return _said(act, referral, Teller.PERSON, **said)


def _said(
    act: Act,
    referral: Referral,
    teller: str,
    *,
    received: str,
    respect: str,
    cost: str,
    received_on: date | None = None,
    worse: Collection[str] = (),
    words_of_complaint: str = "",
    contact: str = "",
) -> Referral:
    """Codes stay with the referral. Money asked for what is free, or worse, goes to somebody independent and stays nowhere else."""
    _must_be_known(received=(received, Received), respect=(respect, Respect), cost=(cost, Cost))
    if received_on is not None and received_on > clock.today():
        raise Invalid(received_on=_("This day is still to come."))
    row = Feedback.objects.visible_to(sides.FOLLOWING).filter(referral=referral, teller=teller).first()
    row = row or Feedback(organisation_id=referral.organisation_id, referral=referral, teller=teller)
    row.told_at, row.noted_by_id = act.at, act.account
    row.received, row.received_on, row.respect = received, received_on, respect
    row.cost = "" if cost == Cost.ASKED else cost
    row.save()
    act.touched("received", "received_on", "respect")
    kinds = set(worse) | ({Kind.MONEY.value} if cost == Cost.ASKED else set())
    if kinds or words_of_complaint.strip():
        file.within(
            act,
            referral=referral.pk,
            kinds=sorted(kinds) or [Kind.OTHER.value],
            words_of_complaint=words_of_complaint,
            contact=contact,
            teller=teller,
        )
    return referral


def _must_be_known(**given: tuple[str, Any]) -> None:
    wrong = {
        name: _("Choose an answer.") for name, (value, known) in given.items() if value not in known.values
    }
    if wrong:
        raise Invalid(wrong)


# Complaints


@creation("complaint.file", Complaint, allow=rules.may_file, internal=True)
def file(
    act: Act, *, referral: UUID, kinds: Collection[str], words_of_complaint: str, contact: str, teller: str
) -> Complaint:
    """Give it to somebody independent. Neither referral nor person is kept with it."""
    rows = Referral.objects.visible_to(act.access).filter(pk=referral)
    about = (
        rows.first() if rules.is_following(act.access) else rows.filter(organisation=act.organisation).first()
    )
    if about is None:
        raise NotFound
    if set(kinds) - set(Kind.values):
        raise Invalid(worse=_("Choose from the list."))
    complaint = Complaint(
        organisation_id=about.organisation_id,
        key_id=new_key(DataKey.Kind.SNAPSHOT, about.organisation_id),
        code=free_code(Complaint),
        kinds=sorted(kinds),
        need=about.need,
        service_id=about.service_id,
        concerned_id=about.recipient_id,
        desk_id=independent_of(about.recipient_id),
        teller=teller,
        came_at=act.at,
        words=clean(words_of_complaint, "words_of_complaint", limit=NOTE_LENGTH, lines=True) or None,
        contact=clean(contact, "contact") or None,
    )
    complaint.save()
    _tell_desk(act, complaint)
    return complaint


@action("complaint.take", Complaint, allow=rules.may_look_into, purpose=OVERSIGHT)
def take(act: Act, complaint: Complaint) -> Complaint:
    """A focal point looks into it."""
    states.advance(complaint, "take")
    complaint.taken_at, complaint.taken_by_id = clock.now(), act.signed()
    complaint.save()
    act.touched("state")
    return complaint


@action("complaint.close", Complaint, allow=rules.may_look_into, purpose=OVERSIGHT)
def close(act: Act, complaint: Complaint, *, finding: str, note: str = "") -> Complaint:
    """What came of it."""
    if finding not in Finding.values:
        raise Invalid(finding=_("Say what came of it."))
    states.advance(complaint, "close")
    complaint.finding, complaint.closed_at = finding, clock.now()
    complaint.note = clean(note, "note", limit=NOTE_LENGTH, lines=True) or None
    complaint.save()
    act.touched("state", "finding", "note")
    return complaint


# Who receives them


@creation("complaints_desk.designate", ComplaintsDesk, allow=rules.may_designate, purpose=ADMIN)
def designate(act: Act, *, organisation: UUID) -> ComplaintsDesk:
    """From now on its focal points receive complaints against others; those that waited for somebody are given to it."""
    house = Organisation.objects.visible_to(act.access).filter(pk=organisation, active=True).first()
    if house is None:
        raise Invalid(organisation=_("Choose an organisation that works here."))
    desk = ComplaintsDesk.objects.visible_to(act.access).filter(house=house).first() or ComplaintsDesk(
        house=house
    )
    desk.since, desk.ended_at = clock.now(), None
    desk.save()
    act.details["house"] = str(house.pk)
    for waiting in _complaints().filter(desk=None):
        _reroute(act, waiting)
    return desk


@action("complaints_desk.end", ComplaintsDesk, allow=rules.may_end_desk, purpose=ADMIN)
def end_desk(act: Act, desk: ComplaintsDesk) -> ComplaintsDesk:
    """What its focal points have not closed goes to another one, who did not read it yet. Raises `Conflict` where there is none."""
    desk.ended_at = clock.now()
    desk.save()
    act.touched("ended_at")
    for complaint in _complaints().filter(desk_id=desk.house_id).exclude(state="closed"):
        if independent_of(complaint.concerned_id) is None:
            raise Conflict(
                _("Complaints wait here and nobody else is independent: designate another one first.")
            )
        _reroute(act, complaint)
    return desk


def independent_of(concerned: UUID) -> UUID | None:
    """The first designated organisation that is not the one concerned, None where there is none yet."""
    desks = ComplaintsDesk.objects.filter(ended_at=None, house__active=True).exclude(house_id=concerned)
    return desks.order_by("since", "id").values_list("house_id", flat=True).first()


def _reroute(act: Act, complaint: Complaint) -> None:
    complaint.desk_id = independent_of(complaint.concerned_id)
    complaint.save()
    _tell_desk(act, complaint)


def _tell_desk(act: Act, complaint: Complaint) -> None:
    if complaint.desk_id is None:
        return
    text = _("A complaint came: %(code)s") % {"code": complaint.code}
    url = reverse("referrals:complaint", args=[complaint.pk])
    act.tell(
        hooks.Notice(
            "complaint.came", str(text), url, organisation=complaint.desk_id, roles=FOCAL_POINTS, urgent=True
        )
    )


def _complaints() -> Any:
    return Complaint.objects.visible_to(sides.FOLLOWING)


def _follows(referral: Referral) -> Any:
    return Follow.objects.visible_to(sides.FOLLOWING).filter(referral=referral)


def forget(_act: Act, person: UUID) -> None:
    """Within an erasure, before the referrals are cut off: nothing about the person is followed or told any more.

    What was complained of names nobody here and stays with whoever looks into it.
    """
    referrals = Referral.objects.visible_to(sides.FOLLOWING).filter(person_id=person)
    for referral in referrals:
        _follows(referral).delete()
        Feedback.objects.visible_to(sides.FOLLOWING).filter(referral=referral).delete()
