"""Every write of indicators and progress reports."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.actions import tell
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import judging, rules
from jatigi.coordination.measures.reporting.files import actions as files
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
    ReportState,
)
from jatigi.coordination.measures.reporting.rhythm import days
from jatigi.coordination.rules import SECRETARIAT, VALIDATORS
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import clean

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

OVERSIGHT = Purpose.OVERSIGHT
SAID_LENGTH = 500


# Indicators and due dates


@action("indicator.add", Measure, allow=measures.may_work_on, purpose=OVERSIGHT)
def add_indicator(
    act: Act,
    measure: Measure,
    *,
    title: str,
    unit: str = "",
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    target: Decimal | None = None,
    target_on: date | None = None,
    every_months: int = 0,
    first_due_on: date | None = None,
    last_due_on: date | None = None,
    assigned: UUID | None = None,
) -> MeasureIndicator:
    """How the measure is measured, and when it is reported; the due dates are written down. Raises `Invalid` by field."""
    indicator = MeasureIndicator(organisation_id=measure.organisation_id, measure=measure)
    judging.write_indicator(
        indicator, title=title, unit=unit, baseline=baseline, baseline_on=baseline_on, target=target,
        target_on=target_on, every_months=every_months, first_due_on=first_due_on, last_due_on=last_due_on,
    )  # fmt: skip
    indicator.assigned_id = judging.assigned(act, indicator, assigned)
    indicator.save()
    _write_dues(indicator, after=date.min)
    act.touched(*judging.OF_AN_INDICATOR)
    act.details["indicator"] = str(indicator.pk)
    return indicator


@action("indicator.change", MeasureIndicator, allow=rules.may_measure, purpose=OVERSIGHT)
def change_indicator(
    act: Act,
    indicator: MeasureIndicator,
    *,
    title: str,
    unit: str = "",
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    target: Decimal | None = None,
    target_on: date | None = None,
    every_months: int = 0,
    first_due_on: date | None = None,
    last_due_on: date | None = None,
    assigned: UUID | None = None,
) -> MeasureIndicator:
    """Another wording, target or rhythm. Of the due dates only those to come that nothing was begun for are rewritten.

    Raises `Invalid` by field.
    """
    judging.write_indicator(
        indicator, title=title, unit=unit, baseline=baseline, baseline_on=baseline_on, target=target,
        target_on=target_on, every_months=every_months, first_due_on=first_due_on, last_due_on=last_due_on,
    )  # fmt: skip
    if assigned != indicator.assigned_id:
        indicator.assigned_id = judging.assigned(act, indicator, assigned)
    indicator.save()
    _forget_dues_to_come(indicator)
    _write_dues(indicator, after=clock.today() - timedelta(days=1))
    act.touched(*judging.OF_AN_INDICATOR)
    return indicator


@action("indicator.schedule", MeasureIndicator, allow=rules.may_watch, purpose=OVERSIGHT, internal=True)
def schedule(act: Act, indicator: MeasureIndicator) -> MeasureIndicator:
    """Time went on: the next due dates are written down, each once."""
    known = _dues(indicator).order_by("-due_on").values_list("due_on", flat=True).first()
    _write_dues(indicator, after=known or date.min)
    return indicator


@action("report_due.remind", ReportDue, allow=rules.may_watch, purpose=OVERSIGHT, internal=True)
def remind(act: Act, due: ReportDue, *, day: int) -> ReportDue:
    """A report is due soon, or overdue since `day` days: who reports is told, and the secretariat once it is late."""
    due.reminded = day
    due.save()
    indicator = MeasureIndicator.objects.visible_to(rules.KNOWING).get(pk=due.indicator_id)
    measure = rules.measure_of(indicator)
    words = _("A report is overdue: %(title)s") if day > 0 else _("A report is due soon: %(title)s")
    text = words % {"title": measure.title}
    url = reverse("coordination:measure", args=[measure.pk])
    if due.assigned_id:
        act.tell(Notice("report.due", text, url, due.organisation_id, account=due.assigned_id))
    else:
        tell(act, measure, "report.due", text, due.organisation_id)
    if day > 0:
        for secretariat in measures.secretariats(measure.pk) - {due.organisation_id}:
            act.tell(Notice("report.due", text, url, secretariat, frozenset({SECRETARIAT})))
    act.touched("reminded")
    return due


# Reports


@action("report.draft", MeasureIndicator, allow=rules.may_report, purpose=OVERSIGHT)
def draft(
    act: Act,
    indicator: MeasureIndicator,
    *,
    text: str,
    due: UUID | None = None,
    value: Decimal | None = None,
    value_on: date | None = None,
    challenges: str = "",
    next_steps: str = "",
    evidence: Sequence[Mapping[str, Any]] = (),
) -> ProgressReport:
    """Write a report, for a due date or outside of one; nobody else sees it yet. Raises `Invalid` by field."""
    report = blank(indicator, _due(act, indicator, due))
    report.written_by_id = act.signed()
    judging.write_report(
        report, text=text, value=value, value_on=value_on, challenges=challenges, next_steps=next_steps
    )
    report.save()
    support(report, evidence)
    act.touched(*judging.OF_A_REPORT)
    act.details["report"] = str(report.pk)
    return report


@action("report.change", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def change(
    act: Act,
    report: ProgressReport,
    *,
    text: str,
    value: Decimal | None = None,
    value_on: date | None = None,
    challenges: str = "",
    next_steps: str = "",
    evidence: Sequence[Mapping[str, Any]] = (),
) -> ProgressReport:
    """Other words in a draft; whoever changed it last has written it. Raises `Invalid` by field, `Conflict`."""
    files.must_be_draft(report)
    report.written_by_id = act.signed()
    judging.write_report(
        report, text=text, value=value, value_on=value_on, challenges=challenges, next_steps=next_steps
    )
    report.save()
    ReportEvidence.objects.visible_to(act.access).filter(report=report, content=None).delete()
    support(report, evidence)
    act.touched(*judging.OF_A_REPORT)
    return report


@action("report.discard", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def discard(act: Act, report: ProgressReport) -> None:
    """A draft that nobody needs. Raises `Conflict`."""
    files.must_be_draft(report)
    report.delete()


@action("report.send", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def send(act: Act, report: ProgressReport) -> ProgressReport:
    """It goes to who answers for the organisation. Raises `Conflict`."""
    states.advance(report, "send")
    report.said = ""
    sent(act, report)
    tell_house(act, report, "report.sent", _("A report waits to be validated."), VALIDATORS)
    return report


@action("report.validate", ProgressReport, allow=rules.may_validate, purpose=OVERSIGHT)
def validate(act: Act, report: ProgressReport) -> ProgressReport:
    """The organisation stands by it: nothing of it changes any more. Raises `Conflict`.

    Where nobody else there can, its author does; the secretariat, which decides after that, is told so.
    """
    states.advance(report, "validate")
    report.validated_by_id, report.validated_at = act.signed(), act.at
    report.save()
    act.touched("state")
    act.details["by_author"] = report.by_author
    told = _("A report waits for the secretariat.")
    alone = _("A report waits for the secretariat. Its author validated it: nobody else there could.")
    tell_secretariats(act, report, "report.validated", alone if report.by_author else told)
    return report


@action("report.return", ProgressReport, allow=rules.may_validate, purpose=OVERSIGHT)
def give_back(act: Act, report: ProgressReport, *, said: str) -> ProgressReport:
    """The organisation does not stand by it yet: its author is told why. Raises `Conflict`, `Invalid`."""
    states.advance(report, "return")
    report.said = clean(said, "said", limit=SAID_LENGTH, needed=True)
    report.sent_at = None
    report.save()
    _answered(report, None)
    act.touched("state", "said")
    _tell_author(act, report, "report.returned", _("A report comes back to you, with a sentence."))
    return report


@action("report.accept", ProgressReport, allow=rules.may_accept, purpose=OVERSIGHT)
def accept(act: Act, report: ProgressReport) -> ProgressReport:
    """The secretariat takes it; what came by a link from an organisation without accounts, without its validation.

    Raises `Conflict`.
    """
    _must_be_decidable(report)
    return _settled(act, report, "accept", _("A report was accepted by the secretariat."))


@action("report.send_back", ProgressReport, allow=rules.may_accept, purpose=OVERSIGHT)
def send_back(act: Act, report: ProgressReport, *, said: str) -> ProgressReport:
    """The secretariat asks for another one: this one stays as it is, a correction is a new report. Raises `Conflict`, `Invalid`."""
    _must_be_decidable(report)
    report.said = clean(said, "said", limit=SAID_LENGTH, needed=True)
    _answered(report, None)
    act.touched("said")
    return _settled(act, report, "send_back", _("The secretariat sent a report back, with a sentence."))


@action("report.correct", ProgressReport, allow=rules.may_write, purpose=OVERSIGHT)
def correct(act: Act, report: ProgressReport) -> ProgressReport:
    """A new draft that begins with what a frozen report says, and will replace it. Raises `Conflict`."""
    if report.state in (ReportState.DRAFT, ReportState.SENT):
        raise Conflict(
            _("This report is not frozen: it can still be changed or returned."), code="not_frozen"
        )
    indicator = MeasureIndicator.objects.visible_to(act.access).get(pk=report.indicator_id)
    again = blank(indicator, report.due_id)
    again.corrects, again.written_by_id = report, act.signed()
    again.text, again.value, again.value_on = report.text, report.value, report.value_on
    again.challenges, again.next_steps = report.challenges, report.next_steps
    again.save()
    files.copy(act, report, again)
    act.details["report"] = str(again.pk)
    return again


# What a report that comes through a link does as well


def blank(indicator: MeasureIndicator, due: UUID | None) -> ProgressReport:
    """A new report on an indicator."""
    return ProgressReport(
        organisation_id=indicator.organisation_id,
        indicator=indicator,
        measure_id=indicator.measure_id,
        due_id=due,
    )


def sent(act: Act, report: ProgressReport) -> None:
    """It was sent now: what was due is answered."""
    report.sent_at = act.at
    report.save()
    _answered(report, act.at)
    act.touched("state")


def support(report: ProgressReport, evidence: Sequence[Mapping[str, Any]]) -> None:
    """Write down the documents that show it. Raises `Invalid`."""
    ReportEvidence.objects.bulk_create(
        ReportEvidence(organisation_id=report.organisation_id, report=report, **line)
        for line in judging.evidence(evidence)
    )


def tell_secretariats(act: Act, report: ProgressReport, kind: str, text: "Text") -> None:
    for house in measures.secretariats(report.measure_id):
        act.tell(Notice(kind, text, _page(report), house, frozenset({SECRETARIAT})))


def _settled(act: Act, report: ProgressReport, verb: str, text: "Text") -> ProgressReport:
    states.advance(report, verb)
    report.decided_by_id, report.decided_at = act.signed(), act.at
    report.save()
    act.touched("state")
    _tell_author(act, report, f"report.{report.state}", text)
    return report


def _tell_author(act: Act, report: ProgressReport, kind: str, text: "Text") -> None:
    if report.written_by_id:
        author = report.written_by_id
        act.tell(Notice(kind, text, _page(report), report.organisation_id, account=author))


def tell_house(act: Act, report: ProgressReport, kind: str, text: "Text", roles: frozenset[Any]) -> None:
    act.tell(Notice(kind, text, _page(report), report.organisation_id, roles))


def _page(report: ProgressReport) -> str:
    return reverse("coordination:progress", args=[report.pk])


def _must_be_draft(report: ProgressReport) -> None:
    if report.state != ReportState.DRAFT:
        raise Conflict(_("This report was sent: it is no longer changed."), code="sent")


def _must_be_decidable(report: ProgressReport) -> None:
    if report.state == ReportState.SENT and rules.has_accounts(report):
        raise Conflict(_("The organisation has not validated this report yet."), code="not_validated")


def _due(act: Act, indicator: MeasureIndicator, due: UUID | None) -> UUID | None:
    """The due date that is answered. Raises `Conflict` where it is answered already or is another indicator's."""
    if due is None:
        return None
    open_still = ReportDue.objects.visible_to(act.access).filter(
        pk=due, indicator=indicator, answered_at=None
    )
    if not open_still.exists():
        raise Conflict(_("A report was already sent for this date."), code="answered")
    return due


def _answered(report: ProgressReport, at: Any) -> None:
    if report.due_id:
        due = (
            ReportDue.objects.visible_to(rules.KNOWING).select_for_update(of=("self",)).get(pk=report.due_id)
        )
        due.answered_at = at
        due.save()


def _write_dues(indicator: MeasureIndicator, *, after: date) -> None:
    """Those of the rhythm that lie after a day and are not written down yet; none once the measure is over."""
    if indicator.first_due_on is None or rules.measure_of(indicator).state not in measures.LIVE:
        return
    wanted = days(indicator.first_due_on, indicator.every_months, indicator.last_due_on, clock.today())
    known = set(_dues(indicator).values_list("due_on", flat=True))
    ReportDue.objects.bulk_create(
        ReportDue(
            organisation_id=indicator.organisation_id,
            indicator=indicator,
            due_on=day,
            assigned_id=indicator.assigned_id,
        )
        for day in wanted
        if day > after and day not in known
    )


def _forget_dues_to_come(indicator: MeasureIndicator) -> None:
    """Those after today that were not answered and for which nobody has begun a report."""
    begun = ProgressReport.objects.visible_to(rules.KNOWING).filter(indicator=indicator).exclude(due=None)
    rows = _dues(indicator).filter(due_on__gt=clock.today(), answered_at=None)
    rows.exclude(pk__in=begun.values("due_id")).delete()


def _dues(indicator: MeasureIndicator) -> Any:
    return ReportDue.objects.visible_to(rules.KNOWING).filter(indicator=indicator)
