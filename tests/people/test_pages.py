"""The pages of the welcome desk, as an agent meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jatigi.kernel import clock
from jatigi.people import actions, identity
from jatigi.people.models import Person, Stay, Visit
from tests.sign_in import signed_in

VISIT = {"wishes": ["bed", "meal"], "sex": "male", "age_group": "18_59", "people": "1"}


@pytest.fixture
def awa(cast, gao):
    return signed_in(cast.awa.account)


def filled(**more):
    return {
        "sex": "female", "age_group": "18_59", "basis_kind": "consent", "basis_agreed": "yes",
        "basis_language": "fr", "basis_form": "verbal", **more,
    }  # fmt: skip


def test_a_visit_takes_four_taps_and_no_name(cast, gao, awa):
    answer = awa.post(reverse("people:welcome"), {**VISIT, "site": gao.pk})
    visit = Visit.objects.visible_to(cast.awa()).get()
    assert answer.status_code == 303
    assert answer["Location"] == reverse("people:danger", args=[visit.pk])
    assert (visit.wishes, visit.sex, visit.age_group, visit.people) == (["bed", "meal"], "male", "18_59", 1)
    assert visit.person_id is None


def test_pages_open(cast, gao, awa, register):
    person = register(name="Awa Traoré", phones=[{"number": "76123456", "safe_to_call": True}])
    visit = actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    stay = actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, bed="A1")
    for name, args in [
        ("welcome", []), ("danger", [visit.pk]), ("now", [visit.pk]), ("people", []), ("search", []), ("new", []),
        ("person", [person.pk]), ("edit", [person.pk]), ("together", [person.pk]), ("arrive", [person.pk]),
        ("tonight", []), ("bed", [stay.pk]), ("depart", [stay.pk]), ("paper", []), ("paper_visits", []),
        ("paper_registration", []),
    ]:  # fmt: skip
        answer = awa.get(reverse(f"people:{name}", args=args))
        assert answer.status_code == 200, name
