"""What a plan wants to reach, where and when: indicators of its items, their values, and what it costs."""

from django.db import models

from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.kernel.models import OwnedModel
from jatigi.places.models import AdminUnit


class PlanIndicator(OwnedModel):
    """What is counted for an item of a plan, in which unit. `organisation` keeps its values up."""

    LASTS_WITH_NODE = True

    item = models.ForeignKey(FrameworkItem, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    counted_in = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    to_confirm = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["item", "name"], name="indicators_of_an_item"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.counted_in})"


class PlanValue(OwnedModel):
    """What was planned, targeted and reached of an indicator in a period, in `unit` or in the whole country."""

    LASTS_WITH_NODE = True

    indicator = models.ForeignKey(PlanIndicator, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until = models.DateField()
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    planned = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    reached = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["indicator", "from_on"], name="values_of_an_indicator"),)


class PlanCost(OwnedModel):
    """What an item of a plan costs in a period, as the plan says."""

    LASTS_WITH_NODE = True

    item = models.ForeignKey(FrameworkItem, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    from_on = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=300)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["item", "currency"], name="costs_of_an_item"),)
