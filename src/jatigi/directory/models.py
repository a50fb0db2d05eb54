"""Services at places."""

from typing import ClassVar

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.directory.codes import ServiceState
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import Need
from jatigi.places.models import AdminUnit, Country, Site


class Service(OwnedModel):
    """What an organisation offers, where, to whom, and how one is referred.

    hours: see `directory.hours`. sexes, statuses, languages: codes, empty for everybody. A service at a hidden
    site shows its area only.
    """

    LASTS_WITH_NODE = True

    class HowToRefer(models.TextChoices):
        SYSTEM = "system", _("through this system")
        PHONE = "phone", _("by telephone")
        WALK_IN = "walk_in", _("the person goes there")
        ACCOMPANIED = "accompanied", _("accompanied")

    TRANSITIONS: ClassVar[Transitions] = {
        "proposed": {"approve": "active"},
        "active": {"suspend": "suspended", "end": "ended"},
        "suspended": {"resume": "active", "end": "ended"},
        "ended": {},
    }

    state = models.CharField(max_length=12, choices=ServiceState.choices, default=ServiceState.ACTIVE)
    need = models.CharField(max_length=20, choices=Need.choices)
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    description_fr = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    hidden = models.BooleanField(default=False)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    sexes = models.JSONField(default=list)
    statuses = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    hours = models.JSONField(default=dict)
    emergency = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    places_free = models.PositiveIntegerField(null=True)
    places_noted_at = models.DateTimeField(null=True)
    how_to_refer = models.CharField(max_length=12, choices=HowToRefer.choices, default=HowToRefer.SYSTEM)
    referral_note = models.CharField(max_length=300, blank=True)
    assured_at = models.DateField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["state", "need", "unit"], name="services_by_need_and_place"),)

    def __str__(self) -> str:
        english = (translation.get_language() or "fr").startswith("en")
        return self.title_en if english and self.title_en else self.title_fr
