"""Recommendations and decisions, whom they are addressed to, and similar ones told together."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account, Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Level, Precision, Theme
from jatigi.coordination.events.models import Event
from jatigi.kernel import clock
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import AdminUnit, Country


class CommitmentKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("recommendation")
    DECISION = "decision", _("decision")


class CommitmentState(models.TextChoices):
    """Codebook j5."""

    RECEIVED = "received", _("received")
    CLUSTERED = "clustered", _("grouped with others")
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    PARTLY_KEPT = "partly_kept", _("partly kept")
    KEPT = "kept", _("kept")
    DROPPED = "dropped", _("dropped")


NEVER = date(9999, 12, 31)
"""Where what has no deadline stands in a list by deadlines: at its end."""

OPEN = ("received", "clustered", "planned", "under_way", "partly_kept")
"""States in which something is still to be done; past its deadline such a commitment is overdue."""


class Answer(models.TextChoices):
    """What an addressee officially says (codebook j5, as states answer the universal periodic review)."""

    ACCEPTED = "accepted", _("accepted")
    NOTED = "noted", _("noted")


class Cluster(OwnedModel):
    """Commitments of several events that ask for the same. Proposed by likeness, confirmed by a person."""

    LASTS_WITH_NODE = True

    code = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=300)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)

    def __str__(self) -> str:
        return self.title


class Commitment(OwnedModel):
    """What was recommended or decided, word for word; `organisation` keeps it up (the secretariat).

    text: the exact passage. source: the document in which it stands, with the page; of an `event` where there is one.
    deadline: the last day of what was said, `deadline_precision` how exactly. unaddressed: nobody is named yet (« qui ? »).
    why: why it was dropped. public: shown on the page of commitments to anybody.
    proposed: the verb that a measure suggests for the state, with `proposed_why`, until a person decides.
    words: what a search looks at, without case, accents and signs. due: the deadline, or `NEVER`.
    reminded_on: the last day on which those concerned were reminded.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "received": {
            "cluster": "clustered",
            "plan": "planned",
            "begin": "under_way",
            "drop": "dropped",
            "keep": "kept",
            "keep_partly": "partly_kept",
        },
        "clustered": {
            "plan": "planned",
            "begin": "under_way",
            "drop": "dropped",
            "keep": "kept",
            "keep_partly": "partly_kept",
            "separate": "received",
        },
        "planned": {"begin": "under_way", "keep": "kept", "keep_partly": "partly_kept", "drop": "dropped"},
        "under_way": {"keep": "kept", "keep_partly": "partly_kept", "drop": "dropped", "plan": "planned"},
        "partly_kept": {"keep": "kept", "begin": "under_way", "drop": "dropped"},
        "kept": {"reopen": "under_way"},
        "dropped": {"reopen": "received"},
    }

    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, choices=CommitmentKind.choices)
    text = models.TextField()
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    made_on = models.DateField(null=True)
    deadline = models.DateField(null=True)
    deadline_precision = models.CharField(max_length=5, choices=Precision.choices, blank=True)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    unaddressed = models.BooleanField(default=True)
    closed = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=CommitmentState.choices, default=CommitmentState.RECEIVED)
    why = models.CharField(max_length=500, blank=True)
    settled_on = models.DateField(null=True)
    proposed = models.CharField(max_length=12, blank=True)
    proposed_why = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    due = models.DateField(default=NEVER)
    reminded_on = models.DateField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["due", "id"], name="commitments_by_due"),
            models.Index(fields=["made_on"], name="commitments_by_year"),
            models.Index(fields=["body", "due", "id"], name="commitments_of_a_body"),
            models.Index(fields=["event"], name="commitments_of_an_event"),
            models.Index(fields=["cluster"], name="commitments_of_a_cluster"),
            models.Index(
                fields=["-entered_at", "id"],
                name="public_ones_newest_first",
                condition=models.Q(public=True, closed=False),
            ),
            models.Index(
                fields=["made_on"], name="public_ones_by_year", condition=models.Q(public=True, closed=False)
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    @property
    def overdue(self) -> bool:
        """Open, and its last day is over."""
        return self.open and self.due < clock.today()


class Addressee(OwnedModel):
    """To whom a commitment is addressed: an organisation of the node, or one by `name` alone. `lead`: who answers first.

    answer: what it officially said, with its words and the day; `answered_by` wrote it down.
    """

    LASTS_WITH_NODE = True

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    addressed = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    lead = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answer_text = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["commitment"], name="addressees_of_a_commitment"),
            models.Index(fields=["addressed", "commitment"], name="commitments_of_an_addressee"),
        )

    def __str__(self) -> str:
        return self.addressed.full if self.addressed is not None else self.name


class Step(OwnedModel):
    """One line of the story of a commitment: what was done, when, by whom.

    changes: field → what stood there before and after. An import writes none: the row itself says when it came.
    """

    LASTS_WITH_NODE = True

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=16)
    note = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["commitment", "-at"], name="story_of_a_commitment"),)


class LikenessState(models.TextChoices):
    PROPOSED = "proposed", _("to be looked at")
    CONFIRMED = "confirmed", _("ask for the same")
    REFUSED = "refused", _("do not ask for the same")


class Likeness(OwnedModel):
    """Two commitments of different events that read alike, by how much; what a person said of it is remembered.

    `one` has the smaller id. score: `algorithms.likeness`, from 0 to 1; 1 where a person said so, by taking them apart or proposing them.
    """

    LASTS_WITH_NODE = True

    one = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    state = models.CharField(max_length=10, choices=LikenessState.choices, default=LikenessState.PROPOSED)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="one_likeness_of_two"),)
        indexes = (
            models.Index(fields=["state", "-score", "id"], name="likenesses_to_look_at"),
            models.Index(fields=["other"], name="likenesses_of_the_other"),
        )
