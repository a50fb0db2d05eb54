"""One step of a referral is written down, and those concerned are told. Always within the act of somebody else's verb."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jatigi.cases import actions as cases
from jatigi.cases.codes import FOLLOW_UP_WITHIN, TaskRule, Urgency
from jatigi.kernel import erasure, hooks
from jatigi.kernel.access import Role
from jatigi.kernel.actions import Act
from jatigi.kernel.models import destroy_keys
from jatigi.protection import grants
from jatigi.referrals import rules
from jatigi.referrals.duty import rota
from jatigi.referrals.models import Escort, Referral, ReferralEvent, Snapshot

SUPERVISORS = frozenset({Role.SUPERVISOR})
Text = str | Promise


def happened(act: Act, referral: Referral, verb: str, *, note: str = "", reason: str = "") -> None:
    """One more event, signed by whoever acts."""
    ReferralEvent(
        organisation_id=referral.organisation_id,
        key_id=referral.key_id,
        referral=referral,
        verb=verb,
        at=act.at,
        by_id=act.account,
        by_organisation_id=act.access.organisation,
        reason=reason,
        note=note or None,
    ).save()


def shut(act: Act, referral: Referral) -> Snapshot | None:
    """The receiver's window on the snapshot closes; what the sender sent stays readable to the sender."""
    snapshot = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral).first()
    if snapshot is not None:
        grants.end_grants(act, snapshot)
    return snapshot


def destroy(act: Act, referral: Referral) -> None:
    """Nobody reads the snapshot any more: its own key is destroyed, in a backup restored later too."""
    snapshot = shut(act, referral)
    if snapshot is None:
        return
    snapshot.fields = snapshot.message = snapshot.file = None
    snapshot.save()
    destroy_keys([snapshot.key_id])
    transaction.on_commit(partial(erasure.remember, snapshot.key_id))


def cut_off(referral: Referral) -> None:
    """Its events hang on the key of the person no more, and say nothing in words."""
    everything = erasure.access_to("referrals.ReferralEvent")
    events = ReferralEvent.objects.visible_to(everything).filter(referral=referral)
    events.update(key_id=referral.key_id, note=None, said_by=None)
    Escort.objects.visible_to(erasure.access_to("referrals.Escort")).filter(referral=referral).delete()


def tell_receiver(act: Act, referral: Referral, kind: str, text: Text) -> None:
    """The desk. An emergency goes to whoever is on duty there; to all of its focal points and supervisors if nobody is."""
    on_duty = rota.on_duty(referral.recipient_id) if referral.urgency == Urgency.IMMEDIATE else []
    for account in on_duty:
        _tell(act, referral, kind, text, referral.recipient_id, frozenset(), account)
    if not on_duty:
        _tell(act, referral, kind, text, referral.recipient_id, frozenset(rules.ANSWERERS))


def remind_desk(act: Act, referral: Referral, kind: str, text: Text) -> None:
    """Whoever answers there day by day: its supervisors only where there is nobody else, or it is an emergency."""
    focal = any(Role.FOCAL_POINT in member.roles for member in rota.desk(referral.recipient_id))
    if referral.urgency == Urgency.IMMEDIATE or not focal:
        tell_receiver(act, referral, kind, text)
    else:
        _tell(act, referral, kind, text, referral.recipient_id, frozenset({Role.FOCAL_POINT}))


def tell_sender(act: Act, referral: Referral, kind: str, text: Text) -> None:
    """Whoever sent it, not their whole organisation."""
    url = reverse("referrals:detail", args=[referral.pk])
    act.tell(
        hooks.Notice(kind, str(text), url, organisation=referral.organisation_id, account=referral.sent_by_id)
    )


def follow_in_case(act: Act, referral: Referral) -> None:
    """What a referral came to is the next thing to see to in the case from which it was sent, where that is open."""
    if referral.case_id is None:
        return
    said = {"code": referral.code, "state": referral.get_state_display()}
    title = _("Follow up referral %(code)s: %(state)s") % said
    cases.follow(act, referral.case_id, rule=TaskRule.FOLLOW_UP, title=title, due=act.at + FOLLOW_UP_WITHIN)


def tell_other(act: Act, referral: Referral, kind: str, text: Text) -> None:
    """The side that is not the one acting."""
    if act.access.organisation == referral.organisation_id:
        tell_receiver(act, referral, kind, text)
    else:
        tell_sender(act, referral, kind, text)


def tell_supervisors(act: Act, referral: Referral, kind: str, text: Text, side: UUID) -> None:
    """Those of one organisation."""
    _tell(act, referral, kind, text, side, SUPERVISORS)


def _tell(
    act: Act,
    referral: Referral,
    kind: str,
    text: Text,
    organisation: UUID,
    roles: frozenset[str],
    account: UUID | None = None,
) -> None:
    url = reverse("referrals:detail", args=[referral.pk])
    urgent = referral.urgency == Urgency.IMMEDIATE
    act.tell(
        hooks.Notice(
            kind, str(text), url, organisation=organisation, roles=roles, account=account, urgent=urgent
        )
    )
