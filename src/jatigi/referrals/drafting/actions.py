"""Drafts: whatever is written so far, kept for its author until it is sent or not needed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH, clean
from jatigi.referrals import about, rules, sending
from jatigi.referrals.escorts import actions as escorts
from jatigi.referrals.models import Kind, Referral, Snapshot, State
from jatigi.referrals.outgoing.actions import (
    begun,
    described,
    dispatch,
    find_person,
    one_family,
    send_all,
    snapshot_of,
)


@creation("referral.draft", Referral, allow=rules.may_send, purpose=Purpose.REFERRAL)
def draft(
    act: Act,
    *,
    service: UUID,
    person: UUID,
    case: UUID | None = None,
    urgency: str = "",
    fields: Sequence[str] = (),
    message: str = "",
    redirected_from: UUID | None = None,
    kind: str = Kind.REFERRAL,
    return_on: date | None = None,
    people: Sequence[UUID] = (),
    escort: str = "",
    leaves_at: datetime | None = None,
    proposed: Sequence[UUID] = (),
    chosen_by: str = "",
) -> Referral:
    """Keep what is written so far, whatever is still missing. Nobody but the author and their supervisors sees it."""
    asked = sending.service_for(act.access, service)
    whom = find_person(act, person, case)
    referral = begun(act, asked, whom, case, redirected_from)
    referral.state, referral.code = State.DRAFT, free_code(Referral)
    described(act, referral, urgency, kind, return_on, proposed, chosen_by, whole=False)
    referral.respond_by = act.at
    referral.save()
    _keep(act, referral, fields, message, _besides(people, escort, leaves_at))
    return referral


@action("referral.redraft", Referral, allow=rules.may_finish, purpose=Purpose.REFERRAL)
def redraft(
    act: Act,
    referral: Referral,
    *,
    urgency: str = "",
    fields: Sequence[str] = (),
    message: str = "",
    kind: str = Kind.REFERRAL,
    return_on: date | None = None,
    people: Sequence[UUID] = (),
    escort: str = "",
    leaves_at: datetime | None = None,
    chosen_by: str = "",
) -> Referral:
    """The draft as it is now."""
    _still_a_draft(referral)
    described(act, referral, urgency, kind, return_on, _proposed_before(referral), chosen_by, whole=False)
    referral.save()
    _keep(act, referral, fields, message, _besides(people, escort, leaves_at))
    return referral


@action("referral.send_draft", Referral, allow=rules.may_finish, purpose=Purpose.REFERRAL)
def send_draft(
    act: Act,
    referral: Referral,
    *,
    urgency: str,
    fields: Sequence[str] = (),
    message: str = "",
    kind: str = Kind.REFERRAL,
    return_on: date | None = None,
    people: Sequence[UUID] = (),
    escort: str = "",
    leaves_at: datetime | None = None,
    chosen_by: str = "",
) -> Referral:
    """What was a draft goes out. Raises `Invalid` as `send` does, and nothing of the draft is lost."""
    _still_a_draft(referral)
    asked = sending.service_for(act.access, referral.service_id)
    whom = find_person(act, referral.person_id, referral.case_id)
    described(act, referral, urgency, kind, return_on, _proposed_before(referral), chosen_by)
    referral.sent_at, referral.sent_by_id = act.at, act.signed()
    if not people:
        dispatch(act, referral, asked, whom, fields, message)
        if escort:
            escorts.write_escort(act, referral, escort, leaves_at)
        return referral
    every = [referral]
    for pk in one_family(act, [*([whom.pk] if whom else []), *people])[1:]:
        open_case = about.open_case(act.access, pk)
        other = begun(act, asked, find_person(act, pk, None), open_case.pk if open_case else None, None)
        described(act, other, urgency, Kind.REFERRAL, return_on, _proposed_before(referral), chosen_by)
        every.append(other)
    send_all(act, asked, every, fields, message, escort, leaves_at)
    return referral


@action("referral.discard", Referral, allow=rules.may_finish, purpose=Purpose.REFERRAL)
def discard(act: Act, referral: Referral) -> None:
    """The draft is not needed: nothing of it is left but that there was one."""
    _still_a_draft(referral)
    act.details["code"] = referral.code
    snapshot = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral)
    snapshot.delete()
    referral.delete()


def _besides(people: Sequence[UUID], escort: str, leaves_at: datetime | None) -> dict[str, Any]:
    """What else somebody wrote into a draft."""
    return {
        "people": [str(pk) for pk in people],
        "escort": clean(escort, "escort", limit=NAME_LENGTH),
        "leaves_at": leaves_at.isoformat() if leaves_at else "",
    }


def _keep(act: Act, referral: Referral, fields: Sequence[str], message: str, besides: dict[str, Any]) -> None:
    """What a draft holds: the names of the ticked fields, no values; the message; what else was written."""
    sending.categories_of(fields)
    snapshot = snapshot_of(act, referral)
    snapshot.fields, snapshot.file = dict.fromkeys(fields, ""), besides
    snapshot.message = clean(message, "message", limit=NOTE_LENGTH, lines=True)
    snapshot.save()
    act.touched("urgency", "fields", "message")


def _still_a_draft(referral: Referral) -> None:
    if referral.state != State.DRAFT:
        raise Conflict(_("This referral was sent already."), code=f"not_from_{referral.state}")


def _proposed_before(referral: Referral) -> list[UUID]:
    return [UUID(pk) for pk in referral.proposed]
