"""The act over many commitments."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.coordination.commitments import rules, saying
from jatigi.coordination.commitments.actions import VERBS, narrate, settle, tell_addressed
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.locking import locked
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.commitments.saying import Named
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.batches import drafted
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean


class Row(TypedDict):
    """A commitment, and the version of it that the asker saw."""

    commitment: UUID
    seen: int


@dataclass(slots=True)
class Change:
    """What is done to every row; what is left empty is not touched. Addressees and items come to those that stand."""

    addressees: list[Named] = field(default_factory=list)
    deadline: date | None = None
    deadline_precision: str = ""
    theme: str = ""
    verb: str = ""
    why: str = ""
    items: list[UUID] = field(default_factory=list)
    public: bool | None = None

    def nothing(self) -> bool:
        """Whether it asks for no change at all."""
        said = (self.addressees, self.deadline, self.theme, self.verb, self.items)
        return not any(said) and self.public is None


@creation("commitment.batch", Commitment, allow=rules.may_record, purpose=Purpose.OVERSIGHT)
def change_many(
    act: Act,
    *,
    rows: Sequence[Row],
    addressees: Sequence[Named] = (),
    deadline: date | None = None,
    deadline_precision: str = "",
    theme: str = "",
    verb: str = "",
    why: str = "",
    items: Collection[UUID] = (),
    public: bool | None = None,
) -> None:
    """Assign addressees, a deadline, a theme, a state, links to frameworks, or publish: 1 to 1,000 commitments at once.

    All or none. Raises `Invalid` with everything that is in the way, by number of the row from 1 as in `row_17_state`.
    """
    change = Change(
        saying.named(addressees), deadline, deadline_precision, theme, verb,
        clean(why, "why", limit=saying.WHY_LENGTH, needed=verb == "drop"), saying.items_of(items), public,
    )  # fmt: skip
    if change.nothing():
        raise Invalid(rows=_("Say what is to be changed."))
    if verb and verb not in VERBS:
        raise Invalid(verb=_("Choose from the list."))
    found = _locked(act, rows)
    known = saying.Known(act.access)
    changed = drafted(rows, lambda row: _draft(act, known, found.get(row["commitment"]), row, change))
    _write(act, changed, change)
    act.details.update(commitments=sorted(str(row.pk) for row in changed))


def _locked(act: Act, rows: Sequence[Row]) -> dict[UUID, Commitment]:
    wanted = [row["commitment"] for row in rows]
    return {row.pk: row for row in locked(act.access, wanted)}


def _draft(act: Act, known: saying.Known, found: Commitment | None, row: Row, change: Change) -> Commitment:
    """One commitment as it would be. Raises `Invalid`."""
    if found is None:
        raise Invalid(commitment=_("This commitment does not exist, or it is not open to you."))
    if not rules.may_keep(act.access, found):
        raise Invalid(commitment=_("Another organisation keeps this commitment up."))
    if row["seen"] != found.version:
        raise Invalid(commitment=_("Somebody changed it meanwhile: look at it again."))
    if change.public and found.closed:
        raise Invalid(public=_("This was said in a closed body: it is not published."))
    _say(known, found, change)
    _turn(found, change)
    found.public = found.public if change.public is None else change.public
    return found


def _say(known: saying.Known, found: Commitment, change: Change) -> None:
    said: dict[str, Any] = {"theme": change.theme} if change.theme else {}
    if change.deadline is not None:
        said |= {"deadline": change.deadline, "deadline_precision": change.deadline_precision}
        found.reminded_on = None
    saying.say(known, found, said)


def _turn(found: Commitment, change: Change) -> None:
    if change.verb and not states.allows(found, change.verb):
        state = found.get_state_display()
        raise Invalid(state=_("Not possible from this state: %(state)s.") % {"state": state})
    if change.verb:
        settle(found, change.verb, change.why)


def _write(act: Act, rows: Sequence[Commitment], change: Change) -> None:
    told = _address(act, rows, change.addressees) if change.addressees else Counter()
    for row in rows:
        row.unaddressed = row.unaddressed and not change.addressees
        row.save()
        for verb in _verbs(change):
            narrate(act, row, verb, note=change.why if verb == change.verb else "")
    if change.items:
        _link(rows, change.items)
    tell_addressed(act, told)


def _verbs(change: Change) -> list[str]:
    """What is told in the story of each."""
    told = [change.verb] if change.verb else []
    if change.public is not None:
        told.append("publish" if change.public else "unpublish")
    if change.addressees:
        told.append("address")
    if change.deadline is not None or change.theme or change.items:
        told.append("correct")
    return told


def _address(act: Act, rows: Sequence[Commitment], named: Sequence[Named]) -> Counter[UUID]:
    """Add addressees where they do not stand yet; how many are new for each organisation."""
    there = addressees_of([row.pk for row in rows])
    new: list[Addressee] = []
    told: Counter[UUID] = Counter()
    for row in rows:
        known = {one.addressed_id or one.name.casefold() for one in there[row.pk]}
        led = any(one.lead for one in there[row.pk])
        for one in named:
            house = one.get("organisation")
            if (house or one["name"].casefold()) in known:
                continue
            made = Addressee(
                organisation_id=row.organisation_id, commitment=row, addressed_id=house, name=one["name"]
            )
            made.lead = one["lead"] and not led
            new.append(made)
            if house is not None:
                told[house] += 1
    Addressee.objects.bulk_create(new, batch_size=500)
    return told


def _link(rows: Sequence[Commitment], items: Sequence[UUID]) -> None:
    links = CommitmentLink.objects.visible_to(rules.KNOWING).filter(
        commitment_id__in=[row.pk for row in rows]
    )
    there: dict[UUID, set[UUID]] = defaultdict(set)
    for commitment, item in links.values_list("commitment_id", "item_id"):
        there[commitment].add(item)
    CommitmentLink.objects.bulk_create(
        [
            CommitmentLink(organisation_id=row.organisation_id, commitment=row, item_id=item)
            for row in rows
            for item in items
            if item not in there[row.pk]
        ],
        batch_size=500,
    )
