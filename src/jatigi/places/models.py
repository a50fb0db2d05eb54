"""Countries, administrative units with validity dates, sites and their state of the day."""

from datetime import timedelta

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import OwnedModel, SealedModel


class Country(models.Model):
    """ISO 3166-1. Reference data: never deleted, names in the interface's languages."""

    code = models.CharField(primary_key=True, max_length=2)
    iso3 = models.CharField(max_length=3, unique=True)
    name_fr = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    consortium = models.BooleanField(default=False)
    borders_mali = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_en if (translation.get_language() or "fr").startswith("en") else self.name_fr


class AdminUnit(models.Model):
    """A region or below, as a code meant it in its vintage. The same code can mean two units over time."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=16)
    vintage = models.CharField(max_length=16)
    name_fr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)
    to_confirm = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["code", "vintage"], name="one_meaning_per_vintage"),)

    def __str__(self) -> str:
        return self.name_en if (translation.get_language() or "fr").startswith("en") else self.name_fr


class Site(SealedModel):
    """A place where an organisation works. `hidden`: a shelter; nobody else learns that it exists."""

    LASTS_WITH_NODE = True

    class Kind(models.TextChoices):
        HOUSE = "house", _("house for migrants")
        ANTENNA = "antenna", _("antenna")
        BORDER_POST = "border_post", _("border post")
        BUS_STATION = "bus_station", _("bus station")
        RECEPTION_CENTRE = "reception_centre", _("reception centre")
        SHELTER = "shelter", _("shelter")
        OFFICE = "office", _("office")
        HEALTH_POST = "health_post", _("health facility")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=160)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    time_zone = models.CharField(max_length=40, default="Africa/Bamako")
    beds = models.PositiveIntegerField(default=0)
    hidden = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    address = SealedField()

    class Meta(SealedModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind="shelter") | models.Q(hidden=True), name="a_shelter_is_hidden"
            ),
        )

    def __str__(self) -> str:
        return self.name


class SiteDay(OwnedModel):
    """The state of a site on one day, as somebody there noted it last."""

    KEEP = timedelta(days=2 * 365)
    CALLED = _("states of a day at a site")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    open = models.BooleanField(default=True)
    staffed = models.BooleanField(default=True)
    beds_free = models.PositiveIntegerField(null=True)
    noted_at = models.DateTimeField(default=clock.now)

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["site", "day"], name="one_state_per_day"),)
