"""What was counted for everybody to see."""

from django.db import models

from jatigi.kernel.models import ProtectedModel


class NetworkFigures(ProtectedModel):
    """The referrals of one quarter in numbers that may be shown, as `network.counting.figures` makes them.

    quarter: its first day.
    """

    LASTS_WITH_NODE = True

    quarter = models.DateField(unique=True)
    counted_at = models.DateTimeField()
    content = models.JSONField(default=dict)
