"""A questionnaire is filled in under a policy without `unsafe-eval`, in the page's language."""

import pytest
from playwright.sync_api import expect

from tests.browser import check_axe
from tests.ui import urls
from tests.ui.test_forms_in_the_browser import sign_in_again

pytestmark = pytest.mark.journey


@pytest.fixture
def tab(site, page):
    opened = page(width=360)
    opened.goto(f"{site}/trial/questionnaire/")
    expect(opened.get_by_text("A mangé aujourd’hui ?")).to_be_visible()
    return opened


def answer(tab, word) -> None:
    tab.locator("[data-form-island] input").first.fill(word)
    tab.get_by_role("button", name="Envoyer").click()


def test_the_answers_arrive_and_the_next_page_opens(tab, site) -> None:
    answer(tab, "oui")
    tab.wait_for_url(f"{site}/trial/?answered")
    assert "<eaten>oui</eaten>" in urls.received[0]["xml"]


def test_a_refused_answer_is_explained_and_kept(tab) -> None:
    answer(tab, "non")
    expect(tab.get_by_role("alert").filter(has_text="second avis")).to_be_visible()
    expect(tab.locator("[data-form-island] input").first).to_have_value("non")


def test_a_session_that_ends_resumes_over_the_questionnaire(tab, site) -> None:
    urls.session["alive"] = False
    answer(tab, "oui")
    sign_in_again(tab)
    tab.wait_for_url(f"{site}/trial/?answered")


def test_a_missing_answer_is_said_in_french(tab) -> None:
    tab.get_by_role("button", name="Envoyer").click()
    expect(tab.get_by_text("Répondez à cette question.")).to_be_visible()
    expect(tab.get_by_text("Réponses à revoir : 1")).to_be_visible()


def test_no_device_is_remembered(tab) -> None:
    assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_axe_finds_nothing_but_what_is_listed(tab) -> None:
    check_axe(tab)
