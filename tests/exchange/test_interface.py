"""The JSON interface as a program meets it: what it says when something is wrong, and what it keeps of reading."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jatigi.kernel.access import Purpose
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people.models import Suspicion, Visit
from tests.architecture.given import GIVEN, as_json
from tests.architecture.world import World, everything, undone
from tests.cast import Member
from tests.exchange.conftest import bearer

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(world: World, somebody: Member) -> Client:
    """A program that works at the desk, with every check that a real request meets."""
    return Client(enforce_csrf_checks=True, headers=bearer(world.token_of(somebody, Purpose.RECEPTION)))


def visit(world: World, **changes: Any) -> str:
    return as_json(GIVEN["visit.record"](world) | changes)


def record(program: Client, body: str | bytes) -> Any:
    return program.post("/api/v1/visits/record", body, "application/json")


def problem(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"].startswith("application/json")
    assert set(answer.json()) == {"code", "message", "errors"}
    return answer.status_code, answer.json()["code"]


def test_the_description_is_openapi_3_1_and_open_to_anybody() -> None:
    described = Client().get("/api/v1/openapi.json")
    assert described.status_code == 200
    assert described.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("get", "/api/v1/", (404, "not_found")),
        ("get", "/api/v1/nothing", (404, "not_found")),
        ("get", "/api/v1/people/not-an-id", (404, "not_found")),
        ("get", "/api/v1/visits/record", (405, "method")),
        ("put", "/api/v1/people", (405, "method")),
        ("get", "/api/v1/people/155ea892-5587-4a5b-88b6-614e51d876b2", (404, "not_found")),
        ("get", "/api/v1/people?limit=many", (422, "invalid")),
        ("get", "/api/v1/people?limit=1000", (422, "invalid")),
        ("get", "/api/v1/people?after=%00", (422, "invalid")),
    ],
)
def test_wrong_questions_are_answered_in_json(
    program: Client, method: str, address: str, expected: tuple[int, str]
) -> None:
    assert problem(getattr(program, method)(address)) == expected


@pytest.mark.parametrize("token", ["", "jatigi_", "jatigi_unknown", "Kanari", "é", "a" * 9000])
def test_without_a_token_that_works_nothing_opens_and_nothing_is_told(token: str) -> None:
    answer = Client().get("/api/v1/people", headers=bearer(token) if token else {})
    assert problem(answer) == (401, "sign_in")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_is_journalled_and_asking_without_one_is_not() -> None:
    before = JournalEntry.objects.count()
    Client().get("/api/v1/people")
    assert JournalEntry.objects.count() == before
    Client().get("/api/v1/people", headers=bearer("jatigi_guessed"))
    entry = JournalEntry.objects.latest("seq")
    assert (entry.action, entry.outcome, entry.actor) == ("api.token", "refused", "anonymous")


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '"text"', b"\xff\xfe", "null", "[[]]", "{" * 5000],
    ids=lambda body: repr(body)[:12],
)
def test_a_body_that_is_no_json_object_is_refused(program: Client, body: str | bytes) -> None:
    assert problem(record(program, body))[0] in (400, 422)


def test_a_body_that_is_too_large_is_refused(program: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert problem(record(program, json.dumps({"sex": "x" * 2000}))) == (400, "request")


def test_an_unknown_field_is_refused_at_any_depth(world: World, program: Client) -> None:
    assert problem(record(program, visit(world, colour="blue"))) == (422, "invalid")
    person = GIVEN["person.register"](world) | {"names": [{"given": "Awa", "surname": "Traoré"}]}
    answer = program.post("/api/v1/people/register", as_json(person), "application/json")
    assert problem(answer) == (422, "invalid")
    assert list(answer.json()["errors"]) == ["body.names.0.surname"]


def test_what_is_wrong_is_said_at_the_field_in_the_language_of_the_program(
    world: World, program: Client
) -> None:
    answer = program.post(
        "/api/v1/visits/record",
        visit(world, sex="both"),
        "application/json",
        headers={"Accept-Language": "en"},
    )
    assert problem(answer) == (422, "invalid")
    assert answer.json()["errors"] == {"sex": "Choose one of the answers."}


def test_the_same_action_id_has_one_effect(world: World, program: Client) -> None:
    body = visit(world, action_id=str(uuid4()))
    first, second = record(program, body).json(), record(program, body).json()
    assert first == second
    assert first["type"] == "people.Visit"


def test_an_action_id_that_was_used_for_something_else_is_a_conflict(world: World, program: Client) -> None:
    same = str(uuid4())
    record(program, visit(world, action_id=same))
    assert problem(record(program, visit(world, action_id=same, people=3))) == (409, "reused_id")


def test_whoever_saw_an_older_version_is_told(world: World, program: Client) -> None:
    stay = f"/api/v1/stays/{world.stay.pk}/move"
    assert program.post(stay, {"bed": "A1", "seen": 1}, "application/json").json()["version"] == 2
    assert problem(program.post(stay, {"bed": "A2", "seen": 1}, "application/json")) == (409, "stale")


def test_a_visit_entered_later_keeps_when_it_happened(world: World, program: Client) -> None:
    made = record(program, visit(world, happened_at="2026-01-05T08:30:00+00:00")).json()
    kept = Visit.objects.visible_to(everything).get(pk=made["id"])
    assert kept.at.isoformat() == "2026-01-05T08:30:00+00:00"
    assert problem(record(program, visit(world, happened_at="2026-01-05T08:30:00"))) == (422, "invalid")
    assert problem(record(program, visit(world, happened_at="2999-01-05T08:30:00Z"))) == (422, "invalid")


def test_nothing_of_an_answer_may_be_kept_by_a_cache(program: Client) -> None:
    assert "no-store" in program.get("/api/v1/people")["Cache-Control"]


def test_pages_of_a_list_hold_everybody_once(world: World, program: Client) -> None:
    everybody = [row["id"] for row in program.get("/api/v1/people").json()["items"]]
    seen: list[str] = []
    after = ""
    while True:
        page = program.get("/api/v1/people", {"limit": "2", "after": after}).json()
        seen += [row["id"] for row in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == everybody
    assert str(world.person.pk) in seen


@pytest.mark.parametrize(
    "cursor", ["e30", "W10", "WzEsMl0", "WyJ4IiwgInkiXQ", "W251bGwsbnVsbF0", "WzEsWzFdXQ"]
)
def test_a_cursor_of_something_else_is_the_first_page(program: Client, cursor: str) -> None:
    assert program.get("/api/v1/people", {"after": cursor}).json() == program.get("/api/v1/people").json()


def test_how_much_is_read_is_journalled_and_opening_one_person_too(
    world: World, program: Client, somebody: Member
) -> None:
    count = len(program.get("/api/v1/people").json()["items"])
    entry = JournalEntry.objects.latest("seq")
    assert (entry.action, entry.outcome, entry.object_type) == ("people.list", "seen", "people.Person")
    assert (entry.actor, entry.purpose) == (str(somebody.account.pk), Purpose.RECEPTION)
    assert JournalDetail.objects.get(seq=entry.seq).details == {"count": count}
    program.get(f"/api/v1/people/{world.person.pk}")
    entry = JournalEntry.objects.latest("seq")
    assert (entry.action, entry.object_id) == ("people.open", str(world.person.pk))


def test_a_list_holds_no_name_and_one_person_the_whole_identity(world: World, program: Client) -> None:
    assert "Kanari" not in program.get("/api/v1/people").content.decode()
    opened = program.get(f"/api/v1/people/{world.person.pk}").json()
    assert opened["names"][0] == {"given": "Kanarigiven", "family": "Kanarifamily", "kind": "main"}
    assert opened["code"] == world.person.code


def test_the_receiving_desk_gets_the_agreed_fields_and_after_the_withdrawal_none(world: World) -> None:
    desk = Client(headers=bearer(world.token_of(world.desk, Purpose.REFERRAL)))
    at = f"/api/v1/referrals/{world.referral.pk}"
    opened = desk.get(at).json()
    assert set(opened["fields"]) == {"names"}
    assert opened["message"] == "kanari-message"
    with undone():
        world.withdraw()
        closed = desk.get(at).json()
    assert (closed["fields"], closed["message"], closed["state"]) == ({}, "", "withdrawn")


def test_an_unexpected_error_is_a_problem_without_its_reason(
    world: World, program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatigi.people import api

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("Kanarigiven")

    monkeypatch.setattr(api, "listed", broken)
    answer = program.get("/api/v1/people")
    assert problem(answer) == (500, "error")
    assert "Kanarigiven" not in answer.content.decode()


def test_a_program_that_looks_is_told_whom_to_look_at_and_one_that_cannot_makes_a_task(
    world: World, program: Client
) -> None:
    somebody = GIVEN["person.register"](world) | {
        "names": [{"given": "Mahamadou", "family": "Coulibaly"}], "mother": "Awa Traoré",
    }  # fmt: skip
    known = program.post("/api/v1/people/register", as_json(somebody), "application/json").json()
    again = somebody | {"names": [{"given": "Mamadu", "family": "Kulibali"}], "mother": "Hawa Traore"}
    asked = program.post("/api/v1/people/register", as_json(again | {"looked_at": []}), "application/json")
    assert problem(asked) == (409, "must_look")
    assert known["code"] in asked.json()["message"]
    assert "Coulibaly" not in asked.json()["message"]
    looked = again | {"looked_at": [known["id"]]}
    assert program.post("/api/v1/people/register", as_json(looked), "application/json").status_code == 200
    waiting = Suspicion.objects.visible_to(world.cast.awa())
    before = waiting.count()
    program.post("/api/v1/people/register", as_json(again), "application/json")
    assert waiting.all().count() > before
