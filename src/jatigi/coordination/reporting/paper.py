"""A report as .docx: headings that make the table of contents, and no more of the format than is needed.

Paragraphs are written as text into the package that python-docx makes, not through its objects, which look every style up
anew and hold a tree of everything: 10,000 commitments take seconds instead of minutes.
"""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from jatigi.kernel import clock

FORBIDDEN = dict.fromkeys((*(code for code in range(32) if code not in (9, 10)), 65534, 65535))
"""What XML cannot hold."""
COMPRESSION = 3
CELL = '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="4500"/></w:tcPr>{}</w:tc>'
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        self.document = Document()
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, author, "fr"
        properties.comments = ""
        properties.created = properties.modified = clock.now().replace(tzinfo=None)
        self.parts: list[str] = []
        self.headings: list[tuple[int, str, str]] = []
        self.contents: int | None = None
        _in_french(self.document)
        _on_a4(self.document)

    def line(self, text: str, style: str = "", label: str = "") -> None:
        """A paragraph; `label` stands before it in bold."""
        self.parts.append(_paragraph((_run(label, bold=True) if label else "") + _run(text), style))

    def heading(self, text: str, level: int) -> None:
        """A heading, with a mark to which the table of contents leads."""
        number = len(self.headings) + 1
        name = f"_Toc{number:08d}"
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        marked = f'{start}{_run(text)}<w:bookmarkEnd w:id="{number}"/>'
        self.parts.append(_paragraph(marked, f"Heading{level}"))
        self.headings.append((level, text, name))

    def table_of_contents(self) -> None:
        """Here the headings will stand."""
        self.contents = len(self.parts)
        self.parts.append("")

    def table(self, rows: list[tuple[str, str]]) -> None:
        """Two columns with lines around them."""
        lines = ("".join(CELL.format(_paragraph(_run(cell), "")) for cell in row) for row in rows)
        told = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
        grid = '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
        self.parts.append(f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>{grid}{told}</w:tbl>')

    def as_bytes(self, deepest: int) -> bytes:
        """The file; the table of contents holds headings down to level `deepest`."""
        if self.contents is not None:
            self.parts[self.contents] = self._listed(deepest)
        frame, out = BytesIO(), BytesIO()
        self.document.save(frame)
        with ZipFile(frame) as package, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as file:
            for entry in package.infolist():
                content = package.read(entry)
                if entry.filename == "word/document.xml":
                    before, end, after = content.partition(b"<w:sectPr")
                    content = b"".join([before, "".join(self.parts).encode("utf-8", "replace"), end, after])
                file.writestr(entry.filename, content)
        return out.getvalue()

    def _listed(self, deepest: int) -> str:
        """The field that a word processor fills with page numbers, with the headings in it already, each a link."""
        links = [
            (level, f'<w:hyperlink w:anchor="{name}">{_run(text)}</w:hyperlink>')
            for level, text, name in self.headings
            if level <= deepest
        ] or [(1, "")]
        told = f'<w:r><w:instrText xml:space="preserve">TOC \\o "1-{deepest}" \\h \\z \\u</w:instrText></w:r>'
        before = {0: f"{FIELD.format('begin')}{told}{FIELD.format('separate')}"}
        after = {len(links) - 1: FIELD.format("end")}
        return "".join(
            f'<w:p><w:pPr><w:ind w:left="{360 * (level - 1)}"/></w:pPr>{before.get(place, "")}{link}{after.get(place, "")}</w:p>'
            for place, (level, link) in enumerate(links)
        )


def _paragraph(inner: str, style: str) -> str:
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{told}{inner}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    told = f'<w:t xml:space="preserve">{_xml(text)}</w:t>'
    if "\n" in text:
        told = told.replace("\n", BREAK)
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{told}</w:r>"


def _xml(text: str) -> str:
    if not text.isprintable():
        text = text.translate(FORBIDDEN)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _on_a4(document: Any) -> None:
    """The paper of an office here, with the number of the page at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]._p
    foot.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE">{_run("1")}</w:fldSimple>'))


def _in_french(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
