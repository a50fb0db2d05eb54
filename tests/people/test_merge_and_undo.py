"""Joined and separated again, whatever was done before and in between: everything is where it was, nothing is lost."""

from dataclasses import replace
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from jatigi.cases import actions as cases
from jatigi.cases.models import Case
from jatigi.directory import actions as directory
from jatigi.directory.models import Service
from jatigi.kernel import clock, hooks, moving
from jatigi.kernel.access import Purpose
from jatigi.people import actions, search, snapshots
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.duplicates import attribution, values
from jatigi.people.models import Merge, Person, Stay
from jatigi.places.models import Site
from jatigi.protection import actions as protection
from jatigi.questionnaires import actions as questionnaires
from jatigi.questionnaires import shipped
from jatigi.referrals import actions as referrals
from tests.cast import Cast
from tests.people.conftest import CONSENT
from tests.people.pairs import everything, picture
from tests.questionnaires.conftest import filled

SIDES = st.sampled_from((values.FIRST, values.SECOND))
WORDS = st.sampled_from(("Kayes", "Kita", "Mopti"))


class Desk(RuleBasedStateMachine):
    """Two records, and everything that people do with them before they are joined and while they are."""

    cast: ClassVar[Cast]
    house: ClassVar[Site]
    service: ClassVar[Service]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]  # actions are durable, except in a test's block
        self.block.__enter__()
        search.engine = search.InMemory()
        who = self.cast.awa()
        given: dict[str, Any] = {"sex": "male", "birth": {"kind": "year", "year": 1997}, "basis": CONSENT}
        self.first = actions.register(who, names=[{"given": "Mahamadou", "family": "Coulibaly"}], **given)
        self.second = actions.register(
            who, names=[{"given": "Mamadu", "family": "Kulibali"}], origin="Nara", **given
        )
        self.joined: Merge | None = None
        self.before: dict[str, Any] = {}
        self.visible: dict[str, Any] = {}
        self.corrected: dict[str, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def someone(self, side: str) -> Person:
        """The record on which somebody works: there is only the first while both are joined."""
        chosen = self.second if side == values.SECOND and self.joined is None else self.first
        return Person.objects.visible_to(everything).get(pk=chosen.pk)

    # What people do

    @rule(side=SIDES)
    def comes_to_the_desk(self, side: str) -> None:
        awa = self.cast.awa()
        visit = actions.record_visit(awa, site=self.house.pk, wishes=["bed"], sex="male", age_group="18_59")
        actions.link_visit(awa, visit, person=self.someone(side).pk)

    @rule(side=SIDES, words=WORDS)
    def stays_a_night(self, side: str, words: str) -> None:
        stay = actions.begin_stay(
            self.cast.awa(), person=self.someone(side).pk, site=self.house.pk, note=words
        )
        actions.end_stay(self.cast.awa(), stay)

    @rule(side=SIDES)
    def travels_with_somebody(self, side: str) -> None:
        other = actions.register(self.cast.awa(), sex="female", age_group="18_59", basis=CONSENT)
        actions.join_group(self.cast.awa(), person=self.someone(side).pk, companion=other.pk)

    @rule(side=SIDES)
    def agrees(self, side: str) -> None:
        protection.record_basis(
            self.cast.moussa(), subject=self.someone(side).pk, kind="consent", purposes=["referral"],
            categories=["name"], witness="Oumou", recipient=self.cast.croix.pk,
        )  # fmt: skip

    @rule(side=SIDES)
    def is_screened(self, side: str) -> None:
        pk = self.someone(side).pk
        questionnaires.submit(self.cast.moussa(), form="screening", subject=pk, xml=filled())

    @rule(side=SIDES, words=WORDS)
    def is_followed(self, side: str, words: str) -> None:
        """A note in the open case, where there is none in a new one; one of both at most has one."""
        people = [self.first.pk, self.second.pk]
        case = Case.objects.visible_to(everything).filter(person__in=people).first()
        if case is None:
            case = cases.open_case(self.cast.moussa(), person=self.someone(side).pk, urgency="low")
        cases.write_note(self.cast.moussa(), case, text=words)

    @rule(side=SIDES, of_the_case=st.booleans())
    def is_referred(self, side: str, of_the_case: bool) -> None:
        person = self.someone(side)
        case = Case.objects.visible_to(everything).filter(person=person).first() if of_the_case else None
        referrals.send(
            self.cast.moussa(Purpose.REFERRAL), service=self.service.pk, urgency="immediate", person=person.pk,
            case=case.pk if case else None,
        )  # fmt: skip

    @rule(side=SIDES, words=WORDS)
    def is_corrected(self, side: str, words: str) -> None:
        actions.update(self.cast.awa(), self.someone(side), origin=words)
        if self.joined is not None:
            self.corrected = {} if words == self.joined_origin else {"origin": words}

    # Joining and undoing

    @precondition(lambda self: self.joined is None)
    @rule(names=st.sampled_from(("first", "second", "both")))
    def are_joined(self, names: str) -> None:
        self.before = picture(self.first, self.second)
        self.visible = {str(each.pk): self.seen(each) for each in (self.first, self.second)}
        self.corrected = {}
        who = replace(self.cast.moussa(), stepped_up_at=clock.now())
        self.joined = duplicates.merge(
            who, self.someone(values.FIRST), second=self.second.pk, choices={"names": names}
        )
        self.joined_origin = picture(self.first)[str(self.first.pk)]["identity"]["origin"]
        assert search.look_up(self.cast.awa(), self.second.code)[0].person.pk == self.first.pk
        assert [each for each in moving.ids_of(self.second.pk) if each != "people.GroupMember"] == []

    @precondition(lambda self: self.joined is not None)
    @rule(side=SIDES)
    def are_separated(self, side: str) -> None:
        row = Merge.objects.visible_to(everything).get(pk=self.joined.pk)  # type: ignore[union-attr]
        asked = attribution.settled(row, {}).added
        belongs = {str(one.id): side for one in asked} | dict.fromkeys(self.corrected, values.FIRST)
        who = replace(self.cast.moussa(), stepped_up_at=clock.now())
        duplicates.separate(who, row, belongs=belongs)
        self.joined = None
        self.nothing_is_lost({str(one.id) for one in asked})
        if not asked and not self.corrected:
            assert {pk: self.seen(each) for pk, each in self.both().items()} == self.visible

    def nothing_is_lost(self, added: set[str]) -> None:
        after = picture(self.first, self.second)
        for pk, rows in self.before.items():
            for name, was in rows.items():
                expected = was
                if name == "identity" and pk == str(self.first.pk):
                    expected = {**was, **self.corrected}
                assert after[pk][name] == expected, name
        found = {name.split()[-1]: pk for pk, rows in after.items() for name in rows if " " in name}
        assert added <= set(found)
        for rows in after.values():
            key = rows["person"]["key_id"]
            for name, row in rows.items():
                assert row.get("key_id") in (None, key), name

    def both(self) -> dict[str, Person]:
        return {str(each.pk): each for each in (self.first, self.second)}

    def seen(self, person: Person) -> Any:
        """What pages and referrals show of a person."""
        access = self.cast.moussa()
        told = [
            (entry.at, str(entry.title), str(entry.text))
            for tell in hooks.person_timeline
            for entry in tell(access, person.pk)
        ]
        found = [each.person.pk for each in search.look_up(access, person.code)]
        open_stays = Stay.objects.visible_to(access).filter(person=person, departed_at=None).count()
        return snapshots.fields(access, person.pk, snapshots.FIELDS), sorted(told), found, open_stays


def test_joined_and_separated_again_everything_is_where_it_was(cast: Cast, gao: Site) -> None:
    shipped.publish_all()
    Desk.cast, Desk.house = cast, gao
    Desk.service = directory.create_service(cast.lassana(), need="health", title_fr="Soins")
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
