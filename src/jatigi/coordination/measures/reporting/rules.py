"""Who sees indicators, due dates and reports, who writes, validates and accepts them."""

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies import who
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting.models import (
    Channel,
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
    ReportState,
)
from jatigi.coordination.rules import REPORTERS, VALIDATORS, is_secretariat, may_see
from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

SCHEDULE = "coordination.reports"
OFFICIAL = (ReportState.VALIDATED, ReportState.ACCEPTED)
"""What an organisation stands by: its answer, which everybody reads who knows of the commitment."""

KNOWING = service_access(
    "coordination.measures",
    [
        "coordination.Measure",
        "coordination.MeasureIndicator",
        "coordination.ReportDue",
        "coordination.ProgressReport",
    ],
)
"""When a report is due, and what it is about, never depends on who asks."""


@visible(MeasureIndicator)
def indicators(access: Access) -> Q:
    return Q(Exists(Measure.objects.visible_to(access).filter(pk=OuterRef("measure_id"))))


@visible(ReportDue)
def dues(access: Access) -> Q:
    """That a report is due, or overdue, whoever may know of the measure knows."""
    return Q(Exists(MeasureIndicator.objects.visible_to(access).filter(pk=OuterRef("indicator_id"))))


@visible(ProgressReport)
def reports(access: Access) -> Q:
    """The own; what was validated; and for the secretariat what came by a link, and what it sent back."""
    if not may_see(access):
        return NOTHING
    official = Q(state__in=OFFICIAL) & measures.answering_visible(access, "measure_id")
    own = Q(organisation_id=access.organisation)
    if not is_secretariat(access):
        return own | official
    sent = Q(state=ReportState.SENT, channel=Channel.LINK) | Q(state=ReportState.SENT_BACK)
    return own | official | (sent & measures.minded_by(access.organisation, "measure_id"))


@visible(ReportEvidence)
def evidence(access: Access) -> Q:
    return Q(Exists(ProgressReport.objects.visible_to(access).filter(pk=OuterRef("report_id"))))


def may_measure(access: Access, indicator: MeasureIndicator) -> bool:
    """Whoever works on the measure says how it is measured."""
    return measures.may_work_on(access, measure_of(indicator))


def may_report(access: Access, indicator: MeasureIndicator) -> bool:
    return may_see(access) and access.has(*REPORTERS) and indicator.organisation_id == access.organisation


def may_write(access: Access, report: ProgressReport) -> bool:
    return may_see(access) and access.has(*REPORTERS) and report.organisation_id == access.organisation


def may_validate(access: Access, report: ProgressReport) -> bool:
    """Who answers for the organisation, and did not write it: two people, where there are two."""
    own = access.has(*VALIDATORS) and report.organisation_id == access.organisation
    return may_see(access) and own and (report.written_by_id != access.account or answers_alone(access))


def answers_alone(access: Access) -> bool:
    """Whether the asker alone can validate for the own organisation; what they wrote is marked so (`by_author`)."""
    working = who.working_for(access.organisation) if access.organisation else []
    validators = {member.account_id for member in working if not VALIDATORS.isdisjoint(member.roles)}
    return validators == {access.account}


def may_accept(access: Access, report: ProgressReport) -> bool:
    """The secretariat of a commitment that is answered, by somebody who neither wrote nor validated it."""
    if access.account in (report.written_by_id, report.validated_by_id):
        return False
    return measures.minds(access, report.measure_id)


def may_watch(access: Access, _row: MeasureIndicator | ReportDue) -> bool:
    """The scheduled work."""
    return access.service == SCHEDULE


def has_accounts(report: ProgressReport | ReportDue) -> bool:
    """Whether anybody works here who can validate for the organisation."""
    return report.organisation_id in who.answering(VALIDATORS)


def validating_themselves(path: str) -> Q:
    """Rows of organisations, to which `path` leads, where somebody works here who can validate."""
    return Q(**{f"{path}__in": who.answering(VALIDATORS)})


def measure_of(thing: MeasureIndicator | ProgressReport) -> Measure:
    """The measure of an indicator or a report, whoever asks."""
    return Measure.objects.visible_to(KNOWING).get(pk=thing.measure_id)


def overdue() -> Q:
    """Reports that should have come already, of measures that are not over."""
    return Q(answered_at=None, due_on__lt=clock.today(), indicator__measure__state__in=measures.LIVE)


def waiting() -> Q:
    """Reports that are still to come."""
    return Q(answered_at=None, indicator__measure__state__in=measures.LIVE)
