"""Whoever copies the house, file after file, is stopped and those who answer for it are told; work goes on."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.kernel import clock, reading
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import TooMany
from jatigi.kernel.models import JournalEntry
from jatigi.people.models import Person
from jatigi.people.rules import INDEXING
from tests.cast import Cast, Member, member
from tests.people.conftest import Register
from tests.sign_in import signed_in

LIMIT = 3


@pytest.fixture
def four(settings: Any, register: Register) -> list[Person]:
    settings.READING_LIMIT = LIMIT
    return [register() for _number in range(LIMIT + 1)]


def open_all(who: Member, people: list[Person]) -> None:
    for person in people:
        reading.open_record(who(), Person, person.pk)


def told(who: Member) -> list[str]:
    rows = Notification.objects.visible_to(who()).filter(kind="reading.many")
    return list(rows.values_list("text", flat=True))


def test_the_file_too_many_is_refused_with_a_sentence_and_journalled(cast: Cast, four: list[Person]) -> None:
    awa = signed_in(cast.awa.account)
    *enough, one_more = [reverse("people:person", args=[person.pk]) for person in four]
    assert [awa.get(address).status_code for address in enough] == [200] * LIMIT
    answer = awa.get(one_more)
    assert answer.status_code == 429
    assert "Vous avez ouvert un très grand nombre de dossiers" in answer.content.decode()
    refused = JournalEntry.objects.get(outcome="refused", reason="too_many")
    assert (refused.actor, refused.object_id) == (str(cast.awa.account.pk), str(four[-1].pk))


def test_files_that_were_just_opened_stay_open_and_others_open_later(cast: Cast, four: list[Person]) -> None:
    open_all(cast.awa, four[:LIMIT])
    open_all(cast.awa, four[:LIMIT])
    with pytest.raises(TooMany):
        open_all(cast.awa, four[LIMIT:])
    with clock.travel(clock.now() + timedelta(minutes=10, seconds=1)):
        open_all(cast.awa, four[LIMIT:])


def test_each_account_has_a_limit_of_its_own_and_background_work_has_none(
    cast: Cast, four: list[Person]
) -> None:
    open_all(cast.awa, four[:LIMIT])
    open_all(cast.moussa, four[:LIMIT])
    for person in four:
        reading.open_record(INDEXING, Person, person.pk)


def test_supervisors_and_data_officers_of_the_organisation_are_told_once(
    cast: Cast, four: list[Person]
) -> None:
    officer = member(cast.gao, "sali", Role.DATA_OFFICER)
    open_all(cast.awa, four[:LIMIT])
    for _number in range(2):
        with pytest.raises(TooMany):
            open_all(cast.awa, four[LIMIT:])
    sentence = "Awa a ouvert plus de 3 dossiers en peu de temps\u00a0: son accès a été bloqué. Demandez-lui pourquoi."
    assert told(cast.fanta) == told(officer) == [sentence]
    for stranger in (cast.awa, cast.moussa, cast.boubacar, cast.lassana, cast.drissa):
        assert told(stranger) == []


def test_a_program_with_a_token_is_stopped_too(cast: Cast, four: list[Person]) -> None:
    open_all(cast.awa, four[:LIMIT])
    access = cast.awa(Purpose.RECEPTION)
    with pytest.raises(TooMany):
        reading.open_record(access, Person, four[-1].pk)


def test_where_no_limit_is_set_nobody_is_stopped(cast: Cast, four: list[Person], settings: Any) -> None:
    settings.READING_LIMIT = 0
    open_all(cast.awa, four)


def test_counting_costs_one_query_and_walks_one_index(cast: Cast, four: list[Person]) -> None:
    with CaptureQueriesContext(connection) as captured:
        reading.open_record(cast.awa(), Person, four[0].pk)
    asked = [query["sql"] for query in captured if "DISTINCT" in query["sql"]]
    assert len(asked) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
            assert "journal_of_an_actor" in str(cursor.fetchall())
