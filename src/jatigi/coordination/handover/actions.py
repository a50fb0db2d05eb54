"""The one act by which everything open that is somebody's goes to a colleague."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import BodyContact
from jatigi.coordination.handover import parts, rules
from jatigi.coordination.handover.models import HandOver
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.hooks import Notice

OVERSIGHT = Purpose.OVERSIGHT


@creation("handover.make", HandOver, allow=rules.may_hand_over, purpose=OVERSIGHT)
def hand_over(act: Act, *, giver: UUID, taker: UUID, expected: int) -> HandOver:
    """All of it, or nothing. `expected`: how many things the author saw listed.

    Raises `NotFound` for whoever is no colleague or whose things the author may not hand over, `Invalid` for a taker
    who does not report, `Conflict` where there is nothing, or something else than was seen.
    """
    if not rules.may_hand_over_of(act.access, giver):
        raise NotFound
    if taker not in rules.takers(act.access, giver):
        raise Invalid(taker=_("Choose a colleague who reports for the organisation."))
    moved = {part.name: _move(act, part, giver, taker) for part in parts.PARTS}
    if sum(moved.values()) != expected or not expected:
        raise Conflict(_("What is open has changed meanwhile. Look at the list again."), code="changed")
    made = HandOver(
        organisation_id=act.organisation,
        giver_id=giver,
        taker_id=taker,
        made_by_id=act.signed(),
        counts=moved,
    )
    made.save()
    act.touched("giver", "taker")
    act.details.update(moved)
    text = _("What a colleague had open was handed over to you.")
    url = reverse("coordination:handover")
    act.tell(Notice("handover.made", text, url, act.organisation, account=taker))
    return made


def _move(act: Act, part: parts.Part, giver: UUID, taker: UUID) -> int:
    """Every row of a part; how many they were."""
    rows = list(part.rows(act.access, act.organisation, giver).select_for_update(of=("self",)))
    for row in rows:
        setattr(row, part.column, taker)
        if isinstance(row, BodyContact):  # what was written of the giver is not true of the taker
            row.name = row.function = row.email = row.phone = ""
        row.save()
    return len(rows)
