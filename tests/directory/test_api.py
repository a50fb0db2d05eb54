"""The JSON interface tells no more of a shelter than the pages do."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from jatigi.agencies.tokens.actions import create_token
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from tests.cast import Cast, Member
from tests.directory.conftest import SHELTER, Offer


def asked(member: Member, path: str) -> Any:
    """The answer to a program of this member."""
    access = replace(member(), stepped_up_at=clock.now())
    token = create_token(access, purpose=Purpose.REFERRAL, label="programme")
    headers = {"authorization": f"Bearer {token.secret}"}  # type: ignore[attr-defined]
    return Client().get(f"/api/v1{path}", headers=headers)


@pytest.mark.parametrize("who", ["awa", "kadi", "drissa"])
def test_a_shelter_is_its_region_and_nothing_else(cast: Cast, shelter: Service, who: str) -> None:
    member: Member = getattr(cast, who)
    for path in ("/services", f"/services/{shelter.pk}", "/services?place=ML07", "/services?need=gbv"):
        answer = asked(member, path)
        body = answer.content.decode()
        assert answer.status_code == 200
        assert SHELTER not in body
        assert str(shelter.site_id) not in body
        assert "site" not in body
        assert "ML07" in body


def test_a_site_is_no_way_to_count_services(cast: Cast, shelter: Service) -> None:
    for query in (f"?site={shelter.site_id}", "?text=refuge", ""):
        items = json.loads(asked(cast.drissa, f"/services{query}").content)["items"]
        assert [item["id"] for item in items] == [str(shelter.pk)]


def test_places_are_those_of_today(cast: Cast, offer: Offer) -> None:
    offer()
    assert len(json.loads(asked(cast.awa, "/services?place=ML07").content)["items"]) == 1
    assert json.loads(asked(cast.awa, "/services?place=ML00").content)["items"] == []
    assert asked(cast.awa, "/services?place=XX99").status_code == 422
    assert asked(cast.node, "/services").status_code in (200, 403)
    assert json.loads(asked(cast.node, "/services").content).get("items", []) == []
