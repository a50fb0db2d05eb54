"""Forms of the directory: widgets and labels. What is right is decided by the actions."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.directory import places, rhythms, shapes
from jatigi.directory.codes import CapacityUnit, Reported, ReportOutcome, Status
from jatigi.directory.lines import Column, LinesField
from jatigi.directory.models import Service
from jatigi.directory.search import Place, Wanted, place_of
from jatigi.directory.weeks import HoursField
from jatigi.people.codes import Need, Sex
from jatigi.places import choices
from jatigi.places.models import Site
from jatigi.protection.codes import LANGUAGES
from jatigi.ui.forms import CheckboxCards, RadioCards, Select

NUMBER = {"inputmode": "numeric", "min": 0}
SEXES = [(Sex.FEMALE.value, _("women and girls")), (Sex.MALE.value, _("men and boys"))]
EVERYWHERE = "all"


class SearchForm(forms.Form):
    """What is looked for and where; every field may be left out."""

    need = forms.ChoiceField(
        label=_("What is needed?"),
        required=False,
        choices=[("", _("anything")), *Need.choices],
        widget=Select,
    )
    where = forms.ChoiceField(
        label=_("Where?"),
        required=False,
        choices=lambda: [(EVERYWHERE, _("everywhere")), *places.offered()],
        widget=Select,
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


PLACE_FIELDS = (
    "place_name",
    "address",
    "city",
    "directions",
    "accessibility",
    "latitude",
    "longitude",
    "areas",
)
INTAKE_FIELDS = ("intake_site", "intake_area", "intake_address", "intake_phone", "intake_note")
TELEPHONE = {"type": "tel"}
DECIMAL = {"inputmode": "decimal"}
PHONES = (Column("number", _("Number"), "tel"), Column("note", _("For what")))
CONTACTS = (
    Column("title", _("Function")),
    Column("email", _("E-mail"), "email"),
    Column("phone", _("Telephone"), "tel"),
)
COSTS = (
    Column("option", _("For what")),
    Column("amount", _("Amount")),
    Column("currency", _("Currency")),
    Column("note", _("Remark")),
)
DOCUMENTS = (Column("document", _("Document")), Column("uri", _("Where one gets it (address in the web)")))
CLOSURES = (
    Column("from", _("First day"), "date"), Column("to", _("Last day"), "date"), Column("opens", _("opens"), "time"),
    Column("closes", _("closes"), "time"), Column("note", _("Why")),
)  # fmt: skip


def _line(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=help_text)


def _long(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": 3}))


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, widget=forms.NumberInput(NUMBER))


class Degrees(forms.FloatField):
    """A decimal number with a point or a comma."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class ServiceForm(forms.Form):
    """Everything that is said of a service, part by part; its fields are called as in `directory.saying`."""

    PARTS = (
        (
            _("What it offers"),
            ("need", "title_fr", "description_fr", "title_en", "description_en", "alert"),
            (),
        ),
        (_("Where"), ("site", "area"), PLACE_FIELDS),
        (_("Where one comes first"), (), INTAKE_FIELDS),
        (
            _("For whom"),
            ("sexes", "minimum_age", "maximum_age", "statuses"),
            ("nationalities", "eligibility_fr", "eligibility_en", "exclusions_fr", "exclusions_en"),
        ),
        (_("Languages"), (), ("languages", "interpretation")),
        (_("When"), ("hours", "emergency"), ("other_times", "closures", "closed_on_holidays")),
        (
            _("How to be referred"),
            ("how_to_refer", "phone", "contact", "referral_note"),
            ("phones", "contacts", "email", "website"),
        ),
        (_("What one pays and brings"), ("free",), ("costs", "documents")),
        (_("Room"), ("capacity", "capacity_unit", "places_free"), ()),
    )
    """(title, fields always seen, fields behind “More”)"""
    ALIASES: ClassVar[dict[str, str]] = {"schedules": "hours", "country": "area", "unit": "area"}

    need = forms.ChoiceField(label=_("Kind of need"), choices=[("", _("choose")), *Need.choices])
    title_fr = forms.CharField(label=_("Name of the service in French"))
    description_fr = _long(_("What happens there, in French"))
    title_en = forms.CharField(label=_("Name in English"), required=False)
    description_en = _long(_("What happens there, in English"))
    alert = forms.CharField(
        label=_("Something everybody must know now"), required=False,
        help_text=_("Stands above everything else until you empty it."),
    )  # fmt: skip

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
    areas = forms.MultipleChoiceField(
        label=_("Other areas it serves"), required=False, choices=places.offered,
        widget=forms.SelectMultiple({"size": 8}),
    )  # fmt: skip
    place_name = _line(_("Name of the place"))
    address = _line(
        _("Address"), _("District, street, door. Everybody can read it; of a shelter it is never kept.")
    )
    city = _line(_("Town"))
    directions = _line(_("How one gets there"), _("A landmark, a bus line, where to get off."))
    accessibility = _line(_("Access for people with a disability"))
    latitude = Degrees(label=_("Latitude"), required=False, widget=forms.TextInput(DECIMAL))
    longitude = Degrees(label=_("Longitude"), required=False, widget=forms.TextInput(DECIMAL))

    intake_site = forms.ChoiceField(
        label=_("At which of your sites is somebody received first?"), required=False,
        help_text=_("Only where that is not where the service is given, as for a shelter."),
    )  # fmt: skip
    intake_area = forms.ChoiceField(
        label=_("Or in which area?"), required=False, choices=lambda: [("", _("choose")), *places.offered()]
    )
    intake_address = _line(_("Address where one is received first"))
    intake_phone = forms.CharField(
        label=_("Telephone where one is received first"), required=False, widget=forms.TextInput(TELEPHONE)
    )
    intake_note = _line(_("When, and whom to ask for"))

    sexes = forms.MultipleChoiceField(
        label=_("Sex"), required=False, choices=SEXES, widget=CheckboxCards(short=True),
        help_text=_("Nothing ticked: everybody."),
    )  # fmt: skip
    minimum_age = _number(_("From which age"))
    maximum_age = _number(_("Up to which age"))
    statuses = forms.MultipleChoiceField(
        label=_("Only for"), required=False, choices=Status.choices, widget=CheckboxCards(short=True),
        help_text=_("Nothing ticked: everybody."),
    )  # fmt: skip
    nationalities = forms.MultipleChoiceField(
        label=_("Only for these nationalities"), required=False, choices=choices.countries,
        widget=forms.SelectMultiple({"size": 8}), help_text=_("Nothing chosen: every nationality."),
    )  # fmt: skip
    eligibility_fr = _long(_("Conditions, in French"))
    eligibility_en = _long(_("Conditions, in English"))
    exclusions_fr = _long(_("Who is not received, in French"))
    exclusions_en = _long(_("Who is not received, in English"))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, choices=LANGUAGES, widget=CheckboxCards(short=True)
    )
    interpretation = _line(_("Interpreters, and for which languages"))

    hours = HoursField(
        label=_("Opening hours"), required=False,
        help_text=_("One line for days with the same hours, one more for the afternoon. Day and night: 00:00 to 00:00."),
    )  # fmt: skip
    emergency = forms.BooleanField(label=_("Answers emergencies day and night"), required=False)
    other_times = LinesField(
        label=_("Not every week, or only in a season"), columns=rhythms.COLUMNS, shaped=rhythms.to_schedules,
        help_text=_("Every second Tuesday, the first Monday of the month, only from July to September, a night."),
    )  # fmt: skip
    closures = LinesField(
        label=_("Closed, or open at other times"), columns=CLOSURES, shaped=shapes.closures,
        help_text=_("Without times it is closed on these days."),
    )  # fmt: skip
    closed_on_holidays = forms.BooleanField(
        label=_("Closed on public holidays"), required=False, initial=True
    )

    how_to_refer = forms.ChoiceField(
        label=_("How is somebody referred?"), choices=Service.HowToRefer.choices, widget=RadioCards(),
        initial=Service.HowToRefer.SYSTEM,
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone of the service"), required=False, widget=forms.TextInput(TELEPHONE)
    )
    contact = _line(_("Whom to ask for"), _("A function rather than a name: people change."))
    referral_note = _line(_("What one must know before"))
    phones = LinesField(label=_("Other telephones"), columns=PHONES, shaped=shapes.phones)
    contacts = LinesField(label=_("Other contacts"), columns=CONTACTS, shaped=shapes.contacts)
    email = forms.CharField(
        label=_("E-mail of the service"), required=False, widget=forms.TextInput({"type": "email"})
    )
    website = forms.CharField(label=_("Website"), required=False, widget=forms.TextInput({"type": "url"}))

    free = forms.ChoiceField(
        label=_("Is it free of charge?"), required=False, widget=RadioCards(),
        choices=[("", _("not known")), ("yes", _("yes")), ("no", _("no"))],
    )  # fmt: skip
    costs = LinesField(label=_("What it costs"), columns=COSTS, shaped=shapes.costs)
    documents = LinesField(label=_("What one must bring"), columns=DOCUMENTS, shaped=shapes.documents)

    capacity = _number(_("Places in all"))
    capacity_unit = forms.ChoiceField(
        label=_("Counted in"), choices=CapacityUnit.choices, required=False, initial=CapacityUnit.PLACES
    )
    places_free = _number(_("Places free today"))

    def __init__(self, *args: Any, sites: Iterable[Site] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(sites)
        offered = cast("forms.ChoiceField", self.fields["site"])
        offered.choices = [("", _("no site: an area")), *[(str(one.pk), one.name) for one in own]]
        first = cast("forms.ChoiceField", self.fields["intake_site"])
        first.choices = [("", _("none")), *[(str(one.pk), one.name) for one in own if not one.hidden]]

    def parts(self) -> list[tuple[Any, list[forms.BoundField], list[forms.BoundField], bool]]:
        """(title, fields seen, fields behind “More”, whether those say something already)."""
        return [
            (
                label,
                [self[name] for name in seen],
                [self[name] for name in more],
                any(self._says(name) for name in more),
            )
            for label, seen, more in self.PARTS
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("site") and not data.get("area") and "area" not in self.errors:
            self.add_error("area", _("Choose a site or an area."))
        return data

    def said(self) -> Any:
        """What was written, by the names of `directory.saying`."""
        data = dict(self.cleaned_data)
        standing = [entry for entry in self.initial.get("schedules", ()) if shapes.week_of(entry)]
        hours = data.pop("hours")
        weekly = standing if shapes.week(standing) == hours else shapes.from_week(hours)
        free = data.pop("free")
        return data | {
            "schedules": [*weekly, *data.pop("other_times")],
            "free": None if not free else free == "yes",
            "capacity_unit": data["capacity_unit"] or CapacityUnit.PLACES,
            "areas": sorted(data["areas"]),
        }

    def _says(self, name: str) -> bool:
        if name == "closed_on_holidays":
            return False
        value = self[name].value()
        if isinstance(self.fields[name], LinesField):
            return bool(self.errors.get(name)) or any(any(line.values()) for line in value or [])
        return bool(value) or bool(self.errors.get(name))


class PlacesForm(forms.Form):
    places_free = forms.IntegerField(
        label=_("Places free today"), required=False, widget=forms.NumberInput(NUMBER),
        help_text=_("Empty: not known."),
    )  # fmt: skip


class ReportForm(forms.Form):
    """What was seen on the spot of one service."""

    kind = forms.ChoiceField(
        label=_("What did you see?"), choices=[pair for pair in Reported.choices if pair[0] != Reported.MISSING],
        widget=RadioCards(),
    )  # fmt: skip
    seen_on = forms.DateField(
        label=_("On which day?"), required=False, widget=forms.DateInput({"type": "date"})
    )
    note = forms.CharField(
        label=_("What exactly?"), required=False, max_length=300,
        help_text=_("Where it moved, what is different. Never the name or the number of a person."),
    )  # fmt: skip


class MissingForm(ReportForm):
    """What nobody offers where somebody looked for it."""

    kind = None  # type: ignore[assignment]
    need = forms.ChoiceField(label=_("What is missing?"), choices=[("", _("choose")), *Need.choices])
    area = forms.ChoiceField(label=_("Where?"), choices=lambda: [("", _("choose")), *places.offered()])
    field_order = ("need", "area", "seen_on", "note")


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=ReportOutcome.choices, widget=RadioCards()
    )
    answer = _line(_("A word to whoever reported it"))


class RefuseForm(forms.Form):
    note = forms.CharField(label=_("Why not?"), help_text=_("Whoever proposed it reads this."))


def initial_of(said: dict[str, Any]) -> dict[str, Any]:
    """What a form begins with, from what stands (`saying.said_of`)."""
    weekly = [entry for entry in said["schedules"] if shapes.week_of(entry)]
    others = [entry for entry in said["schedules"] if not shapes.week_of(entry)]
    free = {True: "yes", False: "no"}.get(said["free"], "")
    hours, times = shapes.week(weekly), rhythms.to_lines(others)
    return said | {"hours": hours, "other_times": times, "free": free}
