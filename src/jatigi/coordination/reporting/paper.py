"""A report as .docx: headings that make the table of contents, and no more of the format than is needed.

Paragraphs are written as elements, not through the objects of python-docx, which look every style up anew: 10,000
commitments take seconds instead of minutes.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree  # type: ignore[import-untyped]

from jatigi.kernel import clock

P, R, T, PPR, RPR = (qn(f"w:{name}") for name in ("p", "r", "t", "pPr", "rPr"))
VAL, STYLE, BOLD = qn("w:val"), qn("w:pStyle"), qn("w:b")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FORBIDDEN = {code: None for code in range(32) if code not in (9, 10)}
"""What XML cannot hold."""


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, author: str) -> None:
        self.document = Document()
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, author, "fr"
        properties.comments = ""
        properties.created = properties.modified = clock.now().replace(tzinfo=None)
        self.body = self.document.element.body
        self.end = self.body.sectPr
        self.numbers = 0
        self.headings: list[tuple[int, str, str]] = []
        self.contents: Any = None
        _in_french(self.document)
        _on_a4(self.document)

    def line(self, text: str, style: str = "", label: str = "") -> Any:
        """A paragraph; `label` stands before it in bold."""
        paragraph = etree.Element(P)
        if style:
            etree.SubElement(etree.SubElement(paragraph, PPR), STYLE).set(VAL, style)
        if label:
            _run(paragraph, label, bold=True)
        _run(paragraph, text)
        self.end.addprevious(paragraph)
        return paragraph

    def heading(self, text: str, level: int) -> None:
        """A heading, with a mark to which the table of contents leads."""
        paragraph = self.line(text, f"Heading{level}")
        self.numbers += 1
        name = f"_Toc{self.numbers:08d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self.numbers))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self.numbers))
        paragraph.insert(1, start)
        paragraph.append(end)
        self.headings.append((level, text, name))

    def table_of_contents(self) -> None:
        """Here the headings will stand."""
        self.contents = self.line("")

    def table(self, rows: list[tuple[str, str]]) -> None:
        """Two columns with lines around them."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        for left, right in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = left, right

    def as_bytes(self, deepest: int) -> bytes:
        """The file; the table of contents holds headings down to level `deepest`."""
        if self.contents is not None:
            self._fill(deepest)
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _fill(self, deepest: int) -> None:
        """The field that a word processor fills with page numbers, with the headings in it already, each a link."""
        lines = [_link(text, name, level) for level, text, name in self.headings if level <= deepest]
        lines = lines or [etree.Element(P)]
        for place, element in enumerate(_field(f'TOC \\o "1-{deepest}" \\h \\z \\u')):
            lines[0].insert((lines[0].find(PPR) is not None) + place, element)
        closing = etree.SubElement(lines[-1], R)
        etree.SubElement(closing, qn("w:fldChar")).set(qn("w:fldCharType"), "end")
        for line in lines:
            self.contents.addprevious(line)
        self.contents.getparent().remove(self.contents)


def _run(paragraph: Any, text: str, *, bold: bool = False) -> None:
    run = etree.SubElement(paragraph, R)
    if bold:
        etree.SubElement(etree.SubElement(run, RPR), BOLD)
    for number, part in enumerate(text.translate(FORBIDDEN).split("\n")):
        if number:
            etree.SubElement(run, qn("w:br"))
        piece = etree.SubElement(run, T)
        piece.text = part
        piece.set(SPACE, "preserve")


def _link(text: str, name: str, level: int) -> Any:
    """A line of the table of contents."""
    line = etree.Element(P)
    indent = etree.SubElement(etree.SubElement(line, PPR), qn("w:ind"))
    indent.set(qn("w:left"), str(360 * (level - 1)))
    link = etree.SubElement(line, qn("w:hyperlink"))
    link.set(qn("w:anchor"), name)
    _run(link, text)
    return line


def _field(instruction: str) -> list[Any]:
    """The beginning of a field, up to what it shows."""
    begin, told, separate = (etree.Element(R) for _each in range(3))
    etree.SubElement(begin, qn("w:fldChar")).set(qn("w:fldCharType"), "begin")
    words = etree.SubElement(told, qn("w:instrText"))
    words.text = instruction
    words.set(SPACE, "preserve")
    etree.SubElement(separate, qn("w:fldChar")).set(qn("w:fldCharType"), "separate")
    return [begin, told, separate]


def _on_a4(document: Any) -> None:
    """The paper of an office here, with the number of the page at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]._p
    number = etree.SubElement(foot, qn("w:fldSimple"))
    number.set(qn("w:instr"), "PAGE")
    _run(number, "1")


def _in_french(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(VAL, "fr-FR")
