"""Workbooks of commitments that were brought."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.models import OwnedModel


class BookState(models.TextChoices):
    CHECKED = "checked", _("checked, to be brought in")
    DONE = "done", _("brought in")
    ENDED = "ended", _("taken back or too old")


class Book(OwnedModel):
    """What the rows of a file say, for a week; then only who brought it, when, and what came of it.

    said: `books.reading.Reading` as JSON. choices: "row:column" → "file" or "here", for cells in conflict.
    told: what would become of it, `books.judging.Verdict.told`. All three are empty once it is over.
    """

    KEEP = timedelta(days=2 * 365)
    LASTS = timedelta(days=7)
    CALLED = _("workbooks of commitments brought in")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=BookState.choices, default=BookState.CHECKED)
    said = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    brought_at = models.DateTimeField()
    until = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    recorded = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["organisation", "-brought_at", "id"], name="books_newest_first"),)
