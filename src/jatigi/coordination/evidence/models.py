"""Which number of which published table feeds which indicator."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.measures.reporting.models import MeasureIndicator
from jatigi.kernel.models import OwnedModel


class EvidenceFeed(OwnedModel):
    """A number of the published table called `table`, in `row` and `column` ("" for a total), feeds an indicator of a measure or an item of a plan.

    Exactly one of `indicator` and `item` is set. `organisation`: who says so.
    """

    LASTS_WITH_NODE = True

    indicator = models.ForeignKey(MeasureIndicator, null=True, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FrameworkItem, null=True, on_delete=models.CASCADE, related_name="+")
    table = models.SlugField(max_length=80, db_index=False)
    row = models.CharField(max_length=400, blank=True)
    column = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(indicator=None) ^ Q(item=None), name="feed_is_of_one_thing"),
            models.UniqueConstraint(
                fields=["indicator", "table", "row", "column"], name="feeds_an_indicator_once"
            ),
            models.UniqueConstraint(fields=["item", "table", "row", "column"], name="feeds_an_item_once"),
        )
        indexes = (
            models.Index(fields=["indicator"], name="feeds_of_an_indicator"),
            models.Index(fields=["item"], name="feeds_of_an_item"),
            models.Index(fields=["table"], name="feeds_from_a_table"),
        )
