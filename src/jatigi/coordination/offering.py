"""What the forms of the room let people choose from."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.agencies.models import Organisation
from jatigi.coordination import partial
from jatigi.coordination.codes import Theme
from jatigi.coordination.events.models import Event, EventState
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places import choices, units
from jatigi.places.models import Country
from jatigi.places.names import sort_key
from jatigi.ui.forms import PartialDateField

Choice = tuple[str, Any]
NO_DAY = gettext_lazy("The day or the month may be left out.")


def organisations(*, empty: object = "") -> list[Choice]:
    rows = sorted(Organisation.objects.filter(active=True), key=lambda one: sort_key(str(one)))
    return [("", empty), *((str(one.pk), one.full) for one in rows)]


def places(*, empty: object = None) -> list[Choice]:
    """Units of the first level of the consortium, by country; the value is the unit's id."""
    found = [
        (str(one), [(str(unit.pk), units.label(unit)) for unit in units.of(one.code)])
        for one in sorted(
            Country.objects.filter(consortium=True), key=lambda one: (one.code != "ML", str(one))
        )
    ]
    return [("", _("whole country") if empty is None else empty), *(group for group in found if group[1])]


def countries() -> list[Choice]:
    return choices.countries(empty="")


def consortium() -> list[Choice]:
    rows = Country.objects.filter(consortium=True)
    return sorted(((one.code, str(one)) for one in rows), key=lambda pair: sort_key(pair[1]))


def themes(*, empty: object = "") -> list[Choice]:
    """Themes by name."""
    rows = sorted(Theme.choices, key=lambda pair: sort_key(str(pair[1])))
    return [("", empty), *((code, str(label).capitalize()) for code, label in rows)]


def meetings(access: Access) -> list[Choice]:
    """Events that are still to come."""
    rows = Event.objects.visible_to(access).filter(state=EventState.PLANNED, starts_on__gte=clock.today())
    return [
        ("", ""),
        *(
            (str(one.pk), f"{one.title} · {one.starts_on:%d/%m/%Y}")
            for one in rows.order_by("starts_on")[:200]
        ),
    ]


class Thing(forms.Form):
    """Base of the forms of the room: `values()` is what the action takes."""

    IDS: tuple[str, ...] = ()
    """Fields whose chosen value is the id of a row."""
    UNITS: tuple[str, ...] = ()
    PARTIAL: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        return read(self.cleaned_data, ids=self.IDS, units=self.UNITS, partials=self.PARTIAL)


def read(
    data: dict[str, Any],
    *,
    ids: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    partials: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Cleaned values as the actions take them."""
    found = dict(data)
    found |= {name: UUID(data[name]) if data.get(name) else None for name in ids if name in data}
    found |= {name: int(data[name]) if data.get(name) else None for name in units if name in data}
    found |= {name: partial.text_of(data.get(name)) for name in partials if name in data}
    return found


def partial_day(label: Any, **more: Any) -> PartialDateField:
    return PartialDateField(label=label, required=False, help_text=NO_DAY, **more)


def long_text(
    label: Any, *, required: bool = False, rows: int = 4, limit: int = 4000, **more: Any
) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=limit, widget=forms.Textarea({"rows": rows}), **more
    )


def theme_field(label: Any, *, required: bool = False, empty: object = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=lambda: themes(empty=empty))


def place_field(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=places, **more)


def country_field(label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=countries, **more)


def source_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy(
            "The document and the page, or the institution and the day, so that somebody finds it again."
        ),
    )


def confirmed_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("I have read this in the source named above."),
        required=False,
        help_text=gettext_lazy("Without this, it is shown as “to be confirmed”."),
    )
