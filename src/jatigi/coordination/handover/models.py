"""What was handed over."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.models import OwnedModel

ACCOUNT = settings.AUTH_USER_MODEL


class HandOver(OwnedModel):
    """In `organisation`, what `giver` had open went to `taker`. counts: how many things of each part."""

    KEEP = timedelta(days=2 * 365)
    CALLED = _("hand-overs between colleagues")

    giver = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
