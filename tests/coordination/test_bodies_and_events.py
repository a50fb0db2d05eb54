"""Bodies and events: founded, seated, called together, held; who reads what of a closed body."""

from datetime import timedelta
from typing import Any

import pytest

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.models import AgendaItem, Event, Participant
from jatigi.coordination.minutes import actions as minutes
from jatigi.coordination.minutes.models import Minutes, MinutesVersion
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS, Role
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests.cast import Cast, member
from tests.coordination.meetings import body, event

pytestmark = pytest.mark.django_db


def test_a_closed_body_speaks_to_those_who_sit_in_it(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    with pytest.raises(Refused):
        body(cast.fanta)
    with pytest.raises(Invalid):
        body(keeper, closed=True, public=True)
    group = body(keeper, closed=True)
    held = event(keeper, group, held=True)
    assert held.closed
    assert not held.public
    assert not Event.objects.visible_to(cast.lassana()).exists()
    bodies.seat(keeper(), group, organisation=cast.croix.pk, office="observer")
    assert Event.objects.visible_to(cast.lassana()).get() == held
    assert Body.objects.visible_to(cast.drissa()).get() == group
    bodies.change(keeper(), group, name=group.name, kind=group.kind, level=group.level, public=True)
    assert not Event.objects.visible_to(keeper()).get().closed
    assert Event.objects.visible_to(cast.drissa()).exists()
    assert Body.objects.visible_to(ANONYMOUS).exists()
    assert not Event.objects.visible_to(ANONYMOUS).exists()


def test_presidency_over_time_and_who_stands_for_a_member(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper)
    today = clock.today()
    first = bodies.seat(
        keeper(), group, organisation=cast.croix.pk, office="chair", from_on=today - timedelta(days=90)
    )
    with pytest.raises(Invalid):
        bodies.seat(
            keeper(), group, organisation=cast.croix.pk, office="chair", from_on=today - timedelta(days=90)
        )
    bodies.seat(keeper(), group, organisation=cast.loin.pk, office="chair")
    rows = BodyMember.objects.visible_to(cast.awa())
    assert rows.get(pk=first.pk).until == today - timedelta(days=1)
    said: dict[str, Any] = {"kind": "main", "organisation": cast.loin.pk}
    with pytest.raises(Invalid):
        bodies.name_contact(cast.drissa(), group, **said, account=cast.awa.account.pk)
    with pytest.raises(Invalid):
        bodies.name_contact(cast.drissa(), group, kind="main", organisation=cast.gao.pk, name="X Y")
    named = bodies.name_contact(cast.drissa(), group, **said, name="Oumou Traoré", email="o@example.org")
    bodies.name_contact(cast.drissa(), group, **said, account=cast.drissa.account.pk)
    assert (
        BodyContact.objects.visible_to(cast.boubacar()).get(pk=named.pk).account_id == cast.drissa.account.pk
    )
    assert not BodyContact.objects.visible_to(cast.lassana()).exists()
    with pytest.raises(Refused):
        bodies.name_contact(cast.lassana(), group, **said, name="Intrus")
    with pytest.raises(NotFound):
        bodies.unseat(ANONYMOUS, first)
    bodies.archive(keeper(), group, notice="Le cadre de concertation continue.")
    with pytest.raises(Conflict):
        event(keeper, group)
    bodies.reopen(keeper(), group)
    event(keeper, group)


def test_an_event_is_held_cancelled_and_copied_without_names(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    stranger = member(cast.loin, "zan", Role.COORDINATOR)
    group = body(keeper)
    tomorrow = clock.today() + timedelta(days=1)
    planned = event(keeper, group, starts_on=tomorrow)
    with pytest.raises(Invalid):
        events.hold(keeper(), planned)
    with pytest.raises(Refused):
        event(stranger, group)
    with pytest.raises(Refused):
        events.cancel(stranger(), planned, why="non")
    people: list[events.Attending] = [
        {"name": "Awa Diarra", "role": "directrice", "of": cast.croix.pk},
        {"name": "Issa Maïga", "organisation_name": "Radio Gao"},
    ]
    with pytest.raises(Invalid, match="row_3_name"):
        events.add_people(keeper(), planned, people=[*people, {"name": ""}])
    made = events.add_people(keeper(), planned, people=people)
    events.note_attendance(keeper(), planned, attendance={str(made[0].pk): "came"}, women=4, men=3)
    assert Participant.objects.visible_to(cast.awa()).get(pk=made[0].pk).attendance == "came"
    events.cancel(keeper(), planned, why="salle fermée")
    again = events.clone(keeper(), planned, starts_on=tomorrow + timedelta(days=30))
    copied = Participant.objects.visible_to(cast.awa()).filter(event=again)
    assert sorted(copied.values_list("name", "organisation_name")) == [
        ("", "Organisation CRM"),
        ("", "Radio Gao"),
    ]
    assert (again.state, again.women, again.starts_on) == ("planned", None, tomorrow + timedelta(days=30))
    assert not AgendaItem.objects.visible_to(cast.awa()).exists()


def test_minutes_are_for_those_who_meet_until_they_are_adopted(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper)
    bodies.seat(keeper(), group, organisation=cast.croix.pk, office="observer")
    written = minutes.begin(keeper(), event(keeper, group))
    told = minutes.insert(keeper(), written, text="Le groupe décide de publier la carte.")
    with pytest.raises(Refused):
        minutes.save_paragraph(cast.lassana(), told, text="Autre chose.", based_on=1)
    with pytest.raises(Invalid):
        minutes.mark(keeper(), told, passage="décide de ne rien faire")
    minutes.circulate(keeper(), written)
    assert Minutes.objects.visible_to(cast.lassana()).exists()
    assert not Minutes.objects.visible_to(cast.drissa()).exists()
    minutes.adopt(keeper(), written)
    minutes.correct(keeper(), written)
    minutes.save_paragraph(keeper(), told, text="Le groupe décide de publier deux cartes.", based_on=1)
    assert not Minutes.objects.visible_to(cast.drissa()).exists()
    kept = MinutesVersion.objects.visible_to(cast.drissa()).get()
    assert (kept.state, kept.paragraphs) == ("adopted", ["Le groupe décide de publier la carte."])
    assert MinutesVersion.objects.visible_to(cast.lassana()).count() == 2
