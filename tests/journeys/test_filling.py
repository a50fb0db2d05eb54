"""A form on a case in a real browser: on a telephone, in French and in Arabic, with a photograph; a draft that survives."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from jatigi.cases import actions as cases
from jatigi.cases.models import Case
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from jatigi.people import actions as people
from jatigi.questionnaires import actions, shipped
from jatigi.questionnaires.models import Answer, AnswerFile, Draft
from tests.browser import PHONE, browser, check_axe, fits, page  # noqa: F401  # fixtures
from tests.cast import PASSWORD, Cast, Member, member
from tests.questionnaires.conftest import CONSENT
from tests.questionnaires.filling.conftest import (
    VISIT,
    about,
    everything,
    photograph,
    published,
    simple,
    told,
)
from tests.sign_in import code, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(live_server, cast: Cast) -> Case:
    """A case of Moussa's, and a form about cases."""
    shipped.publish_all()
    published(VISIT)
    someone = people.register(
        cast.awa(), sex="male", age_group="18_59", nationalities=["GN"],
        names=[{"given": "Amadou", "family": "Barry", "kind": "main"}], basis=CONSENT,
    )  # fmt: skip
    return cases.open_case(
        cast.moussa(), person=someone.pk, urgency="high", case_worker=cast.moussa.account.pk
    )


@pytest.fixture
def at_work(live_server, page):  # noqa: F811  # the fixture, by its name
    """Opens the application for somebody of the cast, each time in a browser of its own."""

    def opened(who: Member, address: str, **options) -> Page:
        tab: Page = page(**options)
        cookie = signed_in(who.account).cookies[settings.SESSION_COOKIE_NAME]
        tab.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
        )
        tab.goto(live_server.url + address)
        return tab

    return opened


def opened_form(tab: Page) -> Page:
    expect(tab.get_by_role("button", name="Envoyer")).to_be_visible(timeout=20_000)
    return tab


def choose(tab: Page, question: str, answer: str) -> None:
    tab.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def age(tab: Page, words: str, years: str) -> None:
    tab.get_by_label(words).last.press_sequentially(years)
    tab.keyboard.press("Tab")


def kept_now(tab: Page) -> None:
    """Twenty seconds go by on the page."""
    with tab.expect_response(lambda answer: "/draft" in answer.url) as said:
        tab.clock.run_for(21_000)
    assert said.value.ok, said.value.status
    expect(tab.locator("[data-draft-state]")).to_contain_text("Brouillon enregistré")


def until(happened: Callable[[], bool]) -> None:
    """What a page sends while it goes away arrives after the next page came."""
    for _ in range(100):
        if happened():
            return
        Event().wait(0.05)
    pytest.fail("it did not happen within five seconds")


def only(model):
    return model.objects.visible_to(everything).get()


def test_moussa_fills_a_form_in_on_a_telephone_in_french_and_in_arabic(
    at_work: Callable[..., Page], cast: Cast, case: Case, tmp_path: Path
) -> None:
    tab = at_work(cast.moussa, f"/cases/{case.pk}/", width=PHONE)
    tab.get_by_role("link", name="Visite", exact=True).click()
    opened_form(tab)
    choose(tab, "Dans quelle région ?", "Mopti")
    expect(tab.get_by_label("Djenné")).to_be_visible()
    expect(tab.get_by_label("Ansongo")).to_have_count(0)
    assert fits(tab)
    check_axe(tab)
    tab.locator(".smaller-screens [role=combobox]").click()
    tab.get_by_role("option", name="العربية (ar)").click()
    expect(tab.locator("[data-form-island] > div")).to_have_attribute("dir", "rtl")
    choose(tab, "في أي منطقة؟", "غاو")
    choose(tab, "في أي دائرة؟", "أنسونغو")
    age(tab, "عمر الطفل", "7")
    tab.get_by_role("button", name="Ajouter").click()
    age(tab, "عمر الطفل", "12")
    (tmp_path / "Fatou.jpg").write_bytes(photograph())
    tab.locator("input[type=file]").first.set_input_files(tmp_path / "Fatou.jpg")
    expect(tab.locator("[data-form-island] img[src^='blob:']")).to_be_visible()
    assert fits(tab)
    check_axe(tab)
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/answers/*/")
    kept = only(Answer)
    assert (kept.values["circle"], kept.values["child"]) == ("ansongo", [{"age": "7"}, {"age": "12"}])
    assert (kept.about_id, kept.subject_id) == (case.pk, case.person_id)
    assert b"Kanari" not in only(AnswerFile).content
    tab.get_by_role("link", name="Lire les réponses").click()
    expect(tab.get_by_text("Ansongo")).to_be_visible()
    expect(tab.get_by_role("link", name=only(AnswerFile).name)).to_be_visible()
    assert fits(tab)
    check_axe(tab)


def test_a_session_that_ends_and_a_browser_that_is_closed_cost_nothing(
    at_work: Callable[..., Page], cast: Cast, case: Case, tmp_path: Path
) -> None:
    cast.moussa.account.set_password(PASSWORD)
    cast.moussa.account.save()
    tab = at_work(cast.moussa, "/")
    tab.clock.install()
    tab.goto(tab.url + f"forms/visit/fill/?case={case.pk}")
    opened_form(tab)
    choose(tab, "Dans quelle région ?", "Gao")
    (tmp_path / "a.jpg").write_bytes(photograph())
    with clock.travel(clock.now() + timedelta(minutes=31)):
        choose(tab, "Dans quel cercle ?", "Bourem")
        tab.locator("input[type=file]").first.set_input_files(tmp_path / "a.jpg")
        expect(tab.locator("[data-form-island] img[src^='blob:']")).to_be_visible()
        tab.clock.run_for(21_000)
        dialog = tab.get_by_role("dialog")
        dialog.locator("input[name=login]").fill(cast.moussa.account.username)
        dialog.locator("input[name=password]").fill(PASSWORD)
        dialog.locator("input[name=code]").fill(code())
        dialog.get_by_role("button", name="Se connecter et continuer").click()
        expect(tab.locator("[data-draft-state]")).to_contain_text("Brouillon enregistré")
    assert "bourem" in only(Draft).xml
    tab.context.close()

    tab = at_work(cast.moussa, "/forms/drafts/", width=PHONE)
    assert fits(tab)
    check_axe(tab)
    tab.get_by_role("link", name="Visite").click()
    opened_form(tab)
    expect(tab.get_by_text("Brouillon repris")).to_be_visible()
    expect(tab.get_by_label("Bourem")).to_be_checked()
    expect(tab.locator("[data-form-island] img[src^='blob:']")).to_be_visible()
    check_axe(tab)
    age(tab, "Âge de l’enfant", "9")
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/answers/*/")
    kept = only(Answer)
    assert (kept.values["circle"], kept.values["child"], kept.supersedes_id) == (
        "bourem",
        [{"age": "9"}],
        None,
    )
    assert only(AnswerFile).name == kept.values["picture"]
    assert not Draft.objects.visible_to(everything).exists()


def test_the_draft_is_kept_when_the_page_is_left_and_thrown_away_on_request(
    at_work: Callable[..., Page], cast: Cast, case: Case
) -> None:
    address = f"/forms/visit/fill/?case={case.pk}"
    tab = opened_form(at_work(cast.moussa, address))
    tab.on("dialog", lambda dialog: dialog.accept())
    choose(tab, "Dans quelle région ?", "Gao")
    tab.get_by_role("link", name="Retour au dossier").click()
    tab.wait_for_url(f"**/cases/{case.pk}/")
    until(lambda: Draft.objects.visible_to(everything).exists())
    tab.reload()
    expect(tab.get_by_text("(brouillon)")).to_be_visible()
    tab.get_by_role("link", name="Visite", exact=True).click()
    opened_form(tab)
    expect(tab.get_by_label("Gao", exact=True)).to_be_checked()
    tab.get_by_role("button", name="Recommencer").click()
    expect(tab.get_by_text("Le brouillon est supprimé.")).to_be_visible()
    opened_form(tab)
    expect(tab.get_by_label("Gao", exact=True)).not_to_be_checked()
    assert not Draft.objects.visible_to(everything).exists()


def test_a_restricted_answer_is_no_page_for_a_colleague_of_another_role(
    at_work: Callable[..., Page], cast: Cast, case: Case
) -> None:
    simple("secret", restricted=True)
    kept = actions.submit(cast.moussa(), form="secret", about=about(case), xml=told("Kanari-entretien"))
    author = at_work(cast.moussa, f"/answers/{kept.answer_id}/read")
    expect(author.get_by_text("Kanari-entretien")).to_be_visible()
    check_axe(author)
    for colleague in (cast.awa, member(cast.gao, "issa", Role.CASE_WORKER)):
        for address in (f"/answers/{kept.answer_id}/read", f"/answers/{kept.pk}/"):
            tab = at_work(colleague, address)
            expect(tab.get_by_text("Kanari-entretien")).to_have_count(0)
            expect(tab.get_by_text("n’existe pas")).to_be_visible()


def test_answers_that_are_too_long_for_a_farewell_are_asked_about_and_kept_a_moment_later(
    at_work: Callable[..., Page], cast: Cast, case: Case
) -> None:
    simple("secret")
    tab = at_work(cast.moussa, f"/forms/secret/fill/?case={case.pk}", width=PHONE)
    opened_form(tab)
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", stay)
    tab.get_by_label("Ce qui a été dit").fill("mot " * 20_000)
    expect(tab.get_by_text("n’est pas encore enregistré")).to_be_visible()
    assert fits(tab)
    check_axe(tab)
    tab.get_by_role("link", name="Retour au dossier").click()
    expect(tab.locator("[data-draft-state]")).to_contain_text("Brouillon enregistré")
    expect(tab.get_by_text("n’est pas encore enregistré")).to_be_hidden()
    assert only(Draft).xml.count("mot ") >= 19_999
    tab.get_by_role("link", name="Retour au dossier").click()
    tab.wait_for_url(f"**/cases/{case.pk}/")
    assert asked == ["beforeunload"]
