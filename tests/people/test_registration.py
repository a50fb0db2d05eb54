"""A person is registered with what is known of them, and nothing is mandatory that need not be."""

from datetime import timedelta
from uuid import UUID

import pytest

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid, NotFound, Refused
from jatigi.kernel.hooks import subject
from jatigi.people import actions, identity, snapshots
from jatigi.people.models import Identity, Person
from jatigi.protection import bases
from tests.people.conftest import CONSENT


def test_a_person_without_a_name_is_registered_by_sex_age_group_and_lawful_basis(cast, register):
    person = register()
    assert len(person.code) == 8
    assert identity.display_name(identity.of(cast.awa(), [person.pk])[person.pk]) == "Nom non enregistré"
    assert [basis.kind for basis in bases.live(cast.awa(), person.pk)] == ["consent"]


def test_a_person_has_names_as_they_have_them(cast, register):
    person = register(
        names=[
            {"given": "Aïcha", "family": "Sow"},
            {"given": "Tanti", "kind": "nickname"},
            {"given": "عائشة"},
            {"given": "ߊߌߛߊ"},
        ],
        father="Demba Sow",
        mother="Kadiatou",
    )
    found = identity.of(cast.moussa(), [person.pk])[person.pk]
    assert identity.names_of(found) == ["Aïcha Sow", "Tanti", "عائشة", "ߊߌߛߊ"]
    assert found.parents == {"father": "Demba Sow", "mother": "Kadiatou"}


def test_an_exact_birth_gives_the_age_group(register):
    born = clock.today() - timedelta(days=16 * 366)
    person = register(
        age_group="", birth={"kind": "exact", "date": born.isoformat()},
        basis={"kind": "vital_interest", "reason": "Arrivé seul dans la nuit."},
    )  # fmt: skip
    assert person.age_group == "12_17"


def test_who_may_be_a_child_counts_as_one_until_known_better(register):
    person = register(
        age_group="", birth={"kind": "estimated", "age": 19, "width": 2, "basis": "seen"},
        basis={"kind": "mandate", "reason": "Confié par les services sociaux."},
    )  # fmt: skip
    assert person.age_group == "12_17"


def test_a_birth_in_the_future_is_refused_next_to_its_field(register):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    with pytest.raises(Invalid) as refused:
        register(birth={"kind": "exact", "date": tomorrow})
    assert set(refused.value.errors) == {"birth_date"}


def test_a_birth_that_contradicts_the_age_group_is_said(register):
    with pytest.raises(Invalid) as refused:
        register(age_group="5_11", birth={"kind": "year", "year": 1990})
    assert set(refused.value.errors) == {"age_group"}


def test_without_agreement_nothing_is_registered(cast, register):
    with pytest.raises(Invalid) as refused:
        register(basis={**CONSENT, "agreed": False})
    assert set(refused.value.errors) == {"basis_agreed"}
    assert not Person.objects.visible_to(cast.awa()).exists()
    assert not Identity.objects.visible_to(cast.awa()).exists()


def test_a_child_is_not_registered_on_consent_alone(cast, register):
    with pytest.raises(Invalid) as refused:
        register(age_group="12_17")
    assert set(refused.value.errors) == {"basis_kind"}
    assert not Person.objects.visible_to(cast.awa()).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"names": [{"given": "A" * 10_000}]}, "names_0_given"),
        ({"names": [{"given": "Awa\x00"}]}, "names_0_given"),
        ({"names": [{"given": "Awa"}, {"family": "𝐀𝐰𝐚"}]}, "names_1_family"),
        ({"names": [{"given": "12345"}]}, "names_0_given"),
        ({"father": "x" * 10_000}, "father"),
        ({"mother": "\u202eevil"}, "mother"),
        ({"origin": "y" * 10_000}, "origin"),
        ({"phones": [{"number": "pas de téléphone"}]}, "phones_0_number"),
        ({"phones": [{"number": "12"}]}, "phones_0_number"),
        ({"documents": [{"kind": "licence"}]}, "documents_0_kind"),
        ({"documents": [{"kind": "passport", "country": "ZZ"}]}, "documents_0_country"),
        ({"nationalities": ["XX"]}, "nationalities"),
        ({"nationalities": ["unknown", "ML"]}, "nationalities"),
        ({"languages": ["klingon"]}, "languages"),
        ({"sex": "robot"}, "sex"),
        ({"age_group": "old"}, "age_group"),
        ({"age_group": ""}, "age_group"),
        ({"birth": {"kind": "exact", "date": "31/02/2000"}}, "birth_date"),
        ({"birth": {"kind": "year", "year": 1700}}, "birth_year"),
        ({"birth": {"kind": "estimated", "age": 900}}, "birth_age"),
        ({"birth": {"kind": "sometime"}}, "birth_kind"),
        ({"names": [{"given": "Awa"}] * 13}, "names"),
        ({"basis": {"kind": "vital_interest"}}, "basis_reason"),
    ],
)
def test_what_cannot_be_accepted_is_said_at_its_field_and_nothing_is_written(cast, register, given, field):
    with pytest.raises(Invalid) as refused:
        register(**given)
    assert set(refused.value.errors) == {field}
    assert not Person.objects.visible_to(cast.awa()).exists()


@pytest.mark.parametrize("name", ["محمد الأمين", "ߡߡߊߘߎ", "ⵎⵓⵃⴰⵎⵎⴰⴷ", "𞤃𞤢𞤥𞤢𞤣𞤵", "Ŋɔ̃nɛ Ɲaarè"])
def test_names_in_any_script_are_kept_as_written(cast, register, name):
    person = register(names=[{"given": name}])
    assert identity.names_of(identity.of(cast.awa(), [person.pk])[person.pk]) == [name]


def test_a_phone_is_not_safe_unless_the_person_said_so(cast, register):
    person = register(
        phones=[{"number": "76 12 34 56"}, {"number": "+223 70 00 00 01", "safe_to_call": True}],
    )
    assert snapshots.fields(cast.awa(), person.pk, ["phones"]) == {
        "phones": "+223 70 00 00 01, ne pas laisser de message"
    }


def test_the_same_form_sent_twice_registers_once(cast):
    who = cast.awa().doing(id=UUID("11111111-1111-4111-8111-111111111111"))
    first = actions.register(who, sex="female", age_group="18_59", basis=CONSENT)
    again = actions.register(who, sex="female", age_group="18_59", basis=CONSENT)
    assert first.pk == again.pk
    assert Person.objects.visible_to(cast.awa()).count() == 1


def test_a_day_on_paper_is_entered_with_its_own_date(cast):
    then = clock.now() - timedelta(days=2)
    person = actions.register(cast.awa().doing(at=then), sex="male", age_group="18_59", basis=CONSENT)
    assert person.registered_at == then
    assert person.entered_at.date() == clock.now().date()


def test_those_who_have_no_business_with_persons_register_and_see_nobody(cast, register):
    person = register()
    for outsider in (cast.boubacar, cast.kadi, cast.lassana, cast.drissa, cast.node):
        assert not Person.objects.visible_to(outsider()).exists()
        assert identity.of(outsider(), [person.pk]) == {}
        with pytest.raises(NotFound):
            subject(outsider(), person.pk)
        with pytest.raises(NotFound):
            snapshots.fields(outsider(), person.pk, ["names"])
        with pytest.raises(NotFound):
            actions.update(outsider(), person, sex="female")
    for outsider in (cast.boubacar, cast.kadi, cast.node):
        with pytest.raises(Refused):
            actions.register(outsider(), sex="male", age_group="18_59", basis=CONSENT)


def test_statistics_count_persons_without_their_identity(cast, register):
    person = register()
    access = cast.fanta("statistics")
    assert Person.objects.visible_to(access).count() == 1
    assert identity.of(access, [person.pk]) == {}


def test_the_snapshot_holds_what_was_asked_for_and_nothing_else(cast, register):
    person = register(
        name="Ousmane Diallo", nationalities=["GN"], languages=["ff"], father="Alpha Diallo",
        birth={"kind": "year", "year": 1999}, age_group="",
        documents=[{"kind": "passport", "number": "G0123", "country": "GN", "state": "confiscated"}],
    )  # fmt: skip
    assert snapshots.fields(cast.moussa(), person.pk, ["names", "nationalities", "documents"]) == {
        "names": "Ousmane Diallo",
        "nationalities": "Guinée",
        "documents": "passeport (Guinée), n° G0123\u00a0: confisqué",
    }
    assert snapshots.fields(cast.moussa(), person.pk, snapshots.FIELDS)["birth"] == "1999"
