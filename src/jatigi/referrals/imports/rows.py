"""The rows of an import of referrals: what a register says of them, with its moments."""

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired
from uuid import UUID

from typing_extensions import TypedDict


class StepRow(TypedDict):
    """What the service said, or the sender did, and when.

    verb: of `codes.STEPS` that a register can tell (`VERBS`). reason, outcome: codes, where the verb needs one.
    """

    at: datetime
    verb: str
    reason: NotRequired[str]
    outcome: NotRequired[str]


class ReferralRow(TypedDict):
    """A referral as it went out at `at`, by telephone or on paper. person: somebody of the house, if it says who."""

    at: datetime
    service: UUID
    urgency: str
    person: NotRequired[UUID]
    steps: NotRequired[Sequence[StepRow]]
