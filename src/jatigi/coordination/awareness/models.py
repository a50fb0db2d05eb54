"""Trainings and campaigns: how many took part or were reached, and what changed by it. Counts, never names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Theme
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.coordination.frameworks.models import english
from jatigi.coordination.sourced import SourcedModel
from jatigi.kernel.models import OwnedModel
from jatigi.places.models import AdminUnit, Country


class Language(models.TextChoices):
    """The languages in which is trained and told, most heard ones first."""

    FRENCH = "fr", _("French")
    BAMBARA = "bm", _("Bambara")
    FULFULDE = "ff", _("Fulfulde")
    SONGHAY = "ses", _("Koyraboro Senni (Songhay)")
    SONINKE = "snk", _("Soninke")
    TAMASHEQ = "tmh", _("Tamasheq")
    HAUSA = "ha", _("Hausa")
    ARABIC = "ar", _("Arabic")
    HASSANIYA = "mey", _("Hassaniya")
    DIOULA = "dyu", _("Dioula")
    MOORE = "mos", _("Mooré")
    WOLOF = "wo", _("Wolof")
    DOGON = "dgo", _("Dogon")
    BOMU = "bwq", _("Bomu")
    SENUFO = "sef", _("Senufo")
    ENGLISH = "en", _("English")
    SEVERAL = "several", _("several languages")
    OTHER = "other", _("another language")


class Held(OwnedModel):
    """What a training and a campaign have in common: what about, when, where, what it cost, what it changed.

    effect_method: how the effect was measured; before, after: the same measure on both sides, out of `effect_scale`.
    """

    LASTS_WITH_NODE = True

    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=24, choices=Theme.choices)
    language = models.CharField(max_length=8, choices=Language.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=160, blank=True)
    cost = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="XOF")
    effect_method = models.CharField(max_length=300, blank=True)
    effect_scale = models.CharField(max_length=60, blank=True)
    before = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    measured = models.PositiveIntegerField(null=True)

    class Meta(OwnedModel.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class Training(Held):
    """What was taught to whom. measured: how many took the test before and after."""

    content = models.TextField(blank=True)

    class Meta(Held.Meta):
        indexes = (models.Index(fields=["-starts_on", "id"], name="trainings_newest_first"),)


class TrainingCount(OwnedModel):
    """How many of a sex from a kind of organisation took part."""

    LASTS_WITH_NODE = True

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="+")
    sex = models.CharField(max_length=8, choices=Sex.choices)
    organisation_kind = models.CharField(max_length=16, choices=Organisation.Kind.choices, blank=True)
    number = models.PositiveIntegerField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["training"], name="counts_of_a_training"),)


class Channel(models.TextChoices):
    RADIO = "radio", _("radio")
    TELEVISION = "television", _("television")
    MEETING = "meeting", _("meeting in the village or the quarter")
    THEATRE = "theatre", _("theatre")
    SCHOOL = "school", _("at school")
    WORSHIP = "worship", _("at a place of worship")
    PHONE = "phone", _("telephone messages")
    SOCIAL = "social", _("social networks")
    POSTER = "poster", _("posters")
    OTHER = "other", _("another way")


class Campaign(Held):
    """What was said to whom through which channel. measured: how many were asked before and after."""

    message = models.TextField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    audience = models.CharField(max_length=200)

    class Meta(Held.Meta):
        indexes = (models.Index(fields=["-starts_on", "id"], name="campaigns_newest_first"),)


class CampaignReach(OwnedModel):
    """How many of a sex and age group a campaign reached."""

    LASTS_WITH_NODE = True

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    sex = models.CharField(max_length=8, choices=Sex.choices)
    age_group = models.CharField(max_length=8, choices=AgeGroup.choices)
    number = models.PositiveIntegerField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["campaign"], name="reach_of_a_campaign"),)


class Question(models.TextChoices):
    """What families are asked about a child who leaves to work (codebook l)."""

    INTERMEDIARY = "intermediary", _("Who takes the child there")
    WAGE = "wage", _("Wage expected in a month")
    CONSENT = "consent", _("Consent of the parents")
    SCHOOL = "school", _("School")


class FamilyAnswer(models.TextChoices):
    """What they say, each answer to one question: « question:answer »."""

    ALONE = "intermediary:nobody", _("nobody: leaves alone or with other children")
    RELATIVE = "intermediary:relative", _("a relative")
    NEIGHBOUR = "intermediary:neighbour", _("somebody of the village")
    PAID = "intermediary:paid", _("somebody who is paid for it")
    EMPLOYER = "intermediary:employer", _("the employer")
    WAY_UNSAID = "intermediary:unsaid", _("not said who")
    IN_KIND = "wage:none", _("none, or in kind only")
    UNDER_10 = "wage:under_10", _("less than 10,000 F CFA")
    FROM_10 = "wage:10_19", _("10,000 to 19,999 F CFA")
    FROM_20 = "wage:20_29", _("20,000 to 29,999 F CFA")
    FROM_30 = "wage:30_on", _("30,000 F CFA and more")
    WAGE_UNSAID = "wage:unsaid", _("not said how much")
    BOTH = "consent:both", _("both parents agree")
    ONE = "consent:one", _("one of the parents agrees")
    NEITHER = "consent:none", _("no parent agrees, or they were not asked")
    CONSENT_UNSAID = "consent:unsaid", _("not said whether they agree")
    NEVER = "school:never", _("never went to school")
    LEFT = "school:left", _("left school")
    ENROLLED = "school:enrolled", _("is at school")
    SCHOOL_UNSAID = "school:unsaid", _("not said whether at school")


class CampaignOrigin(OwnedModel):
    """How many leave from a village or a quarter, as a campaign found; `unit`: the region in which it lies."""

    LASTS_WITH_NODE = True

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    village = models.CharField(max_length=120)
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["campaign"], name="origins_of_a_campaign"),)


class CampaignAnswer(OwnedModel):
    """How many families gave an answer to a campaign. Each answer is counted for itself, never together with another one."""

    LASTS_WITH_NODE = True

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=24, choices=FamilyAnswer.choices)
    number = models.PositiveIntegerField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["campaign"], name="answers_to_a_campaign"),)

    @property
    def question(self) -> str:
        """Which question it answers."""
        return self.answer.partition(":")[0]


class Fact(SourcedModel):
    """What is known on a theme, with its source: the context that a campaign starts from."""

    code = models.CharField(max_length=40, unique=True)
    theme = models.CharField(max_length=24, choices=Theme.choices)
    subject = models.CharField(max_length=40)
    text_fr = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.text_en if english() else self.text_fr
