"""Somebody at the door, in a real browser: by keyboard only, and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jatigi.people import actions, identity
from jatigi.people.models import Person, Visit
from jatigi.places.models import Site
from tests.browser import DESKTOP, PHONE, browser, check_axe, fits, page
from tests.cast import Cast
from tests.people.conftest import CONSENT
from tests.sign_in import signed_in

__all__ = ["browser", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(cast: Cast, gao: Site, live_server: Any, page: Callable[..., Page]) -> Callable[..., Page]:
    """Awa at the welcome desk: `desk("/welcome/", width=360)`."""

    def opened(path: str, **options: Any) -> Page:
        tab = page(**options)
        session = signed_in(cast.awa.account).cookies["session"].value
        tab.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        tab.goto(live_server.url + path)
        return tab

    return opened


def look(tab: Page) -> None:
    assert fits(tab), tab.url
    check_axe(tab)


def press_until(tab: Page, focused: str, key: str = "Tab", most: int = 60) -> None:
    """Press a key until the element that has the focus matches the selector."""
    for _ in range(most):
        if tab.evaluate("selector => document.activeElement.matches(selector)", focused):
            return
        tab.keyboard.press(key)
    raise AssertionError(f"{focused} cannot be reached with {key}")


def test_a_visit_and_the_questions_about_danger_by_keyboard_only(
    cast: Cast, desk: Callable[..., Page]
) -> None:
    tab = desk("/welcome/", width=DESKTOP)
    press_until(tab, "#id_wishes_2")
    tab.keyboard.press("Space")
    for group in ("sex", "age_group"):
        press_until(tab, f"input[name={group}]")
        tab.keyboard.press("Space")
    press_until(tab, "button.button--large")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/danger/")
    for question in ("now", "hurt", "held"):
        press_until(tab, f"input[name={question}]")
        tab.keyboard.press("Space")
        tab.keyboard.press("ArrowRight")
    press_until(tab, "button.button--large")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/people/search/**")
    visit = Visit.objects.visible_to(cast.awa()).get()
    assert visit.wishes == ["bed"]
    assert visit.danger == {"now": "no", "hurt": "no", "held": "no"}


def test_a_registration_on_a_phone_loses_nothing_and_shows_who_may_be_the_same(
    cast: Cast, desk: Callable[..., Page]
) -> None:
    actions.register(
        cast.awa(), sex="female", age_group="18_59", basis=CONSENT,
        names=[{"given": "Fatoumata", "family": "Diallo", "kind": "main"}], birth={"kind": "year", "year": 1999},
    )  # fmt: skip
    tab = desk("/people/new/", width=PHONE)
    look(tab)
    tab.fill("#id_names_0_given", "Fatima")
    tab.fill("#id_names_0_family", "Jallow")
    tab.fill("#id_birth_2", "2999")
    tab.get_by_text("féminin").click()
    tab.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(tab.locator("[data-error-summary]")).to_be_visible()
    assert tab.input_value("#id_names_0_given") == "Fatima"
    assert tab.input_value("#id_birth_2") == "2999"
    look(tab)
    tab.fill("#id_birth_2", "1999")
    tab.get_by_text("Un adulte a entendu").click()
    tab.get_by_text("Oui, je suis d’accord").click()
    tab.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(tab.get_by_text("Cette personne est peut-être déjà enregistrée")).to_be_visible()
    expect(tab.get_by_text("la même année de naissance")).to_be_visible()
    look(tab)
    tab.get_by_role("button", name="Ce n’est aucune d’elles").click()
    expect(tab.locator("header.person h1")).to_have_text("Fatima Jallow")
    look(tab)
    names = identity.of(cast.awa(), Person.objects.visible_to(cast.awa()).values_list("pk", flat=True))
    assert sorted(identity.display_name(known) for known in names.values()) == [
        "Fatima Jallow",
        "Fatoumata Diallo",
    ]


def test_danger_on_a_phone_shows_what_to_do_and_leads_to_the_emergency(
    cast: Cast, gao: Site, desk: Callable[..., Page]
) -> None:
    visit = actions.record_visit(
        cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="12_17", danger={"held": "yes"}
    )
    tab = desk(f"/welcome/{visit.pk}/now/", width=PHONE)
    expect(tab.get_by_text("un adulte formé reste avec l’enfant")).to_be_visible()
    look(tab)
    tab.get_by_role("button", name="Donner un code, puis référer").click()
    tab.wait_for_url(f"**/referrals/emergency/?visit={visit.pk}")
    person = Person.objects.visible_to(cast.awa()).get()
    assert person.age_group == "12_17"


def test_every_page_fits_a_telephone(
    cast: Cast, gao: Site, register: Callable[..., Person], desk: Callable[..., Page]
) -> None:
    person = register(
        name="Aïcha Sow", phones=[{"number": "76123456"}], companion=register().pk, at_risk=True
    )
    stay = actions.begin_stay(cast.awa(), person=person.pk, site=gao.pk, bed="A1", from_country="DZ")
    visit = actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="male", age_group="18_59")
    tab = desk("/welcome/", width=PHONE)
    root = tab.url.removesuffix("/welcome/")
    for path in (
        "/welcome/", f"/welcome/{visit.pk}/danger/", "/people/", "/people/search/", f"/people/{person.pk}/",
        f"/people/{person.pk}/edit/", f"/people/{person.pk}/together/", f"/people/{person.pk}/arrive/",
        "/stays/tonight/", f"/stays/{stay.pk}/bed/", f"/stays/{stay.pk}/depart/", "/paper/", "/paper/visits/",
        "/paper/registration/",
    ):  # fmt: skip
        tab.goto(root + path)
        assert fits(tab), path  # axe looks at every page in the tour


@pytest.mark.parametrize("sheet", ["visits", "registration"])
def test_a_paper_form_prints_on_one_page(desk: Callable[..., Page], sheet: str) -> None:
    printed = desk(f"/paper/{sheet}/").pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
