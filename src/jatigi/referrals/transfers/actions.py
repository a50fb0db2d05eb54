"""The receiver takes the case over: within the act of its acceptance, and in that transaction only."""

from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.cases.handing import actions as handing
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict
from jatigi.people import snapshots
from jatigi.people.handed.actions import take_in
from jatigi.referrals import rules
from jatigi.referrals.models import Referral, Snapshot
from jatigi.referrals.transfers import file


def take_over(act: Act, referral: Referral) -> UUID:
    """Make the receiver's own person and case from the snapshot, end the sender's case. Returns the new case.

    Before it nothing of the file is kept by anybody but the sender; after it each house has its own record.
    """
    snapshot = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral).first()
    handed = (snapshot and snapshot.file) or None
    if snapshot is None or not handed:
        raise Conflict(_("This can no longer be read."), code="unreadable")
    person = take_in.within(act, known=file.person_of(handed))
    case = handing.take_over.within(
        act,
        person=person.pk,
        handed=file.case_of(handed, note=_note(snapshot), details={"referral": str(referral.pk)}),
    )
    referral.received_case = case
    if referral.case_id is not None:
        handing.handed_over(act, referral.case_id, str(referral.pk))
    act.details.update(person=str(person.pk), case=str(case.pk))
    return case.pk


def _note(snapshot: Snapshot) -> str:
    """What has no place of its own in a record: the message, the family, the journey."""
    fields = snapshot.fields or {}
    said = [
        f"{snapshots.FIELDS[name][0]} : {fields[name]}" for name in ("family", "journey") if fields.get(name)
    ]
    return "\n".join([*([str(snapshot.message)] if snapshot.message else []), *said])
