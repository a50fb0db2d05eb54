"""Follow-up reports that are made outside the request, because they are long."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.models import OwnedModel


class PaperState(models.TextChoices):
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")
    ENDED = "ended", _("deleted again")


class FollowUp(OwnedModel):
    """A follow-up report that `by` asked for as a document; for a day it can be downloaded, then only who asked and when stays.

    asked: what it is about, as in the address of its page. title: its subject, and `content`: the file, both empty once it
    is over. count: the commitments in it.
    """

    KEEP = timedelta(days=365)
    LASTS = timedelta(hours=24)
    CALLED = _("follow-up reports asked for")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.TextField(blank=True)
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=8, default="fr")
    state = models.CharField(max_length=8, choices=PaperState.choices, default=PaperState.MAKING)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["by", "-asked_at", "id"], name="follow_ups_newest_first"),)
