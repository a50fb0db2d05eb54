"""One form from the first broken file to what was learnt from it: brought, filled in on a telephone, scored, changed, and read.

In Gao, Fanta mends and publishes a form about cases with recordings and papers in it. Moussa fills it in on his
telephone, in Arabic and in French; his session ends in the middle. What it comes to is seen by all who work with the
person; why, and what was said, by those who may know. A second version asks less, and costs no answer.
"""

import io
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from jatigi.agencies.middleware import STEPPED_UP
from jatigi.cases import actions as cases
from jatigi.cases.models import Case
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from jatigi.people import actions as people
from jatigi.questionnaires import catalogue, shipped
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, Outcome
from tests.browser import PHONE, browser, check_axe, fits, follow, page  # noqa: F401  # fixtures
from tests.cast import PASSWORD, Cast, Member, member
from tests.journeys.pictures import keep
from tests.papers import paper
from tests.questionnaires.catalogue.books import Rows, xlsx
from tests.questionnaires.conftest import CONSENT
from tests.questionnaires.filling.conftest import everything
from tests.sign_in import code, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DIFFICULT = {
    "seeing": ("Difficultés à voir ?", "صعوبة في الرؤية؟"),
    "hearing": ("Difficultés à entendre ?", "صعوبة في السمع؟"),
    "walking": ("Difficultés à marcher ?", "صعوبة في المشي؟"),
    "remembering": ("Difficultés à se souvenir ?", "صعوبة في التذكر؟"),
    "self_care": ("Difficultés à se laver ?", "صعوبة في العناية بالنفس؟"),
    "communicating": ("Difficultés à communiquer ?", "صعوبة في التواصل؟"),
}
DEGREES = {
    "1": ("Aucune", "لا توجد"),
    "2": ("Quelques-unes", "بعض الصعوبة"),
    "3": ("Beaucoup", "صعوبة كبيرة"),
    "4": ("N’y arrive pas", "لا يستطيع"),
}
HEAD = ("type", "name", "label::Français (fr)", "label::العربية (ar)", "required", "relevant")
SURVEY: Rows = (
    HEAD,
    *(("select_one degree", name, french, arabic, "yes") for name, (french, arabic) in DIFFICULT.items()),
    ("text", "told", "Ce que la personne en dit", "ما يقوله الشخص"),
    ("begin_repeat", "visit", "Visite", "زيارة"),
    ("audio", "voice", "Enregistrement de la visite", "تسجيل الزيارة", "yes"),
    ("end_repeat", ""),
    ("file", "paper", "Certificat", "شهادة"),
)
BROKEN: Rows = (*SURVEY, ("texte", "told", "Autre", "أخرى", "", "${seing} = '4'"))
CHOICES: Rows = (
    ("list_name", "name", "label::Français (fr)", "label::العربية (ar)"),
    *(("degree", code, french, arabic) for code, (french, arabic) in DEGREES.items()),
)


def book(survey: Rows = SURVEY, version: str = "1") -> bytes:
    head = ("form_id", "form_title", "version", "default_language")
    title = ("daily", "La vie de tous les jours", version, "Français (fr)")
    return xlsx(survey=survey, choices=CHOICES, settings=(head, title))


def recording() -> bytes:
    """A second of silence, with the name of whoever recorded it."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000)
    return made.getvalue() + b"LIST\x06\x00\x00\x00Kanari"


@pytest.fixture
def case(live_server, cast: Cast) -> Case:
    shipped.publish_all()
    someone = people.register(
        cast.awa(), sex="male", age_group="18_59", nationalities=["SD"],
        names=[{"given": "Idris", "family": "Adam", "kind": "main"}], basis=CONSENT,
    )  # fmt: skip
    return cases.open_case(
        cast.moussa(), person=someone.pk, urgency="high", case_worker=cast.moussa.account.pk
    )


AtWork = Callable[..., Page]


@pytest.fixture
def at_work(live_server, page) -> AtWork:  # noqa: F811  # the fixture, by its name
    """A browser in which somebody has just signed in."""

    def opened(who: Member, address: str, **options) -> Page:
        tab: Page = page(**options)
        client = signed_in(who.account)
        session = client.session
        session[STEPPED_UP] = clock.now().isoformat()
        session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        tab.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        tab.goto(live_server.url + address)
        return tab

    return opened


@pytest.fixture
def look(pictures: Path) -> Callable[[Page, str], None]:
    def looking(tab: Page, name: str) -> None:
        assert fits(tab), name
        check_axe(tab)
        keep(tab, pictures / f"{name}.png")

    return looking


def bring(tab: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    tab.get_by_label("Le formulaire", exact=True).set_input_files(path)
    tab.get_by_role("button", name="Vérifier et apporter").click()


def publish(tab: Page) -> None:
    tab.get_by_role("button", name="Publier cette version").click()
    expect(tab.get_by_text("La version est publiée.")).to_be_visible()


def opened_form(tab: Page) -> Page:
    expect(tab.get_by_role("button", name="Envoyer")).to_be_visible(timeout=20_000)
    return tab


def choose(tab: Page, question: str, answer: str) -> None:
    tab.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def kept(tab: Page) -> None:
    expect(tab.locator("[data-draft-unkept]")).to_be_hidden()
    expect(tab.locator("[data-draft-state]")).to_contain_text("Brouillon enregistré")


def speak(tab: Page, language: str) -> None:
    tab.locator(".smaller-screens [role=combobox]").click()
    tab.get_by_role("option", name=language).click()


def sign_in_again(tab: Page, who: Member) -> None:
    dialog = tab.get_by_role("dialog")
    dialog.locator("input[name=login]").fill(who.account.username)
    dialog.locator("input[name=password]").fill(PASSWORD)
    dialog.locator("input[name=code]").fill(code())
    dialog.get_by_role("button", name="Se connecter et continuer").click()
    expect(dialog).to_have_count(0)


def only(model):
    return model.objects.visible_to(everything).get()


def test_a_form_from_its_first_mistake_to_what_was_learnt(
    at_work: AtWork, look: Callable[[Page, str], None], cast: Cast, case: Case, tmp_path: Path
) -> None:
    boss = at_work(cast.fanta, "/forms/", width=PHONE)
    brought(boss, look, tmp_path, cast)
    cast.moussa.account.set_password(PASSWORD)
    cast.moussa.account.save()
    outcome = filled(at_work(cast.moussa, f"/cases/{case.pk}/", width=PHONE), look, tmp_path, cast)
    seen(at_work, look, cast, case, outcome)
    changed(boss, look, tmp_path, cast)
    asked_less(at_work, look, cast, case, outcome)
    kept_from_a_colleague(at_work, look, cast, outcome)
    taken_out(at_work, cast)


def brought(boss: Page, look: Callable[[Page, str], None], folder: Path, cast: Cast) -> None:
    follow(boss.get_by_role("link", name="Apporter un formulaire"))
    boss.get_by_label("À quoi sert-il").select_option("assessment")
    boss.get_by_label("un dossier", exact=True).check()
    boss.get_by_label("Restreint").check()
    bring(boss, folder / "daily.xlsx", book(BROKEN))
    wrong = boss.get_by_role("table", name="Erreurs")
    expect(wrong.get_by_text("Voulez-vous dire «\u00a0seeing\u00a0»")).to_be_visible()
    look(boss, "broken-360")
    bring(boss, folder / "daily.xlsx", book())
    expect(boss.get_by_role("heading", name="La vie de tous les jours", level=1)).to_be_visible()
    boss.on("dialog", lambda dialog: dialog.accept())
    publish(boss)
    assert catalogue.current("daily", cast.gao.pk).number == "1"


def filled(tab: Page, look: Callable[[Page, str], None], folder: Path, cast: Cast) -> Outcome:
    follow(tab.get_by_role("link", name="La vie de tous les jours"))
    opened_form(tab)
    speak(tab, "العربية (ar)")
    expect(tab.locator("[data-form-island] > div")).to_have_attribute("dir", "rtl")
    choose(tab, "صعوبة في الرؤية؟", "لا توجد")
    choose(tab, "صعوبة في المشي؟", "لا يستطيع")
    kept(tab)
    look(tab, "arabic-360")
    attach(tab, look, folder)
    speak(tab, "Français (fr)")
    expect(tab.locator("[data-form-island] > div")).to_have_attribute("dir", "ltr")
    with clock.travel(clock.now() + timedelta(minutes=31)):
        choose(tab, "Difficultés à entendre ?", "Aucune")
        tab.get_by_role("dialog").wait_for()
        sign_in_again(tab, cast.moussa)
        kept(tab)
        address = tab.url
        tab.goto("about:blank")
        tab.goto(address)
        opened_form(tab)
        expect(tab.get_by_text("Brouillon repris")).to_be_visible()
        expect(tab.get_by_text("Fichier ajouté")).to_have_count(3)
        for name in ("Difficultés à se souvenir ?", "Difficultés à se laver ?"):
            choose(tab, name, "Aucune")
        tab.get_by_label("Ce que la personne en dit").fill("Kanaritold")
        tab.get_by_role("button", name="Envoyer").click()
        expect(tab.get_by_text("Répondez à cette question.").first).to_be_visible()
        choose(tab, "Difficultés à communiquer ?", "Aucune")
        look(tab, "french-360")
        tab.get_by_role("button", name="Envoyer").click()
        tab.wait_for_url("**/answers/*/")
    expect(tab.get_by_text("Beaucoup de difficultés dans au moins un domaine")).to_be_visible()
    expect(tab.get_by_text("N’y arrive pas")).to_be_visible()
    look(tab, "score-360")
    assert not Draft.objects.visible_to(everything).exists()
    return Outcome.objects.visible_to(everything).get()


def attach(tab: Page, look: Callable[[Page, str], None], folder: Path) -> None:
    """Two recordings, one for each visit, a paper; a program that calls itself a recording is put back."""
    voices = tab.get_by_label("تسجيل الزيارة")
    (folder / "voix de Fatou.wav").write_bytes(b"MZ\x90\x00 a program")
    voices.first.set_input_files(folder / "voix de Fatou.wav")
    expect(tab.get_by_text("n’est pas accepté ici").first).to_be_visible()
    expect(tab.get_by_text("Fichier ajouté")).to_have_count(0)
    look(tab, "refused-360")
    (folder / "voix de Fatou.wav").write_bytes(recording())
    voices.first.set_input_files(folder / "voix de Fatou.wav")
    expect(tab.get_by_text("n’est pas accepté ici")).to_have_count(0)
    kept(tab)
    tab.get_by_role("button", name="Ajouter").click()
    voices.nth(1).set_input_files(folder / "voix de Fatou.wav")
    (folder / "certificat.pdf").write_bytes(paper())
    tab.get_by_label("شهادة").set_input_files(folder / "certificat.pdf")
    expect(tab.get_by_text("Fichier ajouté")).to_have_count(3)
    kept(tab)
    look(tab, "attached-360")


def seen(
    at_work: AtWork, look: Callable[[Page, str], None], cast: Cast, case: Case, outcome: Outcome
) -> None:
    answer = only(Answer)
    assert (answer.values["walking"], len(answer.values["visit"]), outcome.band) == ("4", 2, "reached")
    files = AnswerFile.objects.visible_to(everything)
    assert sorted(file.kind for file in files) == ["application/pdf", "audio/wav", "audio/wav"]
    assert not any(b"Kanari" in file.content for file in files)
    assert "Fatou" not in answer.xml
    tab = at_work(cast.fanta, f"/answers/{outcome.pk}/")
    expect(tab.get_by_text("Difficultés à marcher")).to_be_visible()
    look(tab, "score-1280")
    follow(tab.get_by_role("link", name="Lire les réponses"))
    expect(tab.get_by_text("Kanaritold")).to_be_visible()
    look(tab, "answers-1280")


def changed(boss: Page, look: Callable[[Page, str], None], folder: Path, cast: Cast) -> None:
    follow(boss.get_by_role("link", name="Apporter une nouvelle version"))
    bring(boss, folder / "daily2.xlsx", book([row for row in SURVEY if row[1] != "told"], "2"))
    listed = boss.get_by_role("table", name="Ce qui a changé")
    expect(listed.get_by_text("Ce que la personne en dit")).to_be_visible()
    expect(listed.get_by_text("retirée")).to_be_visible()
    look(boss, "second-360")
    publish(boss)
    assert catalogue.current("daily", cast.gao.pk).number == "2"


def asked_less(
    at_work: AtWork, look: Callable[[Page, str], None], cast: Cast, case: Case, outcome: Outcome
) -> None:
    """The next filling in asks the question no more; the earlier answer keeps it, and is corrected with it."""
    tab = opened_form(at_work(cast.moussa, f"/forms/daily/fill/?case={case.pk}", width=PHONE))
    expect(tab.get_by_role("group", name="Difficultés à marcher ?")).to_be_visible()
    expect(tab.get_by_label("Ce que la personne en dit")).to_have_count(0)
    tab = opened_form(at_work(cast.moussa, f"/answers/{outcome.answer_id}/correct", width=PHONE))
    expect(tab.get_by_label("Ce que la personne en dit")).to_have_value("Kanaritold")
    look(tab, "correct-360")


def kept_from_a_colleague(
    at_work: AtWork, look: Callable[[Page, str], None], cast: Cast, outcome: Outcome
) -> None:
    answer = only(Answer)
    name = AnswerFile.objects.visible_to(everything).values_list("name", flat=True)[0]
    for who in (
        cast.awa,
        member(cast.gao, "issa", Role.CASE_WORKER),
        member(cast.gao, "chef", Role.DATA_OFFICER),
    ):
        tab = at_work(who, "/")
        for path in (
            f"answers/{outcome.pk}/", f"answers/{answer.pk}/read", f"answers/{answer.pk}/instance",
            f"answers/{answer.pk}/correct", f"answers/{answer.pk}/files/{name}",
        ):  # fmt: skip
            refused = tab.request.get(f"{tab.url}{path}")
            assert refused.status in (403, 404), (who, path)
            assert "Kanaritold" not in refused.text()


def taken_out(at_work: AtWork, cast: Cast) -> None:
    """No role but a supervisor's or a data officer's asks for a file, and no file of it leaves without a second person."""
    for who in (cast.awa, cast.moussa):
        refused = at_work(who, "/").request.get(f"{at_work(who, '/').url}forms/daily/data/")
        assert refused.status in (403, 404), who
