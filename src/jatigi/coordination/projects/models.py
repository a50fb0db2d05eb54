"""Projects: who pays, who does it, where, for how many, for which item of a plan; and what the climate does to a place."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.plans.models import PlanIndicator
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import AdminUnit, Country


class ProjectState(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    ENDED = "ended", _("ended")
    ABANDONED = "abandoned", _("abandoned")


class Project(OwnedModel):
    """What `organisation` does with somebody's money, from a day until a day."""

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "planned": {"begin": "under_way", "abandon": "abandoned"},
        "under_way": {"end": "ended", "abandon": "abandoned"},
        "ended": {"reopen": "under_way"},
        "abandoned": {"reopen": "planned"},
    }

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ProjectState.choices, default=ProjectState.PLANNED)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["-starts_on", "id"], name="projects_newest_first"),)

    def __str__(self) -> str:
        return self.title


class Part(models.TextChoices):
    DONOR = "donor", _("pays")
    IMPLEMENTER = "implementer", _("carries it out")


class ProjectPartner(OwnedModel):
    """Who pays for a project or carries it out: an organisation of the node, or one by `name` alone."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    partner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["project", "part"], name="partners_of_a_project"),)

    @property
    def called(self) -> str:
        return self.partner.full if self.partner else self.name


class ProjectBudget(OwnedModel):
    """Money of a project for a period, in the currency in which it is given; `item`: the objective it is meant for."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FrameworkItem, null=True, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    from_on = models.DateField()
    until = models.DateField()

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["project"], name="budgets_of_a_project"),
            models.Index(fields=["item", "currency"], name="budgets_for_an_item"),
        )


class ProjectPlace(OwnedModel):
    """Where a project works. departure: people leave from there."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="+")
    departure = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["project"], name="places_of_a_project"),
            models.Index(fields=["unit", "project"], name="projects_at_a_place"),
        )


class ProjectReach(OwnedModel):
    """For how many a project is, and how many it has reached, by sex and age group: figures only."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    sex = models.CharField(max_length=8, choices=Sex.choices)
    age_group = models.CharField(max_length=8, choices=AgeGroup.choices)
    planned = models.PositiveIntegerField(null=True)
    reached = models.PositiveIntegerField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["project"], name="reach_of_a_project"),)


class ProjectResult(OwnedModel):
    """What a project gives to an indicator of a plan in a period, at a place: planned and reached."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(PlanIndicator, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until = models.DateField()
    planned = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    reached = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["project"], name="results_of_a_project"),
            models.Index(fields=["indicator", "from_on"], name="results_for_an_indicator"),
        )


class ProjectCommitment(OwnedModel):
    """`project` serves `commitment`."""

    LASTS_WITH_NODE = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["project", "commitment"], name="project_serves_once"),)
        indexes = (models.Index(fields=["commitment"], name="projects_of_a_commitment"),)


class Hazard(models.TextChoices):
    DROUGHT = "drought", _("drought")
    FLOOD = "flood", _("flood")
    HEAT = "heat", _("heat")
    LAND = "land", _("loss of land and pasture")
    OTHER = "other", _("something else")


class Weight(models.TextChoices):
    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


class Exposure(OwnedModel):
    """What the climate does to a place, as `organisation` read it in a source: context, never a figure of ours."""

    LASTS_WITH_NODE = True

    unit = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="+")
    hazard = models.CharField(max_length=8, choices=Hazard.choices)
    weight = models.CharField(max_length=8, choices=Weight.choices)
    text = models.CharField(max_length=500)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    to_confirm = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["unit", "-year"], name="exposure_of_a_place"),)
