"""Forms of measures. Thin: the actions judge."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.fields import organisations, themes
from jatigi.coordination.measures.actions import AT_MOST, TITLE_LENGTH, WHY_LENGTH
from jatigi.coordination.rules import is_secretariat
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.text import NOTE_LENGTH
from jatigi.ui.forms import CheckboxCards, DateField

REFERENCES_LENGTH = 41 * AT_MOST


class MeasureForm(forms.Form):
    """What is planned, for which commitments, by whom with whom, until when."""

    title = forms.CharField(label=_("What will be done?"), max_length=TITLE_LENGTH)
    references = forms.CharField(
        label=_("Which commitments does it answer?"),
        max_length=REFERENCES_LENGTH,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Their references, separated by blanks or commas. One measure can answer many."),
    )
    outcome = forms.CharField(
        label=_("What will it bring?"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    responsible = forms.ChoiceField(
        label=_("Which organisation is responsible?"),
        help_text=_("Only the secretariat of the commitments names another organisation than its own."),
    )
    supporters = forms.MultipleChoiceField(
        label=_("Who supports it?"), required=False, widget=CheckboxCards(short=True)
    )
    due_on = DateField(label=_("Until when?"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=lambda: themes("—"))
    ALIASES: ClassVar[dict[str, str]] = {"commitments": "references"}

    def __init__(self, *args: Any, access: Access, planned: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        every = organisations()
        if planned or not is_secretariat(access):
            del self.fields["responsible"]
        else:
            field: Any = self.fields["responsible"]
            field.choices, field.initial = every, str(access.organisation)
        self.fields["supporters"].choices = every  # type: ignore[attr-defined]

    def clean_references(self) -> list[UUID]:
        """The commitments behind the references that were typed, in one query."""
        typed = self.cleaned_data["references"].replace(",", " ").replace(";", " ").split()
        rows = Commitment.objects.visible_to(self.access).filter(reference__in=typed[:AT_MOST])
        found = {row.reference: row.pk for row in rows}
        unknown = [reference for reference in typed if reference not in found]
        if unknown:
            raise ValidationError(
                _("No commitment that you can open has this reference: %(unknown)s."),
                params={"unknown": ", ".join(unknown[:5])},
            )
        return [found[reference] for reference in dict.fromkeys(typed)]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        data["commitments"] = data.pop("references")
        data["supporters"] = [UUID(one) for one in data["supporters"]]
        if "responsible" in data:
            data["responsible"] = UUID(data["responsible"])
        return data


class DayForm(forms.Form):
    """When something began or was done."""

    on = DateField(label=_("On which day?"), latest=clock.today)


class WhyForm(forms.Form):
    """Why nobody will do it."""

    why = forms.CharField(label=_("Why?"), max_length=WHY_LENGTH, widget=forms.Textarea({"rows": 3}))
