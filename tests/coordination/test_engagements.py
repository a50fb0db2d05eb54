"""What anybody reads of commitments, and nothing else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.evidence import actions as evidence
from jatigi.coordination.models import Commitment, EvidenceFeed
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid, Refused
from jatigi.kernel.models import JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.publications import actions as publications
from tests.architecture.world import everything
from tests.cast import Cast, member
from tests.coordination.promised import NOW, Promised
from tests.publications.tables import by, officer, published
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

LIST, QUESTIONS = "/engagements/", "/engagements/questions/"


@pytest.fixture
def promised(cast: Cast) -> Promised:
    return Promised(cast)


def test_anybody_reads_public_commitments_with_what_was_done_and_nothing_else(
    promised: Promised, django_assert_max_num_queries: Any
) -> None:
    browser, events = Client(), JournalEntry.objects.count()
    with clock.travel(NOW):
        with django_assert_max_num_queries(14):
            listed = browser.get(LIST).text
        assert "R-1" not in listed  # the words, not the number, are what is read
        for words in (
            "<b>1</b> engagement tenu",
            "<b>1</b> engagement en retard",
            "Ouvrir un centre",
            "Sans financement",
            "Qui",
            "en 2026",
        ):
            assert words in listed, words
        for secret in ("Confidentiel", "Fermé."):
            assert secret not in listed
        late = browser.get(f"{LIST}?state=overdue&addressee={promised.cast.croix.pk}").text
        assert "Ouvrir un centre" in late
        assert "Former les agents" not in late
        assert "Adopter la loi" in browser.get(f"{LIST}?framework={promised.framework.pk}").text
        assert "Aucun engagement ne correspond" in browser.get(f"{LIST}?theme=health").text
        with django_assert_max_num_queries(24):
            page = browser.get(reverse("coordination:engagement", args=[promised.late.pk])).text
        for words in ("Communiqué final, p. 2", "19 mai 2026", "Ministère de la Santé", "Louer une maison", "Douze lits sont ouverts.",
                      "Bail signé", "Le ministère y travaille.", "La maison est vide.", "En retard (en cours)"):  # fmt: skip
            assert words in page, words
        for secret in ("Brouillon interne", "À modérer encore", "Personne Nommée", "<script", "Drissa"):
            assert secret not in page, secret
        for hidden in (promised.inside, promised.closed):
            assert Client().get(reverse("coordination:engagement", args=[hidden.pk])).status_code == 404
        kept = browser.get("/engagements.csv?state=kept")
        file = kept.getvalue().decode("utf-8-sig").splitlines()
        assert len(file) == 2
        assert file[1].startswith(
            "R-2;recommandation;Former les agents d’accueil.;Communiqué final, p. 2;;2025-03-02;Réseau"
        )
        assert len(browser.get("/engagements.csv").getvalue().splitlines()) == 5
    assert browser.cookies == {}
    assert JournalEntry.objects.count() == events


def test_questions_are_answered_from_public_rows_and_published_tables_or_not_at_all(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    browser = Client()
    assert browser.get(QUESTIONS).text.count("Nous ne le savons pas encore") == 7
    Promised(cast)
    published(officer(cast), cast.fanta)
    with clock.travel(NOW), django_assert_max_num_queries(14):
        page = browser.get(f"{QUESTIONS}?year=2025").text
    for words in ("4 engagements publics ont été pris en 2025.", "1 sur 4 a été tenu.", "L’échéance de 1 sur 4 est passée",
                  "Organisation CRM (2)", "2 sur 4 ne désignent personne.", "301", "Registre du comité",
                  "1er février 2026", "20 mai 2026", "?year=2025&amp;state=overdue"):  # fmt: skip
        assert words in page, words
    assert "6 engagements" not in page


def test_an_indicator_is_fed_by_a_published_number_never_by_a_withheld_one(
    cast: Cast, promised: Promised
) -> None:
    ann, ben = officer(cast), officer(cast, "second")
    table = published(ann, ben)
    secretariat = by(member(cast.croix, "secretariat", Role.COORDINATOR))
    fed: dict[str, Any] = {"indicator": promised.indicator.pk, "table": table.code}
    with pytest.raises(Invalid):
        evidence.feed(secretariat, **fed, row="Gao", column="Hommes")
    with pytest.raises(Invalid):
        evidence.feed(secretariat, **(fed | {"table": "autre"}), row="", column="")
    with pytest.raises(Refused):
        evidence.feed(by(cast.drissa), **fed, row="Kidal", column="Hommes")
    evidence.feed(secretariat, **fed, row="Kidal", column="Hommes")
    with pytest.raises(Conflict):
        evidence.feed(secretariat, **fed, row="Kidal", column="Hommes")
    page = reverse("coordination:engagement", args=[promised.late.pk])
    shown = Client().get(page).text
    assert "60" in shown
    assert "de 1 à 4" in shown
    inside = signed_in(cast.moussa.account)
    assert "Kidal · Hommes" in inside.get(reverse("coordination:evidence")).text

    grid = "Région\tFemmes\tHommes\tEnfants\nGao\t40\t30\t1\nKidal\t25\t64\t12\nKayes\t90\t10\t33\n"
    second = published(ann, ben, table.code, grid=grid)
    assert "64" in Client().get(page).text
    told = Notification.objects.visible_to(everything).filter(kind="evidence.changed")
    assert {row.account_id for row in told} >= {secretariat.account}
    publications.withdraw(by(ann), second, why="erreur")
    gone = Client().get(page).text
    assert "64" not in re.sub("<[^>]*>", " ", gone)  # random keys stand in tags
    assert "n’est plus publié" in gone
    feed = EvidenceFeed.objects.visible_to(everything).get()
    evidence.stop(secretariat, feed)
    assert not EvidenceFeed.objects.visible_to(everything).exists()


def test_ten_thousand_commitments_cost_the_page_no_more_queries(
    cast: Cast, promised: Promised, django_assert_max_num_queries: Any
) -> None:
    with acting():
        Commitment.objects.bulk_create(
            Commitment(
                organisation_id=cast.gao.pk,
                reference=f"B-{n}",
                text=f"Faire {n}.",
                kind="decision",
                public=True,
            )
            for n in range(300)
        )
    with django_assert_max_num_queries(14):
        page = Client().get(LIST).text
    assert "D’autres engagements" in page
