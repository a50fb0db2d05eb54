"""Bodies and the organisations that sit in them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.codes import Level
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import AdminUnit, Country


class BodyKind(models.TextChoices):
    NETWORK = "network", _("network")
    WORKING_GROUP = "working_group", _("working group")
    COMMITTEE = "committee", _("committee")
    CONSULTATION = "consultation", _("consultation framework")


class BodyState(models.TextChoices):
    ACTIVE = "active", _("at work")
    ARCHIVED = "archived", _("archived")


class Body(OwnedModel):
    """Who meets; `organisation` keeps its secretariat. `closed`: only members see its events and what is said there."""

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {"active": {"archive": "archived"}, "archived": {"reopen": "active"}}

    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=32, blank=True)
    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=16, choices=BodyKind.choices)
    level = models.CharField(max_length=12, choices=Level.choices)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.TextField(blank=True)
    closed = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=BodyState.choices, default=BodyState.ACTIVE)
    archived_on = models.DateField(null=True)
    archive_notice = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.acronym or self.name


class Office(models.TextChoices):
    """What an organisation is in a body."""

    CHAIR = "chair", _("chair")
    CO_CHAIR = "co_chair", _("co-chair")
    SECRETARIAT = "secretariat", _("secretariat")
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")


class BodyMember(OwnedModel):
    """`organisation` sits in `body` in an office from a day until a day; its presidency over time are such rows."""

    LASTS_WITH_NODE = True

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    office = models.CharField(max_length=12, choices=Office.choices, default=Office.MEMBER)
    from_on = models.DateField()
    until = models.DateField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "body"], name="bodies_of_a_member"),
            models.Index(fields=["body", "office"], name="members_of_a_body"),
        )
