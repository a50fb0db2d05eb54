"""Every write on possible duplicates: a pair is reported, decided on, joined, separated again."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import OperationalError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, erasure, hooks, moving, states
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, Refused, Stale
from jatigi.people import rules
from jatigi.people.codes import FoundBy, SuspicionState
from jatigi.people.duplicates import attribution, family, values
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.models import Identity, Merge, Person, Suspicion

CM = Purpose.CASE_MANAGEMENT
PUT_OFF = timedelta(days=7)
UNDECIDED = (SuspicionState.OPEN, SuspicionState.LATER, SuspicionState.REFERRED)


@creation("duplicate.report", Suspicion, allow=rules.may_welcome, purpose=CM)
def report(act: Act, *, one: UUID, other: UUID) -> Suspicion:
    """Somebody thinks that two records are of one person. A pair that was decided on is looked at again.

    Raises `Invalid` for a record twice, and for one that is not here.
    """
    if one == other:
        raise Invalid(other=_("This is the same record. Write the code of the other one."))
    here = Person.objects.visible_to(act.access).filter(pk__in=[one, other], erased_at__isnull=True)
    if here.count() < 2:
        raise Invalid(other=_("No person with this code is registered here."))
    a, b = family.pair(one, other)
    known = Suspicion.objects.visible_to(act.access).filter(one=a, other=b).first()
    found = known or Suspicion(
        organisation_id=act.organisation, one_id=a, other_id=b, found_by=FoundBy.HAND, found_at=act.at
    )
    if found.state not in UNDECIDED:
        found.state, found.found_by, found.found_at = SuspicionState.OPEN, FoundBy.HAND, act.at
        found.decided_at = found.decided_by_id = None
    found.save()
    act.details["people"] = [str(a), str(b)]
    return found


@action("duplicate.dismiss", Suspicion, allow=rules.may_decide, purpose=CM)
def dismiss(act: Act, suspicion: Suspicion) -> Suspicion:
    """They are two people: remembered, and nobody is asked about this pair again."""
    _decide(act, suspicion, "dismiss")
    asking.tell_apart(act, suspicion.one_id, suspicion.other_id)
    act.details["people"] = [str(suspicion.one_id), str(suspicion.other_id)]
    return suspicion


@action("duplicate.postpone", Suspicion, allow=rules.may_decide, purpose=CM)
def postpone(act: Act, suspicion: Suspicion) -> Suspicion:
    """Nobody can tell yet: the task comes back in a week."""
    states.advance(suspicion, "postpone")
    suspicion.later_until = clock.today() + PUT_OFF
    suspicion.save()
    act.touched("state", "later_until")
    return suspicion


@action("duplicate.refer", Suspicion, allow=rules.may_decide, purpose=CM)
def refer(act: Act, suspicion: Suspicion) -> Suspicion:
    """One of both records is not wholly open to whoever asks: those who answer for it decide, and are told.

    Raises `Conflict` where nothing stands in the way.
    """
    responsible = withheld(act.access, [suspicion.one_id, suspicion.other_id])
    if not responsible:
        raise Conflict(_("You may decide this yourself."), code="not_withheld")
    accounts = {each.account for each in responsible}
    alone = next(iter(accounts)) if len(accounts) == 1 else None
    states.advance(suspicion, "refer")
    suspicion.for_account_id = alone
    suspicion.save()
    act.touched("state", "for_account")
    text = _("Two records may be of one person: you are asked to decide.")
    url = reverse("people:compare", args=[suspicion.pk])
    roles = frozenset() if alone else frozenset({Role.SUPERVISOR})
    act.tell(hooks.Notice("people.duplicate", text, url, act.organisation, roles, alone))
    return suspicion


def withheld(access: Access, persons: list[UUID]) -> list[hooks.Responsible]:
    """Who decides instead of `access`, where part of one of these records is closed to it; empty where it decides."""
    access = access.for_purpose(CM)
    return [
        each
        for person in persons
        for pk in family.whole(person)
        for ask in hooks.withheld
        for each in ask(access, pk)
    ]


def blockers(access: Access, first: UUID, second: UUID) -> list[hooks.Blocker]:
    """What must be settled before these two are joined."""
    access = access.for_purpose(CM)
    return [each for ask in hooks.blocks_merge for each in ask(access, first, second)]


# Joining


@action("person.merge", Person, allow=rules.may_merge, purpose=CM, step_up=True)
def merge(
    act: Act,
    first: Person,
    *,
    second: UUID,
    choices: Mapping[str, str] | None = None,
    second_seen: int | None = None,
) -> Merge:
    """Join the record `second` to this one: everything of it follows, its code leads here, and all can be undone.

    `choices`: {field of `values.FIELDS`: first, second or, of a list, both}; what is not chosen is as `values.usual`
    says. Raises `Invalid` (the same record, none of this house), `Stale`, `Refused` where part of one of both is
    closed to whoever asks, `Conflict` where something must be settled first or somebody was faster.
    """
    other = _second(act, first, second, second_seen)
    if withheld(act.access, [first.pk, other.pk]):
        raise Refused(
            _("A colleague who answers for one of these records must decide this."), code="withheld"
        )
    for blocker in blockers(act.access, first.pk, other.pk):
        raise Conflict(blocker.sentence, code="blocked")
    known, theirs = _identity(first), _identity(other)
    before = values.said(first, known)
    after = values.joined(before, values.said(other, theirs), choices or {})
    held = moving.ids_of(first.pk)
    moved = moving.move_all(first.pk, other.pk)
    values.write(first, known, after)
    first.save()
    known.save()
    _everybody().filter(pk=other.pk).update(merged_into=first)
    row = Merge(
        organisation_id=first.organisation_id, key_id=first.key_id, first=first, second=other,
        merged_at=act.at, merged_by_id=act.signed(), moved=moved, held=held, chosen=dict(choices or {}),
        before=before, after=after,
    )  # fmt: skip
    row.save()
    _settle(act, row)
    act.touched(*values.differing(before, after))
    act.details["people"] = [str(first.pk), str(other.pk)]
    act.details["moved"] = {table: len(ids) for table, ids in moved.items()}
    return row


def _second(act: Act, first: Person, second: UUID, seen: int | None) -> Person:
    if second == first.pk:
        raise Invalid(second=_("This is the same record. Write the code of the other one."))
    try:
        rows = Person.objects.visible_to(act.access).select_for_update(of=("self",), nowait=True)
        other = rows.filter(pk=second).first()
    except OperationalError:
        raise Conflict from None
    if other is None and family.survivor(second) == first.pk:
        raise Conflict(_("These two records are joined already."), code="joined")
    if other is None:
        raise Invalid(second=_("No person with this code is registered here."))
    if other.erased_at is not None:
        raise Conflict(_("This record was erased: there is nothing left to join."), code="erased")
    if seen is not None and seen != other.version:
        raise Stale(other)
    return other


def _identity(person: Person) -> Identity:
    """Also of a record that was joined to another."""
    return Identity.objects.visible_to(erasure.access_to("people.Identity")).get(person=person)


def _everybody() -> "erasure.Rows[Person]":
    return Person.objects.visible_to(rules.KNOWING)


def _settle(act: Act, row: Merge) -> None:
    """This pair is decided; what was suspected of the second is suspected of the first from now on."""
    for suspicion in family.suspicions_about([row.second_id]):
        if {suspicion.one_id, suspicion.other_id} == {row.first_id, row.second_id}:
            if states.allows(suspicion, "merge"):
                _decide(act, suspicion, "merge")
        elif suspicion.state in UNDECIDED:
            third = suspicion.other_id if suspicion.one_id == row.second_id else suspicion.one_id
            left = family.survivor(third)
            asking.suspect(act, row.first_id, [left], FoundBy.MERGE, row)


def _decide(act: Act, suspicion: Suspicion, verb: str) -> None:
    states.advance(suspicion, verb)
    suspicion.decided_at, suspicion.decided_by_id = act.at, act.signed()
    suspicion.save()
    act.touched("state")


# Undoing


@action("person.separate", Merge, allow=rules.may_separate, purpose=CM, step_up=True)
def separate(
    act: Act, row: Merge, *, belongs: Mapping[str, str] | None = None, two_people: bool = True
) -> Merge:
    """Undo a join wholly: both records are as they were, and each thing added since is one's or the other's.

    `belongs`: {id of a row, or field of `values.FIELDS`: first or second}; the rest as `attribution` says.
    `two_people`: remember that they are not the same. Raises `Conflict` where it was undone already or a later join
    must be undone first, `Refused` as `merge` does.
    """
    first = _still_joined(act, row)
    if withheld(act.access, [first.pk]):
        raise Refused(
            _("A colleague who answers for one of these records must decide this."), code="withheld"
        )
    take_apart(act, row, first, belongs or {})
    if two_people:
        asking.tell_apart(act, row.first_id, row.second_id)
    _unsettle(act, row, two_people)
    act.touched("separated_at")
    act.details["people"] = [str(row.first_id), str(row.second_id)]
    return row


def _still_joined(act: Act, row: Merge) -> Person:
    if row.separated_at is not None:
        raise Conflict(_("These records were separated already."), code="separated")
    first = (
        Person.objects.visible_to(act.access).select_for_update(of=("self",)).filter(pk=row.first_id).first()
    )
    later = Merge.objects.visible_to(act.access).filter(
        first=row.first_id, separated_at__isnull=True, entered_at__gt=row.entered_at
    )
    if first is None or later.exists():
        raise Conflict(
            _("Another record was joined after this one. Undo that first, then this."), code="joined_since"
        )
    if first.erased_at is not None:
        raise Conflict(_("This record was erased: nothing is left to separate."), code="erased")
    return first


def take_apart(act: Act, row: Merge, first: Person, belongs: Mapping[str, str]) -> None:
    """Within an act: give back what was moved, share what was added, and put the values back as they were."""
    second = _everybody().get(pk=row.second_id)
    known, theirs = _identity(first), _identity(second)
    shared = attribution.settled(row, belongs)
    for table, ids in shared.to_second.items():
        moving.give(table, ids, first.pk, second.pk, {first.key_id: second.key_id})
    now, then = values.said(first, known), values.said(second, theirs)
    to_second = [name for name in values.FIELDS if belongs.get(name) == values.SECOND]
    one, other = values.apart(row.before, row.after, now, then, to_second)
    values.write(first, known, one)
    first.save()
    known.save()
    _everybody().filter(pk=second.pk).update(merged_into=None)
    if other != then:
        second.merged_into = None
        values.write(second, theirs, other)
        second.save()
        theirs.save()
    row.separated_at, row.separated_by_id = act.at, act.account
    row.before = row.after = None
    row.save()


def _unsettle(act: Act, row: Merge, two_people: bool) -> None:
    """What was suspected by way of the join is no longer; the pair itself is decided, or to be looked at again."""
    for suspicion in Suspicion.objects.visible_to(rules.KNOWING).filter(because=row, state__in=UNDECIDED):
        suspicion.delete()
    for suspicion in family.suspicions_about([row.second_id]).filter(state=SuspicionState.SAME):
        if {suspicion.one_id, suspicion.other_id} == {row.first_id, row.second_id}:
            states.advance(suspicion, "separate" if two_people else "look_again")
            suspicion.save()


# The end of a record


def forget(persons: list[UUID]) -> None:
    """Within an erasure: that these were suspected, joined or told apart goes too."""
    for rows in (family.suspicions_about(persons), family.apart_about(persons), family.merges_of(persons)):
        erasure.forget_details(set(rows.values_list("pk", flat=True)))
        rows.delete()


def separate_for_restoring(act: Act, erased: set[UUID]) -> None:
    """Within the restoration of a backup: who was separated and then erased does not take the other one along.

    `erased`: the keys that were destroyed since. The last joins are taken apart first.
    """
    rows = list(
        Merge.objects.visible_to(rules.KNOWING).filter(separated_at__isnull=True).order_by("-entered_at")
    )
    left = {row.pk: family.survivor(row.first_id) for row in rows}
    wholes = family.joined(set(left.values()))
    keys = {
        pk: {_everybody().get(pk=pk).key_id, *(row.key_id for row in joined)} for pk, joined in wholes.items()
    }
    for row in rows:
        whole = keys[left[row.pk]]
        if whole & erased and whole - erased:
            take_apart(act, row, _everybody().get(pk=row.first_id), {})
