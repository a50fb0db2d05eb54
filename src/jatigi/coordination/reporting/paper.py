"""A report as .docx: headings that make the table of contents, and no more of the format than is needed.

Paragraphs are written as text and read in at once, not through the objects of python-docx, which look every style up anew:
10,000 commitments take seconds instead of minutes.
"""

from html import escape
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from jatigi.kernel import clock

FORBIDDEN = {code: None for code in range(32) if code not in (9, 10)}
"""What XML cannot hold."""
CELL = '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="4500"/></w:tcPr>{}</w:tc>'
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
        body = self.document.element.body
        told = parse_xml(f"<w:body {nsdecls('w')}>{''.join(self.parts)}</w:body>")
        end = body.sectPr
        for element in list(told):
            end.addprevious(element)
        out = BytesIO()
        self.document.save(out)
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
    parts = escape(text.translate(FORBIDDEN), quote=False).split("\n")
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{told}</w:r>"


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
