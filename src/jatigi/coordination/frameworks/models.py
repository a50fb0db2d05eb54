"""Frameworks, their items, and what points to them. Reference data of `coordination/data`, and plans of organisations."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.commitments.models import Commitment
from jatigi.kernel.models import OpenModel, OwnedModel
from jatigi.places.models import Country


class FrameworkKind(models.TextChoices):
    COMPACT = "compact", _("compact or declaration")
    GOALS = "goals", _("goals and targets")
    POLICY = "policy", _("policy")
    PLAN = "plan", _("action plan")
    INSTRUMENT = "instrument", _("convention or protocol")
    LAW = "law", _("national law")


class Framework(OpenModel):
    """One version of a framework: `code` says which, `vintage` which version of it. Anybody on the node may read it."""

    LASTS_WITH_NODE = True

    code = models.CharField(max_length=40)
    vintage = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=FrameworkKind.choices)
    name_fr = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    to_confirm = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)

    class Meta(OpenModel.Meta):
        constraints = (models.UniqueConstraint(fields=["code", "vintage"], name="one_framework_per_vintage"),)

    def __str__(self) -> str:
        return self.name_en if (translation.get_language() or "fr").startswith("en") else self.name_fr


class FrameworkItem(OpenModel):
    """An objective, axis, result, article … of a framework, of a typed level (`level_name`) in its tree."""

    LASTS_WITH_NODE = True

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    level_name = models.CharField(max_length=40)
    order = models.PositiveIntegerField(default=0)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    to_confirm = models.BooleanField(default=False)

    class Meta(OpenModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["framework", "code"], name="one_item_per_code_of_a_framework"),
        )
        indexes = (models.Index(fields=["framework", "order"], name="items_of_a_framework"),)

    def __str__(self) -> str:
        english = (translation.get_language() or "fr").startswith("en")
        return f"{self.code} · {self.name_en if english and self.name_en else self.name_fr}"


class CommitmentLink(OwnedModel):
    """`commitment` serves an item of a framework."""

    LASTS_WITH_NODE = True

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["commitment", "item"], name="commitment_linked_once"),)
        indexes = (models.Index(fields=["item", "commitment"], name="commitments_of_an_item"),)
