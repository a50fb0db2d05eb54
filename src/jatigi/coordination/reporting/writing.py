"""The follow-up report in words: what a page and a document say alike."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.coordination.engagements.reading import STANDINGS
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport
from jatigi.coordination.reporting.gathering import Entry, Report, Step
from jatigi.coordination.reporting.paper import Paper
from jatigi.publications.showing import dated

FEW = 200
"""Up to so many, each commitment stands in the table of contents; beyond, the themes alone."""


def as_docx(report: Report) -> bytes:
    """The report as a document of Word."""
    paper = Paper(_("Follow-up report: %(about)s") % {"about": report.title}, report.by)
    paper.line(_("Follow-up report"), "Title")
    paper.line(report.title, "Subtitle")
    paper.line(made(report))
    paper.table([(str(label), str(count)) for label, count in report.counts])
    paper.line("")
    paper.line("", label=_("Contents"))
    paper.table_of_contents()
    for group in report.groups:
        paper.heading(heading(group.title, len(group.entries)), 1)
        for entry in group.entries:
            _write(paper, entry)
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
    one = entry.commitment
    source = ", ".join(filter(None, [one.source, dated(one.made_on) if one.made_on else ""]))
    if source:
        yield _("Source"), source
    yield _("Addressed to"), " · ".join(entry.addressees) or _("Who? Nobody is named.")
    yield _("Deadline"), entry.deadline or _("none was said")
    yield _("State"), standing(entry)
    if one.why:
        yield _("Reason"), one.why
    for answer in entry.answers:
        yield _("Official answer"), answer


def standing(entry: Entry) -> str:
    finer = str(entry.commitment.get_state_display())
    late = entry.standing == "overdue"
    return f"{STANDINGS['overdue']} ({finer})" if late else finer


def title(entry: Entry) -> str:
    return f"{entry.commitment.reference} · {standing(entry)}"


def measure(step: Step) -> str:
    one = step.measure
    due = _("until %(day)s") % {"day": dated(one.due_on)} if one.due_on else ""
    return " · ".join(filter(None, [one.title, step.who, str(one.get_state_display()), due]))


def progress(report: ProgressReport, indicator: MeasureIndicator) -> str:
    """What was said officially, with its value and its day."""
    value = ""
    if report.value is not None:
        number = number_format(report.value.normalize(), force_grouping=True)
        day = f", {dated(report.value_on)}" if report.value_on else ""
        value = f" ({indicator} · {' '.join(filter(None, [number, indicator.unit]))}{day})"
    return f"{report.text}{value}"


def figure(indicator: MeasureIndicator, one: Evidence) -> str:
    """A published number with its table, its date and its rule."""
    edition = one.figure.edition
    number = one.said or (_("withheld") if one.withheld else _("not published any more"))
    if edition is None:
        return f"{indicator} · {number}"
    day = _("data of %(day)s") % {"day": dated(edition.source_on)}
    return " · ".join(filter(None, [str(indicator), number, edition.title, one.where, day, one.rule]))


def _write(paper: Paper, entry: Entry) -> None:
    paper.heading(title(entry), 2)
    paper.line(entry.commitment.text, "Quote")
    for label, value in facts(entry):
        paper.line(value, label=_("%(label)s: ") % {"label": label})
    for step in entry.steps:
        paper.line(measure(step), "ListBullet", label=_("%(label)s: ") % {"label": _("Measure")})
        for report, indicator, documents in step.said:
            paper.line(progress(report, indicator), label=_("%(label)s: ") % {"label": _("Official answer")})
            for document in documents:
                paper.line(f"{document.title} · {document.url}", "ListBullet2")
        for indicator, found in step.fed:
            for one in found:
                paper.line(figure(indicator, one), label=_("%(label)s: ") % {"label": _("Published figure")})
    if not entry.steps:
        paper.line(_("No measure answers it yet."))
