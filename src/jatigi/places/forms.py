"""Forms of sites. Thin: actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.text import LINE_LENGTH
from jatigi.places import choices, zones
from jatigi.places.actions import NAME_LENGTH
from jatigi.places.models import Site
from jatigi.ui.forms import DateField, RadioCards

KIND_ICONS = {
    Site.Kind.HOUSE: "house",
    Site.Kind.ANTENNA: "flag",
    Site.Kind.BORDER_POST: "shield",
    Site.Kind.BUS_STATION: "bus",
    Site.Kind.RECEPTION_CENTRE: "building-2",
    Site.Kind.SHELTER: "lock",
    Site.Kind.OFFICE: "briefcase",
    Site.Kind.HEALTH_POST: "hospital",
}
STAFFED, UNSTAFFED, CLOSED = "staffed", "unstaffed", "closed"
STATES = (
    (STAFFED, _("Open, somebody is there")),
    (UNSTAFFED, _("Open, nobody is there")),
    (CLOSED, _("Closed")),
)
STATE_ICONS = {STAFFED: "door-open", UNSTAFFED: "user-x", CLOSED: "lock"}


class SiteForm(forms.Form):
    """What is known of a site."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Site.Kind.choices, widget=RadioCards(icons=KIND_ICONS))
    country = forms.ChoiceField(label=_("Country"))
    unit = forms.ChoiceField(label=_("Region"), required=False)
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Kept sealed. For a shelter, only those who work there can read it."),
        max_length=LINE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    beds = forms.IntegerField(label=_("Beds"), help_text=_("0 where nobody sleeps."), min_value=0)
    hidden = forms.BooleanField(
        label=_("Hidden: no other organisation learns that this site exists"),
        help_text=_("A shelter is always hidden."),
        required=False,
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [code for code, _name in choices.countries()[0][1]]
        self.fields["country"].choices = choices.countries(empty=_("Choose"))  # type: ignore[attr-defined]
        self.fields["unit"].choices = choices.regions(  # type: ignore[attr-defined]
            {*near, *zones.OF_COUNTRY}, empty=_("Not given")
        )
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            ("", _("The usual one of the country")),
            *((zone, zone) for zone in sorted({*zones.OF_COUNTRY.values(), *self._present()})),
        ]

    def _present(self) -> set[str]:
        present = self.initial.get("time_zone", "")
        return {present} if present else set()


class ChangedSiteForm(SiteForm):
    """The same for a site that exists."""

    active = forms.BooleanField(label=_("In use"), required=False)


class DayForm(forms.Form):
    """The state of the day: how it is, then how many beds are free."""

    state = forms.ChoiceField(
        label=_("How is the site today?"), choices=STATES, widget=RadioCards(icons=STATE_ICONS)
    )
    beds_free = forms.IntegerField(label=_("Free beds"), required=False, min_value=0)
    number = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    """The number on the button that was tapped."""

    def values(self) -> dict[str, Any]:
        """For `note_day`."""
        state, number = self.cleaned_data["state"], self.cleaned_data["number"]
        return {
            "open": state != CLOSED,
            "staffed": state == STAFFED,
            "beds_free": self.cleaned_data["beds_free"] if number is None else number,
        }


class UnitsForm(forms.Form):
    """Which country's regions, on which day."""

    country = forms.ChoiceField(label=_("Country"))
    day = DateField(label=_("Day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = choices.countries()  # type: ignore[attr-defined]
