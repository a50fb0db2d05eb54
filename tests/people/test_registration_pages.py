"""The form by which somebody is registered, as an agent at the welcome desk meets it."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from jatigi.people import identity
from jatigi.people.models import Person, Visit
from tests.people.conftest import filled

BAD_NAMES = ["A" * 10_000, "Awa\x07", "𝐀𝐰𝐚", "ⓐⓦⓐ", "12345", "\u202eawA"]


def people(cast):
    return list(Person.objects.visible_to(cast.awa()))


def the_name(cast):
    (person,) = people(cast)
    return identity.display_name(identity.of(cast.awa(), [person.pk]).get(person.pk))


def test_a_person_is_registered_with_three_answers(cast, gao, awa):
    answer = awa.post(reverse("people:new"), filled(gao))
    (person,) = people(cast)
    assert answer["Location"] == reverse("people:person", args=[person.pk])


def test_while_somebody_still_writes_they_are_told_who_may_be_meant(cast, gao, awa, register):
    known = register(name="Mahamadou Coulibaly", birth={"kind": "year", "year": 1997}, age_group="")
    said = {"names_0_given": "Mamadu", "names_0_family": "Kulibali", "birth_year": "1997"}
    assert known.code in awa.post(reverse("people:alike"), said).text
    assert known.code not in awa.post(reverse("people:alike"), {"names_0_given": "Salimata"}).text
    assert known.code not in awa.post(reverse("people:alike"), {**said, "reviewed": str(known.pk)}).text
    assert people(cast) == [known]


def test_a_full_form_is_kept_word_for_word(cast, gao, awa, visit):
    awa.post(
        reverse("people:new"),
        filled(
            gao, names_0_given="Fatoumata", names_0_family="Traoré", names_1_given="Tanti", names_2_given="فاطمة",
            father="Sékou", mother="Nènè", birth_day="", birth_month="", birth_year="2001", nationality_0="ML",
            nationality_1="GN", language_0="bm", phones_0_number="76 12 34 56", phones_0_safe_to_call="on",
            documents_0_kind="passport", documents_0_state="lost", documents_0_number="G12", documents_0_country="ML",
            origin="Kita", at_risk="on", visit=str(visit.pk),
        ),
    )  # fmt: skip
    (person,) = people(cast)
    known = identity.of(cast.awa(), [person.pk])[person.pk]
    assert identity.names_of(known) == ["Fatoumata Traoré", "Tanti", "فاطمة"]
    assert known.names[1]["kind"] == "nickname"
    assert known.parents == {"father": "Sékou", "mother": "Nènè"}
    assert known.birth == {"kind": "year", "year": 2001}
    assert known.phones == [
        {"number": "76 12 34 56", "safe_to_call": True, "safe_to_leave_message": False, "whose": ""}
    ]
    assert known.documents == [{"kind": "passport", "number": "G12", "country": "ML", "state": "lost"}]
    assert (person.nationalities, person.languages, person.at_risk) == (["ML", "GN"], ["bm"], True)
    assert known.origin == "Kita"
    assert Visit.objects.visible_to(cast.awa()).get().person_id == person.pk


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_kept_is_said_at_its_field_and_stays_typed(cast, gao, awa, name):
    answer = awa.post(reverse("people:new"), filled(gao, names_0_given=name, father="Sékou"))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"names_0_given"}
    assert answer.context["form"]["names_0_given"].value() == name
    assert answer.context["form"]["father"].value() == "Sékou"
    assert people(cast) == []


@pytest.mark.parametrize("name", ["محمد الأمين", "ߡߡߊߘߎ", "ⵎⵓⵃⴰⵎⵎⴰⴷ", "𞤃𞤢𞤥𞤢𞤣𞤵"])
def test_a_name_in_any_script_is_accepted_and_found_again(cast, gao, awa, name):
    awa.post(reverse("people:new"), filled(gao, names_0_given=name))
    assert the_name(cast) == name
    assert name in awa.post(reverse("people:search"), {"text": name}).content.decode()


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"birth_day": "1", "birth_month": "1", "birth_year": "2999"}, {"birth"}),
        ({"birth_day": "31", "birth_month": "2", "birth_year": "2000"}, {"birth"}),
        ({"birth_day": "", "birth_month": "", "birth_year": "1700"}, {"birth"}),
        ({"birth_age": "900"}, {"birth_age"}),
        ({"birth_age": "12"}, {"age_group"}),
        ({"birth_age": "30", "birth_year": "1996", "birth_day": "", "birth_month": ""}, {"birth_age"}),
        ({"companion": "7K3M-Q4"}, {"companion"}),
        ({"companion": "1234567"}, {"companion"}),
        ({"phones_1_number": "12"}, {"phones_1_number"}),
        ({"documents_0_number": "G1"}, {"documents_0_kind"}),
        ({"nationality_0": "ZZ"}, {"nationality_0"}),
        ({"language_0": "xx"}, {"language_0"}),
        ({"basis_kind": "assent", "age_group": "12_17"}, {"basis_guardian_name"}),
        ({"age_group": "12_17"}, {"basis_kind"}),
        ({"basis_kind": "vital_interest"}, {"basis_reason"}),
        ({"basis_agreed": ""}, {"basis_agreed"}),
        ({"basis_agreed": "no"}, {"basis_agreed"}),
        ({"sex": ""}, {"sex"}),
        ({"age_group": ""}, {"age_group"}),
        ({"happened_on_day": "1", "happened_on_month": "1", "happened_on_year": "2999"}, {"happened_on"}),
        ({"happened_on_day": "31", "happened_on_month": "12", "happened_on_year": "1999"}, {"happened_on"}),
    ],
)
def test_what_cannot_be_true_is_said_at_its_field_and_nothing_is_written(cast, gao, awa, wrong, fields):
    answer = awa.post(reverse("people:new"), filled(gao, names_0_given="Awa", **wrong))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == fields
    assert 'value="Awa"' in answer.content.decode()
    assert people(cast) == []


def test_an_unknown_code_of_a_companion_is_not_told_apart_from_another_organisations(
    cast, gao, awa, register
):
    theirs = register(cast.drissa)
    said = [
        awa.post(reverse("people:new"), filled(gao, companion=code)).context["form"].errors["companion"]
        for code in (theirs.code, "2222-222")
    ]
    assert said[0] == ["Aucune personne n’est enregistrée ici sous ce code."]
    assert people(cast) == []


def test_a_possible_duplicate_is_shown_before_anything_is_saved(cast, gao, awa, register):
    known = register(name="Mariam Koné", sex="female", birth={"kind": "year", "year": 1999}, age_group="")
    sent = filled(
        gao, names_0_given="Maryam", names_0_family="Kone", birth_day="", birth_month="", birth_year="1999"
    )
    asked = awa.post(reverse("people:new"), sent)
    assert asked.status_code == 200
    assert "Cette personne est peut-être déjà enregistrée" in asked.content.decode()
    assert "le même nom autrement écrit" in asked.content.decode()
    assert asked.context["form"]["names_0_given"].value() == "Maryam"
    assert len(people(cast)) == 1
    same = awa.post(reverse("people:new"), {**sent, "same": str(known.pk)})
    assert same["Location"] == reverse("people:person", args=[known.pk])
    assert len(people(cast)) == 1
    shown = "".join(f"{each.person.pk}," for each in asked.context["similar"])
    assert f'name="shown" value="{shown}"' in asked.content.decode()
    unseen = awa.post(reverse("people:new"), {**sent, "shown": shown})
    assert unseen.status_code == 200
    assert len(people(cast)) == 1
    other = awa.post(reverse("people:new"), {**sent, "shown": shown, "not_same": "1"})
    assert other.status_code == 303
    assert len(people(cast)) == 2


def test_the_same_registration_sent_twice_is_one_person(cast, gao, awa):
    sent = filled(gao, names_0_given="Awa", action_id=str(uuid4()))
    first = awa.post(reverse("people:new"), sent)
    again = awa.post(reverse("people:new"), sent)
    assert first["Location"] == again["Location"]
    assert len(people(cast)) == 1


def test_a_registration_from_paper_has_the_day_on_the_paper(cast, gao, awa):
    day = {"happened_on_day": "3", "happened_on_month": "2", "happened_on_year": "2026"}
    awa.post(reverse("people:new"), filled(gao, **day))
    (person,) = people(cast)
    assert timezone.localtime(person.registered_at) == timezone.make_aware(datetime(2026, 2, 3, 12))
