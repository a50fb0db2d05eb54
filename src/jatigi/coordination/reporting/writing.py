"""The follow-up report in words: what a page and a document say alike."""

from collections.abc import Iterator

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.coordination.codes import Precision
from jatigi.coordination.commitments.models import Answer, CommitmentState
from jatigi.coordination.engagements.reading import STANDINGS
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.measures.models import MeasureState
from jatigi.coordination.reporting.beside import Reported, Said, Step
from jatigi.coordination.reporting.gathering import Entry, Progress, Report, Row
from jatigi.coordination.reporting.paper import Paper
from jatigi.publications.showing import dated

FEW = 200
"""Up to so many, each commitment stands in the table of contents; beyond, the themes alone."""
TOLD_EVERY = 250


def as_docx(report: Report, progress: Progress = lambda _done, _of: None) -> bytes:
    """The report as a document of Word."""
    paper = Paper(_("Follow-up report: %(about)s") % {"about": report.title}, report.by)
    paper.line(_("Follow-up report"), "Title")
    paper.line(report.title, "Subtitle")
    paper.line(made(report))
    paper.table([(str(label), str(count)) for label, count in report.counts])
    paper.line("")
    paper.line("", label=_("Contents"))
    paper.table_of_contents()
    words, done = _Words(), 0
    for group in report.groups:
        paper.heading(heading(group.title, group.count), 1)
        for entry in group.entries:
            words.write(paper, entry)
            done += 1
            if done % TOLD_EVERY == 0:
                progress(done, report.total)
    if not report.groups:
        paper.line(_("No commitment was made there."))
    return paper.as_bytes(2 if report.total <= FEW else 1)


def made(report: Report) -> str:
    """When and by whom it was drawn up."""
    day = dated(report.on)
    return _("State of the commitments on %(day)s (%(organisation)s)") % {
        "day": day,
        "organisation": report.by,
    }


def heading(title: str, count: int) -> str:
    words = ngettext("%(n)d commitment", "%(n)d commitments", count) % {"n": count}
    return f"{title[:1].upper()}{title[1:]} ({words})"


def facts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Source, addressees, deadline, state, reason: (label, value)."""
    one = entry.row
    source = ", ".join(filter(None, [one.source, dated(one.made_on) if one.made_on else ""]))
    if source:
        yield _("Source"), source
    yield _("Addressed to"), " · ".join(entry.addressees) or _("Who? Nobody is named.")
    yield _("Deadline"), deadline(one) or _("none was said")
    yield _("State"), standing(entry)
    if one.why:
        yield _("Reason"), one.why
    for said in entry.answers:
        yield _("Official answer"), answer(said)


def deadline(one: Row) -> str:
    """As exactly as it is known; "" where none was said."""
    if one.deadline is None:
        return ""
    if one.deadline_precision == Precision.YEAR:
        return _("in %(year)d") % {"year": one.deadline.year}
    if one.deadline_precision == Precision.MONTH:
        return date_format(one.deadline, "F Y")
    return dated(one.deadline)


def answer(said: Said) -> str:
    """What an addressee says: who, whether they accept it, in which words, when."""
    on = dated(said.on) if said.on else ""
    return " · ".join(filter(None, [said.who, str(Answer(said.answer).label), said.text, on]))


def standing(entry: Entry) -> str:
    finer = str(CommitmentState(entry.row.state).label)
    return f"{STANDINGS['overdue']} ({finer})" if entry.standing == "overdue" else finer


def title(entry: Entry) -> str:
    return f"{entry.row.reference} · {standing(entry)}"


def measure(step: Step) -> str:
    due = _("until %(day)s") % {"day": dated(step.due_on)} if step.due_on else ""
    return " · ".join(filter(None, [step.title, step.who, str(MeasureState(step.state).label), due]))


def progress(said: Reported) -> str:
    """What was said officially, with its value and its day; whether its author alone stands by it."""
    value = ""
    if said.value is not None:
        number = number_format(said.value.normalize(), force_grouping=True)
        day = f", {dated(said.value_on)}" if said.value_on else ""
        value = f" ({said.indicator} · {' '.join(filter(None, [number, said.unit]))}{day})"
    alone = f" · {_('validated by its author')}" if said.by_author else ""
    return f"{said.text}{value}{alone}"


def figure(indicator: str, one: Evidence) -> str:
    """A published number with its table, its date and its rule."""
    edition = one.figure.edition
    number = one.said or (_("withheld") if one.withheld else _("not published any more"))
    if edition is None:
        return f"{indicator} · {number}"
    day = _("data of %(day)s") % {"day": dated(edition.source_on)}
    return " · ".join(filter(None, [indicator, number, edition.title, one.where, day, one.rule]))


class _Words:
    """Writes entries; a label is said once for all of them."""

    def __init__(self) -> None:
        names = (_("Measure"), _("Official answer"), _("Published figure"))
        self.labels: dict[str, str] = {}
        self.measure, self.said, self.fed = map(self.label, names)
        self.nothing = _("No measure answers it yet.")

    def label(self, name: str) -> str:
        if name not in self.labels:
            self.labels[name] = _("%(label)s: ") % {"label": name}
        return self.labels[name]

    def write(self, paper: Paper, entry: Entry) -> None:
        paper.heading(title(entry), 2)
        paper.line(entry.row.text, "Quote")
        for name, value in facts(entry):
            paper.line(value, label=self.label(name))
        for step in entry.steps:
            paper.line(measure(step), "ListBullet", label=self.measure)
            for said in step.said:
                paper.line(progress(said), label=self.said)
                for name, url in said.documents:
                    paper.line(f"{name} · {url}", "ListBullet2")
            for indicator, one in step.fed:
                paper.line(figure(indicator, one), label=self.fed)
        if not entry.steps:
            paper.line(self.nothing)
