"""Map, matrix and gaps: what exists beside what is needed, and never a small number of cases."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jatigi.cases import actions as cases
from jatigi.cases.models import Plan
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.directory.imports.actions import import_services
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from jatigi.kernel.querysets import acting
from jatigi.people import actions as people
from jatigi.people.shapes import Basis
from jatigi.places import outlines, units
from jatigi.places.models import Country
from jatigi.statistics.coverage import matrix, needs
from tests.architecture.world import everything
from tests.cast import Cast, member
from tests.directory.conftest import offer, site
from tests.sign_in import signed_in

__all__ = ["offer"]
pytestmark = pytest.mark.django_db


def test_a_band_never_tells_a_small_number() -> None:
    said = {n: needs.words(needs.band(n, "health"), "health") for n in (0, 1, 4, 5, 9, 10, 99, 100, 5000)}
    assert said == {
        0: "0", 1: "< 5", 4: "< 5", 5: "5–9", 9: "5–9", 10: "10–24", 99: "50–99", 100: "100+", 5000: "100+",
    }  # fmt: skip
    assert [needs.words(needs.band(n, "gbv"), "gbv") for n in (1, 9, 10)] == ["< 10", "< 10", "10–24"]


def test_every_region_of_today_lies_in_one_shape_of_its_country() -> None:
    for country in {shape.country for shape in outlines.shapes()}:
        drawn = [code for shape in outlines.shapes() if shape.country == country for code in shape.units]
        assert sorted(drawn) == sorted(unit.code for unit in units.of(country))


def test_a_need_without_any_service_is_a_gap_on_the_map_and_in_the_table(
    cast: Cast, offer: Any, shelter_in: Any, django_assert_max_num_queries: Any
) -> None:
    made = offer(need="health")
    shelter_in(made)
    seen = {"ML Gao": {"health": 25, "legal": 10, "food": -1}}
    cache.set(f"coverage-{clock.today().replace(day=1)}", (seen, {}), 60)
    coordinator = member(cast.gao, "oumar", Role.COORDINATOR)
    with django_assert_max_num_queries(12):
        rows = matrix.rows(coordinator(), Country.objects.get(pk="ML"))
    gao = next(row for row in rows if row.code == "ML07")
    assert gao.gaps in (["assistance juridique"], ["legal assistance"])
    assert (gao.cells["health"].seen, gao.cells["food"].seen, gao.services) == ("25–49", "< 5", 1)
    client = signed_in(coordinator.account)
    page = client.get("/coverage/").content.decode()
    assert page.count('<path class="bar"') == 9
    assert "stroke-dasharray" in page
    assert client.get("/coverage/", {"need": "legal", "country": "NE"}).status_code == 200
    assert client.get("/coverage/", {"need": "x"}).status_code == 422


def test_five_thousand_services_are_drawn_with_as_many_queries_as_one(cast: Cast, offer: Any) -> None:
    coordinator = member(cast.gao, "oumar", Role.COORDINATOR)
    client = signed_in(coordinator.account)
    offer(need="health")
    client.get("/coverage/")

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            rows = client.get("/coverage/").context["rows"]
        return len(queries), sum(row.services for row in rows)

    few, one = asked()
    row = {"need": "food", "title_fr": "Repas", "area": "ML08", "areas": ["ML07", "NE"]}
    for _batch in range(5):
        import_services(cast.lassana(), rows=[row] * 1_000)  # type: ignore[list-item]
    assert (one, asked()) == (1, (few, 10_001))
    assert few <= 20


def test_needs_are_counted_by_case_in_the_region_of_its_site_and_kept_as_bands(cast: Cast) -> None:
    who, opened = cast.drissa, []
    where = site(cast.loin, "Abri", hidden=True)
    for number in range(6):
        basis: Basis = {"kind": "consent", "form": "verbal", "witness": "Oumou"}
        person = people.register(who(), sex="male", age_group="18_59", basis=basis)
        opened.append(cases.open_case(who(), person=person.pk, urgency="low", site=where.pk))
        cases.give_service(who(), opened[number], need="food", quantity=3)
    plan = Plan.objects.visible_to(everything).get(case_id=opened[0].pk)
    plans.save_plan(who(), plan, goals=[GoalDraft("health", "guérir", [ActionDraft("avocat", need="legal")])])
    following = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    seen, recommended = needs._counted(following)
    assert seen == {"ML Gao": {"food": 5, "legal": -1}}
    assert recommended == {"ML Gao": {"legal": -1}}
    assert needs._counted(clock.today().replace(day=1)) == ({}, {})  # the month is not over


@pytest.fixture
def shelter_in() -> Any:
    def stands(row: Service) -> None:
        with acting():
            Service.objects.visible_to(everything).filter(pk=row.pk).update(state="active", hidden=True)

    return stands
