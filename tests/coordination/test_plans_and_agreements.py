"""Plans with gaps, projects, agreements and reciprocity, practices, campaigns: what people write and read."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jatigi.coordination.awareness import actions as awareness
from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.plans import gaps
from jatigi.coordination.practices import actions as practices
from jatigi.coordination.practices.models import Practice
from jatigi.coordination.practices.suggesting import for_commitment
from jatigi.coordination.projects import actions as projects
from jatigi.coordination.projects.models import Project, ProjectBudget, ProjectReach
from jatigi.coordination.treaties import actions as treaties
from jatigi.coordination.treaties.models import Clause
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests.cast import Cast, member
from tests.coordination.frames import COMMON, EFFECT, SHEET, YEAR, Frames, unit
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def frames(cast: Cast) -> Frames:
    return Frames(member(cast.gao, "secretaire", Role.COORDINATOR), cast.fanta, cast.lassana)


def shown(browser: Client, name: str, *args: Any, **query: Any) -> str:
    answer = browser.get(reverse(f"coordination:{name}", args=args), query)
    assert answer.status_code == 200, name
    return str(answer.content.decode())


def test_the_gap_is_what_no_project_has_promised_and_the_money_nobody_gives(
    cast: Cast, frames: Frames, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        (gap,) = gaps.gaps(cast.kadi(), frames.plan, gaps.Period(2026))
    assert [gap.target, gap.promised, gap.missing, gap.given] == [1000, 300, 700, 90]
    assert gaps.gaps(cast.kadi(), frames.plan, gaps.Period(2025))[0].target is None
    money = {
        (one.item.code, one.currency): one for one in gaps.funding(cast.kadi(), frames.plan, gaps.Period())
    }
    assert money["A1", "XOF"].missing == 30_000_000  # what stands under the axis is given to it too
    assert money["A1.1", "XOF"].cost is None
    browser = signed_in(cast.kadi.account)
    text = shown(browser, "gaps", frames.plan.pk, year="2026")
    assert "700" in text
    (address,) = re.findall(r'href="([^"]*gaps\.xlsx[^"]*)"', text)
    book = load_workbook(BytesIO(browser.get(address.replace("&amp;", "&")).content))
    targets, funds, about = (list(book[name].values) for name in book.sheetnames)
    asked = dict(zip(targets[0], targets[1], strict=True))
    assert [asked[name] for name in ("Cible", "Promis par les projets", "Manque")] == [1000, 300, 700]
    assert any(row[-1] == 30_000_000 for row in funds)
    assert ("Année", "2026") in about
    projects.step(cast.fanta(), frames.project, verb="abandon")
    (gap,) = gaps.gaps(cast.kadi(), frames.plan, gaps.Period())
    assert gap.missing == 1000  # an abandoned project gives nothing


def test_what_is_said_of_the_whole_country_is_not_counted_again_by_its_regions() -> None:
    class Row:
        def __init__(self, unit: int | None, target: int) -> None:
            self.pk, self.unit_id, self.target = id(self), unit, Decimal(target)
            self.from_on, self.until = YEAR["from_on"], YEAR["until"]

    assert gaps.summed([Row(None, 100), Row(1, 60), Row(2, 40)], "target") == 100
    assert gaps.summed([Row(1, 60), Row(2, 40)], "target") == 100
    assert gaps.summed([], "target") is None


def test_a_project_is_written_and_changed_line_by_line_on_its_page(cast: Cast, frames: Frames) -> None:
    browser = signed_in(cast.fanta.account)
    sent = {
        "code": "PRJ-2", "title": "Écouter les parents", "country": "ML", "starts_on_day": "1", "starts_on_month": "2",
        "starts_on_year": "2026", "partners-0-here": "1", "partners-0-part": "donor", "partners-0-name": "Fondation",
        "budgets-0-here": "1", "budgets-0-currency": "XOF", "budgets-0-amount": "1 500 000,5",
        "budgets-0-from_on": "01/02/2026", "budgets-0-until": "31/12/2026", "budgets-1-here": "1",
        "budgets-1-currency": "XOF", "places-0-here": "1", "places-0-unit": str(unit("ML07")),
        "places-0-departure": "on", "reach-0-here": "1", "reach-0-sex": "female", "reach-0-age_group": "12_17",
        "reach-0-planned": "80", "commitments": "",
    }  # fmt: skip
    refused = browser.post(reverse("coordination:project_new"), sent)
    assert refused.status_code == 422
    assert "n’a pas de décimales" in refused.text
    assert "1 500 000,5" in refused.text  # nothing that was typed is lost
    browser.post(reverse("coordination:project_new"), sent | {"budgets-0-amount": "1 500 000"})
    made = Project.objects.visible_to(cast.kadi()).get(code="PRJ-2")
    budgets = ProjectBudget.objects.visible_to(cast.kadi()).filter(project=made)
    assert [one.amount for one in budgets] == [1_500_000]
    assert ProjectReach.objects.visible_to(cast.kadi()).get(project=made).planned == 80
    text = shown(signed_in(cast.kadi.account), "project", made.pk)
    assert "1 500 000 XOF" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "sécheresse" in text  # what the climate does to the place stands beside it
    listed = shown(signed_in(cast.kadi.account), "projects", departure="on")
    assert "Écouter les parents" in listed
    form = shown(browser, "project_edit", made.pk)
    assert "Fondation" in form
    assert "1500000" in form
    with pytest.raises(Refused):
        projects.step(cast.lassana(), made, verb="begin")
    with pytest.raises(Invalid):
        projects.change(
            cast.fanta(),
            made,
            title="x",
            country="ML",
            starts_on=date(2026, 1, 1),
            parts={"commitments": ["AUCUN-1"]},
        )


def test_whether_both_sides_keep_a_clause_is_judged_by_a_person_with_the_reason(
    cast: Cast, frames: Frames
) -> None:
    with pytest.raises(Invalid):
        treaties.judge(frames.keeper(), frames.clause, reciprocity="country", why=" ")
    with pytest.raises(Refused):
        treaties.judge(cast.fanta(), frames.clause, reciprocity="both", why="vu")
    treaties.judge(
        frames.keeper(), frames.clause, reciprocity="country", why="Une seule remise, côté malien."
    )
    clause = Clause.objects.get(pk=frames.clause.pk)
    assert (clause.judged_by_id, clause.reciprocity) == (frames.keeper.account.pk, "country")
    browser = signed_in(cast.kadi.account)
    text = shown(browser, "clause", clause.pk)
    assert "Aucune remise en 2026." in text
    assert "Identifier et remettre l’enfant." in text
    assert "tenue d’un seul côté : Mali" in text.replace("\xa0", " ")
    assert "tenue d’un seul côté : Mali" in shown(browser, "treaty", frames.treaty.pk).replace("\xa0", " ")
    said: dict[str, Any] = {"title_fr": "Accord", "source": "x"}
    treaties.change(frames.keeper(), frames.treaty, state="in_force", **said)
    with pytest.raises(Conflict):
        treaties.change(frames.keeper(), frames.treaty, state="unverified", **said)
    with pytest.raises(Invalid):
        treaties.note_observance(
            cast.fanta(),
            clause=clause.pk,
            side="FR",
            kept=True,
            words="x",
            source="x",
            seen_on=date(2026, 1, 1),
        )
    assert "à confirmer" in shown(browser, "treaties")


def test_a_practice_is_published_after_another_organisation_has_reviewed_it(
    cast: Cast, frames: Frames
) -> None:
    draft = frames.draft
    with pytest.raises(NotFound):
        practices.review(cast.lassana(), draft, approved=True, words="x")  # nobody else knows of a draft
    practices.step(cast.fanta(), draft, verb="submit")
    with pytest.raises(Conflict):
        practices.change(cast.fanta(), draft, **SHEET)
    with pytest.raises(Refused):
        practices.review(frames.keeper(), draft, approved=True, words="les nôtres")
    with pytest.raises(Conflict):
        practices.step(cast.fanta(), draft, verb="publish")
    practices.review(cast.lassana(), draft, approved=False, words="Quelles preuves ?")
    assert Practice.objects.visible_to(cast.fanta()).get(pk=draft.pk).state == "draft"
    with pytest.raises(Invalid):
        practices.write(cast.fanta(), **SHEET | {"contact": "un.nom@exemple.org"})
    with pytest.raises(Invalid):
        practices.write(cast.fanta(), **SHEET | {"country": "FR"})  # from the consortium only
    browser = signed_in(cast.kadi.account)
    found = shown(browser, "practices", words="intermédiaires", theme="children")
    assert "Parler aux parents avant le départ" in found
    assert "Parler aux parents" not in shown(browser, "practices", theme="diaspora")
    assert "Relire les bonnes pratiques" in signed_in(cast.fanta.account).get("/").text


def test_practices_are_suggested_where_nothing_is_done_about_a_commitment(
    cast: Cast, frames: Frames, standing: Any
) -> None:
    from jatigi.coordination.commitments.models import Commitment

    one = Commitment.objects.visible_to(cast.kadi()).first()
    assert one is not None
    one.theme, one.text = "children", "Sensibiliser les parents et les intermédiaires dans les villages."
    assert [each.title for each in for_commitment(cast.kadi(), one)] == ["Parler aux parents avant le départ"]
    one.theme = "diaspora"
    assert for_commitment(cast.kadi(), one) == []


def test_a_campaign_counts_whom_it_reached_and_what_changed_never_who(cast: Cast, frames: Frames) -> None:
    browser = signed_in(cast.kadi.account)
    text = shown(browser, "campaign", frames.campaign.pk)
    for words in ("320", "3,5 → 7", "Les mêmes dix questions", "bambara", "30 %"):
        assert words in text.replace("\xa0", " "), words
    for words in ("Sanzana", "moins de 10 000 F CFA", "75 %", "quelqu’un qui est payé pour cela"):
        assert words in text.replace("\xa0", " "), words
    few: Any = [{"village": "Sanzana", "unit": "", "number": 4}]
    with pytest.raises(Invalid):  # from so small a place somebody may be recognised
        awareness.add_campaign(
            cast.fanta(), common=COMMON, message="x", channel="radio", audience="x", origins=few
        )
    listed = shown(browser, "campaigns", theme="children")
    assert "320" in listed
    assert "À confirmer" in listed or "à confirmer" in listed or "Educo" in listed
    assert "12" in shown(browser, "training", frames.training.pk)
    with pytest.raises(Invalid):
        awareness.add_campaign(
            cast.fanta(),
            common=COMMON,
            message="x",
            channel="radio",
            audience="x",
            effect=EFFECT | {"effect_method": ""},
        )
    with pytest.raises(Invalid):
        awareness.add_training(cast.fanta(), common=COMMON | {"cost": Decimal("10.5")})
    with pytest.raises(Refused):
        awareness.change_campaign(
            cast.lassana(), frames.campaign, common=COMMON, message="x", channel="radio", audience="x"
        )


def test_every_form_opens_with_what_is_there(cast: Cast, frames: Frames) -> None:
    keeper, teller = signed_in(frames.keeper.account), signed_in(cast.fanta.account)
    gcm = Framework.objects.get(code="GCM")
    for browser, name, about in (
        (keeper, "framework_edit", gcm), (keeper, "item_edit", frames.item), (keeper, "party_edit", frames.party),
        (keeper, "rights_edit", frames.right), (keeper, "treaty_edit", frames.treaty),
        (keeper, "clause_edit", frames.clause), (teller, "plan_indicator_edit", frames.indicator),
        (teller, "costs", frames.axis), (teller, "campaign_edit", frames.campaign),
        (teller, "training_edit", frames.training), (teller, "exposure_edit", frames.exposure),
        (teller, "practice_edit", frames.draft),
    ):  # fmt: skip
        assert "<form" in shown(browser, name, about.pk), name
    sent = {
        "name_fr": "Pacte mondial", "source": "Texte lu", "confirmed": "on", "seen": str(gcm.version),
        "levels": ["principle", "objective"], "adopted_year": "2018", "adopted_month": "12", "adopted_day": "",
    }  # fmt: skip
    assert keeper.post(reverse("coordination:framework_edit", args=[gcm.pk]), sent).status_code == 302
    gcm.refresh_from_db()
    assert (gcm.name_fr, gcm.adopted, gcm.levels) == ("Pacte mondial", "2018-12", ["principle", "objective"])
    line = {
        "name": "Formés", "counted_in": "personnes", "source": "Plan", "figures-0-here": "1",
        "figures-0-from_on": "01/01/2026", "figures-0-until": "31/12/2026", "figures-0-target": "2 000",
    }  # fmt: skip
    answer = teller.post(reverse("coordination:plan_indicator_edit", args=[frames.indicator.pk]), line)
    assert answer.status_code == 302
    assert gaps.gaps(cast.kadi(), frames.plan, gaps.Period())[0].target == 2000
