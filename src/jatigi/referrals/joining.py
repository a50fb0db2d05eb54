"""Referrals follow a person when records are joined, and the case from which they were sent when they are separated."""

from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.kernel.moving import Follows, follows
from jatigi.referrals.models import Referral


def _words(referral: Referral) -> str:
    return _("Referral %(code)s") % {"code": referral.code}


def _of_a_case(referral: Referral) -> tuple[UUID | None, ...]:
    return referral.case_id, referral.redirected_from_id


follows(
    Follows(
        "referrals.Referral",
        "person",
        _words,
        _of_a_case,
        hanging={"referrals.ReferralEvent": "referral", "referrals.Escort": "referral"},
    )
)
