"""Forms of events: widgets and labels. What is right is decided by the actions."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination import fields
from jatigi.coordination.bodies.forms import as_uuid
from jatigi.coordination.codes import Precision
from jatigi.coordination.events.actions import Attending
from jatigi.coordination.events.models import (
    Attendance,
    Contribution,
    Event,
    EventKind,
    Participant,
    Session,
)
from jatigi.directory import rhythms
from jatigi.kernel.access import Access
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards

COUNT = forms.NumberInput({"inputmode": "numeric", "min": 0})


class FilterForm(forms.Form):
    """Which events are listed."""

    body = forms.ChoiceField(label=_("Body"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *EventKind.choices])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=lambda: fields.themes(_("all")))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "body", fields.bodies(access, _("every body")))


class EventForm(fields.PlacedForm):
    """What, when and where."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices, widget=RadioCards(short=True))
    body = forms.ChoiceField(label=_("Body"), required=False)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Only where it lasts several days."))
    precision = forms.ChoiceField(label=_("The date is known"), choices=Precision.choices)
    starts_at = fields.ClockField(label=_("Begins at"), required=False)
    ends_at = fields.ClockField(label=_("Ends at"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=lambda: fields.themes(_("not said")))
    city = forms.CharField(label=_("Town"), max_length=120, required=False)
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)
    closed = forms.BooleanField(label=_("Closed: only those who meet there see it."), required=False)
    public = forms.BooleanField(label=_("Public: anybody may see that it takes place."), required=False)
    held = forms.BooleanField(label=_("It took place already."), required=False)
    field_order = ("title", "kind", "body", "starts_on", "ends_on", "precision", "starts_at", "ends_at", "theme", "city",
                   "venue", "country", "unit", "closed", "public", "held")  # fmt: skip

    def __init__(self, *args: Any, access: Access, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "body", fields.bodies(access, _("none: called together on one’s own"), own=True))
        if event is not None:
            del self.fields["body"], self.fields["held"]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        found = dict(self.cleaned_data)
        return found | ({"body": as_uuid(found["body"])} if "body" in found else {})


def initial_of(event: Event) -> dict[str, Any]:
    """The values of an event, as its form shows them."""
    names = (
        "title",
        "kind",
        "starts_on",
        "precision",
        "starts_at",
        "ends_at",
        "theme",
        "city",
        "venue",
        "closed",
        "public",
    )
    values = {name: getattr(event, name) for name in names}
    last = event.ends_on if event.ends_on != event.starts_on else None
    return values | {"ends_on": last, "country": event.country_id or "", "unit": fields.unit_code(event)}


class SeriesForm(fields.PlacedForm):
    """What comes again, how often, from when until when."""

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=EventKind.choices, initial=EventKind.MEETING, widget=RadioCards(short=True)
    )
    body = forms.ChoiceField(label=_("Body"), required=False)
    often = forms.ChoiceField(label=_("How often?"), choices=rhythms.how_often)
    day = forms.ChoiceField(label=_("On which day?"), choices=rhythms.on_days, required=False)
    starts_on = DateField(label=_("From"))
    until = DateField(label=_("Until"))
    starts_at = fields.ClockField(label=_("Begins at"), required=False)
    ends_at = fields.ClockField(label=_("Ends at"), required=False)
    city = forms.CharField(label=_("Town"), max_length=120, required=False)
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)
    field_order = ("title", "kind", "body", "often", "day", "starts_on", "until", "starts_at", "ends_at", "city", "venue",
                   "country", "unit")  # fmt: skip
    ALIASES = {"rule": "often"}

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "body", fields.bodies(access, _("none: called together on one’s own"), own=True))

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        found = dict(self.cleaned_data)
        often, day = found.pop("often"), found.pop("day")
        line = {
            "often": often,
            "day": day,
            "from": found["starts_on"].isoformat(),
            "opens": "08:00",
            "closes": "09:00",
        }
        rule = rhythms.to_schedules([line])[0]["rule"]
        return found | {"rule": rule, "body": as_uuid(found["body"])}


class WhyForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 2}))


class CopyForm(forms.Form):
    """On which day the same takes place again."""

    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Only where it lasts several days."))


class PeopleForm(forms.Form):
    """Several people at once, as they stand on a list or in a spreadsheet."""

    people = forms.CharField(
        label=_("People"),
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "One on each line: name; function; organisation. A list can be pasted from a spreadsheet."
        ),
    )
    invited = forms.BooleanField(label=_("They are invited."), required=False, initial=True)

    def values(self) -> dict[str, Any]:
        """What the action takes; an organisation that works here is recognised by its name or acronym."""
        known = {called: one.pk for one in Organisation.objects.filter(active=True) for called in _names(one)}
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return {"people": [self._person(line, known) for line in lines]}

    def _person(self, line: str, known: dict[str, UUID]) -> Attending:
        parts = [part.strip() for part in (line.split("\t") if "\t" in line else line.split(";"))]
        name, role, house = ([*parts, "", "", ""])[:3]
        of = known.get(house.casefold())
        return {
            "name": name, "role": role, "organisation_name": house, "of": of, "invited": self.cleaned_data["invited"],
        }  # fmt: skip

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong in a row stands at the one box in which all were written."""
        super().add_error(field or "people", error)


def _names(one: Organisation) -> set[str]:
    return {called.casefold() for called in (one.name_fr, one.name_en, one.acronym, one.full) if called}


class ParticipantForm(forms.Form):
    """Somebody, as on that day."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = forms.CharField(label=_("Function"), max_length=200, required=False)
    of = forms.ChoiceField(label=_("Organisation"), required=False)
    organisation_name = forms.CharField(
        label=_("Organisation, as it was called that day"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "of", fields.organisations(_("none that works here")))

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "of": as_uuid(self.cleaned_data["of"])}


class AttendanceForm(forms.Form):
    """Who came; how many women and men, counted for the report."""

    women = forms.IntegerField(label=_("Women who came"), required=False, min_value=0, widget=COUNT)
    men = forms.IntegerField(label=_("Men who came"), required=False, min_value=0, widget=COUNT)

    def __init__(self, *args: Any, event: Event, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for field in ("women", "men"):
            self.fields[field].initial = getattr(event, field)
        for one in self.people:
            self.fields[f"p_{one.pk}"] = forms.ChoiceField(
                label=str(one),
                required=False,
                initial=one.attendance,
                choices=[("", _("not said")), *Attendance.choices],
            )

    def lines(self) -> list[tuple[Participant, forms.BoundField]]:
        """Each participant with the field of theirs."""
        return [(one, self[f"p_{one.pk}"]) for one in self.people]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        said = {str(one.pk): self.cleaned_data[f"p_{one.pk}"] for one in self.people}
        return {"attendance": said, "women": self.cleaned_data["women"], "men": self.cleaned_data["men"]}


class SessionForm(forms.Form):
    """A part of the programme."""

    title = forms.CharField(label=_("Title"), max_length=300)
    day = DateField(label=_("Day"), required=False)
    starts_at = fields.ClockField(label=_("Begins at"), required=False)
    ends_at = fields.ClockField(label=_("Ends at"), required=False)
    moderator = forms.CharField(label=_("Moderator"), max_length=200, required=False)


class ContributionForm(forms.Form):
    """What somebody said."""

    speaker = forms.CharField(label=_("Speaker"), max_length=120)
    role = forms.CharField(label=_("Function on that day"), max_length=200, required=False)
    of = forms.ChoiceField(label=_("Organisation"), required=False)
    organisation_name = forms.CharField(
        label=_("Organisation, as it was called that day"), max_length=200, required=False
    )
    session = forms.ChoiceField(label=_("Session"), required=False)
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    summary = forms.CharField(
        label=_("Summary"), max_length=8000, required=False, widget=forms.Textarea({"rows": 6})
    )

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "of", fields.organisations(_("none that works here")))
        _choose(self, "session", [("", _("none")), *[(str(one.pk), one.title) for one in sessions]])

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        found = dict(self.cleaned_data)
        return found | {"of": as_uuid(found["of"]), "session": as_uuid(found["session"])}


def contribution_initial(one: Contribution) -> dict[str, Any]:
    """The values of a contribution, as its form shows them."""
    names = ("speaker", "role", "organisation_name", "title", "summary")
    known = {"of": str(one.of_id or ""), "session": str(one.session_id or "")}
    return {name: getattr(one, name) for name in names} | known


class ItemForm(forms.Form):
    """An item of the agenda."""

    title = forms.CharField(label=_("Item of the agenda"), max_length=300)
    minutes = forms.IntegerField(label=_("How many minutes?"), required=False, min_value=1, max_value=600)
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)


class FillForm(forms.Form):
    """What is proposed for the agenda: taken up, or left aside."""

    chosen = forms.MultipleChoiceField(widget=CheckboxCards(), required=False)

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "chosen", [(key, key) for key in keys])


def _choose(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices
