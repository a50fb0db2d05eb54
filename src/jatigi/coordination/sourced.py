"""What is written down from a text that somebody has read: its source, and whether that must still be confirmed."""

from django.db import models

from jatigi.kernel.models import OpenModel


class SourcedModel(OpenModel):
    """Reference data with where it stands. `to_confirm`: the source is doubtful or was not read whole.

    edited_on: somebody corrected or confirmed it here, from the source named; the shipped files leave it alone since.
    """

    LASTS_WITH_NODE = True

    source = models.CharField(max_length=300)
    to_confirm = models.BooleanField(default=False)
    edited_on = models.DateField(null=True)

    class Meta(OpenModel.Meta):
        abstract = True
