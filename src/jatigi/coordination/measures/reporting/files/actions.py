"""Every write of a file of a report."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination.documents import files
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.models import ProgressReport, ReportEvidence, ReportState
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.text import LINE_LENGTH, clean

OVERSIGHT = Purpose.OVERSIGHT
MOST = 12
"""Files of one report."""


@action("report.attach", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def attach(act: Act, report: ProgressReport, *, title: str, name: str, content: bytes) -> ReportEvidence:
    """Keep a file with a draft. Raises `Invalid` for "file": too large, of no known type, too many; `Conflict`."""
    must_be_draft(report)
    held = ReportEvidence.objects.visible_to(act.access).filter(report=report, content__isnull=False)
    if held.count() >= MOST:
        raise Invalid(file=_("These are too many documents for one report."))
    one = keep(report, title=title, name=name, content=content)
    act.touched("evidence")
    act.details["evidence"] = str(one.pk)
    return one


def keep(report: ProgressReport, *, title: str, name: str, content: bytes) -> ReportEvidence:
    """Keep a file with a report, as part of an act. Raises `Invalid` for "file": too large, of no known type."""
    file = files.kept(content)
    one = ReportEvidence(organisation_id=report.organisation_id, report=report)
    one.name = files.safe_name(name, file.ending)
    one.title = clean(title or one.name, "title", limit=LINE_LENGTH, needed=True)
    one.kind, one.size, one.content = file.kind, len(file.content), file.content
    one.save()
    return one


@action("report.detach", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def detach(act: Act, report: ProgressReport, *, evidence: UUID) -> ProgressReport:
    """A file goes from a draft again. Raises `NotFound`, `Conflict`."""
    must_be_draft(report)
    found = ReportEvidence.objects.visible_to(act.access).filter(report=report, pk=evidence).first()
    if found is None:
        raise NotFound
    found.delete()
    act.touched("evidence")
    return report


def copy(act: Act, report: ProgressReport, again: ProgressReport) -> None:
    """What showed a report shows its correction as well, as part of an act."""
    rows = list(ReportEvidence.objects.visible_to(act.access).filter(report=report))
    ReportEvidence.objects.bulk_create(
        ReportEvidence(
            organisation_id=one.organisation_id, report=again, title=one.title, url=one.url, dated_on=one.dated_on,
            name=one.name, kind=one.kind, size=one.size, content=one.content,
        )
        for one in rows
    )  # fmt: skip


def must_be_draft(report: ProgressReport) -> None:
    """Raises `Conflict` once it was sent."""
    if report.state != ReportState.DRAFT:
        raise Conflict(_("This report was sent: it is no longer changed."), code="sent")
