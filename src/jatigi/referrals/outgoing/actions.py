"""Writing and sending. A draft is its author's until it is sent; a family goes in one gesture."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.models import DataKey, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.people.models import Person
from jatigi.protection import grants
from jatigi.protection.codes import Category
from jatigi.referrals import about, rules, sending
from jatigi.referrals.escorts import actions as escorts
from jatigi.referrals.models import ChosenBy, Kind, Referral, Snapshot, State
from jatigi.referrals.steps import actions as steps
from jatigi.referrals.story import actions as story
from jatigi.referrals.transfers import file
from jatigi.referrals.watching.steps import deadline, watch

SNAPSHOT_LASTS = timedelta(days=365)
MOST_TOGETHER = 20
MOST_PROPOSED = 10


@creation("referral.send", Referral, allow=rules.may_send, purpose=Purpose.REFERRAL)
def send(
    act: Act,
    *,
    service: UUID,
    urgency: str,
    person: UUID | None = None,
    case: UUID | None = None,
    fields: Sequence[str] = (),
    message: str = "",
    redirected_from: UUID | None = None,
    kind: str = Kind.REFERRAL,
    return_on: date | None = None,
    escort: str = "",
    leaves_at: datetime | None = None,
    proposed: Sequence[UUID] = (),
    chosen_by: str = "",
) -> Referral:
    """Ask a service for help, with the ticked fields and no more. Raises `Invalid` where the person did not agree.

    kind: a transfer hands the whole case over where it is accepted. return_on: the day agreed with the person.
    escort, leaves_at: who accompanies, and when they leave. proposed, chosen_by: what the person chose among.
    """
    asked = sending.service_for(act.access, service)
    whom = find_person(act, person, case)
    referral = begun(act, asked, whom, case, redirected_from)
    described(act, referral, urgency, kind, return_on, proposed, chosen_by)
    dispatch(act, referral, asked, whom, fields, message)
    if escort:
        escorts.write_escort(act, referral, escort, leaves_at)
    return referral


@creation("referral.send_together", Referral, allow=rules.may_send, purpose=Purpose.REFERRAL)
def send_together(
    act: Act,
    *,
    service: UUID,
    urgency: str,
    people: Sequence[UUID],
    fields: Sequence[str],
    message: str = "",
    return_on: date | None = None,
    escort: str = "",
    leaves_at: datetime | None = None,
    proposed: Sequence[UUID] = (),
    chosen_by: str = "",
) -> Referral:
    """A family in one gesture: one referral each, so that each gets an answer of their own. All of them or none.

    The first of `people` is returned. Raises `Invalid` naming by code who has not agreed to all that goes with it,
    which includes that they belong together; and for `people` where they are not of one group.
    """
    asked = sending.service_for(act.access, service)
    every = one_family(act, people)
    sent: list[Referral] = []
    for pk in every:
        whom = find_person(act, pk, None)
        open_case = about.open_case(act.access, pk)
        referral = begun(act, asked, whom, open_case.pk if open_case else None, None)
        described(act, referral, urgency, Kind.REFERRAL, return_on, proposed, chosen_by)
        sent.append(referral)
    send_all(act, asked, sent, fields, message, escort, leaves_at)
    return sent[0]


def one_family(act: Act, people: Sequence[UUID]) -> list[UUID]:
    """The people, each once. Raises `Invalid` for `people`: fewer than two, or not of one family or travel group."""
    every = list(dict.fromkeys(people))
    if not 2 <= len(every) <= MOST_TOGETHER:
        raise Invalid(
            people=_("Choose two people or more of one family, at most %(n)d.") % {"n": MOST_TOGETHER}
        )
    if not about.belong_together(act.access, every):
        raise Invalid(people=_("These people do not belong to one family or travel group."))
    return every


def send_all(
    act: Act,
    asked: Service,
    referrals: Sequence[Referral],
    fields: Sequence[str],
    message: str,
    escort: str,
    leaves_at: datetime | None,
) -> None:
    """In one gesture. They tell that these people belong together, which each must have agreed to."""
    together = uuid4()
    for referral in referrals:
        referral.together = together
        _dispatch_one(act, referral, asked, fields, message)
        if escort:
            escorts.write_escort(act, referral, escort, leaves_at)
    act.details["together"] = [str(referral.pk) for referral in referrals]


def _dispatch_one(act: Act, referral: Referral, asked: Service, fields: Sequence[str], message: str) -> None:
    """Says whose agreement is missing, by their code."""
    whom = find_person(act, referral.person_id, None)
    try:
        dispatch(act, referral, asked, whom, fields, message, besides=(Category.FAMILY,))
    except Invalid as error:
        code = whom.code if whom else ""
        raise Invalid(people=f"{code}: {' '.join(str(text) for text in error.errors.values())}") from None


def dispatch(
    act: Act,
    referral: Referral,
    service: Service,
    whom: Person | None,
    fields: Sequence[str],
    message: str,
    *,
    besides: Sequence[str] = (),
) -> Referral:
    """It goes out: checked against the agreement, sealed, opened to the receiver, told to them, and watched.

    `besides`: categories of data that it tells although no field carries them.
    """
    text = clean(message, "message", limit=NOTE_LENGTH, lines=True)
    case = _handed_over(act, referral)
    parcel = sending.parcel(act.access, whom, service, fields, referral.urgency, case=case, besides=besides)
    handed = None
    if case is not None and parcel.basis is not None:
        handed = file.of(act.access, case, fields) | {"basis": file.agreed(parcel.basis)}
    referral.basis = parcel.basis
    if referral.state == State.DRAFT:
        steps.advance(referral, "send")
    else:
        referral.code = free_code(Referral)
    referral.respond_by = deadline(service, referral.urgency, act.at)
    watch(service, referral)
    referral.save()
    if referral.redirected_from is not None and referral.redirected_from.state == State.EXPIRED:
        story.shut(act, referral.redirected_from)
    _open_to_receiver(act, referral, parcel, text, handed)
    story.happened(act, referral, "send")
    act.touched("service", "urgency", "fields", "message")
    act.details["fields"] = sorted(parcel.fields)
    act.details["recipient"] = str(referral.recipient_id)
    story.tell_receiver(act, referral, "referral.sent", _("New referral %(code)s") % {"code": referral.code})
    return referral


def _open_to_receiver(
    act: Act, referral: Referral, parcel: sending.Parcel, text: str, handed: dict[str, Any] | None
) -> None:
    """What goes is sealed under a key of its own, and open to the receiver as long as the agreement lives."""
    snapshot = snapshot_of(act, referral)
    snapshot.fields, snapshot.message, snapshot.file = parcel.fields, text, handed
    snapshot.save()
    grants.open_grant(
        act,
        snapshot,
        recipient=referral.recipient_id,
        purpose=Purpose.REFERRAL,
        basis=parcel.basis,
        until=clock.now() + SNAPSHOT_LASTS,
    )


def begun(
    act: Act, service: Service, person: Person | None, case: UUID | None, origin: UUID | None
) -> Referral:
    """A referral to `service` about somebody, still without anything that goes with it."""
    return Referral(
        organisation_id=act.organisation,
        key_id=person.key_id if person else new_key(DataKey.Kind.SNAPSHOT, act.organisation),
        need=service.need,
        service=service,
        recipient_id=service.organisation_id,
        person=person,
        case_id=case,
        sent_at=act.at,
        sent_by_id=act.signed(),
        redirected_from=_origin(act, origin, person) if origin else None,
    )


def described(
    act: Act,
    referral: Referral,
    urgency: str,
    kind: str,
    return_on: date | None,
    proposed: Sequence[UUID],
    chosen_by: str,
    *,
    whole: bool = True,
) -> None:
    """Set what is said of the request itself. Raises `Invalid`; a draft (not `whole`) may leave the urgency open."""
    if urgency not in Urgency.values and (whole or urgency):
        raise Invalid(urgency=_("Choose how urgent it is."))
    if kind not in Kind.values:
        raise Invalid(kind=_("Choose one of the answers."))
    if chosen_by and chosen_by not in ChosenBy.values:
        raise Invalid(chosen_by=_("Choose one of the answers."))
    if return_on is not None and return_on < act.at.date():
        raise Invalid(return_on=_("This day is past."))
    referral.urgency, referral.kind, referral.return_on = urgency, kind, return_on
    referral.proposed = [str(pk) for pk in dict.fromkeys(proposed)][:MOST_PROPOSED]
    referral.chosen_by = chosen_by
    act.touched("kind", "return_on", "chosen_by")


def find_person(act: Act, person: UUID | None, case: UUID | None) -> Person | None:
    """Whom it is about: of the case, or by themselves. Raises `Invalid`."""
    if case is not None:
        file = Case.objects.visible_to(act.access).filter(pk=case, state__in=("open", "closing")).first()
        if file is None:
            raise Invalid(case=_("This case is closed or not open to you."))
        if person not in (None, file.person_id):
            raise Invalid(person=_("This is not the person of this case."))
        person = file.person_id
    if person is None:
        return None
    found = Person.objects.visible_to(act.access).filter(pk=person, erased_at=None).first()
    if found is None:
        raise Invalid(person=_("This person is not open to you."))
    return found


def _handed_over(act: Act, referral: Referral) -> Case | None:
    """The case of a transfer; None for what asks for a service only. Raises `Refused`, `Invalid`."""
    if referral.kind != Kind.TRANSFER:
        return None
    if not rules.may_transfer(act.access):
        raise Refused(code="may_transfer")
    pk = referral.case_id
    case = Case.objects.visible_to(act.access).filter(pk=pk).first() if pk else None
    if case is None:
        raise Invalid(kind=_("Only a case can be handed over: this person has none that is open."))
    return case


def _origin(act: Act, origin: UUID, person: Person | None) -> Referral:
    """The referral that this one takes up again: our own, about the same person."""
    before = Referral.objects.visible_to(act.access).filter(pk=origin, organisation=act.organisation).first()
    if before is None or before.person_id != (person.pk if person else None):
        raise Invalid(redirected_from=_("This is not an earlier referral of the same person."))
    return before


def snapshot_of(act: Act, referral: Referral) -> Snapshot:
    """The one of the draft, or a new one under a key of its own."""
    found: Snapshot | None = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral).first()
    return found or Snapshot(
        organisation_id=act.organisation,
        key_id=new_key(DataKey.Kind.SNAPSHOT, act.organisation),
        referral=referral,
    )
