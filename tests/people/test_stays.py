"""Beds for the night, and those who travel together."""

from datetime import timedelta

import pytest

from jatigi.kernel import clock
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.people import actions, snapshots, summary
from jatigi.people.models import Group, GroupMember, Stay
from tests.people.conftest import house


def test_a_person_arrives_and_departs(cast, gao, register):
    person = register()
    came = clock.now() - timedelta(days=3)
    stay = actions.begin_stay(
        cast.awa().doing(at=came), person=person.pk, site=gao.pk, bed="B-12", from_country="DZ",
        towards_country="GN", means="lorry", note="Arrivé de nuit, très fatigué.",
    )  # fmt: skip
    assert (stay.arrived_at, stay.bed, stay.from_country_id, stay.note) == (
        came, "B-12", "DZ", "Arrivé de nuit, très fatigué.",
    )  # fmt: skip
    left = actions.end_stay(cast.awa(), stay, means="bus", to_country="GN")
    assert left.departed_at is not None
    assert left.departed_to_id == "GN"


def test_nobody_stays_in_two_places_at_once(cast, gao, register):
    person = register()
    actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk)
    with pytest.raises(Conflict, match="notez d’abord le départ"):
        actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk)


def test_a_bed_belongs_to_one_person_a_night(cast, gao, register):
    first = actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk, bed="A1")
    second = actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk, bed="A2")
    with pytest.raises(Invalid) as taken:
        actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk, bed="a1")
    assert set(taken.value.errors) == {"bed"}
    with pytest.raises(Invalid):
        actions.move_bed(cast.awa(), second, bed="A1")
    actions.end_stay(cast.awa(), first)
    assert actions.move_bed(cast.awa(), second, bed="A1").bed == "A1"


def test_nobody_leaves_before_arriving_or_twice(cast, gao, register):
    stay = actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk)
    with pytest.raises(Invalid) as early:
        actions.end_stay(cast.awa().doing(at=clock.now() - timedelta(days=1)), stay)
    assert set(early.value.errors) == {"happened_at"}
    actions.end_stay(cast.awa(), stay)
    with pytest.raises(Conflict):
        actions.end_stay(cast.awa(), stay)


def test_a_person_is_not_lodged_in_the_house_of_another_organisation(cast, gao, register):
    elsewhere = house(cast, cast.croix, "Centre de la Croix")
    with pytest.raises(Invalid) as wrong:
        actions.begin_stay(cast.awa(), person=register().pk, site=elsewhere.pk)
    assert set(wrong.value.errors) == {"site"}


def test_strangers_see_no_stay_and_end_none(cast, gao, register):
    stay = actions.begin_stay(cast.awa(), person=register().pk, site=gao.pk)
    for outsider in (cast.drissa, cast.kadi, cast.lassana, cast.boubacar, cast.node):
        assert not Stay.objects.visible_to(outsider()).exists()
        with pytest.raises(NotFound):
            actions.end_stay(outsider(), stay)
    with pytest.raises(Invalid):
        actions.begin_stay(cast.drissa(), person=stay.person_id, site=gao.pk)
    with pytest.raises(Refused):
        actions.begin_stay(cast.boubacar(), person=stay.person_id, site=gao.pk)


def test_a_family_is_one_group_however_it_is_put_together(cast, register):
    mother, child, uncle = register(), register(), register()
    actions.join_group(cast.awa(), person=child.pk, companion=mother.pk, relation="child")
    actions.join_group(cast.awa(), person=uncle.pk, companion=child.pk, relation="relative")
    actions.join_group(cast.awa(), person=uncle.pk, companion=mother.pk, relation="relative")
    group = Group.objects.visible_to(cast.awa()).get()
    members = GroupMember.objects.visible_to(cast.awa()).filter(group=group)
    assert {member.person_id for member in members} == {mother.pk, child.pk, uncle.pk}
    assert snapshots.fields(cast.moussa(), child.pk, ["family"]) == {
        "family": "famille de 3 personnes, enfant"
    }
    (together,) = summary.groups(cast.awa(), mother)
    assert {row.pk for _name, row, _relation in together.others} == {child.pk, uncle.pk}


def test_a_family_and_a_travel_group_are_two_things(cast, register):
    one, other = register(), register()
    actions.join_group(cast.awa(), person=one.pk, companion=other.pk, kind="family")
    actions.join_group(cast.awa(), person=one.pk, companion=other.pk, kind="travel")
    assert Group.objects.visible_to(cast.awa()).count() == 2


def test_a_group_of_one_is_dissolved(cast, register):
    one, other = register(), register()
    member = actions.join_group(cast.awa(), person=one.pk, companion=other.pk)
    actions.leave_group(cast.awa(), member)
    assert not Group.objects.visible_to(cast.awa()).exists()
    assert not GroupMember.objects.visible_to(cast.awa()).exists()


def test_nobody_is_put_together_with_somebody_of_another_organisation(cast, register):
    ours = register()
    theirs = register(cast.drissa)
    with pytest.raises(Invalid) as unknown:
        actions.join_group(cast.awa(), person=ours.pk, companion=theirs.pk)
    assert set(unknown.value.errors) == {"companion"}


def test_who_travels_with_somebody_is_registered_into_the_group(cast, register):
    first = register()
    second = register(companion=first.pk, group_kind="travel", relation="companion")
    assert GroupMember.objects.visible_to(cast.awa()).filter(person=second).exists()
    with pytest.raises(Invalid):
        register(companion=second.pk, group_kind="tribe")
