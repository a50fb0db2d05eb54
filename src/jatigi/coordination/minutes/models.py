"""Minutes: paragraphs of which every text is kept, what they decide, and the versions of the whole."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.events.models import Event
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions

ACCOUNT = settings.AUTH_USER_MODEL


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("being written")
    CIRCULATED = "circulated", _("circulated")
    ADOPTED = "adopted", _("adopted")


class Minutes(OwnedModel):
    """The minutes of one event; `number`: which version of the whole is being written or holds.

    adopted_in: the later meeting that adopted it.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"circulate": "circulated"},
        "circulated": {"adopt": "adopted", "take_back": "draft"},
        "adopted": {"correct": "draft"},
    }

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    adopted_in = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="+")


class Paragraph(OwnedModel):
    """A paragraph where it stands: `place` orders them, `number` says which of its texts holds, `text` repeats it."""

    LASTS_WITH_NODE = True

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=255)
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    removed = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["minutes", "place"], name="one_paragraph_per_place"),)


class ParagraphText(OwnedModel):
    """A text of a paragraph as somebody saved it; never changed. `based_on`: the number that its author saw.

    aside: somebody else had saved in the meantime; it is kept beside the text that holds, for a person to join them.
    """

    LASTS_WITH_NODE = True

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    based_on = models.PositiveIntegerField(default=0)
    aside = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["paragraph", "number"], name="one_text_per_number_of_a_paragraph"
            ),
        )


class MarkKind(models.TextChoices):
    DECIDED = "decided", _("decided")
    TO_DECIDE = "to_decide", _("to be decided at the next meeting")


class Mark(OwnedModel):
    """The exact `passage` of a paragraph by which something was decided, or put off; `commitment`: what became of it."""

    LASTS_WITH_NODE = True

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    passage = models.TextField()
    commitment = models.ForeignKey(
        "coordination.Commitment", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["paragraph"], name="marks_of_a_paragraph"),)

    def __str__(self) -> str:
        return self.passage


class MinutesVersion(OwnedModel):
    """The whole as it was circulated or adopted; never changed. paragraphs: their texts in order."""

    LASTS_WITH_NODE = True

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=MinutesState.choices)
    paragraphs = models.JSONField(default=list)
    by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["minutes", "entered_at"], name="versions_of_minutes"),)
