"""Frameworks, their items, who is bound by them, and what points to them. Shipped in `coordination/data`, or written here."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination import partial
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.sourced import SourcedModel
from jatigi.kernel.models import OwnedModel
from jatigi.places.models import Country


class FrameworkKind(models.TextChoices):
    COMPACT = "compact", _("compact or declaration")
    GOALS = "goals", _("goals and targets")
    POLICY = "policy", _("policy")
    PLAN = "plan", _("action plan")
    INSTRUMENT = "instrument", _("convention or protocol")
    LAW = "law", _("national law")


class ItemLevel(models.TextChoices):
    """What an item of a framework is. A plan says which of them it has, from the top down."""

    PRINCIPLE = "principle", _("guiding principle")
    AXIS = "axis", _("axis")
    GOAL = "goal", _("goal")
    OBJECTIVE = "objective", _("objective")
    TARGET = "target", _("target to reach")
    RESULT = "result", _("result")
    ACTIVITY = "activity", _("activity")
    INDICATOR = "indicator", _("indicator")
    ARTICLE = "article", _("article")


def english() -> bool:
    """Whether the page is read in English."""
    return (translation.get_language() or "fr").startswith("en")


class Framework(SourcedModel):
    """One version of a framework: `code` says which, `vintage` which version of it. Anybody on the node may read it.

    levels: the kinds of its items from the top down. valid_to: its last day; `replaced_by` what holds since.
    """

    code = models.CharField(max_length=40)
    vintage = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=FrameworkKind.choices)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    levels = models.JSONField(default=list)
    name_fr = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    adopted = models.CharField(max_length=partial.LENGTH, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta(SourcedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["code", "vintage"], name="one_framework_per_vintage"),)
        indexes = (models.Index(fields=["kind", "code", "vintage"], name="frameworks_by_kind"),)

    def __str__(self) -> str:
        return self.name_en if english() and self.name_en else self.name_fr


class FrameworkItem(SourcedModel):
    """An objective, axis, result, article … of a framework, of a typed level (`level_name`) in its tree.

    responsible, responsible_name: who answers for it, on the node or by name alone.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    level_name = models.CharField(max_length=40, choices=ItemLevel.choices)
    order = models.PositiveIntegerField(default=0)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    responsible = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    responsible_name = models.CharField(max_length=200, blank=True)

    class Meta(SourcedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["framework", "code"], name="one_item_per_code_of_a_framework"),
        )
        indexes = (models.Index(fields=["framework", "order"], name="items_of_a_framework"),)

    def __str__(self) -> str:
        return f"{self.code} · {self.name_en if english() and self.name_en else self.name_fr}"


class Bond(models.TextChoices):
    """How a country came to be bound by an instrument."""

    SIGNATURE = "signature", _("signature only")
    RATIFICATION = "ratification", _("ratification")
    ACCESSION = "accession", _("accession")
    SUCCESSION = "succession", _("succession")
    ENDORSEMENT = "endorsement", _("endorsement, not binding")
    NONE = "none", _("not known as bound")
    UNKNOWN = "unknown", _("not verified")


class InstrumentParty(SourcedModel):
    """`country` and an instrument: how and since when it is bound, with which reservations, what it reports when to whom.

    signed, bound_since, until: ISO days cut to what is known; `until`: since when it is bound no more.
    report_years: a report every so many years. monitored_by: the committee or organ that reads the reports.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    bond = models.CharField(max_length=12, choices=Bond.choices)
    signed = models.CharField(max_length=partial.LENGTH, blank=True)
    bound_since = models.CharField(max_length=partial.LENGTH, blank=True)
    until = models.CharField(max_length=partial.LENGTH, blank=True)
    reservations = models.TextField(blank=True)
    monitored_by = models.CharField(max_length=200, blank=True)
    report_years = models.PositiveSmallIntegerField(null=True)
    report_due = models.DateField(null=True)
    last_report = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta(SourcedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["framework", "country"], name="one_bond_per_instrument"),
        )


class Position(SourcedModel):
    """What one side says of a framework after something changed: what still holds, and on which terms."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    side = models.CharField(max_length=120)
    text_fr = models.CharField(max_length=600)
    text_en = models.CharField(max_length=600, blank=True)
    said = models.CharField(max_length=partial.LENGTH, blank=True)

    class Meta(SourcedModel.Meta):
        indexes = (models.Index(fields=["framework", "said"], name="positions_on_a_framework"),)

    def __str__(self) -> str:
        return self.text_en if english() and self.text_en else self.text_fr


class RightTopic(models.TextChoices):
    """What a traveller asks, in the order of the sheet."""

    PAPERS = "papers", _("What papers do I need?")
    ENTRY = "entry", _("May I enter?")
    STAY = "stay", _("How long may I stay?")
    WORK = "work", _("May I work?")
    ESTABLISHMENT = "establishment", _("May I set up a business and live there?")
    CHANGED = "changed", _("What changed in 2025?")
    HELP = "help", _("Where do I find help?")


class RightsLine(SourcedModel):
    """One line of the sheet of a corridor: what holds for nationals of `origin` in `destination` on a topic."""

    code = models.CharField(max_length=40, unique=True)
    origin = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=16, choices=RightTopic.choices)
    text_fr = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500, blank=True)
    framework = models.ForeignKey(Framework, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta(SourcedModel.Meta):
        indexes = (models.Index(fields=["origin", "destination", "topic"], name="rights_of_a_corridor"),)

    def __str__(self) -> str:
        return self.text_en if english() and self.text_en else self.text_fr


class CommitmentLink(OwnedModel):
    """`commitment` serves an item of a framework."""

    LASTS_WITH_NODE = True

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(FrameworkItem, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["commitment", "item"], name="commitment_linked_once"),)
        indexes = (models.Index(fields=["item", "commitment"], name="commitments_of_an_item"),)
