"""The pages of the welcome desk, as an agent meets them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from jatigi.agencies.models import Notification
from jatigi.kernel import clock
from jatigi.kernel.models import JournalEntry
from jatigi.people import actions, identity
from jatigi.people.models import Person, Stay, Visit
from jatigi.protection import bases
from tests.cast import Cast
from tests.sign_in import signed_in

VISIT = {"wishes": ["bed", "meal"], "sex": "male", "age_group": "18_59", "people": "1"}
BAD_NAMES = ["A" * 10_000, "Awa\x07", "𝐀𝐰𝐚", "ⓐⓦⓐ", "12345", "\u202eawA"]


@pytest.fixture
def awa(cast, gao):
    return signed_in(cast.awa.account)


@pytest.fixture
def visit(cast, gao):
    return actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="female", age_group="12_17")


def filled(gao, **more):
    return {
        "sex": "female", "age_group": "18_59", "basis_kind": "consent", "basis_agreed": "yes", "site": str(gao.pk),
        "basis_language": "fr", "basis_form": "verbal", **more,
    }  # fmt: skip


def people(cast):
    return list(Person.objects.visible_to(cast.awa()))


def the_name(cast):
    (person,) = people(cast)
    return identity.display_name(identity.of(cast.awa(), [person.pk]).get(person.pk))


# The visit


def test_a_visit_takes_four_taps_and_no_name(cast, gao, awa):
    answer = awa.post(reverse("people:welcome"), {**VISIT, "site": gao.pk})
    visit = Visit.objects.visible_to(cast.awa()).get()
    assert answer.status_code == 303
    assert answer["Location"] == reverse("people:danger", args=[visit.pk])
    assert (visit.wishes, visit.sex, visit.age_group, visit.people) == (["bed", "meal"], "male", "18_59", 1)
    assert visit.person_id is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"wishes": []}, "wishes"), ({"sex": "x"}, "sex"), ({"people": "0"}, "people"), ({"people": "9999"}, "people"),
     ({"happened_on_day": "1", "happened_on_month": "1", "happened_on_year": "2999"}, "happened_on"),
     ({"happened_on_day": "31", "happened_on_month": "2", "happened_on_year": "2020"}, "happened_on"),
     ({"happened_on_day": "31", "happened_on_month": "12", "happened_on_year": "1999"}, "happened_on"),
     ({"site": str(uuid4())}, "site")],
)  # fmt: skip
def test_a_wrong_answer_is_said_at_its_field_and_no_visit_is_written(cast, gao, awa, wrong, field):
    answer = awa.post(reverse("people:welcome"), {**VISIT, "site": gao.pk, **wrong})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not Visit.objects.visible_to(cast.awa()).exists()


def test_a_visit_on_paper_keeps_its_day_and_hour(cast, gao, awa):
    day = {
        "happened_on_day": "3",
        "happened_on_month": "2",
        "happened_on_year": "2026",
        "happened_time": "07:45",
    }
    awa.post(reverse("people:welcome"), {**VISIT, "site": gao.pk, **day})
    visit = Visit.objects.visible_to(cast.awa()).get()
    assert timezone.localtime(visit.at).strftime("%d.%m.%Y %H:%M") == "03.02.2026 07:45"
    assert clock.now() - visit.entered_at < timedelta(minutes=1)


def test_a_visit_on_paper_leads_to_what_the_sheet_asks_about_danger(cast, gao, awa):
    day = {"happened_on_day": "3", "happened_on_month": "2", "happened_on_year": "2026"}
    answer = awa.post(reverse("people:welcome"), {**VISIT, "site": gao.pk, **day})
    visit = Visit.objects.visible_to(cast.awa()).get()
    assert answer["Location"] == reverse("people:danger", args=[visit.pk])
    assert "Le passage est saisi avec la date du papier" in awa.get(answer["Location"]).text


@pytest.mark.parametrize(("said", "told"), [("yes", 1), ("no", 0), ("unknown", 0)])
def test_danger_said_with_the_visit_itself_calls_the_supervisors(cast, gao, said, told):
    answers = {"now": "no", "hurt": said, "held": "no"}
    visit = actions.record_visit(
        cast.awa(), site=gao.pk, wishes=["care"], sex="female", age_group="12_17", danger=answers
    )
    found = Notification.objects.visible_to(cast.fanta()).filter(kind="people.danger")
    assert visit.danger == answers
    assert [(notice.url, notice.urgent) for notice in found] == [
        (reverse("people:now", args=[visit.pk]), True)
    ] * told


def test_the_same_visit_sent_twice_is_one_visit(cast, gao, awa):
    sent = {**VISIT, "site": gao.pk, "action_id": str(uuid4())}
    first = awa.post(reverse("people:welcome"), sent)
    again = awa.post(reverse("people:welcome"), sent)
    assert first["Location"] == again["Location"]
    assert Visit.objects.visible_to(cast.awa()).count() == 1


# Danger now


def test_without_danger_the_search_comes_next(awa, visit):
    answer = awa.post(
        reverse("people:danger", args=[visit.pk]), {"now": "no", "hurt": "no", "held": "unknown"}
    )
    assert answer["Location"] == f"{reverse('people:search')}?visit={visit.pk}"


def test_any_yes_shows_what_to_do_at_once_and_tells_the_supervisor(cast, awa, visit):
    answer = awa.post(reverse("people:danger", args=[visit.pk]), {"now": "no", "hurt": "no", "held": "yes"})
    assert answer["Location"] == reverse("people:now", args=[visit.pk])
    shown = awa.get(answer["Location"]).content.decode()
    assert "un adulte formé reste avec l’enfant" in shown
    assert "Fanta" in shown


def test_an_unanswered_question_is_asked_again(awa, visit):
    answer = awa.post(reverse("people:danger", args=[visit.pk]), {"now": "no", "hurt": "no"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"held"}


def test_an_emergency_starts_on_a_code_alone(cast, awa, visit):
    answer = awa.post(reverse("people:now", args=[visit.pk]), {"reason": "Enfant seul, blessé."})
    (person,) = people(cast)
    assert answer.status_code == 303
    assert answer["Location"] == f"{reverse('referrals:emergency')}?visit={visit.pk}"
    assert (person.sex, person.age_group) == ("female", "12_17")
    assert identity.names_of(identity.of(cast.awa(), [person.pk])[person.pk]) == []
    (basis,) = bases.live(cast.awa(), person.pk)
    assert (basis.kind, basis.reason) == ("vital_interest", "Enfant seul, blessé.")
    assert Visit.objects.visible_to(cast.awa()).get().person_id == person.pk
    awa.post(reverse("people:now", args=[visit.pk]), {"reason": "Encore."})
    assert len(people(cast)) == 1


# The search


def test_names_are_searched_by_post_and_never_stand_in_an_address(awa, register):
    register(name="Aminata Cissé")
    answer = awa.post(reverse("people:search"), {"text": "Aminatou Cisse"})
    assert "Aminata Cissé" in answer.content.decode()
    assert "Aminata" not in awa.get(reverse("people:search") + "?text=Aminatou+Cisse").content.decode()


def test_a_code_with_a_wrong_character_is_said_to_be_one(awa, register):
    person = register()
    wrong = person.code[:-1] + ("2" if person.code[-1] != "2" else "3")
    assert "ressemble à un code" in awa.post(reverse("people:search"), {"text": wrong}).content.decode()


def test_a_search_that_is_too_long_keeps_what_was_typed(awa):
    answer = awa.post(reverse("people:search"), {"text": "M" * 10_000})
    assert answer.status_code == 422
    assert "M" * 10_000 in answer.content.decode()


def test_the_visitor_is_linked_to_the_record_that_was_found(cast, awa, visit, register):
    person = register(name="Aminata Cissé")
    answer = awa.post(reverse("people:visitor", args=[person.pk]), {"visit": str(visit.pk)})
    assert answer["Location"] == reverse("people:person", args=[person.pk])
    assert Visit.objects.visible_to(cast.awa()).get().person_id == person.pk


# Registration


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


# The record


def test_a_correction_says_only_what_was_changed(cast, awa, register):
    person = register(
        name="Moussa Sidibé", father="Alou", phones=[{"number": "76123456", "safe_to_call": True}]
    )
    form = awa.get(reverse("people:edit", args=[person.pk])).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, "")}
    sent |= {"seen": person.version, "mother": "Djénéba", "age_group": "18_59"}
    answer = awa.post(reverse("people:edit", args=[person.pk]), sent)
    assert answer.status_code == 303
    known = identity.of(cast.awa(), [person.pk])[person.pk]
    assert known.parents == {"father": "Alou", "mother": "Djénéba"}
    assert known.phones[0]["number"] == "76123456"
    assert JournalEntry.objects.get(action="person.update").fields in ("mother", ["mother"])


def test_two_corrections_at_once_show_both_versions(cast, awa, register):
    person = register(name="Moussa Sidibé")
    actions.update(cast.moussa(), person, mother="Oumou")
    answer = awa.post(
        reverse("people:edit", args=[person.pk]),
        {
            "seen": "1",
            "sex": "male",
            "age_group": "18_59",
            "names_0_given": "Moussa",
            "names_0_family": "Sidibe",
        },
    )
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Oumou" in shown
    assert 'value="Sidibe"' in shown
    known = identity.of(cast.awa(), [person.pk])[person.pk]
    assert known.parents["mother"] == "Oumou"
    assert identity.display_name(known) == "Moussa Sidibé"


def test_the_page_of_a_person_shows_agreement_phones_stay_and_story(cast, gao, awa, register):
    person = register(
        name="Awa Traoré",
        phones=[{"number": "76123456", "safe_to_call": True}, {"number": "70000000"}],
        at_risk=True,
    )
    actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, bed="B-12")
    shown = awa.get(reverse("people:person", args=[person.pk])).content.decode()
    for words in (
        "Awa Traoré", person.code, "accord éclairé", "ne pas appeler", "B-12", "Arrivée dans la maison",
        "ne rien imprimer", "Noter le départ",
    ):  # fmt: skip
        assert words in shown, words


def test_a_departure_and_a_bed_are_recorded_from_the_list_of_the_house(cast, gao, awa, register):
    person = register(name="Awa Traoré")
    awa.post(reverse("people:arrive", args=[person.pk]), {"site": gao.pk, "bed": "A1", "means": "bus"})
    stay = Stay.objects.visible_to(cast.awa()).get()
    assert "A1" in awa.get(reverse("people:tonight")).content.decode()
    awa.post(reverse("people:bed", args=[stay.pk]), {"bed": "A2"})
    assert "A2" in awa.get(reverse("people:tonight")).content.decode()
    awa.post(reverse("people:depart", args=[stay.pk]), {"means": "bus", "to_country": "SN"})
    assert "Personne ne dort ici" in awa.get(reverse("people:tonight")).content.decode()


def test_a_supervisor_erases_with_the_code_after_a_step_up(cast, gao, register):
    person = register(name="Awa Traoré")
    fanta = signed_in(cast.fanta.account)
    assert fanta.get(reverse("people:erase", args=[person.pk])).status_code == 302
    session = fanta.session
    session["stepped_up_at"] = clock.now().isoformat()
    session.save()
    wrong = fanta.post(reverse("people:erase", args=[person.pk]), {"reason": "asked", "code": "2222-222"})
    assert set(wrong.context["form"].errors) == {"code"}
    fanta.post(reverse("people:erase", args=[person.pk]), {"reason": "asked", "code": person.code})
    assert Person.objects.visible_to(cast.awa()).get().erased_at is not None


# Who may open what


def addresses(person, visit, stay):
    get = [
        ("welcome", []), ("danger", [visit]), ("now", [visit]), ("people", []), ("search", []), ("new", []),
        ("person", [person]), ("edit", [person]), ("together", [person]), ("arrive", [person]), ("tonight", []),
        ("bed", [stay]), ("depart", [stay]), ("paper", []), ("paper_visits", []), ("paper_registration", []),
        ("due", []), ("erase", [person]),
    ]  # fmt: skip
    return [reverse(f"people:{name}", args=args) for name, args in get]


@pytest.fixture
def everywhere(cast, gao, visit, register):
    person = register(name="Zanke Tessougué", companion=register(name="Zanke Ongoiba").pk)
    stay = actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, bed="Zz-99")
    return addresses(person.pk, visit.pk, stay.pk), person


def test_the_desk_opens_its_pages(awa, everywhere):
    for address in everywhere[0][:-2]:
        assert awa.get(address).status_code == 200, address


def test_strangers_and_other_roles_find_nothing(cast, everywhere):
    places, person = everywhere
    for outsider in (cast.drissa, cast.kadi, cast.lassana, cast.boubacar, cast.node):
        browser = signed_in(outsider.account)
        for address in places:
            answer = browser.get(address)
            shown = answer.content.decode()
            for secret in ("Zanke", "Tessougu", person.code, "Zz-99"):
                assert secret not in shown, (outsider.account.username, address)
            if str(person.pk) in address:
                assert answer.status_code in (302, 403, 404), (outsider.account.username, address)


def test_the_answer_for_an_unknown_person_is_the_answer_for_somebody_elses(cast, everywhere):
    _places, person = everywhere
    browser = signed_in(cast.drissa.account)
    hidden = browser.get(reverse("people:person", args=[person.pk]))
    unknown = browser.get(reverse("people:person", args=[uuid4()]))
    assert hidden.status_code == unknown.status_code == 404


@pytest.mark.parametrize("name", ["people", "tonight"])
def test_lists_cost_the_same_for_three_people_and_thirty(
    cast, gao, awa, register, name, django_assert_max_num_queries
):
    def add(first, last):
        for place in range(first, last):
            person = register(name="Awa Traoré")
            actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, bed=f"B{place:02}")

    add(0, 3)
    awa.get(reverse(f"people:{name}"))
    with django_assert_max_num_queries(40) as few:
        awa.get(reverse(f"people:{name}"))
    add(3, 24)
    with django_assert_max_num_queries(40) as many:
        awa.get(reverse(f"people:{name}"))
    assert len(few) == len(many)


def test_the_list_of_people_is_read_page_by_page(awa, register):
    codes = {register().code for _ in range(30)}
    first = awa.get(reverse("people:people"))
    second = awa.get(reverse("people:people") + f"?after={first.context['next']}")
    shown = [person.code for answer in (first, second) for person, _name in answer.context["rows"]]
    assert len(shown) == 30
    assert set(shown) == codes


def test_the_page_of_a_person_costs_the_same_however_much_is_known(
    cast, gao, awa, register, django_assert_max_num_queries
):
    def known(person, often):
        for _ in range(often):
            stay = actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk)
            actions.end_stay(cast.awa(), stay)
            actions.join_group(cast.awa(), person=register().pk, companion=person.pk)
        actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")

    counts = []
    for often in (2, 12):
        person = register(name="Awa Traoré")
        known(person, often)
        awa.get(reverse("people:person", args=[person.pk]))
        with django_assert_max_num_queries(60) as asked:
            awa.get(reverse("people:person", args=[person.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "address", ["/people/{}/", "/people/{}/arrive/", "/people/{}/together/", "/welcome/{}/danger/"]
)
def test_every_refusal_of_a_page_is_journalled_once(cast: Cast, address: str) -> None:
    before = JournalEntry.objects.filter(outcome="refused").count()
    assert signed_in(cast.drissa.account).get(address.format(uuid4())).status_code == 404
    refused = JournalEntry.objects.filter(outcome="refused").order_by("seq")
    assert refused.count() == before + 1
    last = refused.last()
    assert last is not None
    assert (last.reason, last.actor) == ("not_found", str(cast.drissa.account.pk))
