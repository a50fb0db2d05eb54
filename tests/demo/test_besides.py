"""What the demonstration shows besides its story: a service without accounts, a complaint, and what organisations meet for."""

from collections import Counter

import pytest
from django.test import override_settings

from jatigi.coordination.commitments.models import Commitment, CommitmentState, Likeness
from jatigi.coordination.engagements import reading
from jatigi.coordination.events.agenda import proposals
from jatigi.coordination.events.models import AgendaItem, Event
from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.measures.comments.models import Comment
from jatigi.coordination.measures.reporting.models import ProgressReport, ReportState
from jatigi.coordination.minutes.models import MinutesVersion
from jatigi.coordination.reading.models import ReadProposal
from jatigi.kernel import clock
from jatigi.kernel.access import service_access
from jatigi.project.demo import besides, coordinating
from jatigi.project.french import typography_problems
from jatigi.referrals.models import Complaint, GuestLink, Referral
from tests.demo.conftest import UNTIL, Loaded

TABLES = (
    "Commitment",
    "Likeness",
    "ProgressReport",
    "Comment",
    "EvidenceFeed",
    "MinutesVersion",
    "ReadProposal",
    "AgendaItem",
)
everything = service_access(
    "test",
    [
        "referrals.Referral",
        "referrals.GuestLink",
        "referrals.Complaint",
        "agencies.Membership",
        *(f"coordination.{one}" for one in TABLES),
    ],
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


@pytest.mark.django_db
def test_the_room_is_shown_with_something_in_every_state(loaded: Loaded) -> None:
    stage = loaded.report.stage
    with override_settings(MODE="demo"):
        coordinating.tell(stage, UNTIL)
    made = list(Commitment.objects.visible_to(everything))
    assert len(made) >= 25
    assert {one.state for one in made} == set(CommitmentState.values)
    assert sum(one.overdue for one in made) >= 3
    assert sum(one.unaddressed for one in made) >= 2
    assert all(one.made_on is None or one.made_on <= clock.today() for one in made)
    assert not [problem for one in made for problem in typography_problems(one.text)]
    assert [one.state for one in Likeness.objects.visible_to(everything).order_by("state")] == [
        "confirmed",
        "proposed",
    ]
    assert {one.state for one in ProgressReport.objects.visible_to(everything)} == set(ReportState.values)
    assert {one.state for one in Comment.objects.visible_to(everything)} == {"published", "submitted"}
    assert EvidenceFeed.objects.visible_to(everything).count() == 1
    assert MinutesVersion.objects.visible_to(everything).count() >= 4
    decided = Counter(ReadProposal.objects.visible_to(everything).values_list("state", flat=True))
    assert min(decided[state] for state in ("proposed", "accepted", "refused")) >= 2
    counts = reading.counts(reading.everything())
    assert min(counts.values()) >= 1

    office = stage.cast["dgme:coordinator:1"]
    coming = Event.objects.visible_to(office).get(title__startswith="Quatrième")
    offered = {one.group for one in proposals.proposed(office, coming)}
    assert {"overdue", "put_off", "carried", "work", "open"} <= offered
    first = AgendaItem.objects.visible_to(everything).filter(event=coming).order_by("order").first()
    assert first is not None
    assert first.adopts_id is not None
