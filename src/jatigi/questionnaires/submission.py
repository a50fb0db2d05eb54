"""What was sent: read safely, checked against its version, refused whole with a reason or accepted whole."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isclose, isnan
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.questionnaires.expressions import Expression, Item, Value, number_of, text_of
from jatigi.questionnaires.expressions.tree import among
from jatigi.questionnaires.expressions.values import nodes
from jatigi.questionnaires.shape import FILE, META, RANK, XFORMS, Node, Shape

MOST_BYTES = 256 * 1024
"""The largest answer, without files. A long interview of 600 questions has some 60 kB."""
NAME_SHOWN = 60

_INSTANCE = re.compile(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_META_NODES = frozenset({"instanceID", "deprecatedID", "instanceName", "audit", "entity"})

SENTENCES = {
    "size": _("They are too large."),
    "xml": _("They cannot be read."),
    "form": _("They belong to another form."),
    "version": _("They belong to a version of the form that does not exist here."),
    "instance": _("They do not say which answers they are."),
    "node": _("The form has no question “%(name)s”."),
    "twice": _("The question “%(name)s” is answered twice."),
    "type": _("The question “%(name)s” asks for another kind of answer."),
    "choice": _("The question “%(name)s” does not have this answer."),
    "shown": _("“%(name)s” is not a question."),
    "not_asked": _("The question “%(name)s” was not to be asked."),
    "required": _("The question “%(name)s” needs an answer."),
    "constraint": _("The answer to “%(name)s” is not possible here."),
    "calculation": _("“%(name)s” does not follow from the answers."),
    "file": _("The file for the question “%(name)s” did not come with the answers."),
    "entity": _("What they say of a record does not follow from the answers."),
    "file_type": _("A file is of a type that is not accepted here."),
    "file_kind": _("The file for the question “%(name)s” is of another kind than what was asked."),
    "file_size": _("A file, or all of them together, are too large."),
    "file_unclean": _(
        "What this recording says of people and places cannot be taken out of it. Send it as .mp3, .m4a or .mp4."
    ),
    "file_paper": _("This PDF cannot be read. Send a photograph of the paper, or print it to PDF again."),
    "file_locked": _("This PDF asks for a password. Send it without a password."),
    "file_long": _("This PDF has more than 200 pages. Send only the pages that are needed."),
    "file_twice": _("Two files have the same name."),
    "about": _("This form is not about what it was filled in for. Open it again from there."),
    "superseded": _("They correct answers about somebody else, or answers that are not open to you."),
}


class Unacceptable(Refused):
    """Answers that do not fit their form; `code` says why, and the journal keeps it."""

    status = 422
    file = ""
    """The name, as it came, of the file that is not acceptable."""

    def __init__(self, code: str, name: str = "") -> None:
        reason = SENTENCES[code] % {"name": name[:NAME_SHOWN]}
        self.name, self.reason = name, str(reason)
        sentence = _("These answers were not stored, and nothing was changed. %(reason)s") % {
            "reason": reason
        }
        super().__init__(sentence, code=f"answer.{code}")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A submission that can be read: which form and version it says it is, and which answers."""

    root: Element
    form: str
    version: str
    instance_id: str
    corrects: str


def open_envelope(xml: str) -> Envelope:
    """Read it, without entities, document types or anything fetched. Raises `Unacceptable`."""
    if len(xml.encode(errors="surrogatepass")) > MOST_BYTES:
        raise Unacceptable("size")
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unacceptable("xml") from error
    meta = {_local(node): (node.text or "").strip() for node in _meta(root)}
    if not _INSTANCE.fullmatch(meta.get("instanceID", "")):
        raise Unacceptable("instance")
    return Envelope(
        root, root.get("id", ""), root.get("version", ""), meta["instanceID"], meta.get("deprecatedID", "")
    )


def check(
    envelope: Envelope, shape: Shape, files: Mapping[str, Item] | None = None, sent: Collection[str] = ()
) -> dict[str, Any]:
    """The answers by question, groups within, repetitions as lists; those not given left out. Raises `Unacceptable`.

    `files`: the choice lists beside the form, by file name; a list that is not there is not checked. `sent`: names of
    the files that came with the answers.
    """
    if (envelope.form, envelope.version) != (shape.code, shape.version):
        raise Unacceptable("form")
    judge = _Judge(shape, files or {}, frozenset(sent))
    filled = judge.read(envelope.root, shape.root)
    judge.judge(filled, shape.root, asked=True)
    return _nested(filled, shape.root)


def without_namespaces(xml: str) -> str:
    """Answers as ODK Web Forms reads them again, whichever client wrote them."""
    root: Element = fromstring(xml, forbid_dtd=True)
    for element in root.iter():
        element.tag = _local(element)
    return tostring(root, encoding="unicode")


def _meta(root: Element) -> Iterator[Element]:
    found = [child for child in root if _local(child) == META]
    if len(found) > 1:
        raise Unacceptable("twice", META)
    for child in found[0] if found else ():
        if _local(child) not in _META_NODES or (len(child) and _local(child) != "entity"):
            raise Unacceptable("node", _local(child))
        yield child


class _Judge:
    """Reads answers into a tree of their form, then evaluates its conditions again."""

    def __init__(self, shape: Shape, files: Mapping[str, Item], sent: frozenset[str]) -> None:
        beside = {name: files[file] for name, file in shape.files.items() if file in files}
        self.lists = among({**shape.lists, **beside})
        self.known = frozenset({*shape.lists, *beside})
        self.sent = sent

    def read(self, element: Element, node: Node) -> Item:
        """Every node of the form, with what was sent; nothing that the form does not have."""
        if not node.children:
            if len(element):
                raise Unacceptable("node", _local(element[0]))
            return Item(node.name, self._fitting(node, element.text or ""))
        if any(text.strip() for text in (element.text or "", *(child.tail or "" for child in element))):
            raise Unacceptable("node", _local(element))
        filled = Item(node.name)
        came = self._children(element, node)
        for child in node.children:
            if len(came.get(child.name, ())) > 1 and not child.repeats:
                raise Unacceptable("twice", child.name)
            for one in came.get(child.name, ()):
                filled.add(self.read(one, child))
            if child.name not in came and not child.repeats:
                filled.add(_unanswered(child))
        return filled

    def _children(self, element: Element, node: Node) -> dict[str, list[Element]]:
        names = {child.name for child in node.children}
        came: dict[str, list[Element]] = {}
        for child in element:
            name = _local(child)
            if name == META and "/" not in node.path[1:]:
                continue
            if name not in names or child.tag not in (name, XFORMS + name):
                raise Unacceptable("node", name)
            came.setdefault(name, []).append(child)
        return came

    def _fitting(self, node: Node, text: str) -> str:
        text = text if node.choices is None and node.type == "string" else text.strip()
        if not text:
            return ""
        if node.shown_only:
            raise Unacceptable("shown", node.name)
        if node.choices is not None:
            return self._chosen(node, text)
        if node.type == FILE:
            if text not in self.sent:
                raise Unacceptable("file", node.name)
            return text
        if node.type == "string":
            return _clean(node, text)
        if not is_a(node.type, text):
            raise Unacceptable("type", node.name)
        return text

    def _chosen(self, node: Node, text: str) -> str:
        chosen = text.split() if node.several or node.type == RANK else [text]
        fixed = node.choices.names if node.choices else None
        if len(set(chosen)) < len(chosen) or (fixed is not None and not fixed.issuperset(chosen)):
            raise Unacceptable("choice", node.name)
        return " ".join(chosen)

    def judge(self, item: Item, node: Node, *, asked: bool) -> None:
        """Conditions of a node and of those within."""
        asked = asked and (node.relevant is None or node.relevant.holds(item, self.lists))
        text = item.text
        if text and not asked:
            raise Unacceptable("not_asked", node.name)
        if (
            asked
            and not text
            and not node.children
            and node.required
            and node.required.holds(item, self.lists)
        ):
            raise Unacceptable("required", node.name)
        if text and node.constraint and not node.constraint.holds(item, self.lists):
            raise Unacceptable("constraint", node.name)
        if asked and node.calculate and not _same(node.calculate.of(item, self.lists), text):
            raise Unacceptable("calculation", node.name)
        if text and node.choices and node.choices.among:
            self._offered(item, node, node.choices.among, node.choices.value)
        for child in node.children:
            for one in item.named(child.name):
                self.judge(one, child, asked=asked)

    def _offered(self, item: Item, node: Node, among: Expression, value: str) -> None:
        """What was chosen is among what the earlier answers leave to choose."""
        if any(f"instance('{name}')" in among.text for name in self.missing(among.text)):
            return
        offered = {
            choice.string() for one in nodes(among.of(item, self.lists)) for choice in one.named(value)
        }
        chosen = item.text.split() if node.several or node.type == RANK else [item.text]
        if not offered.issuperset(chosen):
            raise Unacceptable("choice", node.name)

    def missing(self, text: str) -> list[str]:
        """Choice lists that an expression asks for and that are not here."""
        return [name for name in _LISTED.findall(text) if name not in self.known]


_LISTED = re.compile(r"instance\('([^']*)'\)")


def _unanswered(node: Node) -> Item:
    filled = Item(node.name)
    for child in node.children:
        if not child.repeats:
            filled.add(_unanswered(child))
    return filled


def _clean(node: Node, text: str) -> str:
    try:
        return clean(text, node.name, limit=NOTE_LENGTH, lines=True)
    except Invalid as error:
        raise Unacceptable("type", node.name) from error


_POINT = r"-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?( -?\d+(\.\d+)?( \d+(\.\d+)?)?)?"
_PATTERNS = {
    "int": re.compile(r"-?\d{1,9}", re.ASCII),
    "decimal": re.compile(r"-?\d{1,15}(\.\d{1,17})?", re.ASCII),
    "boolean": re.compile(r"true|false|0|1"),
    "geopoint": re.compile(_POINT, re.ASCII),
    "geotrace": re.compile(rf"{_POINT}(; ?{_POINT})*;?", re.ASCII),
    "geoshape": re.compile(rf"{_POINT}(; ?{_POINT})*;?", re.ASCII),
}
_MOMENTS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


def is_a(kind: str, text: str) -> bool:
    """Whether a text is an answer of a type of XForms."""
    if kind in _PATTERNS:
        return _PATTERNS[kind].fullmatch(text) is not None
    try:
        _MOMENTS[kind](text)
    except ValueError:
        return False
    return True


def _same(computed: Value, sent: str) -> bool:
    """Equal as a text or, to twelve places, as a number; what is no number is sent empty."""
    if text_of(computed) == sent:
        return True
    mine, theirs = number_of(computed), number_of(sent)
    if isnan(mine) and isinstance(computed, float):
        return sent == ""
    return isclose(mine, theirs, rel_tol=1e-12, abs_tol=1e-12)


def _nested(item: Item, node: Node) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for child in node.children:
        found = [_nested(one, child) if child.children else one.text for one in item.named(child.name)]
        value = found if child.repeats else found[0] if found else ""
        if any(found):
            values[child.name] = value
    return values


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
