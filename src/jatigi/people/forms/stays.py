"""A bed for the night, the way on, those who travel together, the end of a record."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access
from jatigi.people.codes import GroupKind, Means, Relation
from jatigi.people.forms import fields as own
from jatigi.people.forms.fields import LongChoiceField, PersonCodeField, SiteField
from jatigi.ui.forms import RadioCards
from jatigi.ui.paper import Answers, PaperForm


class ArrivalForm(PaperForm):
    field_order = (
        "site", "bed", "from_country", "towards_country", "means", "note", "happened_on", "happened_time",
    )  # fmt: skip

    site = SiteField(label=_("House"))
    bed = forms.CharField(label=_("Bed"), required=False, help_text=_("Room and bed, for example B-12."))
    from_country = LongChoiceField(own.countries, label=_("Comes from"))
    towards_country = LongChoiceField(own.countries, label=_("Wants to go to"))
    means = forms.ChoiceField(label=_("Arrived by"), choices=Means.choices, initial=Means.UNKNOWN)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept encrypted."),
    )

    def __init__(self, access: Access, *args: Any, first_site: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].offer(own.sites_of(access), first_site)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `stay.begin`, without the person."""
        given = self.cleaned_data
        names = ("bed", "from_country", "towards_country", "means", "note")
        return {**{name: given[name] for name in names}, "site": UUID(given["site"])}


class DepartureForm(PaperForm):
    field_order = ("means", "to_country", "happened_on", "happened_time")

    means = forms.ChoiceField(label=_("Left by"), choices=Means.choices, initial=Means.UNKNOWN)
    to_country = LongChoiceField(own.countries, label=_("Towards"))


class BedForm(Answers):
    bed = forms.CharField(label=_("Bed"), required=False)


class TogetherForm(Answers):
    """Somebody belongs together with another person of the house."""

    companion = PersonCodeField(label=_("Code of the other person"))
    kind = forms.ChoiceField(label=_("They are"), choices=GroupKind.choices, initial=GroupKind.FAMILY)
    relation = forms.ChoiceField(
        label=_("What the person is to them"), choices=Relation.choices, initial=Relation.UNKNOWN
    )

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access

    def clean_companion(self) -> UUID | None:
        return own.person_with(self.access, self.cleaned_data["companion"])


class EraseForm(Answers):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("asked", _("the person asked for it")),
            ("mistake", _("registered by mistake")),
            ("retention", _("past the end date")),
        ],
        widget=RadioCards(),
    )
    code = PersonCodeField(label=_("Write the code of the person to confirm"))
