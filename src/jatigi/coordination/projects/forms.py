"""Forms of projects. Thin: the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import offering
from jatigi.coordination.counting import AgeGroup, Sex
from jatigi.coordination.frameworks.models import Framework, FrameworkItem, FrameworkKind
from jatigi.coordination.lines import DayField, Line, LinesField, NumberField
from jatigi.coordination.offering import Choice, Thing
from jatigi.coordination.plans.models import PlanIndicator
from jatigi.coordination.projects.models import Hazard, Part, Weight
from jatigi.kernel.access import Access
from jatigi.ui.forms import DateField

PLANS = (FrameworkKind.PLAN, FrameworkKind.POLICY, FrameworkKind.GOALS, FrameworkKind.COMPACT)


def items() -> list[Choice]:
    """The items of plans, policies and goals, by framework."""
    wholes = {one.pk: one for one in Framework.objects.filter(kind__in=PLANS).order_by("code", "vintage")}
    found: dict[Any, list[Choice]] = {pk: [] for pk in wholes}
    for item in FrameworkItem.objects.filter(framework__in=list(wholes)).order_by("order"):
        found[item.framework_id].append((str(item.pk), str(item)[:90]))
    groups = [(f"{wholes[pk]} {wholes[pk].vintage}", some) for pk, some in found.items() if some]
    return [("", gettext("not for one objective")), *groups]


class PartnerLine(Line):
    part = forms.ChoiceField(label=_("Part"), choices=[("", ""), *Part.choices])
    partner = forms.ChoiceField(label=_("Organisation"), required=False, choices=offering.organisations)
    name = forms.CharField(label=_("or its name"), max_length=200, required=False)


class BudgetLine(Line):
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="XOF")
    amount = NumberField(label=_("Amount"))
    from_on = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    item = forms.ChoiceField(label=_("For which objective"), required=False, choices=items)


class PlaceLine(Line):
    unit = forms.ChoiceField(label=_("Place"), choices=lambda: offering.places(empty=""))
    departure = forms.BooleanField(label=_("departure area"), required=False)


class ReachLine(Line):
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", ""), *Sex.choices])
    age_group = forms.ChoiceField(label=_("Age"), choices=[("", ""), *AgeGroup.choices])
    planned = forms.IntegerField(label=_("Planned"), required=False, min_value=0)
    reached = forms.IntegerField(label=_("Reached"), required=False, min_value=0)


class ResultLine(Line):
    indicator = forms.ChoiceField(label=_("Indicator"), choices=[])
    unit = forms.ChoiceField(label=_("Place"), required=False, choices=offering.places)
    from_on = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    planned = NumberField(label=_("Planned"), required=False)
    reached = NumberField(label=_("Reached"), required=False)


class ProjectForm(Thing):
    """A project with everything that belongs to it."""

    code = forms.CharField(label=_("Code"), max_length=40)
    title = forms.CharField(label=_("Title"), max_length=300)
    description = offering.long_text(_("What is done?"))
    theme = offering.theme_field(_("Theme"))
    country = offering.country_field(_("Country"), initial="ML")
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False)
    partners = LinesField(PartnerLine, label=_("Who pays, who carries it out"))
    budgets = LinesField(BudgetLine, label=_("Money"), help_text=_("XOF without decimals."))
    places = LinesField(PlaceLine, label=_("Where"))
    reach = LinesField(
        ReachLine, label=_("For how many people"), help_text=_("Figures only: nobody is named here.")
    )
    results = LinesField(ResultLine, label=_("What it gives to a plan"))
    commitments = forms.CharField(
        label=_("Which commitments does it serve?"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Their references, one on each line."),
    )

    def __init__(self, *args: Any, access: Access, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["code"]
        rows = PlanIndicator.objects.visible_to(access).select_related("item").order_by("item_id", "name")
        choices = [("", ""), *((str(one.pk), f"{one.item.code} · {one}"[:90]) for one in rows[:500])]
        indicator = forms.ChoiceField(label=_("Indicator"), choices=choices)
        results: Any = self.fields["results"]
        results.widget.line = type("Offered", (ResultLine,), {"indicator": indicator})

    def values(self) -> dict[str, Any]:
        found = super().values()
        found["parts"] = {
            "partners": [offering.read(line, ids=("partner",)) for line in found.pop("partners")],
            "budgets": [offering.read(line, ids=("item",)) for line in found.pop("budgets")],
            "places": [offering.read(line, units=("unit",)) for line in found.pop("places")],
            "reach": found.pop("reach"),
            "results": [
                offering.read(line, ids=("indicator",), units=("unit",)) for line in found.pop("results")
            ],
            "commitments": found.pop("commitments").split(),
        }
        return found


class ExposureForm(Thing):
    """What the climate does to a place."""

    UNITS = ("unit",)

    unit = forms.ChoiceField(label=_("Place"), choices=lambda: offering.places(empty=""))
    hazard = forms.ChoiceField(label=_("What is it?"), choices=Hazard.choices)
    weight = forms.ChoiceField(label=_("How much, as the source says"), choices=Weight.choices)
    words = offering.long_text(_("In words"), required=True, rows=3, limit=500)
    year = forms.IntegerField(label=_("Year of the source"), min_value=1950, max_value=2100)
    source = offering.source_field()
    confirmed = offering.confirmed_field()


class FilterForm(forms.Form):
    """Which projects are shown."""

    theme = offering.theme_field(_("Theme"), empty=_("all themes"))
    unit = forms.ChoiceField(
        label=_("Place"), required=False, choices=lambda: offering.places(empty=_("everywhere"))
    )
    departure = forms.BooleanField(label=_("Only in departure areas"), required=False)
