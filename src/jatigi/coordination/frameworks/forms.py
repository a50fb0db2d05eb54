"""Forms of frameworks, instruments and rights. Thin: the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import offering
from jatigi.coordination.frameworks.models import (
    Bond,
    Framework,
    FrameworkItem,
    FrameworkKind,
    ItemLevel,
    RightTopic,
)
from jatigi.coordination.offering import Thing
from jatigi.kernel import clock
from jatigi.ui.forms import CheckboxCards, DateField

CODE_HELP = _("Letters without accents, figures, points and hyphens.")


class FrameworkForm(Thing):
    """A framework, or a version of one."""

    IDS = ("replaced_by",)
    PARTIAL = ("adopted",)

    code = forms.CharField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    vintage = forms.CharField(
        label=_("Version"), max_length=20, required=False, help_text=_("For example 2014, or 2020-2024.")
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=FrameworkKind.choices)
    name_fr = forms.CharField(label=_("Name in French"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    theme = offering.theme_field(_("Theme"))
    levels = forms.MultipleChoiceField(
        label=_("Levels of its tree, from the top down"),
        choices=ItemLevel.choices,
        required=False,
        widget=CheckboxCards(short=True),
    )
    country = offering.country_field(_("Country, for a national text"), required=False)
    adopted = offering.partial_day(_("Adopted on"))
    valid_from = DateField(label=_("In force from"), required=False)
    valid_to = DateField(label=_("In force until"), required=False)
    replaced_by = forms.ChoiceField(label=_("Replaced by"), required=False)
    note = offering.long_text(_("Note"), rows=2, limit=500)
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, changing: Framework | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing is not None:
            for name in ("code", "vintage", "kind"):
                del self.fields[name]
        others = Framework.objects.exclude(pk=changing.pk) if changing else Framework.objects.all()
        if changing is not None:
            others = others.filter(kind=changing.kind)
        field: Any = self.fields["replaced_by"]
        field.choices = [
            ("", ""),
            *((str(one.pk), f"{one} {one.vintage}") for one in others.order_by("code")),
        ]


class ItemForm(Thing):
    """An item of a framework."""

    IDS = ("parent", "responsible")

    code = forms.CharField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    level_name = forms.ChoiceField(label=_("What is it?"))
    parent = forms.ChoiceField(label=_("Under"), required=False)
    name_fr = forms.CharField(label=_("Text in French"), max_length=500)
    name_en = forms.CharField(label=_("Text in English"), max_length=500, required=False)
    responsible = forms.ChoiceField(
        label=_("Who answers for it"), required=False, choices=offering.organisations
    )
    responsible_name = forms.CharField(
        label=_("Who answers for it, if not in the list"), max_length=200, required=False
    )
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(
        self, *args: Any, framework: Framework, changing: FrameworkItem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if changing is not None:
            del self.fields["code"]
        level: Any = self.fields["level_name"]
        levels = framework.levels or ItemLevel.values
        level.choices = [(one, ItemLevel(one).label) for one in levels if one in ItemLevel.values]
        items = FrameworkItem.objects.filter(framework=framework).order_by("order")
        parent: Any = self.fields["parent"]
        parent.choices = [("", ""), *((str(one.pk), str(one)) for one in items if one != changing)]


class PartyForm(Thing):
    """How a country is bound by an instrument."""

    PARTIAL = ("signed", "bound_since", "until")

    country = offering.country_field(_("Country"))
    bond = forms.ChoiceField(label=_("How is it bound?"), choices=Bond.choices)
    signed = offering.partial_day(_("Signed on"))
    bound_since = offering.partial_day(_("Bound since"))
    until = offering.partial_day(_("Bound no more since"))
    reservations = offering.long_text(_("Reservations"))
    monitored_by = forms.CharField(label=_("Who reads the reports"), max_length=200, required=False)
    report_years = forms.IntegerField(
        label=_("A report every … years"), required=False, min_value=1, max_value=20
    )
    report_due = DateField(label=_("Next report due on"), required=False)
    last_report = forms.CharField(label=_("Last report"), max_length=300, required=False)
    note = offering.long_text(_("Note"), rows=2, limit=500)
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["country"]


class PositionForm(Thing):
    """What one side says still holds."""

    PARTIAL = ("said",)

    code = forms.CharField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    side = forms.CharField(label=_("Who says it"), max_length=120)
    text_fr = offering.long_text(_("Text in French"), required=True, limit=600)
    text_en = offering.long_text(_("Text in English"), limit=600)
    said = offering.partial_day(_("Said on"))
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["code"]


class RightForm(Thing):
    """A line of the sheet of a corridor."""

    IDS = ("framework",)

    code = forms.CharField(label=_("Code"), max_length=40, help_text=CODE_HELP)
    origin = offering.country_field(_("Nationals of"))
    destination = offering.country_field(_("In which country"))
    topic = forms.ChoiceField(label=_("Question"), choices=RightTopic.choices)
    text_fr = offering.long_text(_("Text in French"), required=True, limit=500, rows=3)
    text_en = offering.long_text(_("Text in English"), limit=500, rows=3)
    framework = forms.ChoiceField(label=_("Text that says so"), required=False)
    valid_from = DateField(label=_("In force from"), required=False)
    valid_to = DateField(label=_("In force until"), required=False)
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            for name in ("code", "origin", "destination", "topic"):
                del self.fields[name]
        texts = Framework.objects.filter(kind__in=[FrameworkKind.INSTRUMENT, FrameworkKind.LAW]).order_by(
            "code"
        )
        field: Any = self.fields["framework"]
        field.choices = [("", ""), *((str(one.pk), str(one)) for one in texts)]


class FilterForm(forms.Form):
    """Which frameworks are shown."""

    kind = forms.ChoiceField(label=_("What is it?"), required=False)
    theme = offering.theme_field(_("Theme"), empty=_("all themes"))
    doubtful = forms.BooleanField(label=_("Only what is to be confirmed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", _("everything")), *FrameworkKind.choices]


class DayForm(forms.Form):
    """The laws in force on which day?"""

    day = DateField(label=_("Laws in force on"), required=False)

    def chosen(self) -> Any:
        return (self.cleaned_data.get("day") if self.is_valid() else None) or clock.today()
