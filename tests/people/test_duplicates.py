"""Two records of one person: asked before one is made, a task where nobody could look, joined, separated again."""

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from jatigi.cases import actions as cases
from jatigi.cases.models import Case, Note
from jatigi.directory import actions as directory
from jatigi.kernel import clock, moving
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, Stale, StepUpNeeded
from jatigi.kernel.fields import ERASED
from jatigi.kernel.models import DataKey, ProtectedModel
from jatigi.people import actions, identity, search
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.duplicates import attribution, family, lists
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.models import GroupMember, Identity, Merge, NotTheSame, Person, Stay, Suspicion, Visit
from jatigi.places.models import Site
from jatigi.protection import actions as protection
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions as referrals
from jatigi.referrals.models import Referral
from tests.cast import Cast, Member
from tests.people.conftest import CONSENT, Register

everything = service_access(
    "test", [m._meta.label for m in apps.get_models() if issubclass(m, ProtectedModel)], Purpose.OVERSIGHT
)


@pytest.fixture(autouse=True)
def fresh_index() -> None:
    search.engine = search.InMemory()


def now(who: Member, purpose: str = Purpose.CASE_MANAGEMENT) -> Access:
    """Somebody who has just shown the second factor again."""
    return replace(who(purpose), stepped_up_at=clock.now())


def coulibaly(register: Register, who: Member | None = None, /, **more: Any) -> Person:
    return register(
        who,
        name="Mahamadou Coulibaly",
        birth={"kind": "year", "year": 1997},
        age_group="",
        mother="Awa Traoré",
        **more,
    )


def kulibali(register: Register, who: Member | None = None, /, **more: Any) -> Person:
    return register(
        who,
        name="Mamadu Kulibali",
        birth={"kind": "year", "year": 1997},
        age_group="",
        mother="Hawa Traore",
        **more,
    )


@pytest.fixture
def pair(register: Register) -> tuple[Person, Person]:
    return coulibaly(register), kulibali(register)


def waiting(cast: Cast) -> list[Suspicion]:
    return list(lists.undecided(cast.awa()))


# Every way in


def test_a_record_that_nobody_could_compare_is_made_and_becomes_a_task(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    (suspicion,) = waiting(cast)
    assert {suspicion.one_id, suspicion.other_id} == {each.pk for each in pair}
    assert suspicion.found_by == "registration"


def test_whoever_looks_must_look_at_this_one_before_the_record_is_made(
    cast: Cast, register: Register
) -> None:
    known = coulibaly(register)
    with pytest.raises(asking.MustLook) as refused:
        kulibali(register, looked_at=[])
    assert known.code in str(refused.value)
    assert "Coulibaly" not in str(refused.value)
    assert "la même année de naissance" in str(refused.value) or "same year" in str(refused.value)
    assert Person.objects.visible_to(cast.awa()).count() == 1


def test_not_the_same_is_remembered_and_never_asked_again_for_that_pair(
    cast: Cast, register: Register
) -> None:
    known = coulibaly(register)
    made = kulibali(register, looked_at=[known.pk])
    assert waiting(cast) == []
    actions.update(cast.awa(), made, origin="Kayes")
    assert waiting(cast) == []
    kept = NotTheSame.objects.visible_to(cast.awa()).get()
    assert {kept.one_id, kept.other_id} == {known.pk, made.pk}


def test_a_correction_that_makes_two_records_alike_becomes_a_task(cast: Cast, register: Register) -> None:
    coulibaly(register)
    other = register(name="Ibrahim Keïta", birth={"kind": "year", "year": 1997}, age_group="")
    assert waiting(cast) == []
    actions.update(
        cast.awa(),
        other,
        names=[{"given": "Mamadu", "family": "Kulibali", "kind": "main"}],
        mother="Awa Traore",
    )
    assert [row.found_by for row in waiting(cast)] == ["update"]


def test_two_who_stand_in_one_family_are_two_people_until_one_leaves_it(
    cast: Cast, register: Register
) -> None:
    first = coulibaly(register)
    other = register(name="Issa Kouyaté", birth={"kind": "year", "year": 1962}, age_group="")
    member = actions.join_group(cast.awa(), person=other.pk, companion=first.pk)
    actions.update(
        cast.awa(),
        other,
        names=[{"given": "Mamadu", "family": "Kulibali", "kind": "main"}],
        birth={"kind": "year", "year": 1997},
        mother="Hawa Traore",
    )
    assert waiting(cast) == []
    actions.leave_group(cast.awa(), member)
    actions.update(cast.awa(), other, origin="Kayes")
    (suspicion,) = waiting(cast)
    assert {suspicion.one_id, suspicion.other_id} == {first.pk, other.pk}


def test_an_import_makes_tasks_of_likely_pairs_with_whom_is_known_and_among_its_rows(
    cast: Cast, register: Register
) -> None:
    coulibaly(register)
    who = {
        "sex": "male",
        "birth": {"kind": "year", "year": 1997},
        "at": clock.now(),
        "basis": {"kind": "consent", "witness": "Oumou"},
    }
    rows: Any = [
        {**who, "names": [{"given": "Mamadu", "family": "Kulibali"}], "mother": "Hawa Traore"},
        {**who, "names": [{"given": "Salif", "family": "Diabaté"}], "father": "Bakary Diabaté"},
        {**who, "names": [{"given": "Saliff", "family": "Jabaté"}], "father": "Bakari Jabate"},
    ]
    made = actions.import_people(now(cast.boubacar), rows=rows)
    found = {frozenset((row.one_id, row.other_id)) for row in waiting(cast)}
    assert frozenset(made[1:]) in found
    assert any(made[0] in each for each in found)
    assert len(found) == 2


def test_a_pair_is_reported_by_hand_and_only_of_ones_own_house(cast: Cast, register: Register) -> None:
    one, two = register(name="Awa Diarra"), register(name="Fatou Sow")
    suspicion = duplicates.report(cast.awa(), one=one.pk, other=two.pk)
    assert duplicates.report(cast.moussa(), one=two.pk, other=one.pk).pk == suspicion.pk
    theirs = register(cast.drissa)
    with pytest.raises(Invalid):
        duplicates.report(cast.awa(), one=one.pk, other=theirs.pk)
    with pytest.raises(Invalid):
        duplicates.report(cast.awa(), one=one.pk, other=one.pk)


def test_put_off_comes_back_in_a_week(
    cast: Cast, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    (suspicion,) = waiting(cast)
    duplicates.postpone(cast.awa(), suspicion)
    assert lists.due(cast.awa()).count() == 0
    later = clock.today() + duplicates.PUT_OFF
    monkeypatch.setattr(clock, "today", lambda: later)
    assert lists.due(cast.awa()).count() == 1


def test_they_are_two_people_ends_the_task(cast: Cast, pair: tuple[Person, Person]) -> None:
    (suspicion,) = waiting(cast)
    duplicates.dismiss(cast.awa(), suspicion)
    assert waiting(cast) == []
    with pytest.raises(Conflict):
        duplicates.dismiss(cast.awa(), suspicion)


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


def picture(*people: Person) -> dict[str, Any]:
    """Everything that is stored of these people, opened, as plain values."""
    return {str(person.pk): dict(_rows(person)) for person in people}


def _rows(person: Person) -> Any:
    yield "person", _row(Person.objects.visible_to(everything).get(pk=person.pk))
    yield "identity", _row(Identity.objects.visible_to(everything).get(person=person.pk))
    for each in moving.followers():
        for row in each.of(person.pk):
            yield f"{each.table} {row.pk}", _row(row)
            for table, path in each.hanging.items():
                model = apps.get_model(table)
                for hung in model.objects.visible_to(everything).filter(**{path: row.pk}):
                    yield f"{table} {hung.pk}", _row(hung)


def _row(row: Any) -> dict[str, Any]:
    hidden = {"version", "keep_until"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in hidden}
