"""Two records of one person are joined, and separated again, days later too."""

from typing import Any

import pytest
from django.apps import apps

from jatigi.cases import actions as cases
from jatigi.cases.models import Case, Note
from jatigi.directory import actions as directory
from jatigi.kernel import moving
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, Stale, StepUpNeeded
from jatigi.kernel.fields import ERASED
from jatigi.kernel.models import DataKey, ProtectedModel
from jatigi.people import actions, identity, search
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.duplicates import attribution, family, lists
from jatigi.people.models import GroupMember, Identity, Merge, Person, Stay, Visit
from jatigi.places.models import Site
from jatigi.protection import actions as protection
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions as referrals
from jatigi.referrals.models import Referral
from tests.cast import Cast
from tests.people.conftest import CONSENT, Register
from tests.people.pairs import coulibaly, everything, kulibali, now, picture, waiting


@pytest.fixture(autouse=True)
def fresh_index() -> None:
    search.engine = search.InMemory()


@pytest.fixture
def pair(register: Register) -> tuple[Person, Person]:
    return coulibaly(register), kulibali(register)


# Joining


@pytest.fixture
def full(cast: Cast, gao: Site, pair: tuple[Person, Person]) -> tuple[Person, Person]:
    """The second record with a little of everything."""
    _first, second = pair
    visit = actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    actions.link_visit(cast.awa(), visit, person=second.pk)
    stay = actions.begin_stay(cast.awa(), person=second.pk, site=gao.pk, note="boite")
    actions.end_stay(cast.awa(), stay)
    companion = actions.register(cast.awa(), sex="female", age_group="18_59", basis=CONSENT)
    actions.join_group(cast.awa(), person=second.pk, companion=companion.pk)
    case = cases.open_case(cast.moussa(), person=second.pk, urgency="low")
    cases.write_note(cast.moussa(), case, text="a vu le médecin")
    return pair


def test_everything_of_the_second_follows_and_stays_readable(cast: Cast, full: tuple[Person, Person]) -> None:
    first, second = full
    duplicates.merge(now(cast.moussa), first, second=second.pk)
    for model in (Visit, Stay, GroupMember, Case):
        assert list(model.objects.visible_to(everything).filter(person=first.pk)) != []
        assert list(model.objects.visible_to(everything).filter(person=second.pk)) == []
    assert LawfulBasis.objects.visible_to(cast.awa()).filter(subject_id=first.pk).count() == 2
    assert Stay.objects.visible_to(cast.awa()).get(person=first.pk).note == "boite"
    assert Note.objects.visible_to(cast.moussa()).get().text == "a vu le médecin"
    assert waiting(cast) == []


def test_the_record_that_is_left_has_both_names_and_is_found_by_either_and_by_both_codes(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    search.look_up(cast.awa(), "Kulibali")
    duplicates.merge(now(cast.awa), first, second=second.pk)
    known = identity.of(cast.awa(), [first.pk])[first.pk]
    assert identity.names_of(known) == ["Mahamadou Coulibaly", "Mamadu Kulibali"]
    for text in ("Mamadu Kulibali", "Mahamadou Coulibaly", first.code, second.code):
        assert [each.person.pk for each in search.look_up(cast.awa(), text)] == [first.pk], text
    with pytest.raises(NotFound):
        actions.update(cast.awa(), second, origin="Kayes")


def test_differing_values_are_chosen_field_by_field(cast: Cast, pair: tuple[Person, Person]) -> None:
    first, second = pair
    with pytest.raises(Invalid):
        duplicates.merge(now(cast.awa), first, second=second.pk, choices={"mother": "both"})
    duplicates.merge(now(cast.awa), first, second=second.pk, choices={"mother": "second", "names": "first"})
    known = identity.of(cast.awa(), [first.pk])[first.pk]
    assert (known.parents or {})["mother"] == "Hawa Traore"
    assert identity.names_of(known) == ["Mahamadou Coulibaly"]


def test_joining_needs_the_second_factor_and_so_does_undoing(cast: Cast, pair: tuple[Person, Person]) -> None:
    first, second = pair
    with pytest.raises(StepUpNeeded):
        duplicates.merge(cast.awa(), first, second=second.pk)
    row = duplicates.merge(now(cast.awa), first, second=second.pk)
    with pytest.raises(StepUpNeeded):
        duplicates.separate(cast.awa(), row)


def test_whoever_is_in_two_houses_is_not_one_person(
    cast: Cast, gao: Site, pair: tuple[Person, Person]
) -> None:
    for each in pair:
        actions.begin_stay(cast.awa(), person=each.pk, site=gao.pk)
    with pytest.raises(Conflict) as refused:
        duplicates.merge(now(cast.awa), pair[0], second=pair[1].pk)
    assert refused.value.code == "blocked"


def test_two_open_cases_are_settled_first(cast: Cast, pair: tuple[Person, Person]) -> None:
    for each in pair:
        cases.open_case(cast.moussa(), person=each.pk, urgency="low")
    with pytest.raises(Conflict):
        duplicates.merge(now(cast.moussa), pair[0], second=pair[1].pk)


def test_another_organisations_an_erased_and_the_same_record_are_refused(
    cast: Cast, register: Register, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    theirs = register(cast.drissa)
    for other in (theirs, first):
        with pytest.raises(Invalid):
            duplicates.merge(now(cast.awa), first, second=other.pk)
    actions.erase(now(cast.fanta), second, reason="asked")
    with pytest.raises(Conflict):
        duplicates.merge(now(cast.awa), first, second=second.pk)


def test_of_two_who_join_at_once_one_wins(cast: Cast, pair: tuple[Person, Person]) -> None:
    first, second = pair
    duplicates.merge(now(cast.awa), first, second=second.pk)
    with pytest.raises(Conflict):
        duplicates.merge(now(cast.moussa), first, second=second.pk)
    with pytest.raises(NotFound):
        duplicates.merge(now(cast.moussa), second, second=first.pk)


def test_a_record_that_changed_since_it_was_shown_is_not_joined(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    actions.update(cast.awa(), second, origin="Kayes")
    with pytest.raises(Stale):
        duplicates.merge(now(cast.awa), first, second=second.pk, second_seen=second.version)


# What is withheld


def test_whoever_may_not_open_the_case_passes_it_on_to_its_case_worker(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    cases.open_case(cast.moussa(), person=second.pk, urgency="low", case_worker=cast.moussa.account.pk)
    with pytest.raises(Refused) as refused:
        duplicates.merge(now(cast.awa), first, second=second.pk)
    assert refused.value.code == "withheld"
    (suspicion,) = waiting(cast)
    duplicates.refer(cast.awa(), suspicion)
    assert lists.due(cast.awa()).count() == 0
    assert lists.due(cast.moussa()).count() == 1
    with pytest.raises(Refused):
        duplicates.dismiss(cast.awa(), suspicion)
    with pytest.raises(Conflict):
        duplicates.refer(cast.moussa(), suspicion)
    duplicates.merge(now(cast.moussa), first, second=second.pk)
    assert waiting(cast) == []


# Undoing


def test_separated_days_later_both_are_as_they_were_and_what_was_added_has_an_owner(
    cast: Cast, full: tuple[Person, Person]
) -> None:
    first, second = full
    before = picture(first, second)
    row = duplicates.merge(now(cast.moussa), first, second=second.pk)
    duplicates.separate(now(cast.moussa), row)
    assert picture(first, second) == before
    assert [each.pk for each in family.apart_about([first.pk])] != []
    with pytest.raises(Conflict):
        duplicates.separate(now(cast.moussa), row)


def test_a_referral_added_since_follows_its_case_and_one_without_a_case_is_asked_about(
    cast: Cast, full: tuple[Person, Person]
) -> None:
    first, second = full
    service = directory.create_service(cast.lassana(), need="health", title_fr="Soins")
    row = duplicates.merge(now(cast.moussa), first, second=second.pk)
    case = Case.objects.visible_to(cast.moussa()).get(person=first.pk)
    said: dict[str, Any] = {"service": service.pk, "urgency": "immediate", "fields": []}
    in_case = referrals.send(cast.moussa(Purpose.REFERRAL), person=first.pk, case=case.pk, **said)
    without = referrals.send(cast.moussa(Purpose.REFERRAL), person=first.pk, **said)
    noted = cases.write_note(cast.moussa(), case, text="écrit entre-temps")
    basis = protection.record_basis(
        cast.moussa(), subject=first.pk, kind="consent", purposes=["referral"], categories=["name"],
        witness="Oumou", recipient=cast.loin.pk,
    )  # fmt: skip
    asked = {one.id: (one.whose, one.leans) for one in attribution.asked(cast.moussa(), row)}
    assert asked[in_case.pk] == ("second", True)
    assert asked[without.pk] == ("first", False)
    duplicates.separate(now(cast.moussa), row, belongs={str(without.pk): "second", str(basis.pk): "second"})
    for sent in (in_case, without):
        again = Referral.objects.visible_to(everything).get(pk=sent.pk)
        assert (again.person_id, again.key_id) == (second.pk, second.key_id)
    moved = LawfulBasis.objects.visible_to(cast.moussa()).get(pk=basis.pk)
    assert (moved.subject_id, moved.key_id, moved.witness) == (second.pk, second.key_id, "Oumou")
    assert Note.objects.visible_to(cast.moussa()).get(pk=noted.pk).text == "écrit entre-temps"
    actions.erase(now(cast.fanta), Person.objects.visible_to(everything).get(pk=first.pk), reason="asked")
    assert LawfulBasis.objects.visible_to(cast.moussa()).get(pk=basis.pk).witness == "Oumou"


def test_a_correction_made_since_stays_and_what_the_joining_brought_goes(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    row = duplicates.merge(now(cast.awa), first, second=second.pk)
    left = Person.objects.visible_to(cast.awa()).get(pk=first.pk)
    known = identity.of(cast.awa(), [first.pk])[first.pk]
    actions.update(
        cast.awa(),
        left,
        names=[*known.names, {"given": "Madou", "family": "", "kind": "nickname"}],
        origin="Kita",
    )
    duplicates.separate(now(cast.awa), row, belongs={"origin": "second"})
    both = identity.of(cast.awa(), [first.pk, second.pk])
    assert identity.names_of(both[first.pk]) == ["Mahamadou Coulibaly", "Madou"]
    assert identity.names_of(both[second.pk]) == ["Mamadu Kulibali"]
    assert (both[first.pk].origin, both[second.pk].origin) == ("", "Kita")


def test_the_last_of_several_joins_is_undone_first(
    cast: Cast, register: Register, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    third = register(name="Mamadou Koulibaly")
    one = duplicates.merge(now(cast.awa), first, second=second.pk)
    two = duplicates.merge(now(cast.awa), first, second=third.pk)
    with pytest.raises(Conflict):
        duplicates.separate(now(cast.awa), one)
    duplicates.separate(now(cast.awa), two)
    duplicates.separate(now(cast.awa), one)
    assert Person.objects.visible_to(cast.awa()).filter(pk__in=[first.pk, second.pk, third.pk]).count() == 3


# The end


def test_erasing_the_record_that_is_left_destroys_both_keys(cast: Cast, full: tuple[Person, Person]) -> None:
    first, second = full
    duplicates.merge(now(cast.fanta), first, second=second.pk)
    left = Person.objects.visible_to(everything).get(pk=first.pk)
    actions.erase(now(cast.fanta), left, reason="asked")
    keys = DataKey.objects.filter(pk__in=[first.key_id, second.key_id])
    assert [key.wrapped for key in keys] == [None, None]
    assert not Identity.objects.visible_to(everything).filter(person__in=[first.pk, second.pk]).exists()
    assert not Merge.objects.visible_to(everything).exists()
    assert not Note.objects.visible_to(everything).exists()
    assert [each.person.pk for each in search.look_up(cast.awa(), second.code)] == [first.pk]


def test_after_separating_the_erasure_of_one_leaves_the_other_whole(
    cast: Cast, full: tuple[Person, Person]
) -> None:
    first, second = full
    row = duplicates.merge(now(cast.fanta), first, second=second.pk)
    duplicates.separate(now(cast.fanta), row)
    assert Merge.objects.visible_to(everything).get(pk=row.pk).before is None
    actions.erase(now(cast.fanta), Person.objects.visible_to(everything).get(pk=first.pk), reason="asked")
    assert Note.objects.visible_to(cast.moussa()).get().text == "a vu le médecin"
    assert identity.of(cast.awa(), [second.pk])[second.pk].names is not ERASED


# The register of what follows


def test_every_column_in_which_a_person_stands_is_declared_or_explained() -> None:
    apart = {
        "people.Identity.person": "what the record itself says; the second keeps its own",
        **{f"people.{table}.{side}": "decided by `people.duplicates` itself"
           for table in ("Suspicion", "NotTheSame") for side in ("one", "other")},
        **{f"people.Merge.{side}": "the join itself" for side in ("first", "second")},
        "people.Person.merged_into": "the join itself",
    }  # fmt: skip
    declared = {f"{each.table}.{each.column}" for each in moving.followers()}
    for model in apps.get_models():
        if issubclass(model, ProtectedModel):
            for column in model._meta.concrete_fields:
                person = column.related_model is Person or column.name in ("subject_id", "person_id")
                name = f"{model._meta.label}.{column.name}"
                assert not person or name in declared | set(apart), name
