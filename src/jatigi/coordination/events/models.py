"""Events."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Precision, Theme
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import AdminUnit, Country


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("conference")
    WORKSHOP = "workshop", _("workshop")
    PANEL = "panel", _("panel")
    MEETING = "meeting", _("meeting")
    PRESS_CONFERENCE = "press_conference", _("press conference")


class EventState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("took place")
    CANCELLED = "cancelled", _("cancelled")


class Event(OwnedModel):
    """What `organisation` called together, for `body` or on its own. `closed` follows the body.

    starts_on, ends_on: first and last day; `precision` says how exactly they are known.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "planned": {"hold": "held", "cancel": "cancelled"},
        "held": {},
        "cancelled": {"plan": "planned"},
    }

    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    theme = models.CharField(max_length=24, choices=Theme.choices, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    starts_at = models.TimeField(null=True)
    city = models.CharField(max_length=120, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    closed = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.PLANNED)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["-starts_on", "id"], name="events_newest_first"),
            models.Index(fields=["body", "-starts_on", "id"], name="events_of_a_body"),
        )

    def __str__(self) -> str:
        return self.title
