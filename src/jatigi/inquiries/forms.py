"""What is said when somebody asks, and when somebody lets themselves be known. Thin: actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.inquiries.codes import USED, Why
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH
from jatigi.protection.codes import CATEGORY_ICONS, FORM_ICONS, LANGUAGES, BasisKind, Form
from jatigi.protection.forms import GuardianFields
from jatigi.ui.forms import CheckboxCards, RadioCards


class AgreementForm(GuardianFields):
    """How the person agreed, just now. A child's assent comes with whoever answers for the child."""

    agreed = forms.BooleanField(
        label=_("I read the text above to the person, and they agree"),
        error_messages={
            "required": _("Without the person’s agreement nothing is asked and nothing is said.")
        },
    )
    language = forms.ChoiceField(label=_("In which language was it explained?"))
    form = forms.ChoiceField(
        label=_("How does the person answer?"), choices=Form.choices, widget=RadioCards(icons=FORM_ICONS)
    )
    witness = forms.CharField(
        label=_("Name of the witness"),
        help_text=_("Whoever hears a spoken answer or sees a thumbprint."),
        max_length=NAME_LENGTH,
        required=False,
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000)

    def __init__(self, *args: Any, minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minor = minor
        self.fields["language"].choices = [("", _("Choose")), *LANGUAGES]  # type: ignore[attr-defined]
        if not minor:
            for name in GuardianFields.base_fields:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("form") == Form.VERBAL and not data.get("witness"):
            self.add_error("witness", _("Name whoever heard the answer."))
        if data.get("form") == Form.SIGNATURE and not data.get("signature"):
            self.add_error("form", _("Let the person sign in the field below, or choose another way."))
        return data

    def agreement(self) -> dict[str, Any]:
        """As the actions of the room take it."""
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in ("language", "form", "witness", "signature")}
        given["kind"] = (BasisKind.ASSENT if self.minor else BasisKind.CONSENT).value
        if self.minor:
            given["guardian"] = self.guardian()
        return given


class AskForm(AgreementForm):
    """Why others are asked, and with what of the record."""

    field_order = ("why", "words", "used")

    why = forms.ChoiceField(label=_("Why do you ask?"), choices=Why.choices, widget=RadioCards())
    words = forms.CharField(
        label=_("The reason, in a sentence"),
        help_text=_(
            "Whoever may know the person reads it. Write no name, and nothing that says what happened to the person."
        ),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    used = forms.MultipleChoiceField(
        label=_("What may be compared?"),
        help_text=_("The name, and at least one of the others. Nobody is shown any of it."),
        choices=[(category.value, category.label) for category in USED],
        initial=[category.value for category in USED],
        widget=CheckboxCards(icons={category: CATEGORY_ICONS[category] for category in USED}),
    )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "why": data["why"],
            "words": data["words"],
            "used": data["used"],
            "agreement": self.agreement(),
        }


class KnownForm(AgreementForm):
    """How whoever asked may reach the person."""

    field_order = ("contact",)

    contact = forms.CharField(
        label=_("What may they be told?"),
        help_text=_(
            "A telephone number, or whom to ask for. Only what the person wants; your organisation’s name is told with it."
        ),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
