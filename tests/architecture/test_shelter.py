"""A shelter whose place nobody can learn by any route: asked for by its part of a region, its point, its name, its ids.

That no page, operation, export or sheet of the matrix holds a word of it: `test_nothing_leaks`. Here somebody searches.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jatigi.directory.models import Location, Service
from jatigi.kernel.access import Purpose
from jatigi.kernel.querysets import acting
from tests.architecture.test_matrix import pages
from tests.architecture.test_nothing_leaks import OF_THE_SHELTER, readable
from tests.architecture.world import PLANTED, World, everything, undone
from tests.cast import Member
from tests.exchange.conftest import bearer

pytestmark = pytest.mark.django_db

NORTH, EAST = 15.6612, 0.5043
WORDS = {PLANTED[name] for name in OF_THE_SHELTER} | {str(NORTH), str(EAST), "kanari-tree", "ML0701"}


@pytest.fixture
def told(world: World) -> Iterator[Service]:
    """The service at the shelter, with everything that was known of the place before it was hidden left lying about."""
    row = Service.objects.visible_to(everything).get(pk=world.hidden_service.pk)
    with undone():
        with acting():
            row.imported = {
                "service": {"in": {"note": {"is": f"kanari-tree {NORTH}"}}},
                "service_at_location": {"in": {"location": {"is": {"latitude": NORTH, "longitude": EAST}}}},
            }
            row.phone = "+223 21 00 00 99"
            row.save()
            Location(
                organisation=world.cast.gao, site=world.shelter, name=PLANTED["shelter"], country_id="ML",
                unit=world.shelter.unit, latitude=NORTH, longitude=EAST, address=PLANTED["address of the shelter"],
            ).save()  # fmt: skip
        yield row


QUERIES = (
    {"search": "Kanarishelter"}, {"search": "Hébergement"}, {"postcode": "ML0701"}, {"postcode": "ML07"},
    {"postcode": "ML0701@2021"}, {"full": "true"}, {"words": "kanari-address"}, {"where": "ML0701"},
    {"latitude": str(NORTH), "longitude": str(EAST), "proximity": "50000", "full": "true"},
    {"place": "ML0701"}, {"place": "ML07"}, {"need": "accommodation"}, {"o": "1"}, {"sort": "distance"},
)  # fmt: skip


def asked(world: World, row: Service, who: Member | None) -> Iterator[tuple[str, str]]:
    """Every list of services with every question, and every address that an id of the shelter could open."""
    browser = world.client(who) if who else Client()
    lists = [
        "/services/",
        "/info/fr/1/ML07/",
        "/info/en/1/ML/",
        "/info/fr/1/",
        "/coverage/",
        "/hsds/services",
    ]
    lists += [f"/hsds/{name}" for name in ("service_at_locations", "organizations", "locations")]
    for path in lists:
        for query in QUERIES:
            yield f"{path} {query}", _without(readable(browser.get(path, query)), {*query.values()})
    location = Location.objects.get(site=world.shelter)
    ids = [row.pk, row.public_id, world.shelter.pk, location.pk, world.cast.gao.pk]
    named = [name for name in pages() if name.startswith(("exchange:hsds_", "directory:", "places:site"))]
    for name in named:
        for pk in ids:
            try:
                path = reverse(name, kwargs={"pk": pk})
            except Exception:  # noqa: BLE001, S112  # this page is not about one thing
                continue
            yield path, readable(browser.get(path, {"full_service": "true"}))
    token = bearer(world.token_of(who, Purpose.REFERRAL)) if who else {}
    for path in ("/api/v1/services", f"/api/v1/services/{row.pk}"):
        for query in QUERIES:
            yield (
                f"{path} {query}",
                _without(readable(browser.get(path, query, headers=token)), {*query.values()}),
            )


def _without(text: str, typed: set[str]) -> str:
    """What comes back to whoever typed it proves nothing."""
    text = unquote(unquote(text))
    for word in sorted(typed, key=len, reverse=True):
        text = text.replace(word, "")
    return text


@pytest.mark.parametrize("who", ["anon", "stranger"])
def test_nobody_learns_where_the_shelter_is_by_any_question(world: World, told: Service, who: str) -> None:
    member = world.stranger if who == "stranger" else None
    seen = list(asked(world, told, member))
    assert [(at, word) for at, text in seen for word in WORDS if word in text] == []
    public = Client().get(f"/hsds/services/{told.public_id}").json()
    assert [area["extent"] for area in public["service_areas"]] == ["ML07"]
    assert public["phones"][0]["number"] == told.phone in Client().get("/info/fr/1/ML07/").content.decode()
    found: Any = {
        question: Client().get(f"/hsds/{question}").json()["total_items"]
        for question in (
            f"service_at_locations?latitude={NORTH}&longitude={EAST}&proximity=1000000",
            "services?postcode=ML0701",
            "services?search=Ansongo",
        )
    }
    assert set(found.values()) == {0}, found


def test_a_hidden_service_cannot_have_a_place(told: Service) -> None:
    assert told.site_id is not None
    told.location = Location.objects.get(site_id=told.site_id)
    with pytest.raises(IntegrityError), transaction.atomic(), acting():
        told.save()
