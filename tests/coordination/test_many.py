"""Pages that look at every commitment ask as often for a hundred as for ten, and read no more than they show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jatigi.coordination.models import Addressee, Commitment, CommitmentLink, Likeness
from jatigi.kernel import clock
from jatigi.kernel.querysets import acting
from tests.coordination import standing as made
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
MOST = 22


def more(standing: Standing, count: int) -> list[Commitment]:
    """So many public commitments of the event, each with its addressee and link, the first two alike."""
    late = clock.today() - timedelta(days=5)
    rows = [
        Commitment(
            organisation=standing.cast.gao, reference=f"N-{number}-{count}", kind="decision", text=f"Point {number}.",
            body=standing.body, event=standing.event, made_on=late - timedelta(days=90), deadline=late, due=late,
            public=True, unaddressed=False, words=f" point {number}", state="kept" if number % 3 else "received",
        )
        for number in range(count)
    ]  # fmt: skip
    with acting():
        Commitment.objects.bulk_create(rows)
        Addressee.objects.bulk_create(
            [
                Addressee(organisation=standing.cast.gao, commitment=one, addressed=standing.cast.croix)
                for one in rows
            ]
        )
        CommitmentLink.objects.bulk_create(
            [
                CommitmentLink(organisation=standing.cast.gao, commitment=one, item=standing.item)
                for one in rows
            ]
        )
        one, other = sorted(row.pk for row in rows[:2])
        Likeness(organisation=standing.cast.gao, one_id=one, other_id=other, score=0.9).save()
    return rows


def addresses(standing: Standing) -> list[str]:
    soon = clock.today() + timedelta(days=9)
    meeting = made.event(standing.body, "Prochaine", state="planned", starts_on=soon, ends_on=soon)
    listed = reverse("coordination:commitments")
    return [
        listed,
        f"{listed}?words=point",
        f"{listed}?more=1&item={standing.item.pk}",
        reverse("coordination:overdue"),
        reverse("coordination:followed"),
        reverse("coordination:agenda", args=[meeting.pk]),
        reverse("coordination:cluster_proposals"),
        reverse("coordination:engagements"),
        reverse("coordination:questions"),
        f"{reverse('coordination:follow_up')}?body={standing.body.pk}",
        reverse("agencies:home"),
    ]


def asked(page: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert page.get(address).status_code == 200
    return len(queries)


def test_no_page_asks_more_often_for_more_commitments(standing: Standing) -> None:
    page = signed_in(standing.secretary.account)
    more(standing, 80)
    pages = addresses(standing)
    few = {address: [asked(page, address) for _ in range(2)][1] for address in pages}
    more(standing, 90)
    assert {address: asked(page, address) for address in pages} == few
    assert max(few.values()) <= MOST


def test_a_meeting_shows_what_is_open_first_and_counts_all_of_it(standing: Standing) -> None:
    page = signed_in(standing.secretary.account)
    more(standing, 30)
    (meeting,) = (
        one
        for one in page.get(reverse("coordination:followed")).context["meetings"]
        if one.event == standing.event
    )
    known = 30 + 3
    assert (meeting.counted.all, meeting.counted.open, meeting.counted.overdue) == (known, 10 + 3, 10 + 1)
    assert len(meeting.commitments) == 5
    assert all(one.open for one in meeting.commitments)
    assert meeting.more == known - 5
    whole = page.get(reverse("coordination:commitments"), {"event": str(standing.event.pk)})
    assert whole.context["total"] == known
    assert whole.context["form"].more
    assert "event" not in page.get(reverse("coordination:commitments")).context["form"].fields
