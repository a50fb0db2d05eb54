"""The directory as the standard publishes it: valid, the examples come back, nothing but what is public."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.db import connection
from django.test import Client

from jatigi.directory.hsds.actions import import_hsds
from jatigi.directory.hsds.documents import flat
from jatigi.directory.models import Location, Service
from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.querysets import acting
from tests.architecture.world import everything
from tests.cast import Cast
from tests.directory.conftest import unit

pytestmark = pytest.mark.django_db

STANDARD = Path(__file__).parents[3] / "shared" / "data" / "hsds"
needs_the_standard = pytest.mark.skipif(
    not STANDARD.exists(), reason="the schemas and examples of HSDS 3.0 are not on this machine"
)
SERVICE, PLACE = "ac148810-d857-441c-9679-408f346de14b", "3a19ff88-4620-4d17-9830-ac1d859eb5d5"
AT, HOUSE = "e94c9f38-1e8f-4564-91d4-d53501ab1765", "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
TERM, TAXONOMY = "3f7b145d-84af-42d7-8fae-eaca714b02b2", "5c4d79d7-cc55-470e-9f1f-8cad074e4892"

EXAMPLES = {
    "service_full": f"services/{SERVICE}",
    "service_list": "services",
    "organization_full": f"organizations/{HOUSE}?full_service=true",
    "organization_list": "organizations",
    "service_at_location_full": f"service_at_locations/{AT}",
    "service_at_location_list": "service_at_locations",
    "location": f"locations/{PLACE}",
    "taxonomy": f"taxonomies/{TAXONOMY}",
    "taxonomy_list": "taxonomies",
    "taxonomy_term": f"taxonomy_terms/{TERM}",
    "taxonomy_term_list": "taxonomy_terms?per_page=100",
}
"""Example → where it comes back."""
KINDS = {
    "services": "service", "organizations": "organization", "locations": "location", "taxonomies": "taxonomy",
    "service_at_locations": "service_at_location", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


def get(path: str) -> Any:
    answer = Client().get(f"/hsds/{path}")
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def example(name: str) -> Any:
    return json.loads((STANDARD / "examples" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def schema_of(kind: str) -> Any:
    schemas = {
        path.name: json.loads(path.read_text("utf-8")) for path in (STANDARD / "schema").glob("*.json")
    }
    registry = jsonschema_rs.Registry([(f"https://hsds/{name}", one) for name, one in schemas.items()])
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"https://hsds/{kind}.json"}, registry=registry, validate_formats=True
    )


def differences(one: Any, other: Any, at: str = "$") -> list[str]:
    """Where two documents differ, by path."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = sorted({*one, *other})
        return [d for n in names for d in differences(one.get(n), other.get(n), f"{at}.{n}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            d for n, pair in enumerate(zip(one, other, strict=True)) for d in differences(*pair, f"{at}[{n}]")
        ]
    return [] if one == other else [f"{at}: {str(one)[:60]} != {str(other)[:60]}"]


def check(path: str, content: Any) -> None:
    """That every record is what its schema says."""
    validator = schema_of(KINDS[path.partition("/")[0].partition("?")[0]])
    for record in content.get("contents", [content]):
        assert [f"{e.instance_path}: {e.message}" for e in validator.iter_errors(record)] == [], path


@needs_the_standard
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_the_standard_comes_back_as_it_came(cast: Cast, name: str) -> None:
    given = example(name)
    wanted = given.get("contents", [given])
    import_hsds(cast.drissa(), document=given, names_agreed=True)
    if name == "organization_list":  # shown as soon as it offers something
        import_hsds(cast.drissa(), document=example("service_full"), names_agreed=True)
    answer = get(EXAMPLES[name])
    check(EXAMPLES[name], answer)
    found = {record["id"]: record for record in answer.get("contents", [answer])}
    assert [differences(found[record["id"]], record) for record in wanted] == [[]] * len(wanted)


@needs_the_standard
def test_a_second_import_changes_nothing_and_a_trial_writes_nothing(cast: Cast) -> None:
    given = example("service_full")
    tried = import_hsds(cast.drissa(), document=given, dry_run=True)
    assert "$.attributes" in tried.notes
    assert get("services")["total_items"] == 0
    for _time in range(2):
        import_hsds(cast.drissa(), document=[given])
    assert get("services")["total_items"] == get("locations")["total_items"] == 1
    row = Service.objects.visible_to(everything).get()
    assert (row.phone, row.minimum_age, row.need) == ("+44 1234 234567", 12, "information")
    assert Location.objects.get().latitude is None  # 100 degrees north is no place
    with acting():
        row.title_fr, row.phone = "Soins", "+223 20 00 00 00"
        row.save()
    changed = get(f"services/{SERVICE}")
    assert (changed["name"], changed["phones"][0]["number"]) == ("Soins", "+223 20 00 00 00")
    assert changed["program"] == given["program"]
    with acting():
        Service.objects.visible_to(everything).update(hidden=True, location=None, site=None)
    assert set(get(f"services/{SERVICE}")) & {"program", "service_at_locations"} == set()


@needs_the_standard
def test_several_capacities_of_a_service_come_back_and_the_first_that_we_count_is_ours(cast: Cast) -> None:
    given = example("service_full")

    def capacity(pk: str, unit: str, free: int, **more: Any) -> dict[str, Any]:
        what = {"id": TERM, "name": unit, "identifier": unit}
        return {"id": pk, "unit": what, "available": free, "updated": "2026-05-01T10:00:00.000Z", **more}

    given["service_capacities"] = [
        capacity(PLACE, "kgm", 40), capacity(AT, "beds", 3, maximum=12), capacity(HOUSE, "a_day", 20)
    ]  # fmt: skip
    for _time in range(2):
        import_hsds(cast.drissa(), document=given, names_agreed=True)
    row = Service.objects.visible_to(everything).get()
    assert (row.capacity, row.capacity_unit, row.places_free) == (12, "beds", 3)
    assert differences(get(f"services/{SERVICE}"), given) == []
    with acting():
        row.places_free = 2
        row.save()
    found = get(f"services/{SERVICE}")["service_capacities"]
    assert sorted(one["available"] for one in found) == [2, 20, 40]
    unit = json.loads((STANDARD / "schema_3.1-dev" / "service_capacity.json").read_text("utf-8"))
    assert [set(unit["required"]) - one.keys() for one in found] == [set()] * 3


@needs_the_standard
def test_the_name_of_a_contact_person_is_public_only_where_the_organisation_says_so(cast: Cast) -> None:
    given = example("service_full")
    assert "Ann Persona" in json.dumps(given)
    told = import_hsds(cast.drissa(), document=given)
    assert "$.contacts[0].name" in told.notes
    for path in (f"services/{SERVICE}", f"organizations/{HOUSE}?full_service=true", f"locations/{PLACE}"):
        assert "Ann Persona" not in json.dumps(get(path))
    with connection.cursor() as cursor:
        cursor.execute("SELECT imported, contact, contacts FROM directory_service")
        assert "Ann Persona" not in str(cursor.fetchall())
    assert get(f"services/{SERVICE}")["contacts"][0]["title"] == "Reception Manager"
    import_hsds(cast.drissa(), document=given, names_agreed=True)
    assert get(f"services/{SERVICE}")["contacts"][0]["name"] == "Ann Persona"


def test_searching_is_slowed_and_the_rest_is_not(cast: Cast) -> None:
    answers = [Client().get("/hsds/services?search=eau").status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]
    told = Client().get("/hsds/organizations?search=eau")
    assert (told.status_code, told.headers["Retry-After"]) == (429, "60")
    assert Client().get("/hsds/services").status_code == 200
    assert Client().get("/hsds/services?search=eau", REMOTE_ADDR="10.0.0.9").status_code == 200
    with clock.travel(clock.now() + timedelta(seconds=61)):
        assert Client().get("/hsds/services?search=eau").status_code == 200


def test_what_is_wrong_is_told_by_path_and_nothing_is_taken_over(cast: Cast) -> None:
    organisation = {"id": HOUSE, "name": "Maison", "description": "Association"}
    good = {"id": SERVICE, "name": "Soins", "status": "active", "organization": organisation}
    bad = {
        "id": "7",
        "status": "open",
        "minimum_age": "12",
        "phones": [{"id": AT}],
        "organization": organisation,
    }
    with pytest.raises(Invalid) as told:
        import_hsds(cast.drissa(), document={"contents": [good, bad, 3]})
    assert set(told.value.errors) == {
        "$.contents[1].id", "$.contents[1].name", "$.contents[1].status", "$.contents[1].minimum_age",
        "$.contents[1].phones[0].number", "$.contents[2]",
    }  # fmt: skip
    theirs = good | {"organization": {"id": str(cast.croix.pk), "name": "Croix", "description": "x"}}
    with pytest.raises(Invalid) as told:
        import_hsds(cast.drissa(), document=theirs)
    assert set(told.value.errors) == {"$"}
    with pytest.raises(Refused):
        import_hsds(cast.fanta(), document=good)
    assert get("services")["empty"]


def world_of_services(cast: Cast, offer: Any) -> list[Service]:
    made = [
        offer(
            need=need, title_fr=title, title_en="Care", description_fr="Consultation",
            hours={"mon": [["08:00", "16:00"]], "fri": [["20:00", "06:00"]]},
            for_whom={"minimum_age": 18, "sexes": ["female"], "languages": ["fr", "bm"]},
            reach={"phone": "+223 20 00 00 00", "contact": "Accueil", "how_to_refer": "phone"}, capacity=10,
        )
        for need, title in (("health", "Soins de santé"), ("legal", "Conseil juridique"), ("food", "Repas"))
    ]  # fmt: skip
    with acting():
        for number, row in enumerate(made):
            place = Location(
                organisation=cast.croix, name=f"Centre {number}", country_id="ML", unit=unit("ML07"),
                latitude=16.27 + number / 100, longitude=-0.04, address="Rue 1", city="Gao", directions="Bus",
            )  # fmt: skip
            place.save()
            row.location, row.free, row.state = place, True, "active"
            row.costs = [{"id": SERVICE, "option": "Carnet", "amount": "250", "currency": "XOF"}]
            row.documents = [{"id": PLACE, "document": "Carte", "uri": ""}]
            row.save()
    return made


@needs_the_standard
def test_every_answer_is_valid_paged_filtered_and_conditional(
    cast: Cast,
    offer: Any,
    django_assert_max_num_queries: Any,
) -> None:
    one, two, three = world_of_services(cast, offer)
    with acting():
        Service.objects.visible_to(everything).filter(pk=offer(title_fr="Fermé").pk).update(state="suspended")
    paths = list(KINDS) + [f"{name}?full=true" for name in KINDS]
    paths += [f"services/{one.public_id}", f"service_at_locations/{two.pk}", f"locations/{one.location_id}"]
    paths += [f"organizations/{cast.croix.pk}?full_service=true", f"organizations/{cast.croix.pk}"]
    for path in paths:
        with django_assert_max_num_queries(14):
            check(path, get(path))
    assert flat(get(f"services/{one.public_id}")) in get("services")["contents"]
    envelope = {
        name: value for name, value in get("services?per_page=2&page=2").items() if name != "contents"
    }
    assert envelope == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False, "last_page": True,
        "empty": False,
    }  # fmt: skip

    def found(query: str) -> set[str]:
        return {record["id"] for record in get(f"services?{query}")["contents"]}

    legal = next(
        term["id"] for term in get("taxonomy_terms?per_page=100")["contents"] if term["code"] == "legal"
    )
    ids = {str(row.public_id) for row in (one, two, three)}
    assert found("search=sante") == {str(one.public_id)} == found("search=SOINS")
    assert found(f"taxonomy_term_id={legal}") == {str(two.public_id)}
    assert found(f"organization_id={cast.croix.pk}") == ids
    assert found(f"organization_id={cast.gao.pk}") == set()
    assert found("modified_after=2000-01-01T00:00:00Z") == ids
    assert found("modified_after=2100-01-01") == set()
    assert found("postcode=ML07") == ids
    assert found("postcode=ML01") == set()
    assert len(get("services?per_page=100000&minimal=true")["contents"][0]) == 2
    near = get("service_at_locations?latitude=16.29&longitude=-0.04&proximity=1500")["contents"]
    assert [record["service"]["name"] for record in near] == ["Repas", "Conseil juridique"]
    for wrong in (
        "page=0",
        "per_page=x",
        "organization_id=1",
        "proximity=5",
        "latitude=nan&proximity=1",
        "format=csv",
    ):
        assert Client().get(f"/hsds/service_at_locations?{wrong}").status_code == 422, wrong
    first = Client().get("/hsds/services")
    again = Client().get("/hsds/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, first.cookies) == (304, b"", {})
    for path in KINDS:
        stream: Any = Client().get(f"/hsds/{path}?format=ndjson&full=true&per_page=1&page=2")
        rows = [json.loads(line) for line in b"".join(stream.streaming_content).splitlines()]
        assert (stream["Content-Type"], rows) == (
            "application/x-ndjson",
            get(f"{path}?full=true&per_page=100")["contents"],
        )
    assert Client().get("/hsds/services?format=ndjson&modified_after=soon").status_code == 422
    assert Client().post("/hsds/services").status_code == 405
    assert (
        Client().get(f"/hsds/services/{AT}").status_code == Client().get("/hsds/nothing").status_code == 404
    )


@needs_the_standard
def test_the_command_tries_a_file_and_then_takes_it_over(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    from jatigi.project.commands.hsds import run

    file = str(STANDARD / "examples" / "service_list.json")
    who = ["--as", cast.drissa.account.username]
    assert run(["import", file, *who, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == {"service": 1}
    assert get("services")["empty"]
    assert run(["import", file, *who]) == 0
    assert not get("services")["empty"]
    (tmp_path / "x.json").write_text("[{]")
    assert run(["import", str(tmp_path / "x.json"), *who]) == 1
    assert run(["import", file, "--as", cast.fanta.account.username]) == 1
