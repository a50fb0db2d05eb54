"""A shelter whose place nobody can learn by any route: what five people and nobody in particular read of it in a browser.

It was an open house once, with an address and a point. Then it is hidden; then it moves to another part of its region. What
everybody reads holds no word of where it was or is, and is the same, letter for letter, before and after it moved.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from jatigi.agencies import actions as agencies
from jatigi.directory.actions import create_service, update_service
from jatigi.directory.models import Location, Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.querysets import acting
from jatigi.people.actions import register
from jatigi.people.models import Person
from jatigi.places.actions import create_site, update_site
from jatigi.places.models import AdminUnit, Site
from jatigi.protection.actions import record_basis
from jatigi.referrals import actions as referrals
from jatigi.referrals.models import Referral
from tests.cast import Cast, Member, member
from tests.journeys.conftest import AtWork

pytestmark = pytest.mark.journey

NAME, ADDRESS, MOVED = "Maison Tamaris", "Rue 314, porte 27", "Quartier Sosso, porte 9"
THERE, NEXT = (15.6612, 0.5043), (16.9541, -0.3487)
ASKED_FROM = (THERE, NEXT, (16.2717, -0.0447), (12.6392, -8.0029))
REGION = "ML07"
CHANGING = (
    r'name="(?:csrfmiddlewaretoken|action_id|seen)" value="[^"]*"|X-CSRFToken[^}]*|data-csrf="[^"]*"'
    r'|"last_modified":"[^"]*"|"version":\s*\d+'
)
"""What is another one each time that a page is opened, or says that somebody looked at the entry, and not where it is."""
Read = dict[tuple[str, str], str]


class Shelter:
    """The open house that became a shelter, two other places of the same kind, and somebody who is sent there."""

    def __init__(self) -> None:
        self.cast = cast = Cast()
        self.secretariat = member(cast.gao, "oumar", Role.COORDINATOR)
        here = create_site(cast.boubacar(), name="Maison de Gao", kind="house", country="ML", unit=REGION)
        self.worker = member(cast.gao, "salif", Role.CASE_WORKER, Role.RECEPTION, site=here.pk)
        self.units = [u for u in AdminUnit.objects.filter(parent__code=REGION, level=2) if u.name_fr != "Gao"]
        self.site = create_site(
            cast.lassana(), name=NAME, kind="house", country="ML", unit=REGION, address=ADDRESS
        )
        self.put(self.units[0])
        for title, point in (("Foyer du Nord", (16.28, -0.05)), ("Foyer du Sud", (15.70, 0.49))):
            self.open_place(title, point)
        self.service = self.open_place(
            "Hébergement protégé", THERE, site=str(self.site.pk), address=ADDRESS, city=self.units[0].name_fr
        )
        found = Location.objects.get(site=self.site)
        self.location = found.pk
        self.person = self.somebody()

    def open_place(self, title: str, point: tuple[float, float], **more: str) -> Service:
        where: Any = {"city": "Gao", "latitude": point[0], "longitude": point[1], "area": REGION}
        said: Any = {**where, **more}
        return create_service(
            self.cast.lassana(), need="accommodation", title_fr=title, more=said,
            reach={"phone": "+223 20 00 00 44"},
        )  # fmt: skip

    def put(self, unit: AdminUnit) -> None:
        """In a part of the region, as a site may have been since before."""
        with acting():
            self.site = Site.objects.visible_to(self.cast.lassana(Purpose.ADMINISTRATION)).get(
                pk=self.site.pk
            )
            self.site.unit = unit
            self.site.save()

    def hide(self) -> None:
        self.site = update_site(
            self.cast.lassana(), self.site, name=NAME, kind="shelter", country="ML", unit=REGION, hidden=True,
            address=ADDRESS,
        )  # fmt: skip
        self.put(self.units[0])

    def move(self) -> None:
        """To another part of the region; whoever works there says it of the service too."""
        self.site = update_site(
            self.cast.lassana(), self.site, name=NAME, kind="shelter", country="ML", unit=REGION, hidden=True,
            address=MOVED,
        )  # fmt: skip
        self.put(self.units[1])
        update_service(
            self.cast.lassana(), self.service, changes={"site": str(self.site.pk), "latitude": NEXT[0], "longitude": NEXT[1]}
        )  # fmt: skip

    def somebody(self) -> Person:
        cast = self.cast
        person = register(
            cast.awa(), sex="female", age_group="18_59", names=[{"given": "Aïcha", "kind": "main"}],
            basis={"kind": "consent", "form": "verbal", "witness": "Oumou"},
        )  # fmt: skip
        record_basis(
            cast.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=["name", "needs"],
            recipient=cast.croix.pk, witness="Oumou",
        )  # fmt: skip
        return person

    def send(self) -> Referral:
        return referrals.send(
            self.cast.moussa(), service=self.service.pk, person=self.person.pk, urgency="high", fields=["names"]
        )  # fmt: skip

    def words(self) -> set[str]:
        """Every way of writing where it is or was."""
        numbers = {
            text for point in (THERE, NEXT) for n in point for text in (f"{n}", f"{n}".replace(".", ","))
        }
        parts = {text for unit in self.units[:2] for text in (unit.name_fr, unit.code, f'"{unit.pk}"')}
        return (
            numbers
            | parts
            | {NAME, "Tamaris", ADDRESS, "Rue 314", MOVED, "Sosso", str(self.location), str(self.site.pk)}
        )


def routes(world: Shelter, sent: Referral | None) -> Iterator[tuple[str, list[str]]]:
    """(who, what they open): pages, files, the interface."""
    pk, public = world.service.pk, world.service.public_id
    asked = (
        {"need": "accommodation", "where": REGION},
        {"words": "Tamaris"},
        {"words": world.units[0].name_fr},
    )
    search = [f"/services/?{urlencode(one)}" for one in asked]
    files = ["/services/3w.csv", "/services/3w.xlsx", "/coverage/", "/coverage/?need=accommodation"]
    hsds = [
        *(f"/hsds/{name}?full=true" for name in ("services", "organizations", "locations", "service_at_locations")),
        *(f"/hsds/{name}?format=ndjson&full=true" for name in ("services", "locations", "service_at_locations")),
        *(
            f"/hsds/service_at_locations?latitude={north}&longitude={east}&proximity={metres}"
            for north, east in ASKED_FROM
            for metres in (2_000, 1_000_000)
        ),
        f"/hsds/services/{public}", f"/hsds/service_at_locations/{pk}", f"/hsds/locations/{world.location}",
        f"/hsds/organizations/{world.cast.croix.pk}?full_service=true",
        "/hsds/services?search=Tamaris",
    ]  # fmt: skip
    parts = [unit.code for unit in world.units[:2]]
    alone = [f"/info/fr/1/{code}/" for code in (REGION, "ML", *parts)]
    yield "nobody", ["/info/en/1/", *alone, *hsds, *(f"/hsds/services?postcode={code}" for code in parts)]
    own = [*search, f"/services/{pk}/"]
    refer = f"/people/{world.person.pk}/refer/"
    yield "worker", [f"/services/{pk}/", f"{refer}?need=accommodation", f"{refer}{pk}/"]
    if sent is not None:
        sheet = f"/referrals/{sent.pk}/sheet/?ready=1&where=1"
        yield "worker", [f"/referrals/{sent.pk}/", sheet, "/referrals/outbox/"]
    yield "secretariat", [*files, search[0], "/network/?by=place"]
    yield "stranger", [*own, *files[:3], "/sites/", "/services/upkeep/"]
    asked_in = ({"need": "accommodation", "place": code} for code in (REGION, *parts))
    listed = [f"/api/v1/services?{urlencode(one)}" for one in asked_in]
    yield "program", [*listed, f"/api/v1/services/{pk}"]


def harvest(world: Shelter, tabs: dict[str, Page], house: str, sent: Referral | None, whom: str = "") -> Read:
    """What each of them, or `whom`, reads on pages and in files of their session, without what changes at every look."""
    found: Read = {}
    for who, paths in routes(world, sent):
        for path in paths if who == whom or not whom else ():
            typed = dict.fromkeys(re.findall(r"=([^&]+)", path.partition("?")[2]))
            found[who, path] = re.sub(CHANGING, "", _without(_read(tabs[who], house, path), path, typed))
    return found


def _read(tab: Page, house: str, path: str) -> str:
    """A page as it came and as it stands in the browser; of a file, what is in it."""
    if path.startswith(("/hsds/", "/api/", "/services/3w.")):
        return _plain(tab.request.get(house + path).body())
    answer = tab.goto(house + path)
    assert answer is not None
    return answer.text() + tab.content() + tab.inner_text("body")


def _plain(body: bytes) -> str:
    """The text of a page, of JSON, of every part of a workbook."""
    if body[:2] != b"PK":
        return body.decode()
    book = zipfile.ZipFile(BytesIO(body))
    return "".join(book.read(name).decode() for name in book.namelist() if not name.startswith("docProps"))


def _without(text: str, path: str, typed: dict[str, None]) -> str:
    """What comes back to whoever typed it proves nothing."""
    for word in (path, *sorted(typed, key=len, reverse=True)):
        text = text.replace(word, "") if len(word) > 3 else text
    return text


def test_nobody_learns_where_the_shelter_is_by_any_route(
    house: str, page: Callable[..., Page], at_work: AtWork
) -> None:
    world = Shelter()
    token = agencies.create_token(
        replace(world.cast.drissa(), stepped_up_at=clock.now()), purpose=Purpose.REFERRAL, label="programme"
    )
    people: dict[str, Member] = {
        "worker": world.cast.moussa, "secretariat": world.secretariat, "stranger": world.cast.drissa,
    }  # fmt: skip
    tabs = {name: at_work(who, width=360 if name == "worker" else 1280) for name, who in people.items()}
    tabs["nobody"] = page(width=320, java_script_enabled=False)
    tabs["program"] = page(extra_http_headers={"Authorization": f"Bearer {token.secret}"})  # type: ignore[attr-defined]

    before = harvest(world, tabs, house, None, "nobody")
    read = "".join(before.values())
    assert {
        word for word in (NAME, ADDRESS, str(THERE[0])) if word not in read
    } == set()  # an open house is told
    near = f"/hsds/service_at_locations?latitude={THERE[0]}&longitude={THERE[1]}&proximity=1000000"
    first = re.findall(r'"name":"(Foyer[^"]*|Hébergement protégé)"', before["nobody", near])
    assert first == ["Hébergement protégé", "Foyer du Sud", "Foyer du Nord"]

    world.hide()
    sent = world.send()
    hidden = harvest(world, tabs, house, sent)
    world.move()
    moved = harvest(world, tabs, house, sent)
    words = world.words()
    told = [
        (at, word) for seen in (hidden, moved) for at, text in seen.items() for word in words if word in text
    ]
    assert told == []
    assert [at for at in hidden if hidden[at] != moved[at]] == []
    assert "Hébergement protégé" in hidden["worker", f"/people/{world.person.pk}/refer/?need=accommodation"]
    assert re.findall(r'"name":"(Foyer[^"]*|Hébergement protégé)"', moved["nobody", near]) == first[1:]
    assert tabs["nobody"].request.get(f"{house}/hsds/locations/{world.location}").status == 404

    desk = at_work(world.cast.kadi, f"/referrals/{sent.pk}/")
    expect(desk.get_by_text("Hébergement protégé").first).to_be_visible()  # it still receives, and answers
    assert not any(word in desk.content() for word in words)
