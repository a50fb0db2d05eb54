"""In the demonstration every referral gets an answer, or somebody knows that it has none."""

import pytest

from jatigi.kernel import clock, schedule
from jatigi.kernel.access import service_access
from jatigi.protection.agreements import covering
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.referrals.models import Referral, State
from jatigi.statistics.models import NetworkFigures
from tests.demo.conftest import UNTIL, Loaded

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
everything = service_access(
    "test", ["referrals.Referral", "protection.SharingAgreement", "statistics.NetworkFigures"]
)


def test_no_referral_that_is_past_its_deadline_is_silent(loaded: Loaded) -> None:
    """Half a run of the scheduler is the only delay: what fell due since then waits for the next one."""
    schedule.run_now("referrals.deadlines")
    late = Referral.objects.visible_to(everything).filter(respond_by__lt=clock.now())
    assert late.count() > 10
    unanswered = late.filter(state__in=Referral.UNANSWERED)
    assert not unanswered.filter(escalated_at=None).exists()
    assert [
        referral.code
        for referral in unanswered
        if referral.sent_at + 2 * (referral.respond_by - referral.sent_at) < clock.now()
    ] == []
    silent = late.filter(answered_at=None).exclude(state__in=Referral.UNANSWERED)
    assert set(silent.values_list("state", flat=True)) <= {State.EXPIRED, State.RECALLED, State.WITHDRAWN}
    assert all(one.escalated_at for one in silent if one.state == State.EXPIRED)


def test_every_referral_stands_on_an_agreement_and_the_figures_of_the_network_are_counted(
    loaded: Loaded,
) -> None:
    states = sorted(SharingAgreement.objects.visible_to(everything).values_list("state", flat=True))
    assert states == ["draft", "in_force", "in_force"]
    for referral in Referral.objects.visible_to(everything).filter(basis__isnull=False)[:20]:
        sides = {"categories": ["needs"], "purpose": "referral"}
        assert not covering.missing(referral.organisation_id, referral.recipient_id, **sides)  # type: ignore[arg-type]
    schedule.run_now("statistics.network")
    assert NetworkFigures.objects.visible_to(everything).filter(quarter__lte=UNTIL.date()).exists()
