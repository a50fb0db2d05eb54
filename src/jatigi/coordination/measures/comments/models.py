"""Comments of civil society, whom they concern, and what these answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.reporting.models import ProgressReport
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions

ACCOUNT = settings.AUTH_USER_MODEL


class CommentState(models.TextChoices):
    SUBMITTED = "submitted", _("to be moderated")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("not published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Ground(models.TextChoices):
    """The written rules: the only reasons for which a comment is not published."""

    PERSON = "person", _("It names or describes a private person.")
    DANGER = "danger", _("It can put somebody in danger.")
    INSULT = "insult", _("It insults, or calls for hatred or violence.")
    UNRELATED = "unrelated", _("It is not about this commitment or report.")
    REPEATED = "repeated", _("It was published already.")


class Comment(OwnedModel):
    """What `organisation` says of a commitment, or of a report on it. Exactly one of `commitment` and `report` is set.

    moderator: the organisation whose coordinators decide; None where the secretariat is itself concerned, and any other
    organisation's coordinator does. ground, why: the rule against which it goes, and a sentence for its author.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "submitted": {"publish": "published", "refuse": "refused", "withdraw": "withdrawn"},
        "published": {"withdraw": "withdrawn"},
        "refused": {},
        "withdrawn": {},
    }

    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ProgressReport, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.SUBMITTED)
    written_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    moderator = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(commitment=None) ^ Q(report=None), name="comment_is_about_one_thing"
            ),
        )
        indexes = (
            models.Index(fields=["commitment", "state"], name="comments_on_a_commitment"),
            models.Index(fields=["report", "state"], name="comments_on_a_report"),
            models.Index(fields=["state", "moderator"], name="comments_to_moderate"),
        )


class CommentConcern(OwnedModel):
    """`comment` criticises `organisation`, which never moderates it and can answer it."""

    LASTS_WITH_NODE = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["comment", "organisation"], name="concerned_once"),)


class CommentAnswer(OwnedModel):
    """What a concerned `organisation` answers; stands beside the published comment."""

    LASTS_WITH_NODE = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["comment", "organisation"], name="one_answer_per_house"),
        )
