"""Referrals, from both sides."""

from jatigi.kernel.access import Purpose
from jatigi.people.snapshots import FIELDS
from jatigi.project.demo import events
from jatigi.project.demo.replay.stage import Stage, perform
from jatigi.referrals import actions as referrals
from jatigi.referrals.bundles import BUNDLES
from jatigi.referrals.models import Referral


@perform.register
def sending(event: events.ReferralSent, stage: Stage) -> None:
    """With those fields of the bundle of the need that the person agreed to."""
    made = referrals.send(
        stage.intent(event),
        service=stage.ids[event.service],
        urgency=event.urgency,
        person=stage.ids[event.person],
        case=stage.ids[event.case] if event.case else None,
        fields=[name for name in BUNDLES[event.need] if FIELDS[name][1] in event.categories],
        message=event.message,
        redirected_from=stage.ids[event.redirected_from] if event.redirected_from else None,
    )
    stage.ids[event.referral] = made.pk
    stage.service_of[event.referral] = event.service


@perform.register
def drafting(event: events.ReferralDrafted, stage: Stage) -> None:
    made = referrals.draft(
        stage.intent(event),
        service=stage.ids[event.service],
        person=stage.ids[event.person],
        case=stage.ids[event.case],
        urgency=event.urgency,
        message=event.message,
    )
    stage.ids[event.referral] = made.pk


@perform.register
def answer(event: events.ReferralAnswered, stage: Stage) -> None:
    who, referral = stage.intent(event), stage.ids[event.referral]
    verb = _after_all(event.verb) if _has_expired(stage, event) else event.verb
    match verb:
        case "":
            return
        case "receive":
            referrals.receive(who, referral)
        case "accept":
            referrals.accept(who, referral, note=event.note)
        case "waitlist":
            service = stage.service_of[event.referral]
            stage.waiting[service] += 1
            referrals.waitlist(who, referral, position=stage.waiting[service], note=event.note)
        case "decline":
            referrals.decline(who, referral, reason=event.reason, note=event.note)
        case "redirect":
            referrals.redirect(
                who,
                referral,
                service=stage.ids[event.redirected_to],
                reason=event.reason,
                note=event.note,
            )
        case "serve":
            referrals.serve(who, referral, note=event.note)
        case "not_reached":
            referrals.not_reached(who, referral, note=event.note)
        case "complete":
            referrals.complete(who, referral, outcome=event.outcome, note=event.note)
        case unknown:
            raise ValueError(unknown)


def _has_expired(stage: Stage, event: events.ReferralAnswered) -> bool:
    rows = Referral.objects.visible_to(stage.access(event, Purpose.REFERRAL))
    return rows.filter(pk=stage.ids[event.referral], state="expired").exists()


def _after_all(verb: str) -> str:
    """What a desk that comes too late still says: yes or no, and nothing that only puts off."""
    return {"receive": "", "waitlist": "", "redirect": "decline"}.get(verb, verb)


@perform.register
def recall(event: events.ReferralRecalled, stage: Stage) -> None:
    """Unless the withdrawal of the agreement has brought it about."""
    if event.cause != "withdrawn":
        referrals.recall(stage.intent(event), stage.ids[event.referral])


@perform.register
def erasure(event: events.ErasureConfirmed, stage: Stage) -> None:
    referrals.confirm_erasure(stage.intent(event), stage.ids[event.referral])
