"""Answers from elsewhere, judged as submissions are: each row becomes an instance and goes through the same check."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _

from jatigi.kernel import clock, hooks
from jatigi.kernel.actions import CLOCK_TOLERANCE, EARLIEST
from jatigi.kernel.errors import NotFound
from jatigi.questionnaires import lists, rules, submission
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.data import incoming
from jatigi.questionnaires.data.incoming import Record
from jatigi.questionnaires.data.rules import SUBJECTS
from jatigi.questionnaires.data.tables import Finding, Unusable
from jatigi.questionnaires.models import Answer, FormVersion
from jatigi.questionnaires.shape import FILE, META, Node, Shape, shape_of
from jatigi.questionnaires.submission import Envelope, Unacceptable

AT_ONCE = 500
ABOUT = (About.PERSON, About.NOTHING)
"""What the forms are about whose answers can be brought in."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One answer that can be kept: its instance as XML and as values, about whom, and when it was given."""

    instance: str
    xml: str
    values: dict[str, Any]
    subject: hooks.Subject | None
    at: datetime | None


@dataclass(slots=True)
class Judgement:
    """What would become of a file: `new` answers, those that are `there` already, and what is wrong."""

    new: list[Coming] = field(default_factory=list)
    there: int = 0
    wrong: list[Finding] = field(default_factory=list)
    files_left_out: bool = False


def judge(version: FormVersion, organisation: UUID, name: str, content: bytes) -> Judgement:
    """Read and check everything; nothing is written."""
    verdict = Judgement()
    if version.form.about not in ABOUT:
        verdict.wrong.append(
            Finding(name, 0, "", _("Answers about a case or a referral cannot be brought in."))
        )
        return verdict
    shape = shape_of(version.xform)
    try:
        records = incoming.read(name, content, shape)
    except Unusable as error:
        verdict.wrong.append(error.finding)
        return verdict
    verdict.files_left_out = any(node.type == FILE for node in shape.root.walk())
    known = _received(organisation, {record.instance for record in records})
    seen: set[str] = set()
    for record in records:
        try:
            coming = _checked(record, version, shape, organisation, seen)
            seen.add(coming.instance)
        except _Wrong as error:
            verdict.wrong.append(error.finding)
            continue
        earlier = known.get(coming.instance)
        if earlier is None:
            verdict.new.append(coming)
        elif _same(earlier, coming, version):
            verdict.there += 1
        else:
            words = _("These answers are here already with other content.")
            verdict.wrong.append(Finding(record.file, record.row, "instanceID", words))
    return verdict


class _Wrong(Exception):
    def __init__(self, record: Record, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.finding = Finding(record.file, record.row, column, sentence)


def _checked(
    record: Record, version: FormVersion, shape: Shape, organisation: UUID, seen: Collection[str]
) -> Coming:
    if not record.instance:
        raise _Wrong(
            record,
            "instanceID",
            _("This row does not say which answer it is: instanceID or _uuid is missing."),
        )
    if record.instance in seen:
        raise _Wrong(record, "instanceID", _("This answer stands in the file twice."))
    if record.version and record.version != version.number:
        raise _Wrong(record, "FormVersion", _("This answer was given to another version of the form."))
    subject = _subject(record, version, organisation)
    unknown = next(_unknown(record.values, shape.root), None)
    if unknown is not None:
        raise _Wrong(record, unknown, _("The form has no such question in this version."))
    root = _instance(shape, record)
    xml = tostring(root, encoding="unicode")
    try:
        envelope: Envelope = submission.open_envelope(xml)
        values = submission.check(envelope, shape, lists.beside(version, shape))
    except Unacceptable as error:
        raise _Wrong(record, record.columns.get(error.name, error.name), error.reason) from error
    return Coming(record.instance, xml, values, subject, _moment(record))


def _subject(record: Record, version: FormVersion, organisation: UUID) -> hooks.Subject | None:
    """Whom the row is about, where the form is about a person."""
    if version.form.about == About.NOTHING:
        return None
    try:
        found = hooks.subject(SUBJECTS, UUID(record.person))
    except (ValueError, NotFound):
        found = None
    if found is None or found.organisation != organisation:
        words = _("This form is about a person: say whose record it is, by its id, in a column “person”.")
        raise _Wrong(record, incoming.PERSON, words)
    return found


def _moment(record: Record) -> datetime | None:
    if not record.moment:
        return None
    try:
        at = datetime.fromisoformat(record.moment)
    except ValueError:
        raise _Wrong(record, "SubmissionDate", _("This is no date and time.")) from None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if not EARLIEST <= at <= clock.now() + CLOCK_TOLERANCE:
        raise _Wrong(
            record,
            "SubmissionDate",
            _("This moment cannot be: it lies in the future or before the year 2000."),
        )
    return at


def _unknown(values: Mapping[str, Any], node: Node) -> Iterator[str]:
    """Names that the form does not have, or that are a group in one and a question in the other."""
    known = {child.name: child for child in node.children}
    for name, value in values.items():
        child = known.get(name)
        inner = value if isinstance(value, list) else [value]
        if child is None or any(isinstance(one, Mapping) != bool(child.children) for one in inner):
            yield name
        elif child.children:
            for one in inner:
                yield from _unknown(one, child)


def _instance(shape: Shape, record: Record) -> Element:
    root = Element(shape.root.name, {"id": shape.code, "version": shape.version})
    _fill(root, shape.root, record.values)
    SubElement(SubElement(root, META), "instanceID").text = record.instance
    return root


def _fill(element: Element, node: Node, values: Mapping[str, Any]) -> None:
    """In the order of the form; files do not come with a table and are left out."""
    for child in node.children:
        value = values.get(child.name)
        if child.children:
            inner = value if isinstance(value, list) else [value] if value or not child.repeats else []
            for one in inner:
                _fill(SubElement(element, child.name), child, one or {})
        else:
            text = value if isinstance(value, str) and child.type != FILE else ""
            SubElement(element, child.name).text = text


def _received(organisation: UUID, instances: Collection[str]) -> dict[str, Answer]:
    rows = Answer.objects.visible_to(rules.RECEIVING).filter(organisation_id=organisation)
    wanted = sorted(instances)
    found: dict[str, Answer] = {}
    for start in range(0, len(wanted), AT_ONCE):
        known = rows.filter(instance_id__in=wanted[start : start + AT_ONCE]).defer("xml")
        found.update((row.instance_id, row) for row in known)
    return found


def _same(earlier: Answer, coming: Coming, version: FormVersion) -> bool:
    subject = coming.subject.id if coming.subject else None
    return (earlier.form_version_id, earlier.subject_id, earlier.values) == (
        version.pk,
        subject,
        coming.values,
    )
