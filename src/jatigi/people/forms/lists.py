"""What is said once for all rows of a list of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Access
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH
from jatigi.people.forms import fields as own
from jatigi.people.forms.fields import SiteField
from jatigi.protection.codes import LANGUAGES, BasisKind, Form
from jatigi.ui.forms import RadioCards


class ListForm(forms.Form):
    """A file, where it was written, and on what the people in it are recorded."""

    file = forms.FileField(
        label=_("List of people"),
        help_text=_(
            "An .xlsx or .csv file: the template, or an export of KoBo or Primero. At most 5,000 people."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )
    site = SiteField(label=_("Where were they registered?"))
    kind = forms.ChoiceField(
        label=_("On which basis are they recorded?"),
        choices=[
            (BasisKind.CONSENT, _("They agreed; for children, a guardian or the authority as well")),
            (BasisKind.MANDATE, _("A law or a decision obliges us to")),
        ],
        widget=RadioCards(),
    )
    form = forms.ChoiceField(label=_("How did they agree?"), choices=Form.choices, initial=Form.PAPER)
    language = forms.ChoiceField(
        label=_("Language in which it was explained"), choices=LANGUAGES, initial="fr"
    )
    witness = forms.CharField(
        label=_("Name of the witness, for a spoken agreement"), required=False, max_length=NAME_LENGTH
    )
    reason = forms.CharField(
        label=_("Reason, for a mandate"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A supervisor reads it within 24 hours."),
    )
    all_agreed = forms.BooleanField(
        label=_("Everybody in the list agreed, and I can show it"),
        required=False,
        help_text=_("Where a column says it for each person, leave this empty."),
    )

    def __init__(self, access: Access, *args: Any, first_site: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].offer(own.sites_of(access), first_site)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == BasisKind.MANDATE and not data.get("reason"):
            self.add_error("reason", _("Write the law or the decision."))
        return data

    def options(self) -> dict[str, Any]:
        """As `import.bring` takes them."""
        said = self.cleaned_data
        names = ("kind", "form", "language", "witness", "reason")
        return {name: str(said[name]) for name in names} | {
            "site": str(said["site"] or ""),
            "all_agreed": said["all_agreed"] or said["kind"] == BasisKind.MANDATE,
        }
