"""What was sent: read safely, checked against its version, refused whole with a reason or accepted whole."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.questionnaires import expressions
from jatigi.questionnaires.shape import META, XFORMS, Node, Shape

MOST_BYTES = 256 * 1024
"""The largest answer, without files. A long interview of 600 questions has some 60 kB."""
NAME_SHOWN = 60

_INSTANCE = re.compile(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_META_NODES = frozenset({"instanceID", "deprecatedID", "instanceName"})

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
    "superseded": _("They correct answers about somebody else, or answers that are not open to you."),
}


class Unacceptable(Refused):
    """Answers that do not fit their form; `code` says why, and the journal keeps it."""

    status = 422

    def __init__(self, code: str, name: str = "") -> None:
        reason = SENTENCES[code] % {"name": name[:NAME_SHOWN]}
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


def check(envelope: Envelope, shape: Shape) -> dict[str, Any]:
    """The answers by question, groups within; those not given left out. Raises `Unacceptable`."""
    if (envelope.form, envelope.version) != (shape.code, shape.version):
        raise Unacceptable("form")
    texts: dict[str, str] = {}
    for node, text in _read(envelope.root, shape.root):
        texts[node.path] = _fitting(node, text)
    _judge(shape.root, lambda path: texts.get(path, ""), asked=True)
    return _nested(shape.root, texts)


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
        if _local(child) not in _META_NODES or len(child):
            raise Unacceptable("node", _local(child))
        yield child


def _read(element: Element, node: Node) -> Iterator[tuple[Node, str]]:
    """Every leaf that was sent, with its text; nothing that the form does not have."""
    children = {child.name: child for child in node.children}
    if not children:
        if len(element):
            raise Unacceptable("node", _local(element[0]))
        yield node, element.text or ""
        return
    seen: set[str] = set()
    for sent in element:
        name = _local(sent)
        if name == META and "/" not in node.path[1:]:
            continue
        if name not in children or sent.tag not in (name, XFORMS + name):
            raise Unacceptable("node", name)
        if name in seen:
            raise Unacceptable("twice", name)
        seen.add(name)
        yield from _read(sent, children[name])
    if any(text.strip() for text in (element.text or "", *(sent.tail or "" for sent in element))):
        raise Unacceptable("node", _local(element))


def _fitting(node: Node, text: str) -> str:
    text = text if node.choices is None and node.type == "string" else text.strip()
    if not text:
        return ""
    if node.shown_only:
        raise Unacceptable("shown", node.name)
    if node.choices is not None:
        chosen = text.split() if node.several else [text]
        if not node.choices.issuperset(chosen) or len(set(chosen)) < len(chosen):
            raise Unacceptable("choice", node.name)
        return " ".join(chosen)
    if node.type == "string":
        return _clean(node, text)
    if not _is(node.type, text):
        raise Unacceptable("type", node.name)
    return text


def _clean(node: Node, text: str) -> str:
    try:
        return clean(text, node.name, limit=NOTE_LENGTH, lines=True)
    except Invalid as error:
        raise Unacceptable("type", node.name) from error


_PATTERNS = {
    "int": re.compile(r"-?\d{1,9}", re.ASCII),
    "decimal": re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII),
    "boolean": re.compile(r"true|false|0|1"),
}
_MOMENTS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


def _is(kind: str, text: str) -> bool:
    if kind in _PATTERNS:
        return _PATTERNS[kind].fullmatch(text) is not None
    try:
        _MOMENTS[kind](text)
    except ValueError:
        return False
    return True


def _judge(node: Node, read: expressions.Read, *, asked: bool) -> None:
    """Conditions of a node and of those within, evaluated again."""
    asked = asked and (node.relevant is None or node.relevant.holds(read, node.path))
    text = read(node.path)
    if text and not asked:
        raise Unacceptable("not_asked", node.name)
    if asked and not text and not node.children and node.required and node.required.holds(read, node.path):
        raise Unacceptable("required", node.name)
    if text and node.constraint and not node.constraint.holds(read, node.path):
        raise Unacceptable("constraint", node.name)
    if asked and node.calculate and not _same(node.calculate.of(read, node.path), text):
        raise Unacceptable("calculation", node.name)
    for child in node.children:
        _judge(child, read, asked=asked)


def _same(computed: expressions.Value, sent: str) -> bool:
    return expressions.text_of(computed) == sent or expressions.number_of(computed) == expressions.number_of(
        sent
    )


def _nested(node: Node, texts: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for child in node.children:
        value = _nested(child, texts) if child.children else texts.get(child.path, "")
        if value:
            values[child.name] = value
    return values


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
