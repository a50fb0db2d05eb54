"""A person is found again by whatever is known, and by nobody who may not see them."""

from datetime import date

import pytest

from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people import actions, search
from tests.people.conftest import CONSENT


def found(member, text, **more):
    return [each.person.code for each in search.look_up(member("reception"), text, **more)]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Mamadou Traoré", "TARAORE Mahamadou"),
        ("Aïcha Sow", "aisha"),
        ("Fatoumata Diallo", "Fatima Jallow"),
        ("محمد الأمين ديالو", "Mohamed Lamine Diallo"),
        ("ߡߡߊߘߎ ߕߙߊߥߟߋ", "ߡߡߊߘߎ ߕߙߊߥߟߋ"),
        ("ⵎⵓⵃⴰⵎⵎⴰⴷ ⴰⴳ ⵄⵍⵉ", "ⵎⵓⵃⴰⵎⵎⴰⴷ"),
        ("𞤃𞤢𞤥𞤢𞤣𞤵 𞤔𞤢𞤤𞤮", "𞤃𞤢𞤥𞤢𞤣𞤵"),
        ("Ŋɔ̃nɛ Ɲaarè", "nyare"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_script(cast, register, written, asked):
    person = register(name=written)
    register(name="Zebediah Quartey")
    assert found(cast.awa, asked) == [person.code]


def test_a_person_is_found_by_code_phone_and_document(cast, register):
    person = register(
        name="Kofi Mensah",
        phones=[{"number": "+233 24 123 4567"}],
        documents=[{"kind": "passport", "number": "G0 123-456"}],
    )
    register(name="Ama Owusu")
    for asked in (
        person.code.lower().replace("-", " "),
        "024 123 4567",
        "+٢٣٣٢٤١٢٣٤٥٦٧",
        "G0123456",
        "go123456",
    ):
        assert found(cast.awa, asked) == [person.code], asked


def test_every_match_says_why(cast, register):
    register(name="Mamadou Traoré", father="Bakary", birth={"kind": "year", "year": 1998}, age_group="")
    (match,) = search.look_up(cast.awa("reception"), "Mahamadou Taraore", sex="male", birth_year=1998)
    assert set(match.sentences) == {
        "la même année de naissance",
        "le même nom autrement écrit\u00a0: Mamadou",
        "le même nom autrement écrit\u00a0: Traore",
        "le même sexe",
    }


def test_a_change_is_followed_at_once(cast, register):
    person = register(name="Issa Cissé")
    assert found(cast.awa, "Issa Cissé") == [person.code]
    actions.update(cast.awa(), person, names=[{"given": "Boubacar", "family": "Keïta"}])
    assert found(cast.awa, "Issa Cissé") == []
    assert found(cast.awa, "Boubacar Keita") == [person.code]


def test_who_was_registered_by_another_process_is_found(cast, register):
    first = register(name="Salif Sanogo")
    assert found(cast.awa, "Salif Sanogo") == [first.code]
    elsewhere, search.engine = search.engine, search.InMemory()
    try:
        second = register(name="Rokia Dembélé")
        assert found(cast.awa, "Rokia Dembélé") == [second.code]
    finally:
        search.engine = elsewhere
    assert found(cast.awa, "Rokia Dembele") == [second.code]


def test_an_erased_person_is_found_no_more(cast, register, fanta_stepped_up):
    person = register(name="Hawa Maïga")
    assert found(cast.awa, "Hawa Maïga") == [person.code]
    actions.erase(fanta_stepped_up, person, reason="asked")
    assert found(cast.awa, "Hawa Maïga") == []


def test_nobody_finds_the_people_of_another_organisation(cast, register):
    person = register(name="Oumar Touré", phones=[{"number": "76998877"}])
    for outsider in (cast.drissa, cast.kadi, cast.lassana, cast.boubacar, cast.node):
        for asked in ("Oumar Touré", person.code, "76998877"):
            assert search.look_up(outsider("reception"), asked) == []


def test_without_a_purpose_that_needs_names_nobody_is_found_by_name(cast, register):
    register(name="Oumar Touré")
    assert search.look_up(cast.fanta("public"), "Oumar Touré") == []


def test_a_list_of_results_is_one_event_that_names_whom_it_showed(cast, register):
    people = [register(name="Mamadou Traoré") for _ in range(3)]
    found(cast.awa, "Mamadou Traoré")
    events = JournalEntry.objects.filter(action="people.search")
    assert events.count() == 1
    details = JournalDetail.objects.get(seq=events.get().seq).details
    assert details == {"ids": sorted(str(person.pk) for person in people)}
    assert "Traor" not in str(details)


def test_the_number_of_queries_does_not_grow_with_the_people(cast, register, django_assert_max_num_queries):
    for _ in range(3):
        register(name="Mamadou Traoré")
    found(cast.awa, "Mamadou")
    with django_assert_max_num_queries(16) as few:
        assert len(found(cast.awa, "Mamadou")) == 3
    for _ in range(30):
        register(name="Mamadou Traoré")
    found(cast.awa, "Mamadou")
    with django_assert_max_num_queries(16) as many:
        assert len(found(cast.awa, "Mamadou")) == 10
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "text", ["", "   ", "x" * 300, "\u202e", "???", "1", "%_'\"--", "𝐀𝐰𝐚", "7K3M-Q4", "0"]
)
def test_a_strange_text_finds_nobody_and_breaks_nothing(cast, register, text):
    register(name="Awa Traoré")
    assert found(cast.awa, text) in ([], found(cast.awa, "Awa"))


def test_possible_duplicates_are_named_before_a_record_is_made(cast, register):
    known = register(name="Ibrahima Sow", birth={"kind": "year", "year": 2001}, age_group="")
    register(name="Ibrahima Keïta", birth={"kind": "year", "year": 1970}, age_group="")
    query = search.query_of_values(
        {
            "sex": "male", "names": [{"given": "Brahima", "family": "Sow"}],
            "birth": {"kind": "estimated", "age": 25, "width": 1}, "basis": CONSENT,
        },
        date(2026, 11, 21),
    )  # fmt: skip
    found = search.candidates(cast.awa("reception"), query, at_least=search.PERHAPS)
    assert [each.person.pk for each in found] == [known.pk]
    assert search.candidates(cast.awa("reception"), query, at_least=0.2, apart_from={known.pk}) == []


def test_work_that_shows_nobody_asks_one_organisation_alone(cast, register):
    known = register(name="Zoubéirou Abdourahmane", birth={"kind": "year", "year": 2001}, age_group="")
    register(cast.drissa, name="Zoubéirou Abdourahmane", birth={"kind": "year", "year": 2001}, age_group="")
    record = search.query_of("Zoubeirou Abdourahmane", "male", 2001)
    assert [match.id for match in search.likely(cast.gao.pk, record, at_least=0.1)] == [known.pk]
    assert search.very_like_each(cast.croix.pk, {known.pk: record}) == {known.pk: []}
    assert search.likely(cast.gao.pk, search.query_of("?"), at_least=0.0) == []
