"""Indicators, due dates, progress reports and their evidence."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.measures.models import Measure
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions

ACCOUNT = settings.AUTH_USER_MODEL


class MeasureIndicator(OwnedModel):
    """What shows whether `measure` works (codebook j5). `organisation`: the one responsible for the measure.

    baseline, target: values in `unit`, each with the day for which it holds. every_months: rhythm of the reports, from
    `first_due_on` until `last_due_on` (None: until the measure is over); 0 where none are asked. assigned: who reports.
    """

    LASTS_WITH_NODE = True

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    baseline_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    target_on = models.DateField(null=True)
    every_months = models.PositiveSmallIntegerField(default=0)
    first_due_on = models.DateField(null=True)
    last_due_on = models.DateField(null=True)
    assigned = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["measure"], name="indicators_of_a_measure"),)

    def __str__(self) -> str:
        return self.title


class ReportDue(OwnedModel):
    """A report on `indicator` is due on a day. answered_at: when one was sent. reminded: days before it, last told."""

    LASTS_WITH_NODE = True

    indicator = models.ForeignKey(MeasureIndicator, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    assigned = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reminded = models.SmallIntegerField(null=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["indicator", "due_on"], name="one_report_due_per_day"),
        )
        indexes = (
            models.Index(fields=["organisation", "answered_at", "due_on"], name="reports_due_of_a_house"),
            models.Index(fields=["answered_at", "due_on"], name="reports_due_by_day"),
        )


class ReportState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("to be validated")
    VALIDATED = "validated", _("validated by the organisation")
    ACCEPTED = "accepted", _("accepted by the secretariat")
    SENT_BACK = "sent_back", _("sent back by the secretariat")


class Channel(models.TextChoices):
    """How a report came."""

    ACCOUNT = "account", _("from an account")
    LINK = "link", _("through a one-time link")


class ProgressReport(OwnedModel):
    """What `organisation` says of an indicator, for a due date or outside of one. Frozen once it is validated.

    Only what came from an organisation without accounts is accepted or sent back straight after it was sent.
    value: in the unit of the indicator, as it was on `value_on`. written_by: the account, or `written_name` through a
    link. corrects: the frozen report that this one replaces. said: the sentence with which it was returned or sent back.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"send": "sent"},
        "sent": {"validate": "validated", "return": "draft", "accept": "accepted", "send_back": "sent_back"},
        "validated": {"accept": "accepted", "send_back": "sent_back"},
        "accepted": {},
        "sent_back": {},
    }

    indicator = models.ForeignKey(MeasureIndicator, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    due = models.ForeignKey(ReportDue, null=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    value = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    value_on = models.DateField(null=True)
    challenges = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ACCOUNT)
    written_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    written_name = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    validated_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)

    @property
    def by_author(self) -> bool:
        """Whether who wrote it validated it, because nobody else there could: shown wherever the report is."""
        return self.validated_by_id is not None and self.validated_by_id == self.written_by_id

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["indicator", "entered_at"], name="reports_of_an_indicator"),
            models.Index(fields=["measure", "state"], name="reports_of_a_measure"),
            models.Index(fields=["organisation", "state"], name="reports_of_a_house"),
        )


class ReportEvidence(OwnedModel):
    """What shows what a report says: a document on the web (`url`), or a file that is kept here (`content`).

    dated_on: of the document, where it has a date. kind: the media type of a file by its content. size: in bytes.
    """

    LASTS_WITH_NODE = True

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    dated_on = models.DateField(null=True)
    name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(url="") ^ models.Q(content__isnull=False),
                name="evidence_is_a_link_or_a_file",
            ),
        )
        indexes = (models.Index(fields=["report"], name="evidence_of_a_report"),)
