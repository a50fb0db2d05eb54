"""The monthly report counts everything once, whatever site is looked at."""

from zoneinfo import ZoneInfo

import pytest

from jatigi.directory.actions import create_service
from jatigi.kernel import clock
from jatigi.kernel.access import service_access
from jatigi.people.actions import register
from jatigi.referrals.actions import send
from jatigi.referrals.models import Referral
from jatigi.statistics.report import Month, report
from tests.cast import member
from tests.people.conftest import CONSENT, house

EVERY = service_access("test", ["referrals.Referral"])


@pytest.fixture
def houses(cast):
    return house(cast, cast.gao, "Maison de Gao"), house(cast, cast.gao, "Relais de Kidal")


@pytest.fixture
def health(cast):
    return create_service(cast.lassana(), need="health", title_fr="Soins de santé à Gao")


def counted(cast, site):
    month = Month(clock.today().replace(day=1), ZoneInfo(site.time_zone))
    totals = {str(label): number for label, number in report(cast.gao.pk, site, month).totals}
    return totals["Référencements envoyés"], totals.get("Référencements sans site, non comptés ci-dessus", 0)


def refer(by, health, person=None):
    return send(by(), service=health.pk, urgency="immediate", person=person and person.pk)


def test_a_referral_without_a_case_counts_once_where_its_person_or_its_sender_is(cast, houses, health):
    gao, kidal = houses
    at_kidal = member(cast.gao, "zara", "reception", "case_worker", site=kidal.pk)
    received_at_gao = register(cast.awa(), sex="male", age_group="18_59", basis=CONSENT, site=gao.pk)
    refer(at_kidal, health)
    assert (counted(cast, gao), counted(cast, kidal)) == ((0, 0), (1, 0))
    refer(at_kidal, health, received_at_gao)
    assert (counted(cast, gao), counted(cast, kidal)) == ((1, 0), (1, 0))


def test_what_belongs_to_no_site_is_said_apart_and_in_no_site(cast, houses, health):
    gao, kidal = houses
    refer(cast.awa, health)
    assert (counted(cast, gao), counted(cast, kidal)) == ((0, 1), (0, 1))


def test_the_sites_and_what_has_none_add_up_to_all_referrals_of_the_organisation(cast, houses, health):
    gao, kidal = houses
    at_kidal = member(cast.gao, "zara", "reception", "case_worker", site=kidal.pk)
    at_gao = member(cast.gao, "issa", "reception", "case_worker", site=gao.pk)
    person = register(cast.awa(), sex="male", age_group="18_59", basis=CONSENT, site=gao.pk)
    for by, whom in ((at_kidal, None), (at_gao, None), (at_gao, None), (cast.awa, None), (at_kidal, person)):
        refer(by, health, whom)
    here, without = zip(*(counted(cast, site) for site in houses), strict=True)
    assert (sum(here), set(without)) == (4, {1})
    assert sum(here) + without[0] == Referral.objects.visible_to(EVERY).count()
