"""The follow-up report: what stands in it, as a page and as a document."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from jatigi.coordination.models import Commitment
from jatigi.coordination.reporting import gathering, writing
from jatigi.coordination.reporting.gathering import Scope, gathered
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.querysets import acting
from tests.cast import Cast
from tests.coordination.promised import NOW, Promised
from tests.publications.tables import officer, published
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """(style, text) of each paragraph."""
    return [(str(one.style.name), one.text) for one in Document(BytesIO(content)).paragraphs if one.style]


def test_a_report_says_exactly_what_was_asked_and_what_became_of_it(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    promised = Promised(cast)
    address = f"?event={promised.event.pk}"
    with clock.travel(NOW):
        browser = signed_in(cast.moussa.account)
        with django_assert_max_num_queries(45):
            page = browser.get(reverse("coordination:follow_up") + address).text
        file = browser.get(reverse("coordination:follow_up_file") + address)
    assert file.status_code == 200
    written = paragraphs(file.content)
    headings = [(style, text) for style, text in written if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Situations de vulnérabilité (2 engagements)"),
        ("Heading 2", "R-1 · en retard (en cours)"),
        ("Heading 2", "R-2 · tenu"),
        ("Heading 1", "Traite des personnes (1 engagement)"),
        ("Heading 2", "R-3 · reçu"),
        ("Heading 1", "Sans thème (3 engagements)"),
        ("Heading 2", "R-5 · reçu"),
        ("Heading 2", "R-6 · reçu"),
        ("Heading 2", "R-4 · abandonné"),
    ]
    start = written.index(("Heading 2", "R-1 · en retard (en cours)"))
    assert [text for _style, text in written[start + 1 : start + 10]] == [
        "Ouvrir un centre d’accueil à Gao.",
        "Source\u00a0: Communiqué final, p. 2, 2 mars 2025",
        "Destinataires\u00a0: Organisation CRM · Ministère de la Santé",
        "Échéance\u00a0: 19 mai 2026",
        "État\u00a0: en retard (en cours)",
        "Réponse officielle\u00a0: Ministère de la Santé · accepté · Le ministère y travaille. · 1er juin 2025",
        "Mesure\u00a0: Louer une maison · Organisation CRM · en cours · jusqu’au 1er septembre 2026",
        "Réponse officielle\u00a0: Douze lits sont ouverts. (Lits ouverts · 12 lits, 1er avril 2026)",
        "Bail signé · https://exemple.ml/bail",
    ]
    whole = "\n".join(text for _style, text in written)
    for name in ("Personne Nommée", "Brouillon interne", "À modérer"):
        assert name not in whole
        assert name not in page
    assert "Situations de vulnérabilité (2 engagements)" in page
    assert "Douze lits sont ouverts." in page
    assert b"TOC" in _part(file.content)
    closed = signed_in(cast.drissa.account).get(reverse("coordination:follow_up") + address).text
    assert "R-6" not in closed


def _part(content: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("word/document.xml")


def test_thousands_of_commitments_cost_as_many_queries_as_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    promised = Promised(cast)
    published(officer(cast), cast.fanta)
    with acting():
        Commitment.objects.bulk_create(
            Commitment(organisation_id=cast.gao.pk, reference=f"B-{n:05}", text=f"Faire {n}.", kind="decision",
                       body=promised.body, theme="health")
            for n in range(400)
        )  # fmt: skip
    access = cast.moussa(Purpose.OVERSIGHT)
    about = gathering.scope(access, body=promised.body.pk)
    with django_assert_max_num_queries(12):
        report = gathered(access, about)
    assert report.total == 406
    assert len(paragraphs(writing.as_docx(report))) > 1600
    assert isinstance(about, Scope)
