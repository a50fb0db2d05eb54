"""Every write of the ledger: an agreement or its refusal, its withdrawal, its second look."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.kernel import clock, erasure, hooks
from jatigi.kernel.access import Role
from jatigi.kernel.actions import Act, action, creation, not_before, require_step_up
from jatigi.kernel.errors import Conflict, Invalid, Refused
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.protection import bases, drafts, grants, rules
from jatigi.protection.codes import URGENT, BasisKind, Cause, Form
from jatigi.protection.forgetting import actions as forgetting
from jatigi.protection.models import LawfulBasis, Overdue, SecondLook, Withdrawal

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

Guardian = drafts.Guardian


class Answer(TypedDict, total=False):
    """One answer of a conversation: to recording here (no `recipient`), or to sharing with an organisation."""

    recipient: str
    agreed: bool
    purposes: list[str]
    categories: list[str]
    until: date | None


@creation("basis.record", LawfulBasis, allow=rules.may_keep)
def record_basis(
    act: Act,
    *,
    subject: UUID,
    kind: str,
    purposes: list[str],
    categories: list[str],
    agreed: bool = True,
    recipient: UUID | None = None,
    until: date | None = None,
    language: str = "fr",
    form: str = Form.VERBAL,
    reason: str = "",
    witness: str = "",
    guardian: Guardian | None = None,
    signature: str = "",
) -> LawfulBasis:
    """Record on which basis data is held (`recipient` None) or shared, or that the person refused.

    A refusal ends what the person had agreed to for the same recipient, purposes and categories.
    Raises `NotFound` for a person not visible here, `StepUpNeeded` for an urgent basis against the person's
    last word, `Invalid` by field: a child's consent alone, an urgent basis without reason, an unknown code, a
    day outside the term of the kind.
    """
    person = hooks.subject(act.access, subject)
    basis = drafts.basis(
        act, person, kind=kind, purposes=purposes, categories=categories, agreed=agreed, recipient=recipient,
        until=until, language=language, form=form, reason=reason, witness=witness, guardian=guardian,
        signature=signature,
    )  # fmt: skip
    if kind in URGENT and bases.overrides_a_no(act.access, person.id, recipient, purposes):
        require_step_up(act.access)
    if agreed and kind not in URGENT:
        _check_last_word(basis)
    basis.save()
    act.touched("kind", "agreed", "purposes", "categories", "recipient", "until", "language", "form")
    act.reason = kind
    act.details.update(subject=str(person.id), recipient=str(recipient or ""), agreed=agreed)
    if not agreed:
        _end_what_is_now_refused(act, basis)
        if basis.recipient_id or basis.to_nobody:
            for end_what_went_out_unasked in hooks.refused:
                end_what_went_out_unasked(act, person.id, basis.recipient_id)
    if kind in URGENT:
        _ask_for_second_look(act, basis)
    return basis


@creation("basis.record_answers", LawfulBasis, allow=rules.may_keep)
def record_answers(
    act: Act,
    *,
    subject: UUID,
    kind: str,
    answers: list[Answer],
    language: str = "fr",
    form: str = Form.VERBAL,
    reason: str = "",
    witness: str = "",
    guardian: Guardian | None = None,
    signature: str = "",
) -> LawfulBasis:
    """One conversation, several answers: all of them are recorded or none. Returns the last basis.

    Raises what `record_basis` raises, and `Invalid` where nothing was answered.
    """
    basis = None
    for answer in answers:
        basis = record_basis.within(
            act,
            subject=subject,
            kind=kind,
            agreed=answer.get("agreed", True),
            purposes=answer["purposes"],
            categories=answer["categories"],
            recipient=UUID(answer["recipient"]) if answer.get("recipient") else None,
            until=answer.get("until"),
            language=language,
            form=form,
            reason=reason,
            witness=witness,
            guardian=guardian,
            signature=signature,
        )
    if basis is None:
        raise Invalid({"": _("There is no answer to record yet. Ask the person, then choose an answer.")})
    act.reason = kind
    act.details.update(subject=str(subject), answers=len(answers))
    return basis


def keep_imported(act: Act, bases: Sequence[LawfulBasis]) -> None:
    """Within an import, which has drafted them: one statement for many; one notice where any is urgent."""
    LawfulBasis.objects.bulk_create(bases)
    urgent = next((basis for basis in bases if basis.second_look_due), None)
    if urgent is not None:
        _ask_for_second_look(act, urgent)


@action("basis.withdraw", LawfulBasis, allow=rules.may_withdraw)
def withdraw_basis(act: Act, basis: LawfulBasis, *, cause: str = Cause.PERSON) -> Withdrawal:
    """End a basis at once, with the grants and whatever else stands on it.

    Raises `Conflict` where it has ended already, `Invalid` for a cause that is not the asker's to give and for a
    moment before it began.
    """
    if cause not in (Cause.PERSON, Cause.GUARDIAN, Cause.MISTAKE):
        raise Invalid(cause=_("Choose one of the listed answers."))
    if not basis.agreed:
        raise Conflict(_("There is nothing to withdraw here: the person had refused."), code="refused_basis")
    not_before(act, basis.from_at)
    return _end(act, basis, cause)


@action("basis.look_again", LawfulBasis, allow=rules.may_look_again)
def look_again(act: Act, basis: LawfulBasis, *, confirmed: bool, note: str = "") -> SecondLook:
    """A second person judges a basis of vital interest or mandate. Not confirmed: the basis ends.

    Raises `Refused` for the person who recorded it, `Conflict` where none is needed or one was given,
    `Invalid` for a refusal without a note.
    """
    if basis.second_look_due is None:
        raise Conflict(_("This basis needs no second look."), code="no_second_look")
    if basis.explained_by_id == act.account:
        raise Refused(
            _("You recorded this yourself: another supervisor must take the second look."), code="same_person"
        )
    if SecondLook.objects.visible_to(act.access).filter(basis=basis).exists():
        raise Conflict(_("Somebody has already taken the second look."), code="already_looked")
    look = SecondLook(
        organisation_id=basis.organisation_id,
        key_id=basis.key_id,
        basis=basis,
        confirmed=confirmed,
        looked_by_id=drafts.author(act),
        looked_at=act.at,
        note=clean(note, "note", limit=NOTE_LENGTH, needed=not confirmed, lines=True),
    )
    look.save()
    act.touched("confirmed", "note")
    act.reason = "confirmed" if confirmed else "not_confirmed"
    act.details.update(subject=str(basis.subject_id))
    if not confirmed:
        _end_after_look(act, basis)
    return look


@action("basis.escalate", LawfulBasis, allow=rules.may_escalate, internal=True)
def escalate(act: Act, basis: LawfulBasis) -> Overdue:
    """The 24 hours are over without a second look: tell the supervisors once more, urgently."""
    overdue = Overdue(organisation_id=basis.organisation_id, basis=basis, at=act.at)
    overdue.save()
    act.details.update(subject=str(basis.subject_id))
    _tell_supervisors(act, basis, _("A second look is overdue: somebody was protected without being asked."))
    return overdue


def _check_last_word(basis: LawfulBasis) -> None:
    """A yes entered later from paper does not come back over what the person said since. Raises `Invalid`."""
    said_since = bases.nos_since(rules.LEDGER, basis.subject_id, basis.from_at)
    if any(_contradicts(said, basis) for said in said_since):
        raise Invalid(
            happened_at=_("After this day the person said no or took this back: their last word counts.")
        )


# Endings


def _end(act: Act, basis: LawfulBasis, cause: str) -> Withdrawal:
    """In one transaction: the withdrawal, the grants, and what other rooms built on the basis."""
    if _is_withdrawn(basis):
        raise Conflict(_("This agreement was already withdrawn."), code="already_withdrawn")
    withdrawal = Withdrawal(
        organisation_id=basis.organisation_id,
        basis=basis,
        at=max(basis.from_at, min(act.at, clock.now())),
        cause=cause,
    )
    withdrawal.save()
    transaction.on_commit(partial(erasure.remember, basis.pk))
    act.touched("withdrawal")
    act.reason = act.reason or cause
    act.details.update(subject=str(basis.subject_id), grants=grants.end_grants_of(act, basis))
    for end_what_stands_on in hooks.withdrawn:
        end_what_stands_on(act, basis.pk)
    return withdrawal


def end_again(act: Act, ended: Collection[UUID]) -> None:
    """Within the restoration of a backup: what was ended after it was made is ended in it too."""
    for basis in LawfulBasis.objects.visible_to(rules.LEDGER).filter(rules.standing(), pk__in=ended):
        _end(act, basis, Cause.MISTAKE)


def end_for_erasure(act: Act, subject: UUID) -> None:
    """Within the erasure of a person: every basis ends, and nothing is open to anybody any more."""
    for basis in bases.live(rules.LEDGER, subject):
        _end(act, basis, Cause.ERASURE)
    forgetting.empty(subject)


def _is_withdrawn(basis: LawfulBasis) -> bool:
    return Withdrawal.objects.visible_to(rules.LEDGER).filter(basis=basis).exists()


def _end_after_look(act: Act, basis: LawfulBasis) -> None:
    if not _is_withdrawn(basis):
        _end(act, basis, Cause.SECOND_LOOK)
    act.tell(
        Notice(
            "basis.not_confirmed",
            _("A second look did not confirm what you recorded. Nothing is shared on it any more."),
            reverse("protection:ledger", args=[basis.subject_id]),
            organisation=basis.organisation_id,
            account=basis.explained_by_id,
            urgent=True,
        )
    )


def _end_what_is_now_refused(act: Act, refusal: LawfulBasis) -> None:
    """Who says no today does not stand by yesterday's yes; a no that was said before a yes leaves it."""
    for basis in bases.live(rules.LEDGER, refusal.subject_id):
        earlier = basis.from_at <= refusal.from_at
        if earlier and basis.kind in _yields_to(refusal) and _contradicts(refusal, basis):
            _end(act, basis, Cause.REFUSED)


def _yields_to(refusal: LawfulBasis) -> set[str]:
    """Vital interest lasts until the person can be asked: an adult's no ends it, a child's does not."""
    asked = {BasisKind.CONSENT.value, BasisKind.ASSENT.value}
    return asked | {BasisKind.VITAL_INTEREST.value} if refusal.kind == BasisKind.CONSENT else asked


def _contradicts(refusal: LawfulBasis, basis: LawfulBasis) -> bool:
    same = basis.recipient_id == refusal.recipient_id
    everybody = refusal.to_nobody and basis.recipient_id is not None
    shared = set(basis.categories) & set(refusal.categories)
    return (same or everybody) and bool(shared and set(basis.purposes) & set(refusal.purposes))


def _ask_for_second_look(act: Act, basis: LawfulBasis) -> None:
    _tell_supervisors(act, basis, _("A second look is needed within 24 hours."))


def _tell_supervisors(act: Act, basis: LawfulBasis, text: "Text") -> None:
    act.tell(
        Notice(
            "basis.second_look",
            text,
            reverse("protection:second_looks"),
            organisation=basis.organisation_id,
            roles=frozenset({Role.SUPERVISOR}),
            urgent=True,
        )
    )
