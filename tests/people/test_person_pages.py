"""The page of a person and the list of people; and who may open which page of the welcome desk."""

from uuid import uuid4

import pytest
from django.urls import reverse

from jatigi.kernel import clock
from jatigi.kernel.models import JournalEntry
from jatigi.people import actions, identity
from jatigi.people.models import Person, Stay
from tests.cast import Cast
from tests.sign_in import signed_in

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
