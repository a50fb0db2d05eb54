"""What is typed is never lost: sending, refusals, lost connections, sessions that end."""

import pytest
from playwright.sync_api import expect

from tests.ui import urls

pytestmark = pytest.mark.journey


def type_and_send(tab, word) -> None:
    tab.get_by_label("Mot", exact=True).fill(word)
    tab.get_by_role("button", name="Enregistrer").click()


@pytest.fixture
def tab(site, page):
    opened = page()
    opened.goto(f"{site}/trial/")
    return opened


def test_a_form_is_sent_once_and_its_message_is_shown(tab, site) -> None:
    type_and_send(tab, "bonjour")
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert tab.url == f"{site}/trial/?sent"
    assert [sent["what"] for sent in urls.received] == ["bonjour"]


def test_a_double_click_sends_once(tab) -> None:
    tab.get_by_label("Mot", exact=True).fill("une fois")
    tab.get_by_role("button", name="Enregistrer").dblclick()
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert len(urls.received) == 1


def test_a_wrong_value_comes_back_on_the_page(tab) -> None:
    type_and_send(tab, "wrong")
    expect(tab.locator("#problem")).to_be_visible()
    expect(tab.get_by_label("Mot", exact=True)).to_have_value("wrong")
    type_and_send(tab, "right")
    expect(tab.get_by_text("Bien noté.")).to_be_visible()


def test_a_refusal_leaves_what_was_typed(tab) -> None:
    type_and_send(tab, "refused")
    expect(tab.get_by_role("alert")).to_contain_text("Action non autorisée")
    expect(tab.get_by_label("Mot", exact=True)).to_have_value("refused")
    expect(tab.get_by_role("button", name="Enregistrer")).to_be_enabled()


def test_a_lost_connection_leaves_what_was_typed(tab) -> None:
    tab.context.set_offline(True)
    type_and_send(tab, "plus tard")
    expect(tab.get_by_role("alert")).to_contain_text("Rien n’a été envoyé")
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Enregistrer").click()
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert [sent["what"] for sent in urls.received] == ["plus tard"]


def sign_in_again(tab) -> None:
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Mot de passe").fill("x")
    dialog.get_by_role("button", name="Continuer").click()
    dialog.get_by_label("Code à six chiffres").fill("123456")
    dialog.get_by_role("button", name="Continuer").click()


def test_a_session_that_ends_in_a_form_resumes_over_it(tab) -> None:
    urls.session["alive"] = False
    type_and_send(tab, "très long récit")
    sign_in_again(tab)
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert [sent["what"] for sent in urls.received] == ["très long récit"]


def test_whoever_does_not_sign_in_again_keeps_the_form(tab) -> None:
    urls.session["alive"] = False
    type_and_send(tab, "très long récit")
    tab.get_by_role("dialog").get_by_role("button", name="Pas maintenant").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    expect(tab.get_by_label("Mot", exact=True)).to_have_value("très long récit")
    tab.get_by_role("button", name="Enregistrer").click()
    sign_in_again(tab)
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert len(urls.received) == 1


def test_an_htmx_form_resumes_too(tab) -> None:
    urls.session["alive"] = False
    tab.get_by_label("Mot en partie").fill("petit")
    tab.get_by_role("button", name="Envoyer la partie").click()
    sign_in_again(tab)
    expect(tab.locator("#answer")).to_have_text("Reçu en partie.")
    assert [sent["what"] for sent in urls.received] == ["petit"]


def test_an_error_answered_to_htmx_replaces_nothing(tab) -> None:
    tab.get_by_label("Mot en partie").fill("refused")
    tab.get_by_role("button", name="Envoyer la partie").click()
    expect(tab.locator("#partly").get_by_role("alert")).to_be_visible()
    expect(tab.get_by_label("Mot en partie")).to_have_value("refused")
    expect(tab.locator("#answer")).to_be_empty()


def test_htmx_asks_in_a_dialog(tab) -> None:
    tab.get_by_role("button", name="Effacer tout").click()
    tab.get_by_role("dialog", name="Vraiment ?").get_by_role("button", name="Annuler").click()
    assert urls.received == []
    tab.get_by_role("button", name="Effacer tout").click()
    tab.get_by_role("dialog", name="Vraiment ?").get_by_role("button", name="Confirmer").click()
    expect(tab.locator("#answer")).to_have_text("Reçu en partie.")


def test_a_dialog_asks_before_an_act(tab) -> None:
    tab.get_by_role("link", name="Retirer").click()
    tab.get_by_role("dialog", name="Retirer ?").get_by_role("button", name="Oui, retirer").click()
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert [sent["what"] for sent in urls.received] == ["withdrawn"]


def test_a_signature_is_drawn_cleared_and_sent(tab) -> None:
    pad = tab.get_by_role("img", name="Zone de signature")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    tab.mouse.move(box["x"] + 20, box["y"] + 20)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    tab.mouse.up()
    assert tab.locator("#id_signed").input_value().startswith("data:image/png;base64,")
    tab.get_by_role("button", name="Effacer", exact=True).click()
    assert tab.locator("#id_signed").input_value() == ""


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(site, page) -> None:
    tab = page()
    tab.goto(f"{site}/style/?errors")
    summary = tab.get_by_role("alert").filter(has_text="4 points à corriger")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Arrivée").click()
    expect(tab.locator("#id_arrived_0")).to_be_focused()
    expect(tab.locator("#id_arrived_0")).to_have_value("31")


def test_nothing_is_kept_in_the_browser(tab) -> None:
    type_and_send(tab, "secret")
    expect(tab.get_by_text("Bien noté.")).to_be_visible()
    assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert tab.evaluate("indexedDB.databases().then((all) => all.length)") == 0
