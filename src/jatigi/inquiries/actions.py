"""Every write of the room: asking, finding, making oneself known or not, the end."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account
from jatigi.inquiries import matching, rules, throttle
from jatigi.inquiries.codes import LASTS, USED, Answer, Ended, State, Why
from jatigi.inquiries.models import Hit, Inquiry, Reply
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.people import identity
from jatigi.people.models import Person
from jatigi.protection import bases
from jatigi.protection.actions import record_basis
from jatigi.protection.codes import ELSEWHERE, BasisKind
from jatigi.protection.models import LawfulBasis

SHORTEST_REASON = 10


@creation("inquiry.ask", Inquiry, allow=rules.may_ask, purpose=Purpose.RECEPTION)
def ask(
    act: Act, *, person: UUID, why: str, words: str, used: list[str], agreement: dict[str, Any]
) -> Inquiry:
    """Ask the other organisations whether they know a person of the house.

    used: categories of `codes.USED`. agreement: values of `basis.record` (kind consent or assent, language, form,
    witness, guardian, signature). Nothing of what comes of it depends on whether anybody is found.
    Raises `Invalid` by field, `NotFound`, `throttle.Trawling`.
    """
    pace = throttle.pace(act)
    about = _person(act, person)
    inquiry = Inquiry(
        organisation_id=act.organisation,
        key_id=about.key_id,
        code=free_code(Inquiry),
        person=about,
        why=_one_of(why, "why", Why.values),
        words=_words(words),
        used=_used(act, about, used),
        by_id=act.signed(),
        asked_at=pace.asked_at,
        due_at=pace.due_at,
        slowed=pace.slowed,
        until=pace.due_at + LASTS,
    )
    if Inquiry.objects.visible_to(rules.WORK).filter(person=about, state=State.OPEN).exists():
        raise Invalid(
            person=_("Your organisation already asks about this person. Wait until that question ends.")
        )
    inquiry.basis = _agreed(
        act,
        about,
        agreement,
        purposes=[ELSEWHERE],
        categories=inquiry.used,
        until=bases.day_of(inquiry.until),
    )
    inquiry.save()
    act.reason = inquiry.why
    act.touched("why", "words", "used")
    act.details.update(code=inquiry.code, person=str(about.pk), used=inquiry.used, slowed=pace.slowed)
    if pace.report:
        _report(act)
    return inquiry


@action("inquiry.match", Inquiry, allow=rules.may_match, internal=True)
def match(act: Act, inquiry: Inquiry, *, found: list[matching.Found]) -> Inquiry:
    """The question went out. The same is written of it whether somebody was found or not."""
    if inquiry.state != State.OPEN or inquiry.matched_at is not None:
        raise Conflict
    inquiry.matched_at = act.at
    inquiry.save()
    for one in found:
        find.within(act, inquiry=inquiry, one=one)
    return inquiry


@creation("inquiry.find", Hit, allow=rules.may_find, internal=True)
def find(act: Act, *, inquiry: Inquiry, one: matching.Found) -> Hit:
    """A likely record: a task for whoever looks after the person there, else for the supervisors."""
    hit = Hit(
        organisation_id=one.person.organisation_id,
        key_id=one.person.key_id,
        inquiry=inquiry,
        person=one.person,
        likeness=[[reason.code, dict(reason.params)] for reason in one.match.reasons],
        case_worker_id=one.case_worker,
        found_at=act.at,
    )
    hit.save()
    act.details.update(code=inquiry.code)
    act.tell(
        hooks.Notice(
            "inquiry.received",
            _("Another organisation asks about somebody whom you may know. Decide with the person."),
            reverse("inquiries:decide", args=[hit.pk]),
            organisation=hit.organisation_id,
            account=one.case_worker,
            roles=frozenset({Role.SUPERVISOR}),
        )
    )
    return hit


@action("inquiry.make_known", Hit, allow=rules.may_decide, purpose=Purpose.CASE_MANAGEMENT)
def make_known(act: Act, hit: Hit, *, contact: str, agreement: dict[str, Any]) -> Reply:
    """The person agrees that the organisation that asked learns how to reach them, and so did the two organisations.

    Raises `Invalid`, `Conflict`.
    """
    inquiry = _decide(act, hit, Answer.KNOWN)
    if unarranged := rules.unarranged(hit, inquiry):
        raise Invalid(contact=rules.not_arranged(unarranged))
    said = clean(contact, "contact", limit=NOTE_LENGTH, needed=True, lines=True)
    about = _person(act, hit.person_id)
    basis = _agreed(
        act, about, agreement, purposes=[ELSEWHERE], categories=list(rules.TOLD),
        recipient=inquiry.organisation_id,
    )  # fmt: skip
    reply = Reply(
        organisation_id=hit.organisation_id, key_id=hit.key_id, inquiry=inquiry, hit=hit, basis=basis,
        contact=said, at=act.at,
    )  # fmt: skip
    reply.save()
    act.touched("contact")
    act.tell(
        hooks.Notice(
            "inquiry.answered",
            _("Your question %(code)s was answered: somebody makes themselves known.")
            % {"code": inquiry.code},
            reverse("inquiries:inquiry", args=[inquiry.pk]),
            organisation=inquiry.organisation_id,
            account=inquiry.by_id,
        )
    )
    return reply


@action("inquiry.keep_quiet", Hit, allow=rules.may_decide, purpose=Purpose.CASE_MANAGEMENT)
def keep_quiet(act: Act, hit: Hit) -> Hit:
    """The person does not want to be known, or it is somebody else: whoever asked learns nothing. Raises `Conflict`."""
    _decide(act, hit, Answer.QUIET)
    return hit


@action("inquiry.end", Inquiry, allow=rules.may_match, internal=True)
def end(act: Act, inquiry: Inquiry) -> Inquiry:
    """Its date has passed."""
    if inquiry.state != State.OPEN or inquiry.until > clock.now():
        raise Conflict
    _end(act, inquiry, Ended.DATE)
    return inquiry


# What an agreement or an erasure ends


def withdrawn(act: Act, basis: UUID) -> None:
    """A question ends with the agreement to it; a contact with the agreement to give it."""
    for inquiry in _open().filter(basis_id=basis):
        _end(act, inquiry, Ended.WITHDRAWN)
    for reply in Reply.objects.visible_to(rules.WORK).filter(basis_id=basis, closed_at=None):
        reply.contact, reply.closed_at = None, act.at
        reply.save()


def erased(act: Act, person: UUID) -> None:
    """Of a question about somebody who was erased stays that it was asked; likely records and replies go."""
    for inquiry in Inquiry.objects.visible_to(rules.WORK).filter(person_id=person):
        Hit.objects.visible_to(rules.WORK).filter(inquiry=inquiry).delete()
        inquiry.words = None
        inquiry.used = []
        _end(act, inquiry, inquiry.ended_why or Ended.ERASED)
    Hit.objects.visible_to(rules.WORK).filter(person_id=person).delete()


def _end(act: Act, inquiry: Inquiry, why: str) -> None:
    inquiry.state, inquiry.ended_why = State.ENDED, why
    inquiry.ended_at = inquiry.ended_at or max(inquiry.asked_at, min(act.at, clock.now()))
    if why != Ended.DATE:
        inquiry.words = None
    inquiry.save()
    waiting = Hit.objects.visible_to(rules.WORK).filter(inquiry=inquiry, state=Answer.WAITING)
    waiting.delete()


def _open() -> Any:
    return Inquiry.objects.visible_to(rules.WORK).filter(state=State.OPEN)


def _decide(act: Act, hit: Hit, answer: str) -> Inquiry:
    inquiry = Inquiry.objects.visible_to(act.access).select_for_update(of=("self",)).get(pk=hit.inquiry_id)
    if hit.state != Answer.WAITING or inquiry.state != State.OPEN or inquiry.until < clock.now():
        raise Conflict
    hit.state, hit.decided_at, hit.decided_by_id = answer, act.at, act.signed()
    hit.save()
    act.touched("state")
    act.details.update(code=inquiry.code)
    return inquiry


def _person(act: Act, pk: UUID) -> Person:
    found = Person.objects.visible_to(act.access).filter(pk=pk, erased_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _used(act: Act, person: Person, used: list[str]) -> list[str]:
    if not set(used) <= set(USED):
        raise Invalid(used=_("Choose one of the answers."))
    chosen = [str(category) for category in USED if category in used]
    if not matching.enough(person, identity.of(act.access, [person.pk]).get(person.pk), chosen):
        raise Invalid(
            used=_(
                "The name, and the birth, the mother’s name or the telephone as well, must be in the record and chosen here. Complete the record first."
            )
        )
    return chosen


def _agreed(act: Act, person: Person, agreement: dict[str, Any], **about: Any) -> LawfulBasis:
    """The person's agreement in the ledger; nothing but an agreement will do."""
    _one_of(agreement.get("kind", ""), "kind", (BasisKind.CONSENT, BasisKind.ASSENT))
    basis: LawfulBasis = record_basis.within(act, subject=person.pk, **about, **agreement)
    if not basis.agreed:
        raise Invalid(kind=_("Without the person’s agreement nothing is asked and nothing is said."))
    return basis


def _words(text: str) -> str:
    said = clean(text, "words", limit=NOTE_LENGTH, needed=True, lines=True)
    if len(said) < SHORTEST_REASON:
        raise Invalid(words=_("Say in a sentence why you ask."))
    return said


def _one_of(value: str, field: str, answers: Any) -> str:
    if value not in {str(answer) for answer in answers}:
        raise Invalid({field: _("Choose one of the answers.")})
    return str(value)


def _report(act: Act) -> None:
    """Once for each time: whoever answers for the house is told who asks so much."""
    who = Account.objects.get(pk=act.signed()).get_full_name()
    text = _(
        "%(who)s asks other organisations about many people in a short time. The questions are slowed. Ask why."
    )
    act.tell(
        hooks.Notice(
            "inquiry.trawling", text % {"who": who}, reverse("inquiries:asked"), act.organisation,
            frozenset(str(role) for role in rules.OVERSEERS), urgent=True,
        )
    )  # fmt: skip
