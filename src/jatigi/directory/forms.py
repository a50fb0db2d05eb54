"""Forms of the directory: widgets and labels. What is right is decided by the actions."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.directory import places
from jatigi.directory.codes import Status
from jatigi.directory.models import Service
from jatigi.directory.search import Place, Wanted, place_of
from jatigi.directory.weeks import HoursField
from jatigi.people.codes import Need, Sex
from jatigi.places.models import Site
from jatigi.protection.codes import LANGUAGES
from jatigi.ui.forms import CheckboxCards, RadioCards

NUMBER = {"inputmode": "numeric", "min": 0}
SEXES = [(Sex.FEMALE.value, _("women and girls")), (Sex.MALE.value, _("men and boys"))]
EVERYWHERE = "all"


class SearchForm(forms.Form):
    """What is looked for and where; every field may be left out."""

    need = forms.ChoiceField(
        label=_("What is needed?"), required=False, choices=[("", _("anything")), *Need.choices]
    )
    where = forms.ChoiceField(
        label=_("Where?"), required=False, choices=lambda: [(EVERYWHERE, _("everywhere")), *places.offered()]
    )
    words = forms.CharField(
        label=_("Words"), required=False, max_length=200, help_text=_("From the service or the organisation.")
    )
    open_now = forms.BooleanField(label=_("Open now"), required=False)

    def __init__(self, *args: Any, near: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = near
        self.fields["where"].initial = near.code if near else EVERYWHERE

    def place(self) -> Place | None:
        """The place asked for; the own region where nothing was asked."""
        code = self.cleaned_data.get("where", "") if self.is_valid() else ""
        return self.near if not code else None if code == EVERYWHERE else place_of(code)

    def wanted(self, **more: Any) -> Wanted:
        found = self.cleaned_data if self.is_valid() else {}
        return Wanted(need=found.get("need", ""), place=self.place(), words=found.get("words", ""), **more)

    def only_open(self) -> bool:
        return bool(self.is_valid() and self.cleaned_data.get("open_now"))


class PersonSearchForm(SearchForm):
    """The same for whoever knows somebody's sex and age and nothing else."""

    sex = forms.ChoiceField(label=_("For whom?"), required=False, choices=[("", _("whoever")), *SEXES])
    age = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=120, widget=forms.NumberInput(NUMBER)
    )

    def wanted(self, **more: Any) -> Wanted:
        found = self.cleaned_data if self.is_valid() else {}
        age = found.get("age")
        ages = None if age is None else (age, age)
        return super().wanted(sex=found.get("sex", ""), ages=ages, **more)


class ServiceForm(forms.Form):
    """Everything that is said of a service, part by part."""

    PARTS = (
        (_("What it offers"), ("need", "title_fr", "description_fr", "title_en", "description_en")),
        (_("Where"), ("site", "area")),
        (_("For whom"), ("sexes", "minimum_age", "maximum_age", "statuses", "languages")),
        (_("When"), ("hours", "emergency")),
        (_("How to be referred"), ("how_to_refer", "phone", "contact", "referral_note")),
        (_("Room"), ("capacity", "places_free")),
    )

    need = forms.ChoiceField(label=_("Kind of need"), choices=[("", _("choose")), *Need.choices])
    title_fr = forms.CharField(label=_("Name of the service in French"))
    description_fr = forms.CharField(
        label=_("What happens there, in French"), required=False, widget=forms.Textarea({"rows": 3})
    )
    title_en = forms.CharField(label=_("Name in English"), required=False)
    description_en = forms.CharField(
        label=_("What happens there, in English"), required=False, widget=forms.Textarea({"rows": 3})
    )
    site = forms.ChoiceField(
        label=_("At which of your sites?"), required=False,
        help_text=_("Of a shelter only the region is shown, to everybody."),
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Which area does it serve?"),
        required=False,
        choices=lambda: [("", _("choose")), *places.offered()],
        help_text=_("Needed where the service has no site."),
    )
    sexes = forms.MultipleChoiceField(
        label=_("Sex"), required=False, choices=SEXES, widget=CheckboxCards(short=True),
        help_text=_("Nothing ticked: everybody."),
    )  # fmt: skip
    minimum_age = forms.IntegerField(
        label=_("From which age"), required=False, widget=forms.NumberInput(NUMBER)
    )
    maximum_age = forms.IntegerField(
        label=_("Up to which age"), required=False, widget=forms.NumberInput(NUMBER)
    )
    statuses = forms.MultipleChoiceField(
        label=_("Only for"), required=False, choices=Status.choices, widget=CheckboxCards(short=True),
        help_text=_("Nothing ticked: everybody."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, choices=LANGUAGES, widget=CheckboxCards(short=True)
    )
    hours = HoursField(
        label=_("Opening hours"), required=False,
        help_text=_("One line for days with the same hours, one more for the afternoon. Day and night: 00:00 to 00:00."),
    )  # fmt: skip
    emergency = forms.BooleanField(label=_("Answers emergencies day and night"), required=False)
    how_to_refer = forms.ChoiceField(
        label=_("How is somebody referred?"), choices=Service.HowToRefer.choices, widget=RadioCards(),
        initial=Service.HowToRefer.SYSTEM,
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone of the service"), required=False, widget=forms.TextInput({"type": "tel"})
    )
    contact = forms.CharField(
        label=_("Whom to ask for"),
        required=False,
        help_text=_("A function rather than a name: people change."),
    )
    referral_note = forms.CharField(label=_("What one must know before"), required=False)
    capacity = forms.IntegerField(label=_("Places in all"), required=False, widget=forms.NumberInput(NUMBER))
    places_free = forms.IntegerField(
        label=_("Places free today"), required=False, widget=forms.NumberInput(NUMBER)
    )

    def __init__(self, *args: Any, sites: Iterable[Site] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = cast("forms.ChoiceField", self.fields["site"])
        offered.choices = [("", _("no site: an area")), *[(str(one.pk), one.name) for one in sites]]

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names]) for label, names in self.PARTS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("site") and not data.get("area") and "area" not in self.errors:
            self.add_error("area", _("Choose a site or an area."))
        return data

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `service.create` and `service.update`."""
        data = self.cleaned_data
        place = place_of(data["area"]) if data["area"] else None
        texts = (
            "need",
            "title_fr",
            "title_en",
            "description_fr",
            "description_en",
            "hours",
            "capacity",
            "places_free",
        )
        return {name: data[name] for name in texts} | {
            "site": UUID(data["site"]) if data["site"] else None,
            "country": place.country.pk if place else "ML",
            "unit": place.unit.pk if place and place.unit else None,
            "for_whom": {
                name: data[name] for name in ("minimum_age", "maximum_age", "sexes", "statuses", "languages")
            },
            "reach": {
                name: data[name]
                for name in ("phone", "contact", "how_to_refer", "referral_note", "emergency")
            },
        }


class PlacesForm(forms.Form):
    places_free = forms.IntegerField(
        label=_("Places free today"), required=False, widget=forms.NumberInput(NUMBER),
        help_text=_("Empty: not known."),
    )  # fmt: skip


def said_of(service: Service) -> dict[str, Any]:
    """What a form of this service begins with."""
    names = [name for name in ServiceForm.base_fields if name not in ("site", "area")]
    return {name: getattr(service, name) for name in names} | {
        "site": str(service.site_id or ""),
        "area": "" if service.site_id else places.code_of(service),
    }
