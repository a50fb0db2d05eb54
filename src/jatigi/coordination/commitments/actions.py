"""Every write of a commitment: what was said, to whom it is addressed, what became of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jatigi.algorithms.likeness import words
from jatigi.coordination.commitments import references, reminding, rules, saying, story
from jatigi.coordination.commitments.models import OPEN, Addressee, Answer, Commitment, CommitmentState, Step
from jatigi.coordination.commitments.saying import Named, Said
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import NOTE_LENGTH, clean

OVERSIGHT = Purpose.OVERSIGHT
VERBS = ("plan", "begin", "keep_partly", "keep", "drop", "reopen")
"""What a person says of the state; `cluster` and `separate` follow from clusters."""
SETTLED = (CommitmentState.KEPT, CommitmentState.DROPPED)


@creation("commitment.record", Commitment, allow=rules.may_record, purpose=OVERSIGHT)
def record(
    act: Act,
    *,
    kind: str,
    text: str,
    reference: str = "",
    body: UUID | None = None,
    event: UUID | None = None,
    source: str = "",
    source_url: str = "",
    made_on: date | None = None,
    deadline: date | None = None,
    deadline_precision: str = "",
    theme: str = "",
    level: str = "",
    country: str = "",
    unit: int | None = None,
    addressees: Sequence[Named] = (),
    items: Collection[UUID] = (),
) -> Commitment:
    """Write down a recommendation or a decision, word for word, with its source and whom it is addressed to.

    `reference`: as the source gives it; "" makes one. `deadline`: any day of the month or year that
    `deadline_precision` names. `items`: what it serves in frameworks. Raises `Invalid` by field.
    """
    said = {
        "kind": kind, "text": text, "body": body, "event": event, "source": source, "source_url": source_url,
        "deadline": deadline, "deadline_precision": deadline_precision, "theme": theme, "level": level,
        "country": country, "unit": unit,
    }  # fmt: skip
    if made_on is not None:
        said["made_on"] = made_on
    return enter(act, said, reference, saying.named(addressees), saying.items_of(items))


def enter(
    act: Act, said: Said, reference: str, addressees: Sequence[Named], items: Sequence[UUID]
) -> Commitment:
    """One new commitment, as part of an act. Raises `Invalid` by field."""
    commitment = Commitment(organisation_id=act.organisation)
    saying.say(saying.Known(act.access), commitment, said)
    if not (commitment.source or commitment.event_id or commitment.body_id):
        raise Invalid(source=_("Say where this stands: an event, a body, or a document."))
    commitment.reference = (
        references.given(reference) if reference else references.made(commitment.kind, commitment.made_on)[0]
    )
    saying.derive(commitment)
    commitment.save()
    act.touched("reference", *said)
    link_to(commitment, items)
    name_for(act, commitment, addressees)
    return commitment


@action("commitment.correct", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def correct(
    act: Act, commitment: Commitment, *, changes: Said, items: Collection[UUID] | None = None
) -> Commitment:
    """Replace what `changes` names (`saying.FIELDS`) and nothing else; `items`: exactly these. Raises `Invalid` by field."""
    before = story.standing(commitment)
    saying.say(saying.Known(act.access), commitment, changes)
    after = story.standing(commitment)
    if before["deadline"] != after["deadline"]:
        commitment.reminded_on = None
    commitment.save()
    if items is not None:
        link_to(commitment, saying.items_of(items))
    act.touched(*changes, *(["items"] if items is not None else []))
    narrate(act, commitment, "correct", changes=story.differences(before, after))
    return commitment


@action("commitment.address", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def address(act: Act, commitment: Commitment, *, addressees: Sequence[Named]) -> Commitment:
    """To whom it is addressed: exactly these. The focal points of who is new among them are told."""
    name_for(act, commitment, saying.named(addressees))
    narrate(act, commitment, "address", note="; ".join(map(str, addressees_of(commitment))))
    return commitment


def narrate(act: Act, commitment: Commitment, verb: str, *, note: str = "", changes: Any = None) -> None:
    """A line of its story, as part of an act."""
    Step(
        organisation_id=commitment.organisation_id,
        commitment=commitment,
        at=act.at,
        verb=verb,
        note=note[:500],
        changes=changes or {},
        by_id=act.account,
    ).save()


def name_for(
    act: Act, commitment: Commitment, addressees: Sequence[Named], *, tell: bool = True
) -> list[Addressee]:
    """Exactly these addressees, as part of an act; who is new among them. Nobody named: « qui ? ».

    Raises `Invalid` where one that answered officially would go. `tell`: whether each new one hears of it at once.
    """
    there = {_key(one.addressed_id, one.name): one for one in addressees_of(commitment)}
    wanted = {_key(one.get("organisation"), one["name"]): one for one in addressees}
    changed = there.keys() != wanted.keys()
    for key, one in there.items():
        if key not in wanted:
            if one.answer:
                raise Invalid(addressees=_("An addressee that answered officially stays."))
            one.delete()
    new = []
    for key, said in wanted.items():
        row = there.get(key)
        if row is None:
            row = Addressee(organisation_id=commitment.organisation_id, commitment=commitment)
            row.addressed_id, row.name = said.get("organisation"), said["name"]
            new.append(row)
        changed |= row.lead != said["lead"]
        row.lead = said["lead"]
        row.save()
    if changed:  # whoever saw the commitment before, on a page or in a workbook, saw another one
        commitment.unaddressed = not wanted
        commitment.save()
    act.touched("addressees")
    if tell:
        _tell_addressees(act, commitment, new)
    return new


def _key(organisation: UUID | None, name: str) -> UUID | str:
    return organisation or " ".join(words(name))


def addressees_of(commitment: Commitment) -> list[Addressee]:
    """Whom it is addressed to, whoever asks: the lead first."""
    rows = Addressee.objects.visible_to(rules.KNOWING).filter(commitment=commitment)
    return list(rows.select_related("addressed").order_by("-lead", "entered_at", "pk"))


def link_to(commitment: Commitment, items: Collection[UUID]) -> None:
    """Exactly these items of frameworks, as part of an act."""
    rows = CommitmentLink.objects.visible_to(rules.KNOWING).filter(commitment=commitment)
    there = set(rows.values_list("item_id", flat=True))
    rows.exclude(item_id__in=items).delete()
    CommitmentLink.objects.bulk_create(
        CommitmentLink(organisation_id=commitment.organisation_id, commitment=commitment, item_id=item)
        for item in items
        if item not in there
    )


@action("commitment.answer", Addressee, allow=rules.may_answer, purpose=OVERSIGHT)
def answer(
    act: Act, addressee: Addressee, *, answer: str, text: str = "", answered_on: date | None = None
) -> Addressee:
    """The official answer of an addressee: accepted, or noted, with its words. The secretariat is told."""
    if answer not in Answer.values:
        raise Invalid(answer=_("Choose from the list."))
    day = answered_on or clock.today()
    if not saying.EARLIEST <= day <= clock.today():
        raise Invalid(answered_on=_("This day lies in the future, or too far in the past."))
    addressee.answer, addressee.answered_on = answer, day
    addressee.answer_text = clean(text, "text", limit=NOTE_LENGTH, lines=True)
    addressee.answered_by_id = act.signed()
    addressee.save()
    act.touched("answer", "answer_text", "answered_on")
    commitment = Commitment.objects.visible_to(rules.KNOWING).get(pk=addressee.commitment_id)
    narrate(act, commitment, "answer", note=str(addressee))
    _tell_secretariat(act, commitment, "commitment.answered", _("An addressee answered officially."))
    return addressee


@action("commitment.move", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def move(act: Act, commitment: Commitment, *, verb: str, why: str = "") -> Commitment:
    """Say what became of it: one of `VERBS`. Dropping needs a reason. What a measure proposed is settled by it."""
    if verb not in VERBS:
        raise Invalid(verb=_("Choose from the list."))
    turn(act, commitment, verb, why)
    commitment.save()
    return commitment


def turn(act: Act, commitment: Commitment, verb: str, why: str = "") -> None:
    """Move the state of a commitment that is saved afterwards, as part of an act."""
    said = clean(why, "why", limit=saying.WHY_LENGTH, needed=verb == "drop")
    settle(commitment, verb, said)
    act.touched("state")
    narrate(act, commitment, verb, note=said)


def settle(commitment: Commitment, verb: str, why: str) -> None:
    """The state that follows, and what goes with it; nothing is written."""
    states.advance(commitment, verb)
    commitment.why = why if verb == "drop" else ""
    commitment.settled_on = clock.today() if commitment.state in SETTLED else None
    commitment.proposed = commitment.proposed_why = ""


@action("commitment.propose", Commitment, allow=rules.may_propose, purpose=OVERSIGHT, internal=True)
def propose(act: Act, commitment: Commitment, *, verb: str, why: str) -> Commitment:
    """A measure suggests a state ("begin", "keep", "keep_partly"); the secretariat decides. Nothing where it cannot be."""
    if states.allows(commitment, verb) and commitment.proposed != verb:
        commitment.proposed, commitment.proposed_why = verb, why[:300]
        commitment.save()
        act.touched("proposed")
        text = _("A measure suggests another state for a commitment: decide.")
        _tell_secretariat(act, commitment, "commitment.proposed", text)
    return commitment


@action("commitment.decline", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def decline(act: Act, commitment: Commitment) -> Commitment:
    """The state stays as it is, whatever a measure suggested. Raises `Conflict` where nothing is suggested."""
    if not commitment.proposed:
        raise Conflict(code="not_proposed")
    commitment.proposed = commitment.proposed_why = ""
    commitment.save()
    act.touched("proposed")
    narrate(act, commitment, "decline")
    return commitment


@action("commitment.publish", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def publish(act: Act, commitment: Commitment) -> Commitment:
    """Anybody may read it from now on. Never what was said in a closed body."""
    show(act, commitment, public=True)
    commitment.save()
    return commitment


@action("commitment.unpublish", Commitment, allow=rules.may_keep, purpose=OVERSIGHT)
def unpublish(act: Act, commitment: Commitment) -> Commitment:
    """It no longer stands on the public page."""
    show(act, commitment, public=False)
    commitment.save()
    return commitment


def show(act: Act, commitment: Commitment, *, public: bool) -> None:
    """Put it on the public page of a commitment that is saved afterwards, or take it off, as part of an act."""
    if public and commitment.closed:
        raise Conflict(_("This was said in a closed body: it is not published."), code="closed")
    commitment.public = public
    act.touched("public")
    narrate(act, commitment, "publish" if public else "unpublish")


@creation("commitment.remind", Commitment, allow=rules.may_remind, purpose=OVERSIGHT, internal=True)
def remind(act: Act) -> None:
    """Deadlines that come near or are over: each organisation is told once, with how many there are."""
    today = clock.today()
    near = Commitment.objects.visible_to(act.access).filter(
        state__in=OPEN, due__lte=today + timedelta(days=reminding.FIRST)
    )
    due = [row for row in near if reminding.is_due(row.due, row.reminded_on, today)]
    for start in range(0, len(due), reminding.AT_ONCE):
        chosen = [row.pk for row in due[start : start + reminding.AT_ONCE]]
        Commitment.objects.visible_to(act.access).filter(pk__in=chosen).update(reminded_on=today)
    for notice in reminding.notices(due, today):
        act.tell(notice)
    act.details.update(commitments=len(due))


def _notice(commitment: Commitment, kind: str, text: object, organisation: UUID) -> Notice:
    url = reverse("coordination:commitment", args=[commitment.pk])
    return Notice(kind, text, url, organisation=organisation, roles=REPORTERS)  # type: ignore[arg-type]


def _tell_addressees(act: Act, commitment: Commitment, new: Sequence[Addressee]) -> None:
    text = _("A commitment is addressed to your organisation.")
    for one in new:
        if one.addressed_id is not None and one.addressed_id != act.access.organisation:
            act.tell(_notice(commitment, "commitment.addressed", text, one.addressed_id))


def tell_addressed(act: Act, told: Mapping[UUID, int]) -> None:
    """Many commitments were addressed to organisations: each hears of it once."""
    for house, count in told.items():
        words = ngettext_lazy(
            "%(n)d commitment is addressed to your organisation.",
            "%(n)d commitments are addressed to your organisation.",
            "n",
        ) % {"n": count}
        url = f"{reverse('coordination:commitments')}?addressee={house}"
        if house != act.organisation:
            act.tell(Notice("commitment.addressed", words, url, organisation=house, roles=REPORTERS))


def _tell_secretariat(act: Act, commitment: Commitment, kind: str, text: object) -> None:
    url = reverse("coordination:commitment", args=[commitment.pk])
    house, roles = commitment.organisation_id, rules.KEEPERS
    act.tell(Notice(kind, text, url, organisation=house, roles=roles))  # type: ignore[arg-type]
