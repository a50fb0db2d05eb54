"""Bodies, the organisations that sit in them and who stands there for each, their work plans and calendars."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Level
from jatigi.kernel import clock
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


class ContactKind(models.TextChoices):
    """For what somebody stands in a body for their organisation."""

    MAIN = "main", _("main representative")
    ALTERNATE = "alternate", _("alternate")
    VALIDATOR = "validator", _("validates what is reported")


class BodyContact(OwnedModel):
    """Who stands in `body` for `organisation`: an account of it, or a name with function and address.

    Professional contacts: members and the secretariat see them, nobody else.
    """

    LASTS_WITH_NODE = True

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["body", "organisation", "kind"], name="one_contact_of_a_kind_per_member"
            ),
        )


class WorkState(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


OPEN_WORK = (WorkState.PLANNED, WorkState.UNDER_WAY)


class WorkLine(OwnedModel):
    """One line of the work plan of `body`: what is to be done in `year`, by whom, until when."""

    LASTS_WITH_NODE = True

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    responsible = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=WorkState.choices, default=WorkState.PLANNED)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["body", "-year", "due_on"], name="work_plan_of_a_body"),)

    def __str__(self) -> str:
        return self.title


class CalendarFeed(OwnedModel):
    """The secret address under which `account`, as a member of `organisation`, subscribes to the calendar of `body`.

    Of the secret only a hash is kept; `secret` is there once, where it was just made.
    """

    LASTS_WITH_NODE = True

    secret: str

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["body", "organisation", "account"], name="one_feed_per_subscriber"
            ),
        )
