"""One-time links to report with. Of the secret only a hash is kept; the address to which it went is sealed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.measures.reporting.models import ReportDue
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import SealedModel


class ReportLink(SealedModel):
    """Whoever holds it reports once on `due`. `organisation`: who sent it; it lives until it is used, over or withdrawn."""

    LASTS = timedelta(days=30)
    KEEP = timedelta(days=365)
    CALLED = _("one-time links to report with")

    due = models.ForeignKey(ReportDue, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(unique=True)
    to = SealedField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["due"], name="links_of_a_report_due"),)

    def is_live(self, now: datetime) -> bool:
        """Whether it still takes a report."""
        return self.withdrawn_at is None and self.answered_at is None and now < self.expires_at
