"""Forms of what a plan counts and costs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import offering
from jatigi.coordination.lines import DayField, Line, LinesField, NumberField
from jatigi.coordination.offering import Thing


class ValueLine(Line):
    """A period, a place, three numbers."""

    from_on = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    unit = forms.ChoiceField(label=_("Place"), required=False, choices=offering.places)
    planned = NumberField(label=_("Planned"), required=False)
    target = NumberField(label=_("Target"), required=False)
    reached = NumberField(label=_("Reached"), required=False)


class IndicatorForm(Thing):
    """What is counted for an item."""

    name = forms.CharField(label=_("What is counted?"), max_length=300)
    counted_in = forms.CharField(
        label=_("In which unit?"), max_length=60, help_text=_("For example: people, trainings, per cent.")
    )
    figures = LinesField(ValueLine, label=_("Values"))
    source = offering.source_field()
    confirmed = offering.confirmed_field()
    ALIASES = {"values": "figures"}

    def values(self) -> dict[str, Any]:
        found = super().values()
        found["values"] = [offering.read(line, units=("unit",)) for line in found.pop("figures")]
        return found


class CostLine(Line):
    """An amount for a period."""

    currency = forms.CharField(label=_("Currency"), max_length=3, initial="XOF")
    amount = NumberField(label=_("Amount"))
    from_on = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    source = forms.CharField(label=_("Source"), max_length=300)


class CostForm(Thing):
    """What an item costs."""

    costs = LinesField(CostLine, label=_("Costs"))


class PeriodForm(forms.Form):
    """Of which year, and where."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    unit = forms.ChoiceField(label=_("Place"), required=False, choices=offering.places)
