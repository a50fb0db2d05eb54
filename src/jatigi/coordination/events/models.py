"""Events: when and where, who was there, what was said in which session, and what is on the agenda."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body, WorkLine
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


class EventSeries(OwnedModel):
    """Events of `body` that come again by an RRULE (RFC 5545) without its DTSTART."""

    LASTS_WITH_NODE = True

    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    rule = models.CharField(max_length=120)
    starts_on = models.DateField()

    def __str__(self) -> str:
        return self.title


class Event(OwnedModel):
    """What `organisation` called together, for `body` or on its own. `closed` follows the body.

    starts_on, ends_on: first and last day; `precision` says how exactly they are known. starts_at, ends_at: times of the
    place. also: further themes, by their codes. why: why it was cancelled. women, men: how many came, where somebody counted.
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
    also = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    city = models.CharField(max_length=120, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    closed = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    series = models.ForeignKey(EventSeries, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    why = models.CharField(max_length=300, blank=True)
    women = models.PositiveIntegerField(null=True)
    men = models.PositiveIntegerField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["-starts_on", "id"], name="events_newest_first"),
            models.Index(fields=["body", "-starts_on", "id"], name="events_of_a_body"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def one_month(self) -> bool:
        """Whether its days lie in one month, which is then said once."""
        first, last = self.starts_on, self.ends_on
        return (first.year, first.month) == (last.year, last.month) and first.day > 1

    @property
    def themes(self) -> list[str]:
        """Every theme in words, the one under which it is listed first."""
        return [str(Theme(code).label) for code in (self.theme, *self.also) if code]


class Attendance(models.TextChoices):
    CAME = "came", _("came")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class Participant(OwnedModel):
    """Somebody at `event`, with role and organisation as on that day; `of`: that organisation where it is on the node.

    Without a name: the organisation is invited and has not said whom it sends.
    """

    LASTS_WITH_NODE = True

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    invited = models.BooleanField(default=False)
    attendance = models.CharField(max_length=8, choices=Attendance.choices, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["event", "name"], name="people_of_an_event"),)

    def __str__(self) -> str:
        return self.name or self.organisation_name


class Session(OwnedModel):
    """A part of an event with its own title, times and moderator."""

    LASTS_WITH_NODE = True

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    day = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    moderator = models.CharField(max_length=200, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["event", "order"], name="sessions_of_an_event"),)

    def __str__(self) -> str:
        return self.title


class Contribution(OwnedModel):
    """What somebody said in a session of an event, or in none of them: role and organisation are those of that day."""

    LASTS_WITH_NODE = True

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="+")
    speaker = models.CharField(max_length=120)
    role = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["event", "entered_at"], name="contributions_of_an_event"),)


class ItemState(models.TextChoices):
    PLANNED = "planned", _("on the agenda")
    TREATED = "treated", _("treated")
    POSTPONED = "postponed", _("put off to the next meeting")
    LEFT = "left", _("left aside")


class AgendaItem(OwnedModel):
    """One item of an agenda: typed, or taken up from an open commitment, a line of the work plan, the meeting before.

    adopts: circulated minutes that the meeting is asked to adopt. `left`: it was proposed and not taken.
    minutes: how long it is meant to take.
    """

    LASTS_WITH_NODE = True

    written_at: UUID | None = None
    """The meeting whose minutes are to be adopted, where a page looked it up."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(null=True)
    presenter = models.CharField(max_length=200, blank=True)
    commitment = models.ForeignKey(
        "coordination.Commitment", null=True, on_delete=models.CASCADE, related_name="+"
    )
    work_line = models.ForeignKey(WorkLine, null=True, on_delete=models.CASCADE, related_name="+")
    mark = models.ForeignKey("coordination.Mark", null=True, on_delete=models.CASCADE, related_name="+")
    adopts = models.ForeignKey("coordination.Minutes", null=True, on_delete=models.CASCADE, related_name="+")
    carried = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.PLANNED)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["event", "commitment"], name="a_commitment_once_on_an_agenda"),
            models.UniqueConstraint(fields=["event", "work_line"], name="a_work_line_once_on_an_agenda"),
            models.UniqueConstraint(fields=["event", "mark"], name="a_mark_once_on_an_agenda"),
            models.UniqueConstraint(fields=["event", "adopts"], name="minutes_once_on_an_agenda"),
            models.UniqueConstraint(fields=["event", "carried"], name="carried_once_to_an_agenda"),
        )
        indexes = (models.Index(fields=["event", "order"], name="agenda_of_an_event"),)

    def __str__(self) -> str:
        return self.title
