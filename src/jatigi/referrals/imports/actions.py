"""Referrals that were sent before, or without this system: a thousand at a time, all of them or none.

Nothing about anybody is passed on by it: what the receiver was told stands on the paper that it got. The receiver finds
what is still open in its inbox, with a code of its own and the kind of help that was asked for, so that it can answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.directory.models import Service
from jatigi.kernel import batches, clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation, not_before
from jatigi.kernel.codes import free_codes
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import DataKey, new_keys
from jatigi.people.models import Person
from jatigi.people.rules import IMPORTING, may_import
from jatigi.protection import grants
from jatigi.referrals.imports.rows import ReferralRow, StepRow
from jatigi.referrals.models import Outcome, Reason, Referral, ReferralEvent, Snapshot, State
from jatigi.referrals.steps import actions as queue
from jatigi.referrals.watching import steps as watching

VERBS = frozenset(
    {
        "receive",
        "accept",
        "waitlist",
        "decline",
        "person_declines",
        "serve",
        "not_reached",
        "no_show",
        "complete",
        "recall",
    }
)
"""What a register can tell. A redirection or a transfer goes on in this system, and is made in it."""
ENDS = frozenset({"decline", "person_declines", "complete", "recall"})
BY_SENDER = frozenset({"recall"})
SNAPSHOT_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read once for all rows."""

    services: Mapping[UUID, Service]
    keys: Mapping[UUID, UUID]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row, drafted: the referral and what happened to it."""

    referral: Referral
    events: list[ReferralEvent] = field(default_factory=list)


@creation("referral.import", Referral, allow=may_import, purpose=Purpose.ADMINISTRATION, step_up=True)
def import_referrals(act: Act, *, rows: Sequence[ReferralRow]) -> list[UUID]:
    """Up to 1,000 referrals of the house with what became of them: all or none.

    Returns them in the order of the rows. The journal holds one event, whose details name them. Whatever nobody answered
    within twice its time comes in as expired. Raises `Invalid` that says of every row what is wrong in it (`row_17_service`).
    """
    known = _known(act, rows)
    entries = batches.drafted(rows, partial(_entry, act, known))
    _write(act, known, entries)
    referrals = [entry.referral.pk for entry in entries]
    act.touched(*{name for row in rows for name in row})
    act.details["referrals"] = [str(pk) for pk in referrals]
    return referrals


def _known(act: Act, rows: Sequence[ReferralRow]) -> _Known:
    head: Sequence[Mapping[str, Any]] = rows[: batches.MOST]
    services = Service.objects.visible_to(act.access).filter(
        pk__in={row["service"] for row in head if "service" in row}
    )
    people = Person.objects.visible_to(IMPORTING).filter(
        organisation=act.organisation, erased_at__isnull=True, merged_into=None,
        pk__in={row["person"] for row in head if "person" in row},
    )  # fmt: skip
    others = services.exclude(organisation=act.organisation).exclude(state="proposed")
    return _Known(others.in_bulk(), dict(people.values_list("pk", "key_id")))


def _entry(act: Act, known: _Known, row: ReferralRow) -> _Entry:
    batches.known(row, ReferralRow)
    then = batches.then(act, row["at"])
    service, person = known.services.get(row["service"]), row.get("person")
    if service is None:
        raise Invalid(service=_("Choose a service of another organisation from the directory."))
    if row["urgency"] not in Urgency.values:
        raise Invalid(urgency=_("Choose how urgent it is."))
    if person is not None and person not in known.keys:
        raise Invalid(person=_("This person is not open to you."))
    referral = Referral(
        organisation_id=act.organisation,
        urgency=row["urgency"],
        need=service.need,
        service=service,
        recipient_id=service.organisation_id,
        person_id=person,
        sent_at=then.at,
        sent_by_id=act.signed(),
        respond_by=watching.deadline(service, row["urgency"], then.at),
        state=State.SENT,
    )
    entry = _Entry(referral)
    _happened(act, entry, "send", then.at)
    before = then.at
    for place, step in enumerate(row.get("steps", ())):
        before = _step(act, entry, place, step, before)
    _still_silent(act, entry)
    return entry


def _step(act: Act, entry: _Entry, place: int, step: StepRow, before: datetime) -> datetime:
    """One line of the register. Returns its moment. Raises `Invalid` for `steps_<place>_…`."""
    inside, referral = f"steps_{place}_", entry.referral
    batches.known(step, StepRow, inside)
    then = batches.then(act, step["at"], f"{inside}at")
    not_before(then, before, f"{inside}at")
    verb, reason, outcome = step["verb"], step.get("reason", ""), step.get("outcome", "")
    if verb == "decline" and reason not in Reason.values:
        raise Invalid({f"{inside}reason": _("Choose a reason from the list.")})
    if verb == "complete" and outcome not in Outcome.values:
        raise Invalid({f"{inside}outcome": _("Say what came of it.")})
    try:
        states.advance(referral, verb if verb in VERBS else "")
    except Conflict:
        raise Invalid({f"{inside}verb": _("This cannot follow what stands before it.")}) from None
    if verb not in {"receive", *BY_SENDER}:
        referral.answered_at = then.at
    if verb in ENDS:
        referral.ended_at = then.at
    referral.reason = (
        Reason.DECLINED_BY_PERSON.value if verb == "person_declines" else reason or referral.reason
    )
    referral.outcome = outcome or referral.outcome
    _happened(act, entry, verb, then.at, reason)
    return then.at


def _still_silent(act: Act, entry: _Entry) -> None:
    """Whoever has not answered is watched from the next step on; what nobody answered in twice its time has expired."""
    referral, now = entry.referral, clock.now()
    if referral.state not in Referral.UNANSWERED:
        return
    moments = [watching.due(referral.service, referral, number) for number in range(len(watching.STEPS))]
    last = moments[-1]
    if last is not None and last < now:
        states.advance(referral, "expire")
        referral.escalated_at = referral.respond_by
        _happened(act, entry, "expire", last)
        return
    watching.watch(referral.service, referral, sum(1 for moment in moments if moment and moment < now))


def _happened(act: Act, entry: _Entry, verb: str, at: datetime, reason: str = "") -> None:
    """By the house that kept the register, or by the service as the register says; nobody's account for the latter."""
    referral = entry.referral
    own = verb == "send" or verb in BY_SENDER
    side = referral.organisation_id if own else None if verb == "expire" else referral.recipient_id
    entry.events.append(
        ReferralEvent(
            organisation_id=referral.organisation_id, referral=referral, verb=verb, at=at, reason=reason,
            by_id=act.account if own else None, by_organisation_id=side,
        )
    )  # fmt: skip


def _write(act: Act, known: _Known, entries: Sequence[_Entry]) -> None:
    """Everything in a few statements. What is still open gets a window for the receiver, with nothing in it."""
    open_ = [entry for entry in entries if entry.referral.ended_at is None]
    unnamed = sum(1 for entry in entries if entry.referral.person_id is None)
    spare = iter(new_keys(DataKey.Kind.SNAPSHOT, act.organisation, unnamed + len(open_)))
    for entry, code in zip(entries, free_codes(Referral, len(entries)), strict=True):
        referral = entry.referral
        referral.code = code
        referral.key_id = known.keys[referral.person_id] if referral.person_id else next(spare)
        for event in entry.events:
            event.key_id = referral.key_id
    Referral.objects.bulk_create([entry.referral for entry in entries])
    ReferralEvent.objects.bulk_create([event for entry in entries for event in entry.events])
    for entry in entries:
        if entry.referral.state == State.WAITLISTED:
            queue.take_place(entry.referral)
            entry.referral.save()
    windows = [
        Snapshot(
            organisation_id=act.organisation, key_id=next(spare), referral=entry.referral, fields={}, message=""
        )
        for entry in open_
    ]  # fmt: skip
    Snapshot.objects.bulk_create(windows)
    for window in windows:
        grants.open_grant(
            act, window, recipient=window.referral.recipient_id, purpose=Purpose.REFERRAL, basis=None,
            until=clock.now() + SNAPSHOT_LASTS,
        )  # fmt: skip
