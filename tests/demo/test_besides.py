"""What the demonstration shows besides its story: a service without accounts, a waiting list, a complaint."""

import pytest
from django.test import override_settings

from jatigi.kernel.access import service_access
from jatigi.project.demo import besides
from jatigi.referrals.models import Complaint, GuestLink, Referral
from tests.demo.conftest import Loaded

everything = service_access(
    "test", ["referrals.Referral", "referrals.GuestLink", "referrals.Complaint", "agencies.Membership"]
)


@pytest.mark.django_db
def test_somebody_without_an_account_is_asked_and_a_complaint_has_come(loaded: Loaded) -> None:
    with override_settings(MODE="demo"):
        besides.tell()
    link = GuestLink.objects.visible_to(everything).get()
    asked = Referral.objects.visible_to(everything).get(pk=link.referral_id)
    assert (asked.state, asked.recipient.name_fr) == ("sent", besides.NAME)
    listed = Referral.objects.visible_to(everything).get(service=asked.service_id, state="waitlisted")
    assert listed.waitlist_position == 1
    complaint = Complaint.objects.visible_to(everything).get()
    assert complaint.kinds == ["money"]
    assert complaint.desk_id not in (None, complaint.concerned_id)
