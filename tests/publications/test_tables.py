"""Tables that anybody may read: what the gate lets through, who answers for them, what is shown of which state."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.publications import actions, gate, grid, reading
from jatigi.publications.content import Content
from jatigi.publications.gate import Rule
from jatigi.publications.models import Edition
from jatigi.publications.reading import Cell, Standing
from tests.architecture.world import everything
from tests.cast import Cast
from tests.publications.tables import GRID, by, officer, published, said
from tests.sign_in import signed_in

FIVE = Rule(5)


def through(text: str, rule: Rule = FIVE, *before: Content) -> Content:
    return gate.passed(grid.read(text), rule, before)


def refused(text: str, rule: Rule = FIVE, *before: Content) -> str:
    with pytest.raises(Invalid) as caught:
        through(text, rule, *before)
    return str(caught.value.errors["grid"])


def test_a_withheld_count_is_not_kept_and_follows_from_nothing_that_is() -> None:
    kept = through(GRID)
    assert kept["cells"] == [[40, None, None], [25, 60, 12], [90, None, None]]
    assert (kept["row_totals"], kept["column_totals"], kept["total"]) == ([71, 97, 133], [155, 100, 46], 301)
    with_totals = "R\tF\tH\tTotal\nGao\t40\t2\t42\nKidal\t60\t9\t69\nTotal\t100\t11\t111"
    assert through(with_totals)["cells"] == [[None, None], [None, None]]
    assert "est 43, alors que la somme de ses nombres est 42" in refused(
        with_totals.replace("2\t42", "2\t43")
    )
    gathered = through("R;Nombre\nGao;40\nKidal;2\nMénaka;1\nKayes;9\nTaoudénit;0")
    assert [line["label"] for line in gathered["rows"]] == ["Gao", "Kidal + Ménaka + Kayes", "Taoudénit"]
    assert gathered["cells"] == [[40], [12], [0]]
    assert "si peu de personnes" in refused("R;Nombre\nGao;1\nKidal;2")
    rounded = through("R;Nombre\nGao;43\nKidal;28\nKayes;6", Rule(5, 5))
    assert (rounded["cells"], rounded["total"]) == ([[45], [30], [5]], 75)


def test_what_a_source_withheld_is_refused_where_it_can_be_computed_from_the_totals() -> None:
    alone = "R\tF\tH\tTotal\nGao\t40\t…\t43\nKidal\t60\t9\t69\nTotal\t100\t12\t112"
    assert "Ligne «\xa0Gao\xa0», colonne «\xa0H\xa0»" in refused(alone)
    fine = "R\tF\tH\tTotal\nGao\t…\t<5\t43\nKidal\t…\t…\t69\nTotal\t100\t12\t112"
    assert through(fine)["cells"] == [[None, None], [None, None]]
    assert through("R\tF\tH\nGao\t40\t…\nKidal\t60\t9")["row_totals"] is None
    assert "inférieur à 5" in refused("R\tF\tH\nGao\t40\t…\nKidal\t60\t3")
    assert "impossibles" in refused("R\tF\tH\tTotal\nGao\t40\t…\t30\nKidal\t60\t9\t69")
    assert "totaux arrondis" in refused(fine, Rule(5, 5))


def test_two_versions_together_tell_no_more_than_one() -> None:
    first = through(GRID)
    grown = GRID.replace("40\t30\t1", "40\t30\t9")
    second = through(grown, FIVE, first)
    assert [cell is None for cell in second["cells"][0]] == [False, True, True]
    withdrawn_rule = "R\tFemmes\tHommes\tEnfants\tTotal\nGao\t40\t30\t9\t79\nKidal\t25\t…\t…\t97\nKayes\t90\t…\t…\t133\nTotal\t155\t100\t54\t309"
    assert "Ligne «\xa0Gao\xa0», colonne «\xa0Hommes\xa0» · le chiffre était retenu" in refused(
        withdrawn_rule, FIVE, first
    )
    assert "Ségou" in refused(GRID + "Ségou\t20\t20\t20\n", FIVE, first)
    assert "Kayes" in refused("\n".join(GRID.splitlines()[:-1]), FIVE, first)
    small = through("R;N\nGao;40\nKidal;2\nMénaka;1\nKayes;9")
    again = through("R;N\nGao;40\nKidal;20\nMénaka;10\nKayes;90", FIVE, small)
    assert [line["of"] for line in again["rows"]] == [["Gao"], ["Kidal", "Ménaka", "Kayes"]]


def test_every_cell_that_cannot_be_read_is_named() -> None:
    told = refused("R\tF\tH\nGao\tx1\t\nKidal\t3,5\t1 200")
    assert "Ligne «\xa0Gao\xa0», colonne «\xa0F\xa0» · «\xa0x1\xa0» n’est pas un nombre." in told
    assert "colonne «\xa0H\xa0» · la cellule est vide" in told
    assert "3.5 n’est pas un nombre de personnes" in refused("R\tF\tH\nGao\t8\t9\nKidal\t3,5\t1 200")
    assert "La ligne 2 a 2 cellules au lieu de 3." in refused("R\tF\tH\nGao\t8")
    assert "s’appellent «\xa0Gao\xa0»" in refused("R\tF\nGao\t8\ngao\t9")
    money = through("Bailleur;Montant\nA;1 250 000,50\nB;3", Rule(0))
    assert money["cells"] == [["1250000.5"], [3]]


@pytest.mark.django_db
def test_a_second_person_publishes_and_what_was_withdrawn_says_so_without_its_numbers(cast: Cast) -> None:
    ann, ben = officer(cast), officer(cast, "second")
    code = "victimes-identifiees-en-2025"
    page = reverse("publications:one", args=[code])
    draft = actions.draft(by(ann), values=said())
    assert "40" in str(draft.content)
    proposed = actions.propose(by(ann), draft)
    assert Client().get(page).status_code == 404
    browser = Client()
    assert reading.latest(code) is None
    with pytest.raises(NotFound):
        actions.approve(by(cast.lassana), proposed)
    with pytest.raises(Refused):
        actions.approve(by(ann), proposed)
    with pytest.raises(Invalid):
        actions.draft(by(ann), values=said(confided=True))
    one = actions.approve(by(ben), proposed)
    shown = browser.get(page).text
    for words in ("155", "Registre du comité", "1er février 2026", "CC BY 4.0", "de 1 à 4", "…"):
        assert words in shown, words
    assert "<script" not in shown
    assert "Officier" not in shown
    assert browser.cookies == {}
    assert code in browser.get(reverse("publications:published")).text
    file = browser.get(reverse("publications:file", args=[code, 1])).content.decode("utf-8-sig")
    assert file.splitlines()[1] == "Gao;40;…;…;71"
    assert reading.value(code, Cell("kidal", "Hommes")).value == 60
    assert reading.value(code, Cell("Gao", "Hommes")).standing == Standing.WITHHELD
    assert reading.value(code, Cell("Ségou", "Hommes")).standing == Standing.MISSING
    assert reading.value(code, Cell("", "")).value == 301

    with pytest.raises(Invalid):
        actions.draft(by(ann), values=said(measure="things"), code=code)
    two = published(
        ann, ben, code, source_on=said()["source_on"].replace(month=3), grid=GRID.replace("90\t", "95\t")
    )
    assert two.number == 2
    assert Edition.objects.visible_to(everything).get(pk=one.pk).state == "superseded"
    assert "version plus récente" in browser.get(reverse("publications:version", args=[code, 1])).text
    assert reading.value(code, Cell("", "")).value == 306
    actions.withdraw(by(ann), two, why="Une erreur de comptage")
    gone = browser.get(page).text
    assert "Une erreur de comptage" in gone
    assert "306" not in re.sub("<[^>]*>", " ", gone)  # random keys stand in tags
    assert browser.get(reverse("publications:file", args=[code, 2])).status_code == 404
    assert reading.value(code, Cell("", "")).standing == Standing.MISSING
    with pytest.raises(Conflict):
        actions.withdraw(by(ann), two.pk, why="encore")


@pytest.mark.django_db
def test_a_table_is_pasted_and_a_wrong_cell_loses_nothing(cast: Cast) -> None:
    ann = officer(cast)
    browser = signed_in(ann.account)
    values: dict[str, Any] = {
        name: value
        for name, value in said().items()
        if name not in ("confided", "from_on", "until", "source_on")
    }
    for name, day in (("from_on", "1 1 2025"), ("until", "31 12 2025"), ("source_on", "1 2 2026")):
        values |= dict(zip([f"{name}_day", f"{name}_month", f"{name}_year"], day.split(), strict=True))
    wrong = browser.post(reverse("publications:new"), values | {"grid": GRID.replace("60", "soixante")})
    assert wrong.status_code == 422
    assert "«\xa0soixante\xa0» n’est pas un nombre" in wrong.text
    assert "Kidal\t25\tsoixante\t12" in wrong.text
    made = browser.post(reverse("publications:new"), values)
    assert made.status_code == 302, made.text
    page = browser.get(made["Location"]).text
    assert "4 chiffres sont retenus" in page
    edition = Edition.objects.visible_to(everything).get()
    assert edition.content["cells"][0] == [40, None, None]
    changed = browser.get(reverse("publications:change", args=[edition.pk])).text
    assert "Gao\t40\t…\t…\t71" in changed
