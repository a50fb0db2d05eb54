"""Measures: what is done about commitments, and by whom."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Commitment
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    ABANDONED = "abandoned", _("abandoned")


class Measure(OwnedModel):
    """What `organisation` is responsible for doing; one measure can answer many commitments.

    due_on: when it should be done. why: why it was abandoned.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "planned": {"begin": "under_way", "finish": "done", "abandon": "abandoned"},
        "under_way": {"finish": "done", "abandon": "abandoned"},
        "done": {"reopen": "under_way"},
        "abandoned": {"reopen": "planned"},
    }

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    outcome = models.TextField(blank=True)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED)
    why = models.CharField(max_length=500, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "state", "due_on"], name="measures_of_a_responsible"),
        )

    def __str__(self) -> str:
        return self.title


class MeasureCommitment(OwnedModel):
    """`measure` answers `commitment`."""

    LASTS_WITH_NODE = True

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["measure", "commitment"], name="measure_answers_once"),
        )
        indexes = (models.Index(fields=["commitment"], name="measures_of_a_commitment"),)


class MeasureOrganisation(OwnedModel):
    """`organisation` supports `measure`."""

    LASTS_WITH_NODE = True

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["measure", "organisation"], name="supports_a_measure_once"),
        )
        indexes = (models.Index(fields=["organisation", "measure"], name="measures_of_a_supporter"),)
