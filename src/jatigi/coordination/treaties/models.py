"""Agreements between two countries, what each side owes, and whether each keeps it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account
from jatigi.coordination import partial
from jatigi.coordination.codes import Theme
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import english
from jatigi.coordination.sourced import SourcedModel
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import Country


class TreatyState(models.TextChoices):
    UNVERIFIED = "unverified", _("not verified")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in_force", _("in force")
    DENOUNCED = "denounced", _("denounced")


class Treaty(SourcedModel):
    """An agreement between `country` and `partner`. signed, in_force, denounced: ISO days cut to what is known.

    next_commission: the next meeting of the joint commission.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "unverified": {"sign": "signed", "enter": "in_force", "denounce": "denounced"},
        "signed": {"enter": "in_force", "denounce": "denounced"},
        "in_force": {"denounce": "denounced"},
        "denounced": {"sign": "signed"},
    }

    code = models.CharField(max_length=40, unique=True)
    title_fr = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    signed = models.CharField(max_length=partial.LENGTH, blank=True)
    in_force = models.CharField(max_length=partial.LENGTH, blank=True)
    denounced = models.CharField(max_length=partial.LENGTH, blank=True)
    state = models.CharField(max_length=12, choices=TreatyState.choices, default=TreatyState.UNVERIFIED)
    note = models.CharField(max_length=500, blank=True)
    next_commission = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SourcedModel.Meta):
        indexes = (models.Index(fields=["partner", "code"], name="treaties_with_a_partner"),)

    def __str__(self) -> str:
        return self.title_en if english() and self.title_en else self.title_fr


class ClauseKind(models.TextChoices):
    """Codebook l, reciprocity model."""

    ENTRY = "entry", _("entry")
    STAY = "stay", _("stay")
    WORK = "work", _("work")
    ESTABLISHMENT = "establishment", _("establishment")
    SOCIAL_SECURITY = "social_security", _("social security")
    READMISSION = "readmission", _("readmission")
    EXTRADITION = "extradition", _("extradition")
    CHILD_PROTECTION = "child_protection", _("protection of children")


class Reciprocity(models.TextChoices):
    UNKNOWN = "unknown", _("not judged yet")
    BOTH = "both", _("kept by both sides")
    COUNTRY = "country", _("kept by the first side only")
    PARTNER = "partner", _("kept by the other side only")
    NONE = "none", _("kept by neither side")


class Clause(SourcedModel):
    """What a treaty says on one matter: what each side owes. Whether both keep it is judged by a person, with the reason."""

    treaty = models.ForeignKey(Treaty, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=16, choices=ClauseKind.choices)
    text = models.TextField(blank=True)
    country_owes = models.TextField(blank=True)
    partner_owes = models.TextField(blank=True)
    reciprocity = models.CharField(max_length=8, choices=Reciprocity.choices, default=Reciprocity.UNKNOWN)
    why = models.CharField(max_length=500, blank=True)
    judged_on = models.DateField(null=True)
    judged_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SourcedModel.Meta):
        indexes = (models.Index(fields=["treaty", "kind"], name="clauses_of_a_treaty"),)


class Observance(OwnedModel):
    """What `organisation` saw of how `side` keeps a clause. table: a published table with safe figures of violations."""

    LASTS_WITH_NODE = True

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="+")
    side = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    kept = models.BooleanField()
    text = models.TextField()
    source = models.CharField(max_length=300)
    seen_on = models.DateField()
    table = models.SlugField(max_length=80, blank=True, db_index=False)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["clause", "-seen_on"], name="observance_of_a_clause"),)
