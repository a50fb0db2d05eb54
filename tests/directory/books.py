"""Workbooks as agencies keep them, made for tests: invented rows, real disorder."""

from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADS = (
    "Organisation",
    "Sigle",
    "Secteur",
    "Région",
    "Code",
    "Cercle",
    "Début",
    "Fin",
    "Actif\n(OUI/NON)",
    "Contact",
)
ROWS: list[tuple[Any, ...]] = [
    ("Organisation CRM", "CRM ", "RLF", " bamako", "ML09", "", "2026-01-01", "", "OUI", "Une personne, 70 00 00 00"),
    ("", "MMG", "Santé", "Kayes", "ML01", "Nioro", 45658, 60000, 1, ""),
    ("CRM / MMG", "", "Hébergement, Transport", "Mopti/Gao", "", "", "", "déc-2040", "x", ""),
    ("MMG", "", "Asile", "Toutes les régions", "", "", "", "", "Oui", ""),
    ("Orgnisation CRM", "", "VBG", "Mopti", "", "", "", "", "OUI", ""),
    ("MMG", "", "Santé", "Tombouctu", "", "", "", "", "oui", ""),
    ("MMG", "", "Protection", "Gao", "ML05", "", "", "", "OUI", ""),
    ("MMG", "", "Santé", "Ségou", "", "", "", "31/12/2020", "OUI", ""),
    ("MMG", "", "Santé", "Ségou", "", "", "", "", "NON", ""),
    ("MMG", "", "Coordination", "Gao", "", "", "", "", "", ""),
    ("", "", "Santé", "Gao", "", "", "", "", "OUI", ""),
    ("MMG", "", "", "Gao", "", "", "", "", "OUI", ""),
    ("MMG", "", "Santé", "", "", "", "", "", "OUI", ""),
    ("TOTAL", "", 13, "", "", "", "", "", "", ""),
]  # fmt: skip


def packed(book: Any) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def messy() -> bytes:
    """Titles above, headings on two lines with merged cells, blank columns, wide sheets, formulas, a hidden sheet, 40 sheets."""
    book, first = fresh()
    first.title = "Consignes"
    first["A1"] = "Une ligne par activité"
    page = book.create_sheet("5W Mars")
    page["B2"] = "CLUSTER PROTECTION – MATRICE 5W"
    page.merge_cells("B2:K2")
    page["B5"] = "Organisation"
    page.merge_cells("B5:C5")
    page["E5"] = "Localisation"
    page.merge_cells("E5:G5")
    for column, heading in enumerate(("Nom", *HEADS[1:]), 2):
        page.cell(6, column, heading)
    for number, row in enumerate(ROWS, 7):
        for column, cell in enumerate(row, 2):
            if cell != "":
                page.cell(number, column, cell)
    for number, region in enumerate(("Gao", "Kidal", "Ménaka"), 21):
        page.cell(number, 4, "Education")
        page.cell(number, 5, region)
    page["B21"] = "CRM"
    page.merge_cells("B21:B23")
    page["B24"], page["D24"], page["E24"] = "=B7", "Santé", "Gao"
    page["B25"] = "Source : cluster protection"
    wide = book.create_sheet("Par région")
    for line in (
        [], ["Structure", "Secteur", "Gao", "Mopti", "Kidal", "Commentaires"], ["MMG", "WASH", "x", "", 0, "abc"],
        ["CRM", "RLF", "peut-être", "", "", ""], ["Total", None, 2, 0, 1, None],
    ):  # fmt: skip
        wide.append(line)
    sectors = book.create_sheet("Par secteur")
    sectors.append(
        [
            "Nom de l'organisation\n(en toutes lettres)",
            "Région",
            "Santé",
            "Protection\nde l'enfance",
            "Abris / NFI",
        ]
    )
    sectors.append(["Organisation MMG", "Gao", "OUI", "0", "OUI"])
    hidden = book.create_sheet("Listes")
    hidden.append(["Organisation", "Région"])
    hidden.append(["MMG", "Gao"])
    hidden.sheet_state = "hidden"
    for number in range(35):
        book.create_sheet(f"vide {number}")
    return packed(book)


def fresh() -> tuple[openpyxl.Workbook, Worksheet]:
    """A workbook and its one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    return book, page


def plain(*rows: tuple[Any, ...], heads: tuple[str, ...] = ("Organisation", "Secteur", "Région")) -> bytes:
    """One sheet with headings in its first row."""
    book, page = fresh()
    for row in (heads, *rows):
        page.append(list(row))
    return packed(book)
