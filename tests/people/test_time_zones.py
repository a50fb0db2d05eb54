"""The clock on the wall of a site: what is entered, counted and shown there is in its own time."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from jatigi.kernel import clock
from jatigi.kernel.models import shared_key
from jatigi.kernel.querysets import acting
from jatigi.people import actions
from jatigi.people.models import Visit
from jatigi.places.models import Site
from tests.cast import member
from tests.people.conftest import CONSENT
from tests.sign_in import signed_in

VISIT = {"wishes": ["meal"], "sex": "male", "age_group": "18_59", "people": "1"}
DAY = {"happened_on_day": "27", "happened_on_month": "3", "happened_on_year": "2026"}


def site_in(cast, zone):
    with acting():
        site = Site(
            organisation=cast.gao, key_id=shared_key(cast.gao.pk), kind="antenna", name="Antenne",
            country_id="ML", time_zone=zone,
        )  # fmt: skip
        site.save()
    return site


def at_work_in(cast, zone):
    site = site_in(cast, zone)
    worker = member(cast.gao, "zara", "reception", "case_worker", site=site.pk)
    return site, worker, signed_in(worker.account)


@pytest.mark.parametrize(
    ("zone", "wall"), [("Africa/Niamey", "15:20"), ("Africa/Dakar", "14:20"), ("Africa/Tunis", "15:20")]
)
def test_the_present_time_on_the_wall_is_entered_as_the_hour_on_paper(cast, zone, wall):
    site, worker, browser = at_work_in(cast, zone)
    with clock.travel(datetime(2026, 3, 27, 14, 20, 30, tzinfo=UTC)):
        given = {**VISIT, "site": site.pk, **DAY, "happened_time": wall}
        answer = browser.post(reverse("people:welcome"), given)
    assert answer.status_code == 303
    assert Visit.objects.visible_to(worker()).get().at == datetime(2026, 3, 27, 14, 20, tzinfo=UTC)


def test_an_hour_that_has_not_come_on_the_wall_is_refused(cast):
    site, _worker, browser = at_work_in(cast, "Africa/Dakar")
    with clock.travel(datetime(2026, 3, 27, 14, 20, tzinfo=UTC)):
        given = {**VISIT, "site": site.pk, **DAY, "happened_time": "15:20"}
        assert browser.post(reverse("people:welcome"), given).status_code == 422


def test_today_begins_at_midnight_on_the_wall(cast):
    site, worker, browser = at_work_in(cast, "Africa/Niamey")
    kinds = {"site": site.pk, "wishes": ["meal"], "sex": "male", "age_group": "18_59"}
    with clock.travel(datetime(2026, 3, 26, 22, 50, tzinfo=UTC)):
        actions.record_visit(worker(), **kinds)
        assert "1 passage aujourd’hui" in browser.get(reverse("people:welcome")).text
    with clock.travel(datetime(2026, 3, 26, 23, 10, tzinfo=UTC)):
        assert "0 passage aujourd’hui" in browser.get(reverse("people:welcome")).text
        actions.record_visit(worker(), **kinds)
        assert "1 passage aujourd’hui" in browser.get(reverse("people:welcome")).text
    with clock.travel(datetime(2026, 3, 27, 0, 30, tzinfo=UTC)):
        assert "1 passage aujourd’hui" in browser.get(reverse("people:welcome")).text


def test_a_page_shows_the_time_on_the_wall_of_the_reader(cast, gao):
    site, worker, browser = at_work_in(cast, "Africa/Niamey")
    given = {"sex": "male", "age_group": "18_59", "basis": CONSENT, "site": site.pk}
    with clock.travel(datetime(2026, 3, 27, 23, 30, tzinfo=UTC)):
        person = actions.register(worker(), **given)
        record = reverse("people:person", args=[person.pk])
        assert "2026-03-28T00:30+01:00" in browser.get(record).text
        assert "2026-03-27T23:30+00:00" in signed_in(cast.awa.account).get(record).text


def test_the_zone_of_the_site_is_followed_as_soon_as_it_changes(cast):
    site, _worker, browser = at_work_in(cast, "Africa/Dakar")
    with clock.travel(datetime(2026, 3, 27, 14, 20, tzinfo=UTC)):
        given = {**VISIT, "site": site.pk, **DAY, "happened_time": "15:20"}
        assert browser.post(reverse("people:welcome"), given).status_code == 422
        with acting():
            site.time_zone = "Africa/Niamey"
            site.save()
        assert browser.post(reverse("people:welcome"), given).status_code == 303
