"""Registers kept elsewhere come in together or not at all, by whoever answers for the data, and leave one event."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jatigi.agencies.models import Notification
from jatigi.kernel import clock, codes, verification
from jatigi.kernel.access import Access, Role
from jatigi.kernel.errors import Invalid, Refused, StepUpNeeded
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people import actions, identity, search
from jatigi.people.models import Identity, Person, Stay, Visit
from jatigi.protection import bases
from tests.cast import Cast, member
from tests.people.conftest import CONSENT, everything

LAST_YEAR = timedelta(days=300)
URGENT = {"kind": "vital_interest", "reason": "Inconsciente à l’arrivée."}


def row(**more: Any) -> Any:
    """As little as is mandatory."""
    return {
        "at": clock.now() - LAST_YEAR,
        "sex": "female",
        "age_group": "18_59",
        "basis": CONSENT,
    } | more


def stepped_up(access: Access) -> Access:
    return replace(access, stepped_up_at=clock.now())


@pytest.fixture
def boss(cast: Cast) -> Access:
    """Boubacar, who administers the house and has just shown the second factor again."""
    return stepped_up(cast.boubacar())


def people() -> list[Person]:
    return list(Person.objects.visible_to(everything))


def wrong(who: Access, *rows: Any) -> dict[str, str]:
    """What is said of the rows; nothing of them is there afterwards."""
    before = len(people())
    with pytest.raises(Invalid) as refused:
        actions.import_people(who, rows=rows)
    assert len(people()) == before
    return {field: str(sentence) for field, sentence in refused.value.errors.items()}


def test_a_register_becomes_records_with_their_own_moments(cast, gao, boss):
    then = clock.now() - LAST_YEAR
    left = then + timedelta(days=3)
    first, second = actions.import_people(
        boss,
        rows=[
            row(
                at=then, names=[{"given": "Awa", "family": "Touré"}], nationalities=["ML", "NE"], site=gao.pk,
                visit={"site": gao.pk, "wishes": ["bed"], "people": 2},
                stay={"site": gao.pk, "bed": "4", "from_country": "DZ", "departed_at": left, "departed_by": "bus"},
            ),
            row(at=then, sex="male", birth={"kind": "year", "year": 1990}),
        ],
    )  # fmt: skip
    desk = cast.awa()
    person = Person.objects.visible_to(desk).get(pk=first)
    assert (person.registered_at, person.site_id, len(person.code)) == (then, gao.pk, 8)
    assert identity.names_of(identity.of(desk, [first])[first]) == ["Awa Touré"]
    stay = Stay.objects.visible_to(desk).get(person=first)
    assert (stay.arrived_at, stay.departed_at, stay.bed, stay.from_country_id) == (then, left, "4", "DZ")
    visit = Visit.objects.visible_to(desk).get()
    assert (visit.person_id, visit.at, visit.people) == (first, then, 2)
    assert [(basis.kind, basis.from_at) for basis in bases.live(desk, second)] == [("consent", then)]


def test_imported_records_end_when_registered_ones_do(cast, register, boss):
    (imported,) = actions.import_people(boss, rows=[row()])
    registered = register()
    for model, of in ((Person, "pk"), (Identity, "person")):
        rows = model.objects.visible_to(everything)
        assert rows.get(**{of: imported}).keep_until == rows.get(**{of: registered.pk}).keep_until
    kept = [basis.keep_until for pk in (imported, registered.pk) for basis in bases.live(cast.awa(), pk)]
    assert kept[0] == kept[1]


def test_a_bad_row_in_the_middle_is_named_and_nothing_is_written(boss):
    tomorrow = clock.now() + timedelta(days=1)
    assert set(wrong(boss, row(), row(birth={"kind": "year", "year": 1700}), row(at=tomorrow), row())) == {
        "row_2_birth_year",
        "row_3_at",
    }


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"names": [{"given": "A" * 10_000}]}, {"names_0_given"}),
        ({"nationalities": ["XX"]}, {"nationalities"}),
        ({"documents": [{"kind": "passport", "country": "ZZ"}]}, {"documents_0_country"}),
        ({"age_group": "12_17"}, {"basis_kind"}),
        ({"basis": {**CONSENT, "agreed": False}}, {"basis_agreed"}),
        ({"basis": {**CONSENT, "surprise": 1}}, {"basis_surprise"}),
        ({"basis": {**URGENT}}, {"basis_until"}),
        ({"surprise": 1}, {"surprise"}),
        ({"visit": {"wishes": ["bed"]}}, {"visit_site"}),
    ],
)
def test_a_row_is_judged_by_the_rules_of_the_desk(boss, given, fields):
    assert set(wrong(boss, row(), row(**given))) == {f"row_2_{field}" for field in fields}


def test_every_mandatory_field_that_a_row_lacks_is_said(boss):
    assert set(wrong(boss, {"age_group": "18_59"})) == {"row_1_at", "row_1_sex", "row_1_basis"}


def test_nobody_leaves_before_they_arrive(gao, boss):
    early = clock.now() - LAST_YEAR - timedelta(days=1)
    assert set(wrong(boss, row(stay={"site": gao.pk, "departed_at": early}))) == {"row_1_stay_happened_at"}


def test_a_bed_belongs_to_one_person_also_among_the_rows(cast, gao, register, boss):
    actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk, bed="A1")
    rows = [row(stay={"site": gao.pk, "bed": bed}) for bed in ("a1", "B2", "b2")]
    assert set(wrong(boss, *rows)) == {"row_1_stay_bed", "row_3_stay_bed"}


def test_the_house_of_another_organisation_is_not_ones_own(cast, gao):
    drissa = stepped_up(cast.drissa())
    found = wrong(drissa, row(site=gao.pk), row(stay={"site": gao.pk}), row())
    assert set(found) == {"row_1_site", "row_2_stay_site"}


def test_imported_people_belong_to_the_importer_s_organisation_only(cast):
    (theirs,) = actions.import_people(stepped_up(cast.drissa()), rows=[row()])
    assert Person.objects.visible_to(cast.drissa()).filter(pk=theirs).exists()
    assert not Person.objects.visible_to(cast.awa()).exists()


def test_who_works_at_the_desk_does_not_import(cast):
    for who in (cast.awa, cast.moussa, cast.fanta, cast.node, cast.kadi):
        with pytest.raises(Refused):
            actions.import_people(stepped_up(who()), rows=[row()])
    assert people() == []
    assert JournalEntry.objects.filter(action="person.import", outcome="refused").count() == 5


def test_the_data_officer_imports_and_sees_nobody_afterwards(cast):
    officer = stepped_up(member(cast.gao, "oumou", Role.DATA_OFFICER)())
    assert len(actions.import_people(officer, rows=[row()])) == 1
    assert not Person.objects.visible_to(officer).exists()


def test_without_a_fresh_second_factor_nothing_is_imported(cast, boss):
    stale = replace(boss, stepped_up_at=clock.now() - timedelta(minutes=16))
    for access in (cast.boubacar(), stale):
        with pytest.raises(StepUpNeeded):
            actions.import_people(access, rows=[row()])
    assert people() == []


def test_a_thousand_rows_at_most_and_one_at_least(boss):
    assert set(wrong(boss, *[row()] * 1_001)) == {"rows"}
    assert set(wrong(boss)) == {"rows"}


def test_a_code_that_is_taken_is_drawn_again(register, boss, monkeypatch):
    taken = register().code
    drawn = iter([taken, "AAAA-AAA", "AAAA-AAA", "BBBB-BBB", "CCCC-CCC"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    actions.import_people(boss, rows=[row(), row(), row()])
    assert {person.code for person in people()} == {taken, "AAAA-AAA", "BBBB-BBB", "CCCC-CCC"}


def test_questions_to_the_database_do_not_grow_with_the_rows(gao, boss):
    full = row(
        names=[{"given": "Awa"}], nationalities=["ML"], site=gao.pk, father="Ali",
        documents=[{"kind": "passport", "country": "ML"}], visit={"site": gao.pk, "wishes": ["bed"]},
        stay={"site": gao.pk, "from_country": "DZ", "departed_at": clock.now() - timedelta(days=200)},
    )  # fmt: skip
    asked = []
    for rows in ([full], [full] * 2, [full] * 40):
        with CaptureQueriesContext(connection) as queries:
            actions.import_people(boss, rows=rows)
        asked.append(len(queries))
    assert asked[2] - asked[1] <= 1  # likely pairs are written by hundreds


def test_the_journal_holds_one_event_that_names_everybody(boss, settings, tmp_path):
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")
    made = actions.import_people(boss, rows=[row(father="Ali Kanari"), row()])
    event = JournalEntry.objects.get(action="person.import")
    details = JournalDetail.objects.get(seq=event.seq).details
    assert details == {"people": [str(pk) for pk in made]}
    assert "Kanari" not in json.dumps([event.fields, details])
    assert verification.verify().sound


def test_what_was_imported_is_sealed(boss):
    actions.import_people(boss, rows=[row(names=[{"given": "Kanarigiven"}], origin="Kanariplace")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT names, origin FROM people_identity")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert len(stored) > 60
    assert b"Kanari" not in stored


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> search.InMemory:
    fresh = search.InMemory()
    monkeypatch.setattr(search, "engine", fresh)
    return fresh


def test_the_search_that_was_there_before_finds_who_was_imported(cast, register, boss, engine):
    register(name="Ousmane Diallo")
    assert len(search.look_up(cast.awa(), "Ousmane Diallo")) == 1
    actions.import_people(boss, rows=[row(names=[{"given": "Fatoumata", "family": "Keïta"}])])
    assert [found.name for found in search.look_up(cast.awa(), "Fatoumata Keita")] == ["Fatoumata Keïta"]


def test_the_supervisors_hear_once_of_second_looks(cast, boss):
    yesterday = clock.now() - timedelta(hours=20)
    actions.import_people(boss, rows=[row(at=yesterday, basis=URGENT)] * 3)
    told = Notification.objects.visible_to(cast.fanta()).filter(kind="basis.second_look")
    assert told.count() == 1
