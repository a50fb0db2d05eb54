"""Finding services, and what nobody finds."""

from datetime import timedelta

import pytest

from jatigi.directory import actions, cards, search
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.search import Wanted, place_of
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.querysets import acting
from jatigi.places.models import AdminUnit
from tests.cast import Cast
from tests.directory.conftest import SHELTER, Offer, site, unit

REFERRAL = Purpose.REFERRAL


def found(cast: Cast, **wanted: object) -> list[str]:
    if "place" in wanted:
        wanted["place"] = place_of(str(wanted["place"]))
    return [service.title_fr for service in search.matching(cast.awa(REFERRAL), Wanted(**wanted))]  # type: ignore[arg-type]


def test_by_need_and_place(cast: Cast, offer: Offer) -> None:
    offer(title_fr="Gao")
    offer(title_fr="Bamako", unit=unit("ML00").pk)
    offer(title_fr="partout au Mali", unit=None)
    offer(title_fr="partout au Niger", unit=None, country="NE")
    offer(need="legal", title_fr="Droit")
    assert found(cast, need="health", place="ML07") == ["Gao", "partout au Mali"]
    assert found(cast, need="health", place="NE") == ["partout au Niger"]
    assert len(found(cast, need="health")) == 4


def test_a_code_means_the_region_of_today(cast: Cast, offer: Offer) -> None:
    """ML09 was the district of Bamako until the reform of 2023 and is Taoudénit since."""
    bamako_before = AdminUnit.objects.get(code="ML09", vintage="2021")
    offer(title_fr="à Bamako", unit=bamako_before.pk)
    assert found(cast, place="ML09") == []
    assert found(cast, place="ML00") == ["à Bamako"]


@pytest.mark.parametrize("words", ["sante", "SANTÉ fleuve", "crm", "organisation"])
def test_words_are_found_whatever_their_accents(cast: Cast, offer: Offer, words: str) -> None:
    offer(title_fr="Soins de santé au bord du fleuve")
    offer(by=cast.drissa, title_fr="Réparation", need="livelihood")
    assert len(found(cast, words=words)) == (2 if words == "organisation" else 1)
    assert found(cast, words=f"{words} introuvable") == []


@pytest.mark.parametrize(
    ("ages", "sex", "expected"),
    [
        ((10, 10), "", {"enfants", "femmes", "tous"}),
        ((10, 10), "male", {"enfants", "tous"}),
        ((30, 30), "female", {"femmes", "tous"}),
        ((16, 20), "male", {"enfants", "tous"}),
        (None, "unknown", {"enfants", "femmes", "tous"}),
    ],
)
def test_for_whom(
    cast: Cast, offer: Offer, ages: tuple[int, int] | None, sex: str, expected: set[str]
) -> None:
    offer(title_fr="enfants", for_whom={"maximum_age": 17})
    offer(title_fr="femmes", for_whom={"sexes": ["female"]})
    offer(title_fr="tous")
    assert set(found(cast, ages=ages, sex=sex)) == expected


def test_free_places_come_before_full_ones(cast: Cast, offer: Offer) -> None:
    offer(title_fr="complet", capacity=4, places_free=0)
    offer(title_fr="libre", capacity=4, places_free=2)
    assert found(cast) == ["libre", "complet"]


def test_after_half_a_year_somebody_should_call_first(offer: Offer) -> None:
    service = offer()
    assert not search.to_reconfirm(service)
    assert search.to_reconfirm(service, clock.today() + timedelta(days=181))


def test_a_search_costs_the_same_for_three_and_for_thirty(
    cast: Cast, offer: Offer, django_assert_num_queries
) -> None:
    def look(access: Access) -> int:
        wanted = Wanted(need="health", place=place_of("ML07"), words="soins", ages=(20, 20), sex="male")
        return len(cards.cards(access, search.matching(access, wanted)))

    house = site(cast.croix, "Poste de santé")
    access = cast.awa(REFERRAL)
    for _number in range(3):
        offer(site=house.pk)
    with django_assert_num_queries(6):
        assert look(access) == 3
    for _number in range(27):
        offer(site=house.pk)
    with django_assert_num_queries(6):
        assert look(access) == 30


def test_a_shelter_shows_its_region_and_nothing_else(cast: Cast, shelter: Service) -> None:
    for member in (cast.awa, cast.drissa, cast.kadi):
        card = cards.card(member(REFERRAL), shelter)
        assert (card.site, card.place) == ("", "Gao, Mali")
    assert found(cast, words="refuge") == []
    assert found(cast, words="protege") == ["Hébergement protégé"]


def test_a_site_that_was_hidden_later_is_no_longer_named(cast: Cast, offer: Offer) -> None:
    house = site(cast.croix, "Maison du Port")
    service = offer(site=house.pk)
    assert cards.card(cast.awa(REFERRAL), service).site == "Maison du Port"
    with acting():
        house.hidden = True
        house.save()
    for member in (cast.awa, cast.kadi):
        assert cards.card(member(REFERRAL), service).site == ""


def test_a_small_area_of_a_shelter_is_widened_to_its_region(cast: Cast, shelter: Service) -> None:
    circle = AdminUnit(
        country_id="ML", level=2, code="X", vintage="X", name_fr="Cercle", name_en="", parent=shelter.unit
    )
    shelter.unit = circle
    assert cards.area(shelter) == "Gao, Mali"
    shelter.hidden = False
    assert cards.area(shelter) == "Cercle, Mali"


def test_whoever_asks_part_by_part_does_not_learn_in_which_one_a_shelter_is(
    cast: Cast, shelter: Service, offer: Offer
) -> None:
    part = AdminUnit.objects.filter(level=2, parent__code="ML07").exclude(name_fr="Gao").first()
    assert part is not None
    shown = offer(title_fr="Clinique")
    with acting():
        Service.objects.visible_to(cast.awa(REFERRAL)).update(unit=part)
        for pk in (shown.pk, shelter.pk):
            ServiceArea(organisation=cast.croix, service_id=pk, country_id="ML", unit=part).save()
    there = [row.pk for row in search.find(cast.awa(REFERRAL), unit=part.pk)]
    region = {row.pk for row in search.find(cast.awa(REFERRAL), unit=part.parent_id)}
    assert (there, region) == ([shown.pk], {shown.pk, shelter.pk})


ROLES_WITHOUT_BUSINESS = {Role.FINANCE, Role.NODE_ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_the_directory(cast: Cast, offer: Offer, role: Role) -> None:
    offer()
    access = Access(cast.awa.account.pk, cast.gao.pk, frozenset({role}), REFERRAL)
    assert Service.objects.visible_to(access).count() == (0 if role in ROLES_WITHOUT_BUSINESS else 1)


def test_nobody_else_changes_our_services(cast: Cast, offer: Offer) -> None:
    service = offer()
    for member in (cast.drissa, cast.fanta):
        with pytest.raises(Refused):
            actions.suspend(member(), service)
    with pytest.raises(Refused):
        actions.create_service(cast.awa(), need="health", title_fr="x")
    with pytest.raises(NotFound):
        actions.suspend(cast.node(), service)


def test_a_coordinator_does_not_touch_a_shelter_they_may_not_know(cast: Cast, shelter: Service) -> None:
    coordinator = Access(cast.kadi.account.pk, cast.croix.pk, frozenset({Role.COORDINATOR}), REFERRAL)
    with pytest.raises(Refused):
        actions.update_service(coordinator, shelter, changes={"title_fr": "x"})
    assert Service.objects.visible_to(coordinator).get(pk=shelter.pk).hidden


def test_what_is_suspended_is_not_found_and_what_ended_is_gone(cast: Cast, offer: Offer) -> None:
    service = offer(by=cast.lassana)
    actions.suspend(cast.lassana(), service)
    assert found(cast) == []
    actions.resume(cast.kadi(), service)
    assert len(found(cast)) == 1
    with pytest.raises(Refused):
        actions.end(cast.kadi(), service)
    actions.end(cast.lassana(), service)
    assert not Service.objects.visible_to(cast.awa(REFERRAL)).filter(pk=service.pk).exists()
    for late in (actions.assure, actions.resume):
        with pytest.raises(Conflict):
            late(cast.lassana(), service)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"need": "gold"}, "need"),
        ({"title_fr": " "}, "title_fr"),
        ({"title_fr": "a" * 161}, "title_fr"),
        ({"title_fr": "\N{MATHEMATICAL BOLD CAPITAL A}"}, "title_fr"),
        ({"country": "XX", "unit": None}, "country"),
        ({"country": "NE"}, "unit"),
        ({"for_whom": {"minimum_age": 130}}, "minimum_age"),
        ({"for_whom": {"minimum_age": 18, "maximum_age": 5}}, "maximum_age"),
        ({"for_whom": {"sexes": ["both"]}}, "sexes"),
        ({"for_whom": {"statuses": ["anybody"]}}, "statuses"),
        ({"reach": {"phone": "call me"}}, "phone"),
        ({"reach": {"emergency": True}}, "phone"),
        ({"reach": {"how_to_refer": "pigeon"}}, "how_to_refer"),
        ({"capacity": 2, "places_free": 3}, "places_free"),
        ({"places_free": -1}, "places_free"),
        ({"hours": {"mon": [["x", "y"]]}}, "hours"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(offer: Offer, said: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        offer(**said)
    assert set(refused.value.errors) == {field}


def test_another_organisations_site_cannot_be_taken(cast: Cast, offer: Offer) -> None:
    theirs = site(cast.loin, "Chez eux")
    with pytest.raises(Invalid) as refused:
        offer(site=theirs.pk)
    assert set(refused.value.errors) == {"site"}
    assert SHELTER not in str(refused.value)


def test_places_carry_the_moment_at_which_they_were_noted(cast: Cast, offer: Offer) -> None:
    service = offer(capacity=5, places_free=2)
    first = service.places_noted_at
    assert first is not None
    with clock.travel(clock.now() + timedelta(days=1)):
        again = actions.set_places(cast.kadi(), service, places_free=2)
        assert again.places_noted_at is not None
        assert again.places_noted_at > first
        assert actions.set_places(cast.kadi(), service, places_free=None).places_noted_at is None
