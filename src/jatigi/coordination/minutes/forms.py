"""Forms of minutes."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import fields
from jatigi.coordination.bodies.forms import as_uuid
from jatigi.coordination.codes import Precision
from jatigi.coordination.events.models import Event
from jatigi.coordination.minutes.models import MarkKind
from jatigi.kernel.text import NOTE_LENGTH
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards


class TextForm(forms.Form):
    """A paragraph. `based_on`: which of its texts its author saw."""

    text = forms.CharField(label=_("Text"), max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 8}))
    based_on = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)


class MarkForm(forms.Form):
    """Which words of a paragraph decide something."""

    passage = forms.CharField(
        label=_("The exact words"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Leave only the sentence that says it, word for word."),
    )
    kind = forms.ChoiceField(
        label=_("What do they say?"), choices=MarkKind.choices, initial=MarkKind.DECIDED, widget=RadioCards()
    )


class DecisionForm(forms.Form):
    """Who does what was decided, and until when."""

    addressees = forms.MultipleChoiceField(
        label=_("Who is to do it?"),
        widget=CheckboxCards(short=True),
        required=False,
        help_text=_("The first one answers for it. Nobody chosen: “who?” stays open."),
    )
    others = forms.CharField(
        label=_("Others, who do not work here"),
        max_length=200,
        required=False,
        help_text=_("Separated by semicolons."),
    )
    deadline = DateField(label=_("Until when?"), required=False)
    deadline_precision = forms.ChoiceField(
        label=_("The date is known"), choices=[("", _("no date")), *Precision.choices], required=False
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=lambda: fields.themes(_("as the event"))
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["addressees"]).choices = fields.organisations()

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        found = dict(self.cleaned_data)
        here = [{"organisation": UUID(pk)} for pk in found.pop("addressees")]
        elsewhere = [{"name": name.strip()} for name in found.pop("others").split(";") if name.strip()]
        named = [{**one, "lead": number == 0} for number, one in enumerate([*here, *elsewhere])]
        if found["deadline"] and not found["deadline_precision"]:
            found["deadline_precision"] = Precision.DAY
        return found | {"addressees": named}


class AdoptForm(forms.Form):
    """In which meeting they were adopted."""

    adopted_in = forms.ChoiceField(label=_("In which meeting were they adopted?"), required=False)

    def __init__(self, *args: Any, later: list[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = [(str(one.pk), f"{one.starts_on:%d/%m/%Y} · {one.title}") for one in later]
        choices = [("", _("outside a meeting, by agreement of all members")), *meetings]
        cast(forms.ChoiceField, self.fields["adopted_in"]).choices = choices

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {"adopted_in": as_uuid(self.cleaned_data["adopted_in"])}
