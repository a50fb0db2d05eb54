"""The house in Gao, the Croix-Rouge that receives, and a stranger: the organisations of the journeys, with their own words.

Awa is at the desk, Moussa works on cases, Fanta supervises; Kadi is the focal point of the Croix-Rouge; Drissa has every
role in an organisation that has nothing to do with any of it.
"""

from typing import Any

from playwright.sync_api import Locator, Page

from jatigi.agencies import actions as agencies
from jatigi.agencies.models import Organisation
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel.access import Role
from jatigi.places.actions import create_site, note_day
from jatigi.questionnaires import shipped
from tests.cast import agreed, member, setup

ALWAYS = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


class Gao:
    def __init__(self) -> None:
        shipped.publish_all()
        self.mmg = house("Maison des Migrants de Gao", "MMG", Organisation.Kind.GOVERNMENT)
        self.croix = house("Croix-Rouge malienne", "CRM", Organisation.Kind.RED_CROSS)
        self.loin = house("Association Loin", "LOIN", Organisation.Kind.NGO)
        self.awa = member(self.mmg, "awa", Role.RECEPTION)
        self.moussa = member(self.mmg, "moussa", Role.CASE_WORKER)
        self.fanta = member(self.mmg, "fanta", Role.SUPERVISOR)
        self.kadi = member(self.croix, "kadi", Role.FOCAL_POINT)
        self.lassana = member(self.croix, "lassana", Role.SUPERVISOR)
        self.drissa = member(self.loin, "drissa", *[r for r in Role.values if r != Role.NODE_ADMINISTRATOR])
        agreed(self.fanta, self.lassana)
        agreed(self.fanta, self.drissa)
        self.site = create_site(self.fanta(), name="Maison de Gao", kind="house", country="ML", beds=40)
        note_day(self.fanta(), self.site, open=True, staffed=True, beds_free=12)
        create_site(self.drissa(), name="Bureau de Loin", kind="house", country="ML", beds=2)
        self.care = self.service("health", "Soins de santé primaires", "+223 00 00 00 11")
        self.ambulance = self.service("health", "Ambulance de Gao", "+223 00 00 00 12", emergency=True)
        create_service(self.drissa(), need="health", title_fr="Hôpital de Loin", country="ML", hours=ALWAYS)
        self.children = self.service(
            "child_protection", "Protection des enfants", "+223 00 00 00 13", emergency=True
        )

    def service(self, need: str, title: str, phone: str, *, emergency: bool = False) -> Service:
        """A service of the Croix-Rouge, day and night, anywhere in Mali."""
        reach: Any = {"phone": phone, "contact": "Accueil", "how_to_refer": "system", "emergency": emergency}
        return create_service(
            self.lassana(), need=need, title_fr=title, country="ML", hours=ALWAYS, reach=reach
        )


def house(name: str, acronym: str, kind: str) -> Organisation:
    return agencies.create_organisation(setup, name_fr=name, kind=kind, country="ML", acronym=acronym)


def tap(tab: Page, name: str, *values: str) -> None:
    """Chooses answers of a question by their cards."""
    for value in values:
        tab.locator(f"input[name={name}][value='{value}']").check()


def button(tab: Page, words: str) -> Locator:
    return tab.get_by_role("button", name=words, exact=True).last


def link(tab: Page, words: str) -> Locator:
    return tab.get_by_role("link", name=words).first


def sign(tab: Page) -> None:
    """Writes a name with a finger."""
    canvas = tab.locator("canvas[data-signature]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + 20, box["y"] + 60)
    tab.mouse.down()
    for step in range(1, 9):
        tab.mouse.move(box["x"] + 20 + 20 * step, box["y"] + 60 + (20 if step % 2 else -20))
    tab.mouse.up()
