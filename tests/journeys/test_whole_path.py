"""A person's whole path through the house, and to another organisation, in French, at a desk and on a telephone.

Mamadou Diallo comes to the door in Gao; nobody knows him. What he agreed reaches the Croix-Rouge, and nothing else;
a third organisation finds nothing of him anywhere.
"""

import re
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page, expect

from jatigi.agencies import actions as agencies
from jatigi.cases.models import Case, Plan
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.people.models import Person, Stay, Visit
from jatigi.project.docs import routes
from jatigi.protection.models import LawfulBasis
from jatigi.questionnaires.models import Answer, Outcome
from jatigi.referrals.models import Referral
from tests.architecture.matrix import WITHOUT_PEOPLE
from tests.browser import DESKTOP, PHONE, follow
from tests.journeys.conftest import AtWork, Look, enter
from tests.journeys.gao import Gao, button, link, sign, tap
from tests.journeys.pictures import WIDTHS
from tests.journeys.test_screening import answer_with_keys
from tests.questionnaires.conftest import CALM
from tests.sign_in import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]

NAMES = {DESKTOP: ("Mamadou", "Diallo", "Mamadu Jallo"), PHONE: ("Souleymane", "Traoré", "Suleiman Traore")}
BEDS = {DESKTOP: "B-12", PHONE: "B-14"}
SECRETS = ("fièvre depuis trois jours", "Être soigné", "Guéri, contrôle")


@pytest.fixture(scope="module")
def gao(house: str) -> Gao:
    return Gao()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_door_to_the_closure(gao: Gao, at_work: AtWork, look: Look, house: str, width: int) -> None:
    given, family, otherwise = NAMES[width]
    awa = at_work(gao.awa, "/welcome/", width=width)
    person = welcomed(awa, look, given, family, otherwise)
    sheltered_and_screened(awa, look, BEDS[width])
    moussa = at_work(gao.moussa, f"/people/{person}/case/", width=width)
    case = planned(moussa, look)
    fanta = at_work(gao.fanta, "/cases/approvals/", width=width)
    approved(fanta, look, "approbation-du-plan")
    agreed(moussa, look, gao, person)
    referral = referred(moussa, look, house, case)
    kadi = at_work(gao.kadi, "/referrals/inbox/", width=width)
    served(kadi, look, referral, f"{given} {family}")
    moussa.goto(f"{house}/referrals/{referral}/")
    expect(moussa.get_by_text("Guéri, contrôle dans un mois.")).to_be_visible()
    look(moussa, "referencement-termine")
    closed(moussa, fanta, look, house, case)
    awa.goto(house + "/people/search/")
    found(awa, otherwise, f"{given} {family}")
    look(awa, "recherche-trouve")
    nothing_for_a_stranger(gao, at_work, house, person, (given, family, *SECRETS))


# At the desk


def welcomed(tab: Page, look: Look, given: str, family: str, otherwise: str) -> str:
    """The visit, the danger, the search, the registration: the id of the person."""
    look(tab, "accueil")
    tap(tab, "wishes", "bed", "care")
    tap(tab, "sex", "male")
    tap(tab, "age_group", "18_59")
    button(tab, "Enregistrer le passage").click()
    for question in ("now", "hurt", "held"):
        tap(tab, question, "no")
    look(tab, "danger")
    button(tab, "Continuer").click()
    tab.locator("input[name=text]").fill(otherwise)
    button(tab, "Chercher").click()
    expect(tab.get_by_role("heading", name="Aucune personne trouvée")).to_be_visible()
    look(tab, "recherche-personne")
    follow(link(tab, "Enregistrer cette personne"))
    look(tab, "enregistrement-vide")
    tab.locator("input[name=names_0_given]").fill(given)
    tab.locator("input[name=names_0_family]").fill(family)
    assert tab.locator("input[name=sex][value=male]").is_checked()
    tap(tab, "basis_kind", "consent")
    tap(tab, "basis_agreed", "yes")
    tab.get_by_label("Langue de l’explication").select_option("bm")
    tab.get_by_label("Comment la personne a donné son accord").select_option("signature")
    sign(tab)
    look(tab, "enregistrement")
    button(tab, "Enregistrer").click()
    expect(tab.get_by_text("C’est enregistré. Le code est")).to_be_visible()
    look(tab, "personne")
    return tab.url.rstrip("/").rpartition("/")[2]


def sheltered_and_screened(tab: Page, look: Look, bed: str) -> None:
    """A bed, and the first questions."""
    link(tab, "Donner un lit").click()
    tab.locator("input[name=bed]").fill(bed)
    look(tab, "arrivee")
    button(tab, "Noter l’arrivée").click()
    expect(tab.get_by_text("L’arrivée est notée.")).to_be_visible()
    link(tab, "Faire le repérage").click()
    expect(button(tab, "Envoyer")).to_be_visible(timeout=30_000)
    answer_with_keys(tab, {**CALM, "hurt_on_the_way": "yes"})
    look(tab, "reperage")
    button(tab, "Envoyer").click()
    tab.wait_for_url("**/answers/*/")
    look(tab, "reperage-resultat")


# The case


def planned(tab: Page, look: Look) -> str:
    """The case, what was found, the plan, sent to the supervisor: the id of the case."""
    look(tab, "dossier-ouvrir")
    button(tab, "Ouvrir le dossier").click()
    link(tab, "Évaluer la situation").click()
    case = id_in(tab, "cases")
    tab.get_by_text("santé physique", exact=True).click()
    tab.get_by_label("santé physique : ce qui est constaté").select_option("severe")
    look(tab, "evaluation")
    button(tab, "Enregistrer l’évaluation").click()
    tab.get_by_text("L’évaluation est enregistrée").wait_for()
    tab.get_by_role("link", name="Plan d’action", exact=True).click()
    link(tab, "Faire le plan d’action").click()
    tab.get_by_label("Ce qui doit être atteint").fill("Être soigné")
    tab.get_by_label("Ce qui sera fait").fill("Accompagner au centre de santé")
    tab.get_by_label("Ce plan d’action a été fait avec la personne").check()
    look(tab, "plan")
    button(tab, "Enregistrer le plan d’action").click()
    button(tab, "Soumettre le plan d’action").click()
    tab.get_by_text("Le plan d’action attend une approbation").wait_for()
    look(tab, "plan-soumis")
    return case


def approved(tab: Page, look: Look, name: str) -> None:
    """The supervisor looks and says yes."""
    follow(link(tab, "Regarder et décider"))
    look(tab, name)
    button(tab, "Approuver").click()
    tab.get_by_text("C’est décidé").wait_for()


def closed(moussa: Page, fanta: Page, look: Look, house: str, case: str) -> None:
    """What was planned is done; the closure is asked for and decided by somebody else."""
    moussa.goto(f"{house}/cases/{case}/plan/")
    finish = moussa.get_by_role("button", name="Fait", exact=True)
    if finish.count():
        finish.first.click()
    moussa.goto(f"{house}/cases/{case}/tasks/")
    while button(moussa, "C’est fait").count():
        button(moussa, "C’est fait").first.click()
        moussa.get_by_text("La tâche est faite").first.wait_for()
    moussa.goto(f"{house}/cases/{case}/closure/")
    moussa.get_by_label("objectifs atteints").check()
    look(moussa, "cloture")
    button(moussa, "Demander la clôture").click()
    moussa.get_by_text("C’est noté").wait_for()
    fanta.goto(f"{house}/cases/{case}/closure/")
    look(fanta, "cloture-decision")
    button(fanta, "Approuver").click()
    fanta.get_by_text("C’est décidé").wait_for()
    moussa.goto(f"{house}/cases/{case}/story/")
    look(moussa, "parcours")


# To another organisation


def agreed(tab: Page, look: Look, gao: Gao, person: str) -> None:
    """Explained, chosen, signed: his name and what he needs, for the Croix-Rouge."""
    tab.goto(tab.url.partition("/cases/")[0] + f"/people/{person}/agreements/new/?recipient={gao.croix.pk}")
    look(tab, "accord-1")
    tab.get_by_role("button", name="C’est expliqué").click()
    tab.get_by_label("Oui, ce qui est choisi").check()
    for kind in ("noms", "âge et sexe", "besoins et prises en charge"):
        tab.get_by_label(kind, exact=True).check()
    look(tab, "accord-2")
    button(tab, "Continuer").click()
    tab.get_by_label("Oui", exact=True).check()
    look(tab, "accord-3")
    button(tab, "Continuer").click()
    for kind in ("noms", "besoins et prises en charge"):
        tab.get_by_label(kind, exact=True).check()
    look(tab, "accord-4")
    button(tab, "Continuer").click()
    tab.get_by_label("Dans quelle langue").select_option("bm")
    tab.get_by_label("signature", exact=True).check()
    sign(tab)
    look(tab, "accord-5")
    button(tab, "Enregistrer les réponses").click()
    tab.get_by_role("heading", name=re.compile(r"Partagé avec\s: Croix-Rouge malienne \(CRM\)")).wait_for()
    look(tab, "accords")


def referred(tab: Page, look: Look, house: str, case: str) -> str:
    """The service is chosen; what was agreed and nothing else can be ticked: the id of the referral."""
    tab.goto(f"{house}/cases/{case}/refer/")
    look(tab, "referer-service")
    card = tab.locator("section.card", has_text="Soins de santé primaires")
    card.get_by_role("link", name="Référer à ce service").click()
    tab.get_by_label("Message au service").fill("fièvre depuis trois jours")
    look(tab, "referer-champs")
    button(tab, "Envoyer le référencement").click()
    expect(tab.get_by_text("Le référencement est parti.")).to_be_visible()
    look(tab, "referer-envoye")
    return id_in(tab, "referrals")


def served(tab: Page, look: Look, referral: str, name: str) -> None:
    """The focal point sees what was agreed, answers, serves, and says what came of it."""
    look(tab, "recus")
    tab.goto(tab.url.partition("/referrals/")[0] + f"/referrals/{referral}/")
    shared = tab.locator("section.card", has_text="Ce que la personne a accepté de partager")
    expect(shared.get_by_text(name)).to_be_visible()
    assert shared.locator("dt").all_inner_texts() == ["Code", "Noms"]
    expect(shared.get_by_text("fièvre depuis trois jours")).to_be_visible()
    for never in ("Être soigné", *BEDS.values(), "bambara", "+223 7"):
        assert never not in tab.content()
    look(tab, "recu")
    answer(tab, "Accepter", "Venez lundi à 9 h.")
    look(tab, "recu-accepte")
    answer(tab, "La personne est venue")
    link(tab, "Terminer").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("besoin couvert", exact=True).check()
    dialog.locator("textarea").fill("Guéri, contrôle dans un mois.")
    dialog.get_by_role("button", name="Terminer").click()
    expect(dialog).to_have_count(0)
    expect(tab.get_by_text("Guéri, contrôle dans un mois.").first).to_be_visible()


def answer(tab: Page, verb: str, note: str = "") -> None:
    link(tab, verb).click()
    dialog = tab.get_by_role("dialog")
    if note:
        dialog.locator("textarea").fill(note)
    dialog.get_by_role("button", name=verb).click()
    expect(tab.get_by_text("Réponse envoyée")).to_be_visible()


# A stranger


def found(tab: Page, words: str, name: str = "") -> None:
    """Searches; `name` is what is found, empty: nobody."""
    tab.locator("input[name=text]").fill(words)
    button(tab, "Chercher").click()
    if name:
        expect(tab.get_by_text(name).first).to_be_visible()
    else:
        expect(tab.get_by_role("heading", name="Aucune personne trouvée")).to_be_visible()


def nothing_for_a_stranger(
    gao: Gao, at_work: AtWork, house: str, person: str, secrets: tuple[str, ...]
) -> None:
    """Drissa, who has every role elsewhere, by search, address, interface, lists, error texts and export."""
    tab = at_work(gao.drissa, "/people/search/")
    for words in ("Mamadou Diallo", "Diallo"):
        found(tab, words)
    client = signed_in(gao.drissa.account)
    things = what_there_is(gao, person)
    different = []
    for route, name, _view in routes():
        if "<" not in route or route.startswith("api/") or name.startswith(WITHOUT_PEOPLE):
            continue
        never = [client.get(address).status_code for address in addresses(name, {"nobody": str(uuid4())})]
        for address in addresses(name, things):
            response = client.get(address)
            if response.status_code not in never or response.status_code == 200 or told(response, secrets):
                different.append((address, response.status_code))
    assert different == [], "an address of something answers otherwise than one of nothing"
    for path in (
        "/",
        "/people/",
        "/cases/",
        "/cases/team/",
        "/stays/tonight/",
        "/referrals/inbox/",
        "/referrals/outbox/",
        "/report/",
        "/notifications/",
        "/second-looks/",
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert not told(response, secrets), path
    report = f"site={gao.site.pk}&month={clock.today():%Y-%m}"
    enter(tab, house, gao.drissa)
    assert tab.request.get(f"{house}/report/sheet/", params=report).status == 404
    nothing_by_the_interface(gao, things, secrets)


def told(response: Any, secrets: tuple[str, ...]) -> bool:
    """Whether an answer, also one that refuses, holds a word of the file."""
    content = response.content.decode("utf-8", "replace")
    return any(secret in content for secret in secrets)


def what_there_is(gao: Gao, person: str) -> dict[str, str]:
    """Everything that has an address: kind of thing → id."""
    access = replace(gao.fanta(Purpose.CASE_MANAGEMENT), stepped_up_at=clock.now())
    models = {
        "case": Case,
        "plan": Plan,
        "stay": Stay,
        "visit": Visit,
        "basis": LawfulBasis,
        "referral": Referral,
        "answer": Answer,
        "outcome": Outcome,
    }
    rows = {kind: model.objects.visible_to(access).order_by("pk").first() for kind, model in models.items()}
    found = {kind: str(row.pk) for kind, row in rows.items() if row is not None}
    assert set(found) >= {"case", "stay", "visit", "basis", "referral", "outcome"}
    found["person"] = str(Person.objects.visible_to(access).get(pk=person).pk)
    return found


def addresses(name: str, things: dict[str, str]) -> list[str]:
    """A page about each of the things, whatever it is about."""
    made = []
    for value in things.values():
        for parameter in ("pk", "subject", "person", "case"):
            for more in ({}, {"code": "screening"}, {"verb": "accept"}, {"verb": "approve"}):
                try:
                    made.append(reverse(name, kwargs={parameter: value, **more}))
                except NoReverseMatch:
                    continue
    return made


def nothing_by_the_interface(gao: Gao, things: dict[str, str], secrets: tuple[str, ...]) -> None:
    """With a token of his own for each purpose."""
    client = signed_in(gao.drissa.account)
    for purpose in (Purpose.CASE_MANAGEMENT, Purpose.RECEPTION, Purpose.REFERRAL):
        access = replace(gao.drissa(purpose), stepped_up_at=clock.now())
        token = agencies.create_token(access, purpose=purpose, label="programme")
        client.logout()
        headers = {"Authorization": f"Bearer {token.secret}"}  # type: ignore[attr-defined]
        for room in ("visits", "people", "stays", "cases", "referrals"):
            response = client.get(f"/api/v1/{room}", headers=headers)
            assert response.status_code in (200, 403, 405), (room, response.status_code)
            if response.status_code == 200:
                assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", response.content.decode()), room
            for value in things.values():
                response = client.get(f"/api/v1/{room}/{value}", headers=headers)
                assert response.status_code in (403, 404), (room, value)
                assert not told(response, secrets), (room, value)


def id_in(tab: Page, room: str) -> str:
    """The id that stands in the address of the page."""
    return tab.url.partition(f"/{room}/")[2][:36]


# With the keyboard


def test_awa_welcomes_and_registers_with_the_keyboard_alone(gao: Gao, at_work: AtWork, house: str) -> None:
    tab = at_work(gao.awa, "/welcome/")
    keys = Keys(tab)
    keys.to("input[name=wishes][value=information]").press("Space")
    keys.choose("sex", "female").choose("age_group", "18_59").submit("Enregistrer le passage")
    tab.wait_for_url("**/danger/")
    keys.choose("now", "no").choose("hurt", "no").choose("held", "no").submit("Continuer")
    tab.wait_for_url("**/people/search/**")
    keys.to("input[name=text]").write("Fatou Sangaré").press("Enter")
    expect(tab.get_by_role("heading", name="Aucune personne trouvée")).to_be_visible()
    keys.submit("Enregistrer cette personne")
    tab.wait_for_url("**/people/new/**")
    keys.to("input[name=names_0_given]").write("Fatou")
    keys.to("input[name=names_0_family]").write("Sangaré")
    keys.choose("basis_kind", "consent").choose("basis_agreed", "yes")
    keys.to("input[name=basis_witness]").write("Oumou").submit("Enregistrer")
    expect(tab.get_by_text("C’est enregistré. Le code est")).to_be_visible()


class Keys:
    """Hands that never leave the keyboard."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def to(self, selector: str) -> "Keys":
        """Tab until the field has the focus; a group of choices is entered wherever it lets in."""
        for _step in range(150):
            if self.tab.evaluate("selector => document.activeElement.matches(selector)", selector):
                return self
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def choose(self, name: str, value: str) -> "Keys":
        """A card of a group: entered with Tab, chosen with the arrows."""
        self.to(f"input[name={name}]").press("Space")
        for _step in range(20):
            if self.tab.evaluate(
                "value => document.activeElement.value === value && document.activeElement.checked", value
            ):
                return self
            self.press("ArrowDown")
        raise AssertionError(f"the keyboard does not choose {name} {value}")

    def submit(self, words: str) -> None:
        """The button or link with these words."""
        for _step in range(150):
            if self.tab.evaluate("document.activeElement.textContent.trim()") == words:
                return self.tab.keyboard.press("Enter")
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach « {words} »")

    def write(self, words: str) -> "Keys":
        self.tab.keyboard.type(words)
        return self

    def press(self, key: str) -> "Keys":
        self.tab.keyboard.press(key)
        return self
