"""Forms of the catalogue's pages: widgets and labels. What is right is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Role
from jatigi.questionnaires import codes
from jatigi.ui.forms import CheckboxCards, RadioCards

ACCEPTED = ".xlsx,.xlsm,.xls,.csv,.md"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        single = super().clean
        return [single(one, initial) for one in data or []]


class NewVersionForm(forms.Form):
    """A file, with those that its form asks for."""

    file = forms.FileField(
        label=_("The form"),
        help_text=_("A workbook in the layout of XLSForm: .xlsx, .xls or .csv, at most 5 MB."),
        widget=forms.FileInput({"accept": ACCEPTED}),
        error_messages={"required": _("Choose the file.")},
    )
    beside = FilesField(
        label=_("Lists and pictures that the form asks for"),
        help_text=_("For example a list of villages in .csv. At most 5 MB each."),
        required=False,
    )


class SettingsForm(forms.Form):
    """What a form is for, and who has business with it."""

    purpose = forms.ChoiceField(
        label=_("What is it for?"), choices=codes.Purpose.choices, initial=codes.Purpose.SURVEY
    )
    about = forms.ChoiceField(
        label=_("On what is it filled in?"),
        choices=codes.About.choices,
        widget=RadioCards(),
        initial=codes.About.PERSON,
    )
    roles = forms.MultipleChoiceField(
        label=_("Who fills it in?"),
        help_text=_("Nobody chosen: reception agents, case workers and supervisors."),
        choices=[choice for choice in Role.choices if choice[0] != Role.NODE_ADMINISTRATOR],
        widget=CheckboxCards(),
        required=False,
    )
    restricted = forms.BooleanField(
        label=_("Restricted: only those who fill it in and supervisors read the answers."), required=False
    )


class BringForm(SettingsForm, NewVersionForm):
    """A form that is not here yet."""

    field_order = ("file", "beside", "purpose", "about", "roles", "restricted")


class SettleForm(SettingsForm):
    """The same for a form that is here, with its titles."""

    title_fr = forms.CharField(label=_("Title in French"), max_length=160)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    field_order = ("title_fr", "title_en", "purpose", "about", "roles", "restricted")
