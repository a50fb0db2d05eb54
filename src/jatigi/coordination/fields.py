"""Fields that forms of the room share: organisations, bodies, places, times."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body, BodyState
from jatigi.coordination.codes import Theme
from jatigi.directory.weeks import clock_text
from jatigi.kernel.access import Access
from jatigi.places import choices
from jatigi.places.models import Country
from jatigi.places.names import sort_key

Choices = list[tuple[str, Any]]


def organisations(empty: Any = None) -> Choices:
    """Every organisation that works here, by name."""
    rows = sorted(Organisation.objects.filter(active=True), key=lambda one: sort_key(one.full))
    found: Choices = [(str(one.pk), one.full) for one in rows]
    return found if empty is None else [("", empty), *found]


def bodies(access: Access, empty: Any = None, *, own: bool = False) -> Choices:
    """The bodies at work, by name; `own`: those whose secretariat one is."""
    rows = Body.objects.visible_to(access).filter(state=BodyState.ACTIVE)
    if own:
        rows = rows.filter(Q(organisation_id=access.organisation))
    found: Choices = [(str(one.pk), named(one)) for one in sorted(rows, key=lambda one: sort_key(one.name))]
    return found if empty is None else [("", empty), *found]


def named(body: Body) -> str:
    """The name with the acronym by which the body is called."""
    known = not body.acronym or body.acronym in body.name
    return body.name if known else f"{body.name} ({body.acronym})"


def themes(empty: Any) -> Choices:
    return [("", empty), *sorted(Theme.choices, key=lambda one: sort_key(str(one[1])))]


class ClockField(forms.CharField):
    """A time of the day as people type it: “9h”, “14:30”."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "size": "6"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = clock_text(text)
        if not found or found.startswith("24"):
            raise ValidationError(_("Write a time, for example 9:00 or 14:30."))
        return time.fromisoformat(found)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PlacedForm(forms.Form):
    """Where: a country, and its region where it is one of the routes."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        choices=lambda: choices.countries(empty=_("not said")),
        initial="ML",
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Region"), required=False, choices=lambda: _regions(_("the whole country"))
    )


def _regions(empty: Any) -> Choices:
    routes = Country.objects.filter(consortium=True).values_list("pk", flat=True)
    return choices.regions(routes, empty=empty)


def unit_code(thing: Any) -> str:
    """The code by which the unit of a thing is chosen, "" without one."""
    return thing.unit.code if thing.unit_id else ""
