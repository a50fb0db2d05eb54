"""Agreements and refusals, second looks, withdrawals."""

from jatigi.kernel.access import Purpose
from jatigi.project.demo import events
from jatigi.project.demo.replay.desk import guardian
from jatigi.project.demo.replay.stage import Stage, perform
from jatigi.protection import actions as protection
from jatigi.protection.codes import Form


@perform.register
def basis(event: events.BasisRecorded, stage: Stage) -> None:
    """Unless the registration has recorded it."""
    if event.basis in stage.first_bases:
        return
    made = protection.record_basis(
        stage.intent(event, Purpose.CASE_MANAGEMENT),
        subject=stage.ids[event.person],
        kind=event.kind,
        agreed=event.agreed,
        purposes=list(event.purposes),
        categories=list(event.categories),
        recipient=stage.ids[event.recipient] if event.recipient else None,
        until=event.until,
        language=event.language,
        form=event.form or Form.VERBAL,
        reason=event.reason,
        witness=event.witness,
        guardian=guardian(event.guardian) if event.guardian else None,  # type: ignore[arg-type]
    )
    stage.ids[event.basis] = made.pk


@perform.register
def second_look(event: events.SecondLookTaken, stage: Stage) -> None:
    protection.look_again(
        stage.intent(event, Purpose.OVERSIGHT),
        stage.ids[event.basis],
        confirmed=event.confirmed,
        note=event.note,
    )


@perform.register
def withdrawal(event: events.BasisWithdrawn, stage: Stage) -> None:
    protection.withdraw_basis(
        stage.intent(event, Purpose.CASE_MANAGEMENT), stage.ids[event.basis], cause=event.cause
    )
