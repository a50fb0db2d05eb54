"""Somebody is at the door: the visit in four taps, danger now, the search."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access
from jatigi.people.codes import AgeGroup, Answer, Danger, Sex, Wish
from jatigi.people.forms.fields import SiteField, sites_of
from jatigi.ui.forms import CheckboxCards, RadioCards
from jatigi.ui.paper import Answers, PaperForm


class VisitForm(PaperForm):
    """Four taps: wish, sex, age group, save. No name."""

    field_order = ("wishes", "sex", "age_group", "people", "site", "happened_on", "happened_time")

    wishes = forms.MultipleChoiceField(
        label=_("What does the person wish?"),
        choices=Wish.choices,
        widget=CheckboxCards(short=True),
        error_messages={"required": _("Choose what the person wishes.")},
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=RadioCards(short=True))
    age_group = forms.ChoiceField(
        label=_("Age group, as it seems"), choices=AgeGroup.choices, widget=RadioCards(short=True)
    )
    people = forms.IntegerField(
        label=_("How many people came together?"),
        initial=1,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "min_value": _("Write how many people came together, from 1 to 500."),
            "max_value": _("Write how many people came together, from 1 to 500."),
            "invalid": _("Write how many people came together, from 1 to 500."),
        },
    )
    site = SiteField(label=_("Where?"))

    def __init__(self, access: Access, *args: Any, first_site: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].offer(sites_of(access), first_site)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `visit.record`."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("wishes", "sex", "age_group", "people")},
            "site": UUID(given["site"]),
        }


class DangerForm(Answers):
    """The three questions before anything else."""

    now = forms.ChoiceField(label=Danger.NOW.label, choices=Answer.choices, widget=RadioCards(short=True))
    hurt = forms.ChoiceField(label=Danger.HURT.label, choices=Answer.choices, widget=RadioCards(short=True))
    held = forms.ChoiceField(label=Danger.HELD.label, choices=Answer.choices, widget=RadioCards(short=True))


class EmergencyForm(Answers):
    """Why somebody is registered on a code alone, without being asked: vital interest."""

    reason = forms.CharField(
        label=_("Why help cannot wait"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No name. A supervisor reads it within 24 hours."),
    )
    ALIASES: ClassVar = {"basis_reason": "reason", "basis_kind": "reason"}


class SearchForm(Answers):
    """One box for names, code, telephone or document number; sent by POST, never in an address."""

    text = forms.CharField(
        label=_("Name, code, telephone or document number"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
        help_text=_("In any spelling and any script. A part of the name is enough."),
        error_messages={
            "required": _("Write a name, a code or a number."),
            "max_length": _("This is too long for a name. Write the name, the code or the number only."),
        },
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", _("not sure")), ("female", Sex.FEMALE.label), ("male", Sex.MALE.label)],
        widget=RadioCards(short=True),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth, about"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write the year with four figures."),
            "min_value": _("Write the year with four figures."),
            "max_value": _("Write the year with four figures."),
        },
    )
    visit = forms.UUIDField(required=False, widget=forms.HiddenInput)
