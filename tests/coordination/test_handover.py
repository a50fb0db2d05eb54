"""Everything open that is personally somebody's goes to a colleague in one act."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jatigi.agencies import actions as agencies
from jatigi.agencies.models import Membership, Notification
from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.models import BodyContact
from jatigi.coordination.handover import actions, parts
from jatigi.coordination.measures import actions as measures
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport, ReportDue
from jatigi.kernel import clock
from jatigi.kernel.access import Role, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from tests.cast import Member, member
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
everything = service_access(
    "test",
    [
        "agencies.Membership", "agencies.Notification", "coordination.BodyContact", "coordination.MeasureIndicator",
        "coordination.ProgressReport", "coordination.ReportDue",
    ],
)  # fmt: skip


@pytest.fixture
def busy(standing: Standing) -> Standing:
    """Kadi stands in a body, reports on an indicator, and has begun one report."""
    kadi, account = standing.cast.kadi, standing.cast.kadi.account.pk
    measure = measures.plan(kadi(), title="Former", commitments=[standing.commitment.pk])
    indicator = reports.add_indicator(
        kadi(), measure, title="Agents", every_months=6, first_due_on=clock.today() + timedelta(days=9),
        assigned=account,
    )  # fmt: skip
    reports.draft(kadi(), indicator, text="En cours.")
    bodies.name_contact(
        kadi(), standing.body, organisation=kadi.organisation.pk, kind="main", account=account, name="Kadi",
        function="point focal", email="kadi@example.org",
    )  # fmt: skip
    return standing


def holder(standing: Standing, who: Member) -> int:
    return parts.count(who(), who.organisation.pk, who.account.pk)


def test_a_focal_point_hands_everything_over_in_one_act_and_the_new_one_is_told(busy: Standing) -> None:
    kadi, lassana = busy.cast.kadi, busy.cast.lassana
    before = holder(busy, kadi)
    assert before == 1 + 1 + 1 + ReportDue.objects.visible_to(everything).count()
    page = signed_in(kadi.account).get(reverse("coordination:handover")).text
    for what in ("Former", "Agents", busy.body.name):
        assert what in page
    with pytest.raises(Conflict):  # somebody gave her one more thing after she looked
        actions.hand_over(kadi(), giver=kadi.account.pk, taker=lassana.account.pk, expected=before - 1)
    assert holder(busy, kadi) == before
    outsider = busy.cast.moussa.account.pk
    with pytest.raises(Invalid):  # who does not report for the organisation takes nothing over
        actions.hand_over(kadi(), giver=kadi.account.pk, taker=outsider, expected=before)
    sent = {"taker": str(lassana.account.pk), "expected": before}
    signed_in(kadi.account).post(reverse("coordination:handover"), sent)
    assert (holder(busy, kadi), holder(busy, lassana)) == (0, before)
    seat = BodyContact.objects.visible_to(everything).get()
    assert (seat.account_id, seat.name, seat.email) == (lassana.account.pk, "", "")
    assert ProgressReport.objects.visible_to(everything).get().written_by_id == lassana.account.pk
    assert MeasureIndicator.objects.visible_to(everything).get().assigned_id == lassana.account.pk
    told = Notification.objects.visible_to(everything).filter(kind="handover.made")
    assert [one.account_id for one in told] == [lassana.account.pk]


def test_ending_a_membership_with_open_things_says_so_and_a_supervisor_hands_them_over(
    busy: Standing,
) -> None:
    cast = busy.cast
    kadi, boss = cast.kadi, member(cast.croix, "rokia", Role.ORGANISATION_ADMINISTRATOR)
    colleague = member(cast.croix, "sali", Role.FOCAL_POINT)
    membership = Membership.objects.visible_to(everything).get(account=kadi.account)
    browser = signed_in(boss.account)
    address = reverse("agencies:member", args=[membership.pk])
    page = browser.get(address).text
    handing = f"{reverse('coordination:handover')}?member={kadi.account.pk}"
    assert handing in page
    assert (
        "personnellement" in browser.post(reverse("agencies:suspend", args=[membership.pk]), follow=True).text
    )
    before = holder(busy, kadi)
    assert "Former" in browser.get(handing).text
    for other in (colleague, cast.drissa, cast.fanta):
        with pytest.raises(NotFound):
            actions.hand_over(other(), giver=kadi.account.pk, taker=cast.lassana.account.pk, expected=before)
    with pytest.raises(Invalid):  # who left takes nothing over
        actions.hand_over(cast.lassana(), giver=cast.lassana.account.pk, taker=kadi.account.pk, expected=1)
    actions.hand_over(cast.lassana(), giver=kadi.account.pk, taker=colleague.account.pk, expected=before)
    assert handing not in browser.get(address).text
    agencies.resume_member(boss(), membership)
