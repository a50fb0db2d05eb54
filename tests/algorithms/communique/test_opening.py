"""Files that bring a communiqué: what they say is read, and hostile ones are refused with a reason."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from jatigi.algorithms.communique import read
from jatigi.algorithms.communique.opening import Unreadable, text_of

SAID = "Réunion tenue à Kayes : l’État s’engage."
HTML = f"""<html><head><title>Menu</title><script>alert("x")</script></head><body><nav>Accueil</nav>
<article><h1>Atelier</h1><p>{SAID}</p><ul><li>former les juges ;</li><li>payer&nbsp;mieux.</li></ul></article><footer>pied</footer></body></html>"""


def word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("L’atelier s’est tenu à Mopti les 4 et 5 mars 2026.")
    document.add_paragraph("Les participants recommandent au Gouvernement de :")
    for item in ("créer un fonds d’appui ;", "ouvrir trois centres d’accueil."):
        document.add_paragraph(item, style="List Number")
    document.add_paragraph("Points d’action")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("Action", "Responsable", "Échéance"),
        ("Publier le rapport de l’atelier", "OIM", "avril 2026"),
    ):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    document.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /MediaBox [0 0 612 792] >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    places = [f"%PDF-1.4\n{body}".index(f"{number} 0 obj") for number in range(1, 6)]
    table = "0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(f"%PDF-1.4\n{body}")
    end = f"xref\n0 6\n{table}trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n{start}\n%%EOF\n"
    return f"%PDF-1.4\n{body}{end}".encode("latin-1")


def protected(content: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_plain_text_is_read_in_the_codings_that_offices_use(coding):
    assert text_of("a.txt", SAID.encode(coding)).lstrip("\ufeff") == SAID + "\n"


def test_a_document_keeps_its_lists_and_tables():
    text = text_of("a.docx", word())
    assert "1. créer un fonds d’appui ;\n2. ouvrir trois centres d’accueil." in text
    found = [(one.text, one.addressee, one.deadline) for one in read(text).recommendations]
    assert found == [
        ("créer un fonds d’appui", "Gouvernement", None),
        ("ouvrir trois centres d’accueil", "Gouvernement", None),
        ("Publier le rapport de l’atelier", "OIM", "2026-04"),
    ]


def test_a_page_gives_its_text_without_menus_and_programs():
    text = text_of("a.html", HTML.encode())
    assert "• former les juges ;" in text
    assert SAID in text
    assert not {"alert", "Accueil", "pied", "Menu"} & set(text.split())


def test_a_pdf_gives_its_lines():
    assert text_of("a.pdf", pdf("Reunion de Kayes", "Tenue le 3 mai 2026")).split("\n")[:2] == [
        "Reunion de Kayes",
        "Tenue le 3 mai 2026",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "too_large"),
        ("a.txt", b"mot " * 120_000, "too_long"),
        ("a.txt", bytes(range(256)) * 40, "unknown"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old_word"),
        ("a.rtf", b"{\\rtf1 bonjour}", "old_word"),
        ("a.pdf", b"%PDF-1.7 rien", "damaged"),
        ("a.pdf", pdf(), "no_text"),
        ("a.pdf", protected(pdf("Secret")), "protected"),
        ("a.docx", b"PK\x03\x04 rien", "damaged"),
        ("a.xlsx", zipped(xl__workbook_xml=b"<a/>"), "unknown"),
        ("a.docx", zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
        ("a.docx", zipped(word__document_xml=b"<a/>", word__media=b"0" * (81 * 1024 * 1024)), "too_large"),
    ],
)
def test_what_cannot_be_read_has_a_reason(name, content, reason):
    with pytest.raises(Unreadable) as error:
        text_of(name, content)
    assert error.value.reason == reason
