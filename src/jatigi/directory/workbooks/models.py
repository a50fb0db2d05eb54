"""Workbooks that were brought, until what they say is brought in."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import SealedModel


class WorkbookState(models.TextChoices):
    CHECKED = "checked", _("checked, to be brought in")
    DONE = "done", _("brought in")
    ENDED = "ended", _("taken back or too old")


class Workbook(SealedModel):
    """A workbook of who does what where: what its rows say and what a person answered, for a week; then only who and when.

    said: `workbooks.keeping`; answers: `workbooks.judging.Choices`. Both are empty once it is over. The file is not kept.
    """

    KEEP = timedelta(days=2 * 365)
    LASTS = timedelta(days=7)
    CALLED = _("workbooks of services brought in")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=WorkbookState.choices, default=WorkbookState.CHECKED)
    said = SealedField()
    answers = SealedField()
    brought_at = models.DateTimeField()
    until = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["organisation", "-brought_at", "id"], name="workbooks_newest_first"),)
