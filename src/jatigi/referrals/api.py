"""Reads: referrals sent and received, and the snapshot as the asker may see it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record
from jatigi.referrals.models import Referral, Snapshot, State

referrals = Router(tags=["referrals"])
routers = {"/referrals": referrals}


class ReferralOut(Schema):
    """A referral without the person: the receiving side has the snapshot, not our file."""

    id: UUID
    version: int
    code: str
    state: str
    urgency: str
    need: str
    service_id: UUID
    organisation_id: UUID
    recipient_id: UUID
    sent_at: datetime
    respond_by: datetime
    answered_at: datetime | None
    reason: str
    outcome: str


class ReferralOpened(ReferralOut):
    """With the fields that the person agreed to, empty where they may not be read any more."""

    fields: dict[str, str] = {}
    message: str = ""


class Referrals(Schema):
    items: list[ReferralOut]
    next: str


@referrals.get("", response={200: Referrals, **ERRORS}, operation_id="referrals")
def list_referrals(
    request: HttpRequest, box: Literal["inbox", "outbox"] = "inbox", after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """What was received or sent, newest first."""
    access = asking(request, Purpose.REFERRAL)
    side = (
        {"recipient_id": access.organisation} if box == "inbox" else {"organisation_id": access.organisation}
    )
    rows = Referral.objects.visible_to(access).filter(**side).exclude(state=State.DRAFT)
    items, following = listed(access, rows, ("-sent_at",), after, limit)
    return {"items": items, "next": following}


@referrals.get("/{uuid:id}", response={200: ReferralOpened, **ERRORS}, operation_id="referral")
def open_referral(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """One referral with its snapshot. The journal keeps that it was opened."""
    access = asking(request, Purpose.REFERRAL)
    referral = open_record(access, Referral, id)
    snapshot = Snapshot.objects.visible_to(access).filter(referral=referral).first()
    opened = {"fields": snapshot.fields or {}, "message": str(snapshot.message or "")} if snapshot else {}
    return ReferralOut.from_orm(referral).model_dump() | opened
