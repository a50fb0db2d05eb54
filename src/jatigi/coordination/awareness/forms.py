"""Forms of trainings and campaigns. Thin: the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination import offering
from jatigi.coordination.awareness.models import Channel, FamilyAnswer, Language, Question
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.coordination.lines import Line, LinesField, NumberField
from jatigi.coordination.offering import Thing
from jatigi.ui.forms import DateField

COMMON = (
    "title",
    "theme",
    "language",
    "country",
    "unit",
    "place",
    "starts_on",
    "ends_on",
    "cost",
    "currency",
)
EFFECT = ("effect_method", "effect_scale", "before", "after", "measured")


class CountLine(Line):
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", ""), *Sex.choices])
    organisation_kind = forms.ChoiceField(
        label=_("From what kind of organisation"),
        required=False,
        choices=[("", ""), *Organisation.Kind.choices],
    )
    number = forms.IntegerField(label=_("How many"), min_value=0)


class ReachLine(Line):
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", ""), *Sex.choices])
    age_group = forms.ChoiceField(label=_("Age"), choices=[("", ""), *AgeGroup.choices])
    number = forms.IntegerField(label=_("How many"), min_value=0)


class OriginLine(Line):
    village = forms.CharField(label=_("Village or quarter"), max_length=120)
    unit = forms.ChoiceField(label=_("Region"), required=False, choices=offering.places)
    number = forms.IntegerField(label=_("How many leave"), min_value=0)


def _answers() -> list[tuple[Any, Any]]:
    """By question."""
    return [
        ("", ""),
        *((label, [one for one in FamilyAnswer.choices if one[0].startswith(f"{code}:")]) for code, label in Question.choices),
    ]  # fmt: skip


class AnswerLine(Line):
    answer = forms.ChoiceField(label=_("What they said"), choices=_answers)
    number = forms.IntegerField(label=_("How many families"), min_value=0)


class HeldForm(Thing):
    """What a training and a campaign say alike."""

    UNITS = ("unit",)

    title = forms.CharField(label=_("Title"), max_length=200)
    theme = offering.theme_field(_("Theme"), required=True)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    country = offering.country_field(_("Country"), initial="ML")
    unit = offering.place_field(_("Region"))
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    cost = NumberField(label=_("Cost"), required=False)
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="XOF")
    effect_method = forms.CharField(
        label=_("How was the effect measured?"),
        max_length=300,
        required=False,
        help_text=_("For example: the same ten questions before and after."),
    )
    effect_scale = forms.CharField(
        label=_("In what?"),
        max_length=60,
        required=False,
        help_text=_("For example: right answers out of 10, per cent."),
    )
    before = NumberField(label=_("Before"), required=False)
    after = NumberField(label=_("After"), required=False)
    measured = forms.IntegerField(label=_("How many were asked?"), required=False, min_value=0)

    def values(self) -> dict[str, Any]:
        found = super().values()
        common = {name: found.pop(name) for name in COMMON}
        effect = {name: found.pop(name) for name in EFFECT}
        return {**found, "common": common, "effect": effect}


class TrainingForm(HeldForm):
    """A training."""

    content = offering.long_text(_("What was taught?"))
    counts = LinesField(
        CountLine, label=_("Who took part"), help_text=_("Figures only: nobody is named here.")
    )


class CampaignForm(HeldForm):
    """A campaign."""

    message = offering.long_text(_("Message"), required=True)
    channel = forms.ChoiceField(label=_("Through what?"), choices=Channel.choices)
    audience = forms.CharField(
        label=_("For whom?"),
        max_length=200,
        help_text=_("For example: parents of girls who leave to work in town."),
    )
    reach = LinesField(
        ReachLine, label=_("How many were reached"), help_text=_("Figures only: nobody is named here.")
    )
    origins = LinesField(
        OriginLine,
        label=_("Where children leave from to work"),
        help_text=_(
            "Villages or quarters with at least five; smaller ones together, under the name of the commune."
        ),
    )
    answers = LinesField(
        AnswerLine,
        label=_("What families said of a departure for work"),
        help_text=_("Figures only: nobody is named here. Each answer is counted for itself."),
    )
    field_order = ["title", "audience", "message", "channel"]


class ThemeForm(forms.Form):
    """On which theme?"""

    theme = offering.theme_field(_("Theme"), empty=_("all themes"))
