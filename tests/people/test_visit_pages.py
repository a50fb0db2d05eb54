"""The pages of a visit, as an agent at the welcome desk meets them: who is there, whether they are in danger, whether they are known."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from jatigi.agencies.models import Notification
from jatigi.kernel import clock
from jatigi.people import actions, identity
from jatigi.people.models import Person, Visit
from jatigi.protection import bases

VISIT = {"wishes": ["bed", "meal"], "sex": "male", "age_group": "18_59", "people": "1"}


def people(cast):
    return list(Person.objects.visible_to(cast.awa()))


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
