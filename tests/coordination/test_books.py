"""Commitments as a workbook: thousands come in or none; what went out and comes back never overwrites in silence."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from jatigi.agencies.aliases.actions import confirm_alias
from jatigi.agencies.models import Notification
from jatigi.coordination.commitments import actions
from jatigi.coordination.commitments.books import actions as books
from jatigi.coordination.commitments.books.models import Book
from jatigi.coordination.commitments.books.reading import BASE
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Cluster, Commitment, Step
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel import clock, schedule
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.places.models import AdminUnit
from tests.coordination.standing import Standing
from tests.coordination.test_commitments import told
from tests.sign_in import signed_in

HEAD = ("Référence", "Recommandation", "Type", "Instance", "Événement", "Destinataires", "Échéance", "Thème", "Cadres",
        "Groupe", "État", "Motif", "Lieu", "Couleur")  # fmt: skip


def xlsx(head: tuple[str, ...], *rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def edited(content: bytes, changes: dict[tuple[str, str], Any], *, base: bool = True) -> bytes:
    """The workbook with other cells, by reference and heading; without `base` as somebody copied its first sheet."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for cell, head in zip(row, heads, strict=True):
            at = (str(row[0].value), str(head))
            if at in changes:
                cell.value = changes[at]
    if not base:
        del book[BASE]
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def now(standing: Standing, made: Commitment) -> Commitment:
    return Commitment.objects.visible_to(standing.secretary()).get(pk=made.pk)


@pytest.fixture
def page(standing: Standing) -> Client:
    return signed_in(standing.secretary.account)


def brought(page: Client, content: bytes) -> Any:
    """The page of a workbook that was sent."""
    file = SimpleUploadedFile("engagements.xlsx", content)
    return page.get(page.post(reverse("coordination:books"), {"file": file})["Location"])


def test_a_list_comes_in_with_everything_it_points_to(standing: Standing, page: Client) -> None:
    croix, salif = standing.cast.croix, standing.secretary()
    confirm_alias(salif, text="Croissant et Croix", organisation=croix.pk, country="ML")
    content = xlsx(
        HEAD,
        ("R1", "Ouvrir un centre.\nAvec un médecin.", "", "cnm", "atelier de gao", "CRM*; Mairie de Gao", "06/2031", "santé", "GCM 7", "Accueil", "", "", "Gao", "bleu"),
        (None, "Voter la loi.", "Décision", "Comité CNM", None, "croissant ET croix", 2032, "Trafficking in persons", None, "accueil", "en cours", None, "ML", None),
        (None, "Fermer le bureau.", None, "CNM", None, None, date(2031, 5, 4), None, None, None, "abandonné", "plus de budget", "Bamako", None),
    )  # fmt: skip
    shown = brought(page, content)
    assert (shown.context["told"]["new"], shown.context["told"]["problems"]) == (3, [])
    assert (shown.context["told"]["clusters"], shown.context["unknown"]) == (["Accueil"], ["Couleur"])
    assert not Commitment.objects.visible_to(salif).filter(reference="R1").exists()
    page.post(reverse("coordination:book_write", args=[shown.context["book"].pk]))
    one = Commitment.objects.visible_to(salif).get(reference="R1")
    two, three = (
        Commitment.objects.visible_to(salif).get(text=text) for text in ("Voter la loi.", "Fermer le bureau.")
    )
    assert (one.text, one.event_id, one.deadline, one.theme, one.state) == (
        "Ouvrir un centre.\nAvec un médecin.", standing.event.pk, date(2031, 6, 30), "health", "clustered",
    )  # fmt: skip
    assert [(str(a), a.lead) for a in addressees_of([one.pk])[one.pk]] == [
        (croix.full, True),
        ("Mairie de Gao", False),
    ]
    assert (two.kind, two.deadline_precision, two.state, two.country_id) == (
        "decision",
        "year",
        "under_way",
        "ML",
    )
    assert [a.addressed_id for a in addressees_of([two.pk])[two.pk]] == [croix.pk]
    assert (three.state, three.why, three.deadline, three.unaddressed) == (
        "dropped",
        "plus de budget",
        date(2031, 5, 4),
        True,
    )
    assert [str(unit) for unit in AdminUnit.objects.filter(pk__in=[three.unit_id])] == ["District de Bamako"]
    assert {two.reference[:2], three.reference[:2]} == {"D-", "R-"}
    assert one.cluster_id == two.cluster_id == Cluster.objects.visible_to(salif).get(title="Accueil").pk
    assert CommitmentLink.objects.visible_to(salif).get(commitment=one).item_id == standing.item.pk
    notices = Notification.objects.visible_to(told).filter(text__startswith="2 engagements")
    assert notices.count() == 2
    book = Book.objects.visible_to(salif).get()
    assert (book.state, book.recorded, book.said) == ("done", 3, {})
    with pytest.raises(Conflict):
        books.write(salif, book)


def test_a_wrong_row_is_told_by_sheet_row_and_column_and_holds_all_back(
    standing: Standing, page: Client
) -> None:
    salif = standing.secretary()
    content = xlsx(
        HEAD,
        (standing.commitment.reference.lower(), "Déjà là.", "", "CNM"),
        ("R1", "", "", "CNM"),
        ("R2", "Bien.", "vœu", "Comité inconnu", "", "", "hier", "", "gcm 99"),
        ("R2", "Deux fois.", "", "CNM"),
        ("R3", "Nulle part."),
        ("R4", "Sans motif.", "", "CNM", "", "", "", "", "", "", "abandonné"),
        ("R5", "=1+1", "", "CNM"),
        ("R6", "Un mot. " * 1_001, "", "CNM"),
        ("R7", "Un mot. " * 900, "", "CNM"),
    )
    shown = brought(page, content)
    problems = [(row, column) for row, column, _said in shown.context["told"]["problems"]]
    assert problems == [
        (2, "Référence"), (3, "Passage"), (4, "Type"), (4, "Instance"), (4, "Échéance"), (4, "Cadres"),
        (4, "Document et page"), (5, "Référence"), (6, "Document et page"), (7, "Motif"), (8, "Passage"), (9, "Passage"),
    ]  # fmt: skip
    book = shown.context["book"]
    before = Commitment.objects.visible_to(salif).count()
    with pytest.raises(Conflict):
        books.write(salif, book)
    assert Commitment.objects.visible_to(salif).count() == before
    for content in (b"", b"PK rubbish", xlsx(("a", "b"), (1, 2)), xlsx(HEAD)):
        with pytest.raises(Invalid):
            books.bring(salif, name="a.xlsx", content=content)
    with pytest.raises(Refused):
        books.bring(standing.cast.kadi(), name="a.xlsx", content=content)
    with pytest.raises(NotFound):
        books.drop(standing.cast.drissa(), book)


def test_what_comes_back_unchanged_changes_nothing(standing: Standing, page: Client) -> None:
    odd = standing.record(
        text="- Une liste\n= une formule\n" + "Un passage de minutes. " * 300, theme="gender", level="regional", country="ML", deadline=date(2031, 3, 1),
        deadline_precision="month", items=[standing.item.pk], addressees=[{"name": "Mairie"}, {"organisation": standing.cast.croix.pk, "lead": True}],
    )  # fmt: skip
    out = page.get(
        reverse("coordination:commitments_workbook"), {"body": str(standing.body.pk), "state": "open"}
    )
    rows = list(load_workbook(BytesIO(out.content)).worksheets[0].iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} == {
        one.reference for one in (standing.commitment, standing.nobodys, standing.overdue, odd)
    }
    back = brought(page, out.content)
    assert (back.context["told"]["unchanged"], back.context["told"]["changed"]) == (4, 0)
    assert back.context["told"]["problems"] == []
    empty = page.get(reverse("coordination:book_template"))
    heads = [cell.value for cell in load_workbook(BytesIO(empty.content)).worksheets[0][1]]
    assert heads[:3] == ["Référence", "Type", "Passage"]


def test_conflicts_are_shown_side_by_side_and_nothing_is_overwritten(
    standing: Standing, page: Client
) -> None:
    salif, one, two = standing.secretary(), standing.commitment, standing.overdue
    out = page.get(reverse("coordination:commitments_workbook"), {"state": "open"}).content
    actions.correct(salif, one, changes={"theme": "health", "level": "local"})
    file = edited(
        out,
        {
            (one.reference, "Thème"): "genre", (one.reference, "Échéance"): "2033",
            (two.reference, "Destinataires"): "CRM; LOIN", (two.reference, "État"): "en cours",
            (two.reference, "Passage"): '=HYPERLINK("http://x","y")',
        },
    )  # fmt: skip
    assert brought(page, file).context["told"]["problems"][0][1] == "Passage"
    file = edited(
        out,
        {
            (one.reference, "Thème"): "genre", (one.reference, "Échéance"): "2033",
            (two.reference, "Destinataires"): "CRM; LOIN", (two.reference, "État"): "en cours",
        },
    )  # fmt: skip
    shown = brought(page, file)
    book = shown.context["book"]
    (clash,) = shown.context["clashes"]
    assert (clash["reference"], clash["column"], clash["there"], clash["here"]) == (
        one.reference,
        "Thème",
        "genre",
        "santé",
    )
    with pytest.raises(Conflict):
        books.write(salif, book)
    with pytest.raises(Invalid):
        books.choose(salif, book, choices={clash["cell"]: "both"})
    choose = reverse("coordination:book_choose", args=[book.pk])
    page.post(choose, {f"cell-{clash['cell']}": "file"})
    actions.correct(salif, two, changes={"source": "page 3"})
    page.post(reverse("coordination:book_write", args=[book.pk]))
    changed, other = now(standing, one), now(standing, two)
    assert (changed.theme, changed.level, changed.deadline) == ("gender", "local", date(2033, 12, 31))
    assert (other.state, other.source) == ("under_way", "page 3")
    assert {str(a.addressed_id) for a in addressees_of([two.pk])[two.pk]} == {
        str(standing.cast.croix.pk),
        str(standing.cast.loin.pk),
    }
    story = Step.objects.visible_to(salif).filter(commitment=one).order_by("-at", "-entered_at").first()
    assert story is not None
    assert story.changes["theme"] == ["health", "gender"]
    assert now(standing, standing.nobodys).version == standing.nobodys.version


def test_without_the_sheet_of_the_export_every_difference_is_a_conflict(
    standing: Standing, page: Client
) -> None:
    salif, one = standing.secretary(), standing.commitment
    out = page.get(reverse("coordination:commitments_workbook"), {"state": "open"}).content
    actions.correct(salif, one, changes={"theme": "health"})
    shown = brought(page, edited(out, {(one.reference, "Niveau"): "local"}, base=False))
    assert [clash["column"] for clash in shown.context["clashes"]] == ["Thème", "Niveau"]
    book = shown.context["book"]
    page.post(reverse("coordination:book_choose", args=[book.pk]), {"rest": "here"})
    again = page.get(reverse("coordination:book", args=[book.pk])).context["told"]
    assert (again["clashing"], again["changed"], again["clear"]) == (0, 0, False)
    page.post(reverse("coordination:book_drop", args=[book.pk]))
    stranger = signed_in(standing.cast.drissa.account)
    foreign = brought(stranger, edited(out, {(standing.overdue.reference, "Niveau"): "local"}))
    assert [(row, column) for row, column, _said in foreign.context["told"]["problems"]][-1][1] == "Référence"


def test_after_a_week_nothing_of_a_workbook_is_kept(standing: Standing, page: Client) -> None:
    content = xlsx(HEAD, ("R1", "Ouvrir un centre.", "", "CNM"))
    book = brought(page, content).context["book"]
    with clock.travel(book.until + timedelta(hours=1)):
        schedule.run_now("coordination.books")
    assert Book.objects.visible_to(standing.secretary()).get(pk=book.pk).said == {}
