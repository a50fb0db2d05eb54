"""What devices do to records is done by the actions of the pages, with their rules and their words."""

from typing import Any
from uuid import uuid4

import pytest

from jatigi.cases import actions as cases
from jatigi.cases.models import Case, Note, Task
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people.models import Person, Stay, Suspicion
from jatigi.protection.models import LawfulBasis
from jatigi.questionnaires import conversion, entities, shipped
from jatigi.questionnaires.judging import judge
from jatigi.questionnaires.models import Answer, BoundEntity
from tests.architecture.world import everything
from tests.exchange.openrosa.conftest import House, new_instance, said

pytestmark = pytest.mark.django_db


def kept(model: Any) -> list[Any]:
    return list(model.objects.visible_to(everything))


@pytest.fixture
def case(house: House) -> Case:
    """An open case that Moussa follows."""
    house.collect.send(house.registration())
    moussa = house.cast.moussa
    return cases.open_case(moussa(), person=kept(Person)[0].pk, urgency="high", case_worker=moussa.account.pk)


def now(case: Case) -> Case:
    return Case.objects.visible_to(everything).get(pk=case.pk)


# People


def test_the_lawful_basis_is_recorded_as_at_the_desk(house: House) -> None:
    house.collect.send(house.registration())
    (basis,) = kept(LawfulBasis)
    assert (basis.kind, basis.agreed, basis.language, basis.witness) == ("consent", True, "bm", "Oumou")
    actions = list(JournalEntry.objects.order_by("-seq").values_list("action", flat=True)[:3])
    assert actions == ["answer.submit", "person.register", "basis.record"]


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"birth_year": "2999"}, "birth_year"),
        ({"birth_year": "2020"}, "Corrigez l’une des deux"),
        ({"phone": "12", "phone_safe": "yes"}, "Un numéro de téléphone"),
        ({"given": "123"}, "Un nom contient au moins une lettre"),
        ({"nationality": "XX"}, "Choisissez un pays"),
    ],
)
def test_what_the_page_refuses_the_device_is_told_in_the_same_words(
    house: House, person: dict[str, str], words: str
) -> None:
    answer = house.collect.send(house.registration(person=person))
    assert answer.status_code == 422
    assert words in said(answer) or "« birth_year »" in said(answer).replace("\u00a0", " ")
    assert (kept(Person), kept(Answer), kept(BoundEntity)) == ([], [], [])


def test_somebody_very_like_a_known_person_is_registered_and_becomes_a_task(house: House) -> None:
    for given in ("Amadou", "Ahmadou"):
        assert house.collect.send(house.registration(person={"given": given})).status_code == 201
    (suspicion,) = kept(Suspicion)
    assert {suspicion.one_id, suspicion.other_id} == {person.pk for person in kept(Person)}


def test_a_bed_that_is_taken_takes_the_whole_registration_back(house: House) -> None:
    arriving = {"stays": "yes", "house": house.site.pk, "bed": "B2"}
    assert house.collect.send(house.registration(person=arriving)).status_code == 201
    answer = house.collect.send(house.registration(person=arriving))
    assert (answer.status_code, len(kept(Person)), len(kept(Stay))) == (422, 1, 1)


def test_a_house_of_somebody_else_is_refused(house: House) -> None:
    arriving = {"stays": "yes", "house": uuid4()}
    assert house.collect.send(house.registration(person=arriving)).status_code == 422
    assert kept(Person) == []


def test_whoever_says_no_is_not_registered(house: House) -> None:
    no = {"agreed": "no", "explained_in": "", "witness": "", "create": "false"}
    xml = house.registration(**no).replace("<person>", "<person hidden=''>")
    for word in ("Amadou", "Keita", "1990", "GN"):
        xml = xml.replace(word, "")
    xml = xml.replace("<stays>no</stays>", "<stays/>")
    assert house.collect.send(xml).status_code == 201
    assert (kept(Person), len(kept(Answer))) == ([], 1)


@pytest.mark.parametrize("create", ["false", "0"])
def test_a_condition_that_does_not_follow_from_the_answers_is_refused(house: House, create: str) -> None:
    answer = house.collect.send(house.registration(create=create))
    assert (answer.status_code, kept(Person)) == (422, [])


def test_one_entity_is_one_person_whatever_answers_name_it(house: House) -> None:
    entity = str(uuid4())
    assert house.collect.send(house.registration(entity_id=entity)).status_code == 201
    answer = house.collect.send(house.registration(entity_id=entity))
    assert (answer.status_code, len(kept(Person))) == (409, 1)


def test_an_entity_of_another_list_is_refused(house: House) -> None:
    xml = house.registration().replace('dataset="people"', 'dataset="cases"')
    assert house.collect.send(xml).status_code == 422
    assert kept(Person) == []


def test_with_the_person_goes_what_the_device_called_them(house: House) -> None:
    from dataclasses import replace

    from jatigi.kernel import clock
    from jatigi.people import actions as people

    house.collect.send(house.registration())
    assert len(kept(BoundEntity)) == 1
    people.erase(replace(house.cast.fanta(), stepped_up_at=clock.now()), kept(Person)[0], reason="asked")
    assert (kept(BoundEntity), kept(Answer)) == ([], [])


# Cases


def test_the_list_holds_ones_own_open_cases_by_code_and_nothing_else(house: House, case: Case) -> None:
    moussa = house.cast.moussa
    house.collect.send(house.registration())
    other = next(person for person in kept(Person) if person.pk != case.person_id)
    cases.open_case(moussa(), person=other.pk, urgency="low")
    table = house.collect.table("follow_up_collect", "cases.csv")
    assert table == [
        ["name", "label", "__version", "code"],
        [str(case.pk), case.code, str(now(case).version), case.code],
    ]
    supervisor = house.device(house.issue(house.cast.fanta))
    assert supervisor.table("follow_up_collect", "cases.csv") == [["name", "label", "__version", "code"]]


def test_whose_records_left_on_a_device_is_one_event(house: House, case: Case) -> None:
    house.collect.table("follow_up_collect", "cases.csv")
    entry = JournalEntry.objects.filter(action="cases.list_on_device").get()
    assert (entry.outcome, entry.actor) == ("seen", str(house.cast.moussa.account.pk))
    assert JournalDetail.objects.get(seq=entry.seq).details == {"ids": [str(case.pk)]}


def test_a_follow_up_writes_the_note_and_the_tasks(house: House, case: Case) -> None:
    answer = house.collect.send(
        house.follow_up(
            case.pk,
            seen=now(case).version,
            task="Chercher un lit",
            task_due="2030-01-02",
            next_contact="2030-02-03",
        )
    )
    assert answer.status_code == 201
    assert [note.text for note in kept(Note)] == ["Va mieux."]
    tasks = {task.title: task.due.date().isoformat() for task in kept(Task) if task.title}
    assert tasks == {"Chercher un lit": "2030-01-02", "Reprendre contact avec la personne": "2030-02-03"}
    found = Answer.objects.visible_to(everything).get(form_version__form__code="follow_up_collect")
    assert (found.about_type, found.about_id, found.subject_id) == ("cases.Case", case.pk, case.person_id)


def test_the_same_follow_up_again_writes_nothing_more(house: House, case: Case) -> None:
    xml = house.follow_up(case.pk, seen=now(case).version)
    assert [house.collect.send(xml).status_code for _ in range(2)] == [201, 201]
    assert len(kept(Note)) == 1


def test_a_case_that_changed_since_it_was_fetched_is_a_conflict(house: House, case: Case) -> None:
    xml = house.follow_up(case.pk, seen=now(case).version)
    cases.set_urgency(house.cast.moussa(), case, urgency="low", why="calme")
    answer = house.collect.send(xml)
    assert (answer.status_code, kept(Note)) == (409, [])
    assert "a changé" in said(answer)


def test_two_follow_ups_without_a_connection_are_one_chain(house: House, case: Case) -> None:
    seen, branch = now(case).version, uuid4()
    first = house.follow_up(case.pk, seen=seen, chain=f'trunkVersion="{seen}" branchId="{branch}"')
    second = house.follow_up(case.pk, seen=seen + 1, chain=f'trunkVersion="{seen}" branchId="{branch}"')
    third = house.follow_up(case.pk, seen=seen + 2, chain=f'trunkVersion="{seen}" branchId="{branch}"')
    assert [house.collect.send(xml).status_code for xml in (first, second, third)] == [201, 201, 201]
    assert len(kept(Note)) == 3


def test_the_list_never_lags_behind_what_the_device_made_of_it(house: House, case: Case) -> None:
    for _time in range(3):
        seen = int(house.collect.table("follow_up_collect", "cases.csv")[1][2])
        assert house.collect.send(house.follow_up(case.pk, seen=seen)).status_code == 201
        assert int(house.collect.table("follow_up_collect", "cases.csv")[1][2]) > seen


def test_a_chain_breaks_where_somebody_else_changed_the_case(house: House, case: Case) -> None:
    seen, branch = now(case).version, uuid4()
    chain = f'trunkVersion="{seen}" branchId="{branch}"'
    assert house.collect.send(house.follow_up(case.pk, seen=seen, chain=chain)).status_code == 201
    cases.set_urgency(house.cast.moussa(), case, urgency="low", why="calme")
    assert house.collect.send(house.follow_up(case.pk, seen=seen + 1, chain=chain)).status_code == 409


def test_a_case_that_is_not_open_to_the_user_does_not_exist_for_them(house: House, case: Case) -> None:
    xml = house.follow_up(uuid4(), seen=1)
    assert house.collect.send(xml).status_code == 404


def test_an_entity_other_than_the_chosen_case_is_refused(house: House, case: Case) -> None:
    xml = house.follow_up(case.pk, seen=now(case).version, entity_id=uuid4())
    assert (house.collect.send(xml).status_code, kept(Note)) == (422, [])


def test_without_the_version_that_was_seen_nothing_is_changed(house: House, case: Case) -> None:
    xml = house.follow_up(case.pk, seen=1).replace('baseVersion="1"', 'baseVersion=""')
    assert (house.collect.send(xml).status_code, kept(Note)) == (422, [])


def test_a_closed_case_is_refused_as_on_its_page(house: House, case: Case) -> None:
    cases.depart(house.cast.moussa(), case, note="partie")
    assert house.collect.send(house.follow_up(case.pk, seen=now(case).version)).status_code == 409


# When a form is judged


def form(survey: str, sheet: str) -> str:
    return (
        f"| survey |\n| | type | name | label | save_to |\n{survey}| settings |\n| | form_id | version |\n"
        f"| | f | 1 |\n| entities |\n{sheet}"
    )


QUESTION = "| | text | one | One | {} |\n"
NEW = "| | list_name | label |\n| | {} | ${{one}} |\n"


@pytest.mark.parametrize(
    ("source", "word", "place"),
    [
        (form(QUESTION.format("given"), NEW.format("trees")), "trees", ("entities", None, "list_name")),
        (form(QUESTION.format("height"), NEW.format("people")), "height", ("survey", 2, "save_to")),
        (form(QUESTION.format("note"), NEW.format("cases")), "cases", ("entities", None, "list_name")),
    ],
)
def test_an_unknown_list_or_property_is_found_when_a_form_is_judged(
    source: str, word: str, place: tuple[str, int | None, str]
) -> None:
    judged = judge("f.md", source.encode())
    (told,) = judged.errors
    assert (told["sheet"], told["row"], told["column"]) == place
    assert f"«\u00a0{word}\u00a0»" in told["message"]
    assert not judged.ok


def test_nobody_brings_the_list_of_cases_with_a_form() -> None:
    source = shipped.FORMS[-1].source
    assert "cases.csv" in source
    assert judge("follow_up_collect.md", source.encode()).errors == ()


def test_the_shipped_forms_are_without_a_problem(house: House) -> None:
    for one in shipped.FORMS:
        made = conversion.convert(one.source)
        assert entities.problems(made.shape, made.xform) == []


def test_every_property_is_documented() -> None:
    assert {(name, prop) for name, prop, text in entities.documented() if not str(text)} == set()
    assert {name for name, _prop, _text in entities.documented()} == {"people", "cases"}
    assert new_instance().startswith("uuid:")
