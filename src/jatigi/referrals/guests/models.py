"""One-time links to answer with, and the slips of printed sheets. Of every secret only a hash is kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import OwnedModel, SealedModel

ACCOUNT = settings.AUTH_USER_MODEL


class Channel(models.TextChoices):
    """How an answer came that nobody gave from an account."""

    LINK = "link", _("through a one-time link")
    TELEPHONE = "telephone", _("by telephone")
    SLIP = "slip", _("with the code of the sheet")


class GuestLink(SealedModel):
    """A way to answer one referral, once. `browser_hash`: the only browser that reads; `to`: the address it was mailed to."""

    REPORT_WITHIN = timedelta(days=30)
    """After an acceptance, which closes what was sent: for how long the guest can still say that the person came."""
    WRONG_AT_MOST = 10
    """Wrong codes, each with a right check character, after which the link is dead."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(unique=True)
    code_hash = models.BinaryField()
    browser_hash = models.BinaryField(null=True)
    to = SealedField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    elsewhere_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)

    def is_live(self, now: datetime) -> bool:
        """Whether the link itself still opens; what it opens is asked of the referral and its snapshot."""
        return self.withdrawn_at is None and now < self.expires_at


class Slip(OwnedModel):
    """A printed sheet whose answer slip bears a code: whoever reads the code out holds the sheet."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField(unique=True)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
