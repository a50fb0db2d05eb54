"""Forms of good practices. Thin: the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import offering
from jatigi.coordination.offering import Thing
from jatigi.coordination.practices.models import PlaceType
from jatigi.ui.forms import RadioCards


class PracticeForm(Thing):
    """A good practice."""

    title = forms.CharField(label=_("Title"), max_length=200)
    theme = offering.theme_field(_("Theme"), required=True)
    country = forms.ChoiceField(label=_("Country"), choices=offering.consortium)
    place_type = forms.ChoiceField(label=_("In which kind of place?"), choices=PlaceType.choices)
    problem = offering.long_text(_("What was the problem?"), required=True)
    done = offering.long_text(_("What was done?"), required=True)
    evidence = offering.long_text(
        _("How does one know that it worked?"),
        required=True,
        help_text=_("Figures with their source, without names."),
    )
    cost = forms.CharField(label=_("What did it cost?"), max_length=300)
    conditions = offering.long_text(_("What does it need to work elsewhere?"), required=True)
    contact = forms.CharField(
        label=_("Whom to ask"),
        max_length=200,
        help_text=_(
            "A function and its office, for example: protection unit, regional direction of Gao. No name of a person."
        ),
    )


class ReviewForm(Thing):
    """What another organisation says of it."""

    approved = forms.TypedChoiceField(
        label=_("Does it hold?"),
        choices=(("yes", _("yes, it can be published")), ("no", _("no, it goes back to its author"))),
        coerce=lambda value: value == "yes",
        widget=RadioCards(short=True),
    )
    words = offering.long_text(_("What do you say of it?"), required=True, limit=1000)


class WithdrawForm(Thing):
    """Why it is no longer recommended."""

    why = offering.long_text(_("Why?"), required=True, rows=3, limit=500)


class SearchForm(forms.Form):
    """In which situation is one looking?"""

    theme = offering.theme_field(_("Theme"), empty=_("all themes"))
    place_type = forms.ChoiceField(label=_("In which kind of place?"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    words = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["place_type"].choices = [("", _("whichever")), *PlaceType.choices[1:]]
        fields["country"].choices = [("", _("any country")), *offering.consortium()]
