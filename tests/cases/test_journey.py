"""A case in a real browser, on a phone: every page fits, and the whole way is walked."""

from datetime import timedelta
from typing import Any

import pytest

from jatigi.cases import actions
from jatigi.cases.checks import Finding
from jatigi.cases.models import Case
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel import clock
from tests.browser import PHONE, fits
from tests.cases.conftest import MakePerson, OpenCase, Team, everything, now, plan_of
from tests.cast import Cast
from tests.desk import browser, look, open_as, page

__all__ = ["browser", "open_as", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def full(cast: Cast, open_case: OpenCase, person: MakePerson) -> Case:
    """A case of a child alone in which much has happened."""
    with clock.travel(clock.now() - timedelta(days=4)):
        child = person("Aïssata Cissé", age_group="12_17", nationalities=["GN"], languages=["ff"])
        case = open_case(person=child.pk, urgency="immediate", tracks=["international_migrant", "uasc"])
        who = cast.moussa()
        health = Finding("health", "severe", "Fièvre depuis trois jours.")
        actions.assess(who, case, findings=[health, Finding("family", "strength", "Un oncle à Sévaré.")])
        note = actions.write_note(who, case, text="Elle est arrivée seule, de nuit.")
        actions.write_note(who, case, text="L’oncle a été joint par téléphone.", follows=note.pk)
        actions.give_service(who, case, need="accommodation", quantity=2, note="Chambre des filles")
        actions.add_task(who, case, title="Rappeler l’oncle", due=clock.now() + timedelta(days=1))
        actions.hand_off_to_asylum(who, case, state="flagged", note="Craint de rentrer.")
        day = clock.today() + timedelta(days=9)
        lines = [
            ActionDraft("Accompagner au centre de santé", need="health", due=day),
            ActionDraft("Prendre les médicaments", by_person=True),
        ]
        goals = [GoalDraft("health", "Être soignée", lines), GoalDraft("family", "Retrouver l’oncle", [])]
        plans.save_plan(who, plan_of(case), goals=goals, agreed_with_person=True)
        plans.submit_plan(who, plan_of(case))
    return case


NAMES = [
    "case", "assessment", "notes", "services", "story", "urgency", "tracks", "asylum", "closure", "plan",
    "tasks", "plan/edit", "plan/sheet", "assign",
]  # fmt: skip


def test_every_page_of_a_case_fits_a_telephone(
    cast: Cast, open_as: Any, full: Case, open_case: OpenCase
) -> None:
    open_case(urgency="high", case_worker=None)
    tab = open_as(cast.fanta, "/cases/", width=PHONE)
    assert fits(tab)
    base = tab.url.removesuffix("/cases/")
    for name in ("team", "approvals"):
        tab.goto(f"{base}/cases/{name}/")
        assert fits(tab), name  # axe looks at every page in the tour
    for name in NAMES:
        part = {"case": "", "tracks": "procedures/"}.get(name, f"{name}/")
        tab.goto(f"{base}/cases/{full.pk}/{part}")
        assert fits(tab), name
    assert fits(open_as(cast.moussa, "/tasks/", width=PHONE))
    look(open_as(cast.awa, f"/cases/{full.pk}/", width=PHONE), "fact")


@pytest.mark.parametrize("width", [PHONE])
def test_a_case_from_opening_to_closure(cast: Cast, open_as: Any, person: MakePerson, width: int) -> None:
    somebody = person("Amadou Keïta", nationalities=["ML"])
    tab = open_as(cast.moussa, f"/people/{somebody.pk}/case/", width=width)
    look(tab, f"open-{width}")
    tab.get_by_label("élevée").check()
    tab.get_by_role("button", name="Ouvrir le dossier").click()
    tab.get_by_role("link", name="Évaluer la situation").click()
    tab.get_by_text("santé physique", exact=True).click()
    tab.get_by_label("santé physique : ce qui est constaté").select_option("severe")
    tab.get_by_role("button", name="Enregistrer l’évaluation").click()
    tab.get_by_text("L’évaluation est enregistrée").wait_for()
    tab.get_by_role("link", name="Plan d’action", exact=True).click()
    tab.get_by_role("link", name="Faire le plan d’action").click()
    tab.get_by_label("Ce qui doit être atteint").fill("Être soigné")
    tab.get_by_label("Ce qui sera fait").fill("Accompagner au centre de santé")
    tab.get_by_role("button", name="Ajouter une action").click()
    tab.get_by_label("Ce qui sera fait").nth(1).fill("Appeler son frère")
    tab.get_by_label("Qui le fait").nth(1).select_option("person")
    tab.get_by_label("Ce plan d’action a été fait avec la personne").check()
    look(tab, f"plan-form-{width}")
    tab.get_by_role("button", name="Enregistrer le plan d’action").last.click()
    tab.get_by_role("button", name="Soumettre le plan d’action").click()
    tab.get_by_text("Le plan d’action attend une approbation").wait_for()
    case = Case.objects.visible_to(everything).get()
    fanta = open_as(cast.fanta, "/cases/approvals/", width=width)
    fanta.get_by_role("link", name="Regarder et décider").click()
    fanta.get_by_role("button", name="Approuver").click()
    fanta.get_by_text("C’est décidé").wait_for()
    tab.goto(tab.url.rpartition("plan/")[0] + "closure/")
    tab.get_by_label("objectifs atteints").check()
    tab.get_by_role("button", name="Demander la clôture").click()
    tab.get_by_text("C’est noté").wait_for()
    fanta.goto(fanta.url.rpartition("plan/")[0] + "closure/")
    look(fanta, f"closure-asked-{width}")
    fanta.get_by_role("button", name="Approuver").click()
    fanta.get_by_text("C’est décidé").wait_for()
    assert now(case).state == "closed"


def test_two_case_workers_at_one_plan_see_both_versions(
    cast: Cast, open_as: Any, open_case: OpenCase, team: Team
) -> None:
    case = open_case()
    first = [GoalDraft("health", "Être soigné", [ActionDraft("Centre de santé")])]
    plans.save_plan(cast.moussa(), plan_of(case), goals=first)
    tabs = [open_as(who, f"/cases/{case.pk}/plan/edit/", width=PHONE) for who in (cast.moussa, team.sira)]
    for tab, words in zip(tabs, ("Hôpital de Gao", "Dispensaire"), strict=True):
        tab.get_by_label("Ce qui sera fait").fill(words)
        tab.get_by_role("button", name="Enregistrer le plan d’action").last.click()
    tabs[1].get_by_text("Quelqu’un a enregistré ce plan d’action").wait_for()
    look(tabs[1], "plan-stale")
    assert tabs[1].get_by_label("Ce qui sera fait").input_value() == "Dispensaire"
    assert tabs[1].get_by_text("Hôpital de Gao").is_visible()
    tabs[1].get_by_role("button", name="Enregistrer le plan d’action").last.click()
    tabs[1].get_by_text("Le plan d’action est enregistré").wait_for()
