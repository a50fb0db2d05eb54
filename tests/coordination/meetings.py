"""Bodies and events of the tests."""

from datetime import timedelta
from typing import Any

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.feeds import actions as feeds
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.bodies.work import actions as work
from jatigi.coordination.documents import actions as documents
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.agenda import actions as agenda
from jatigi.coordination.events.models import Event
from jatigi.coordination.events.programme import actions as programme
from jatigi.coordination.events.series import actions as series
from jatigi.coordination.minutes import actions as minutes
from jatigi.coordination.minutes.models import MinutesVersion
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from tests.cast import Member


def body(keeper: Member, **changes: Any) -> Body:
    """A working group whose secretariat `keeper` is."""
    values: dict[str, Any] = {
        "name": "Groupe de travail sur la protection",
        "acronym": "GTP",
        "kind": "working_group",
        "level": "national",
    }
    return bodies.create(keeper(), **values | changes)


def event(keeper: Member, of: Body | None = None, **changes: Any) -> Event:
    """A meeting today, of a body or of nobody."""
    values: dict[str, Any] = {
        "title": "Réunion ordinaire",
        "kind": "meeting",
        "starts_on": clock.today(),
        "body": of.pk if of else None,
    }
    return events.create(keeper(), **values | changes)


def meet(world: Any) -> None:
    """What the matrix looks at: a public body of the house, its meetings, their agenda and minutes in every state."""
    by = world.staff[Role.COORDINATOR]
    today = clock.today()
    world.body = body(by, public=True)
    world.archived_body = bodies.archive(by(), body(by, name="Ancien comité"), notice="Le groupe continue.")
    gao = world.cast.gao.pk
    world.seat = bodies.seat(
        by(), world.body, organisation=gao, office="co_chair", from_on=today - timedelta(days=9)
    )
    world.body_contact = bodies.name_contact(
        by(), world.body, organisation=gao, kind="main", name="Oumou Traoré"
    )
    world.work_line = work.plan(by(), world.body, year=today.year, title="Cartographier", due_on=today)
    world.feed_secret = feeds.renew(by(), world.body).secret
    world.meeting = event(by, world.body)
    world.participant = events.add_people(by(), world.meeting, people=[{"name": "Awa Diarra", "of": gao}])[0]
    world.session = programme.add_session(by(), world.meeting, title="Ouverture")
    world.free_session = programme.add_session(by(), world.meeting, title="Débat")
    world.contribution = programme.add_contribution(
        by(), world.meeting, session=world.session.pk, speaker="Awa Diarra", summary="Bienvenue."
    )
    world.agenda_item = agenda.add(by(), world.meeting, title="Tour de table", minutes=15)
    bring = documents.add_to_body
    world.document = bring(by(), world.body, title="Mandat", name="mandat.txt", content=b"Le mandat.")
    coming: dict[str, Any] = {"starts_on": today + timedelta(days=1), "until": today + timedelta(days=60)}
    world.series = series.plan(
        by(), title="Réunion", kind="meeting", body=world.body.pk, rule="FREQ=MONTHLY;BYDAY=1TU", **coming
    )
    world.cancelled_meeting = events.cancel(by(), event(by, world.body), why="salle fermée")
    _write(world, by)


def _write(world: Any, by: Member) -> None:
    world.minutes = minutes.begin(by(), world.meeting)
    world.paragraph = minutes.insert(by(), world.minutes, text="Le groupe décide de publier la carte.")
    world.free_paragraph = minutes.insert(by(), world.minutes, text="La séance est levée.")
    world.mark = minutes.mark(by(), world.paragraph, passage="décide de publier la carte")
    world.circulated = minutes.circulate(by(), _begun(by, world.body))
    world.minutes_version = MinutesVersion.objects.visible_to(by()).get(minutes=world.circulated)
    world.adopted = minutes.adopt(by(), minutes.circulate(by(), _begun(by, world.body)))


def _begun(by: Member, of: Body) -> Any:
    begun = minutes.begin(by(), event(by, of, held=True))
    minutes.insert(by(), begun, text="Rien à signaler.")
    return begun
