"""The agenda of the next meeting: what the body left open comes up by itself, and is taken up or left aside."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.work import actions as work
from jatigi.coordination.commitments.actions import record
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.agenda import actions as agenda
from jatigi.coordination.minutes import actions as minutes
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from tests.browser import PHONE
from tests.cast import member
from tests.coordination.meetings import body, event
from tests.journeys.conftest import AtWork, Look
from tests.journeys.gao import Gao, button, link

pytestmark = pytest.mark.journey


def test_the_secretariat_prepares_the_next_meeting_from_what_is_open(
    house: str, at_work: AtWork, look: Look
) -> None:
    gao, today = Gao(), clock.today()
    assa = member(gao.mmg, "assa", Role.COORDINATOR)
    group = body(assa)
    bodies.seat(assa(), group, organisation=gao.croix.pk, office="chair")
    work.plan(assa(), group, year=today.year, title="Cartographier les services de Gao", due_on=today)
    last = event(assa, group, title="Réunion de rentrée", starts_on=today - timedelta(days=30))
    agenda.add(assa(), last, title="Accueil des enfants seuls")
    events.hold(assa(), last)
    written = minutes.begin(gao.kadi(), last)
    told = minutes.insert(gao.kadi(), written, text="Le choix du lieu de l’abri est reporté. Rien d’autre.")
    minutes.mark(gao.kadi(), told, passage="Le choix du lieu de l’abri est reporté.", kind="to_decide")
    promised: dict[str, Any] = {
        "body": group.pk,
        "event": last.pk,
        "made_on": last.starts_on,
        "deadline_precision": "day",
    }
    record(assa(), kind="recommendation", text="Ouvrir une ligne d’écoute en bambara.",
           deadline=today - timedelta(days=5), **promised)  # fmt: skip
    record(
        assa(),
        kind="decision",
        text="Former les agents d’accueil.",
        deadline=today + timedelta(days=60),
        **promised,
    )
    upcoming = event(assa, group, title="Réunion de décembre", starts_on=today + timedelta(days=7))

    tab = at_work(assa, f"/bodies/{group.pk}/")
    expect(tab.get_by_text("Ouvrir une ligne d’écoute en bambara.")).to_be_visible()
    look(tab, "instance", small=True)
    link(tab, "Ordre du jour").click()
    for heading in (
        "Engagements en retard",
        "À décider lors de cette réunion",
        "Reportés de la réunion précédente",
    ):
        expect(tab.get_by_text(heading)).to_be_visible()
    look(tab, "ordre-du-jour-propose", small=True)
    tab.get_by_label("Former les agents d’accueil.").uncheck()
    button(tab, "Inscrire à l’ordre du jour").click()
    expect(tab.get_by_text("4 points inscrits à l’ordre du jour.")).to_be_visible()
    button(tab, "Laisser de côté").click()
    expect(tab.get_by_role("heading", name="Laissés de côté")).to_be_visible()
    link(tab, "Nouveau point").click()
    tab.get_by_label("Point de l’ordre du jour").fill("Divers")
    tab.get_by_label("Combien de minutes ?").fill("10")
    button(tab, "Ajouter").click()
    expect(tab.get_by_text("10 minutes en tout")).to_be_visible()
    look(tab, "ordre-du-jour", small=True)
    tab.goto(f"{house}/events/{upcoming.pk}/agenda/sheet/")
    items = tab.locator("main ol li")
    expect(items).to_have_count(5)
    expect(items.first).to_contain_text("Ouvrir une ligne d’écoute en bambara.")
    look(tab, "feuille-ordre-du-jour")

    phone = at_work(gao.kadi, f"/events/{last.pk}/minutes/", width=PHONE)
    expect(phone.get_by_text("à décider à la prochaine réunion")).to_be_visible()
    look(phone, "compte-rendu")
