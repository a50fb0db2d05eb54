"""The first screening in a real browser: read aloud, answered with the keyboard, sent; what follows from it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Page, expect

from jatigi.kernel import clock
from jatigi.people import actions as people
from jatigi.people.models import Person
from jatigi.people.shapes import Name
from jatigi.questionnaires import actions, shipped
from jatigi.questionnaires.models import Answer, Outcome
from tests.browser import PHONE, browser, check_axe, fits, page  # noqa: F401  # fixtures
from tests.cast import PASSWORD, Cast, Member
from tests.questionnaires.conftest import CALM, CONSENT, as_collect_sends, everything, filled
from tests.sign_in import code, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CHOICES = ["yes", "no", "unknown", "prefers_not_to_say"]
PEOPLE = ["0", "1", "2", "3", "4", "5", "6", "unknown", "prefers_not_to_say"]


@pytest.fixture
def person(live_server, cast: Cast) -> Person:
    """Somebody from Guinea, registered by Awa."""
    shipped.publish_all()
    names: list[Name] = [{"given": "Amadou", "family": "Barry", "kind": "main"}]
    return people.register(
        cast.awa(), sex="male", age_group="18_59", nationalities=["GN"], names=names, basis=CONSENT
    )


@pytest.fixture
def at_work(live_server, page):  # noqa: F811  # the fixture, by its name
    """Opens the application for somebody of the cast."""

    def opened(who: Member, address: str, **options) -> Page:
        tab: Page = page(**options)
        cookie = signed_in(who.account).cookies[settings.SESSION_COOKIE_NAME]
        tab.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
        )
        tab.goto(live_server.url + address)
        return tab

    return opened


@pytest.fixture
def screening(at_work, cast: Cast, person: Person):
    """Opens the screening of the person for Awa."""

    def opened(who: Member | None = None, **options) -> Page:
        tab: Page = at_work(who or cast.awa, f"/forms/screening/{person.pk}/", **options)
        expect(tab.get_by_role("button", name="Envoyer")).to_be_visible(timeout=20_000)
        return tab

    return opened


def question(tab: Page, words: str):
    return tab.get_by_role("group", name=words)


def answer_with_keys(tab: Page, answers: dict[str, str]) -> None:
    """Goes from question to question with Tab and chooses with Space and the arrows."""
    for name, answer in answers.items():
        tab.keyboard.press("Tab")
        while tab.evaluate("document.activeElement.type") != "radio":
            tab.keyboard.press("Tab")
        tab.keyboard.press("Space")
        for _step in range((PEOPLE if name == "people_in_care" else CHOICES).index(answer)):
            tab.keyboard.press("ArrowDown")
        assert tab.evaluate("document.activeElement.value") == answer, name


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_awa_screens_with_the_keyboard_alone(screening, cast: Cast, person: Person, width: int) -> None:
    tab = screening(width=width)
    assert fits(tab)
    check_axe(tab)
    answers = {
        **CALM,
        "hurt_on_the_way": "yes",
        "people_in_care": "2",
        "afraid_to_return": "prefers_not_to_say",
    }
    answer_with_keys(tab, answers)
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Envoyer")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/answers/*/")
    expect(tab.get_by_text("Agir sous 72 heures")).to_be_visible()
    assert fits(tab)
    check_axe(tab)
    kept = Answer.objects.visible_to(everything).get()
    assert kept.values == {**answers, "urgent": "no"}
    assert (kept.subject_id, kept.answered_by_id) == (person.pk, cast.awa.account.pk)


def test_in_danger_four_answers_are_enough_and_advice_appears_at_once(screening) -> None:
    tab = screening(width=PHONE)
    advice = tab.get_by_text("Mettez la personne à l’abri de qui la menace")
    expect(advice).to_have_count(0)
    question(tab, "Êtes-vous en danger").get_by_label("Oui").check()
    expect(advice).to_be_visible()
    for words in ("Avez-vous besoin d’un soin", "Vous arrive-t-il", "La personne a-t-elle moins de 18 ans"):
        question(tab, words).get_by_label("Non", exact=True).check()
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/answers/*/")
    expect(tab.get_by_text("Appelez votre superviseur maintenant.")).to_be_visible()
    assert Outcome.objects.visible_to(everything).get().band == "immediate"


def test_what_is_missing_is_said_at_its_question_and_the_rest_stays(screening) -> None:
    tab = screening()
    question(tab, "Êtes-vous en danger").get_by_label("Non", exact=True).check()
    tab.get_by_role("button", name="Envoyer").click()
    expect(tab.get_by_text("Réponses à revoir : 11")).to_be_visible()
    expect(
        question(tab, "Avez-vous besoin d’un soin").get_by_text("Répondez à cette question.")
    ).to_be_visible()
    expect(question(tab, "Êtes-vous en danger").get_by_label("Non", exact=True)).to_be_checked()
    assert not Answer.objects.visible_to(everything).exists()


def test_a_session_that_ends_in_the_middle_resumes_and_nothing_is_lost(screening, cast: Cast) -> None:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    tab = screening()
    answer_with_keys(tab, CALM)
    with clock.travel(clock.now() + timedelta(minutes=31)):
        tab.get_by_role("button", name="Envoyer").click()
        dialog = tab.get_by_role("dialog")
        dialog.locator("input[name=login]").fill(cast.awa.account.username)
        dialog.locator("input[name=password]").fill(PASSWORD)
        dialog.locator("input[name=code]").fill(code())
        dialog.get_by_role("button", name="Se connecter et continuer").click()
        tab.wait_for_url("**/answers/*/")
    assert Answer.objects.visible_to(everything).get().values == {**CALM, "urgent": "no"}


@pytest.mark.parametrize("as_sent", [str, as_collect_sends])
def test_moussa_corrects_an_answer_and_the_earlier_one_is_kept(
    at_work, cast: Cast, person: Person, as_sent: Callable[[str], str]
) -> None:
    xml = as_sent(filled(shelter_and_food_tonight="no"))
    first = actions.submit(cast.awa(), form="screening", subject=person.pk, xml=xml)
    tab = at_work(cast.moussa, f"/answers/{first.pk}/")
    check_axe(tab)
    tab.get_by_role("link", name="Corriger les réponses").click()
    tonight = question(tab, "Avez-vous pour ce soir")
    expect(tonight.get_by_label("Non", exact=True)).to_be_checked()
    tonight.get_by_label("Oui").check()
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url(lambda url: "/answers/" in url and str(first.pk) not in url and "correct" not in url)
    expect(tab.get_by_text("Rien de pressant")).to_be_visible()
    second = Answer.objects.visible_to(everything).exclude(pk=first.answer_id).get()
    assert second.supersedes_id == first.answer_id
    assert (
        Answer.objects.visible_to(everything).get(pk=first.answer_id).values["shelter_and_food_tonight"]
        == "no"
    )


def test_answers_that_were_not_sent_are_not_left_by_mistake(screening) -> None:
    tab = screening()
    question(tab, "Êtes-vous en danger").get_by_label("Oui").check()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", stay)
    tab.get_by_role("link", name="Retour à la personne").click(no_wait_after=True)
    expect(question(tab, "Êtes-vous en danger").get_by_label("Oui")).to_be_checked()
    assert asked == ["beforeunload"]


def test_the_form_speaks_the_language_of_its_reader(at_work, cast: Cast, person: Person) -> None:
    cast.awa.account.language = "en"
    cast.awa.account.save()
    tab = at_work(cast.awa, f"/forms/screening/{person.pk}/")
    expect(question(tab, "Are you in danger now?").get_by_label("Prefers not to say")).to_be_visible()
    check_axe(tab)


def test_the_blank_sheet_of_the_screening_is_one_page(at_work, cast: Cast) -> None:
    tab: Page = at_work(cast.awa, "/forms/screening/paper/")
    expect(tab.get_by_text("12. ", exact=False).first).to_be_visible()
    assert tab.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
