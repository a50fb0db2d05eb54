"""Forms of agreements between countries. Thin: the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import offering
from jatigi.coordination.offering import Thing
from jatigi.coordination.treaties.models import ClauseKind, Reciprocity, Treaty, TreatyState
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS, Access
from jatigi.publications.codes import State
from jatigi.publications.models import Edition
from jatigi.ui.forms import DateField, RadioCards


class TreatyForm(Thing):
    """An agreement between two countries."""

    IDS = ("next_commission",)
    PARTIAL = ("signed", "in_force", "denounced")

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("For example ML-CI-2000."))
    title_fr = forms.CharField(label=_("Title in French"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    country = offering.country_field(_("First country"), initial="ML")
    partner = offering.country_field(_("Other country"))
    theme = offering.theme_field(_("Theme"))
    state = forms.ChoiceField(label=_("State"), choices=TreatyState.choices)
    signed = offering.partial_day(_("Signed on"))
    in_force = offering.partial_day(_("In force since"))
    denounced = offering.partial_day(_("Denounced on"))
    next_commission = forms.ChoiceField(
        label=_("Next joint commission"), required=False, help_text=_("Among the events that are planned.")
    )
    note = offering.long_text(_("Note"), rows=2, limit=500)
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, access: Access, changing: Treaty | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = offering.meetings(access)
        if changing is not None:
            for name in ("code", "country", "partner"):
                del self.fields[name]
            following = changing.next_commission_id
            if following and str(following) not in dict(meetings):
                meetings.append((str(following), _("as it stands")))
        field: Any = self.fields["next_commission"]
        field.choices = meetings


class ClauseForm(Thing):
    """What an agreement says on one matter."""

    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("For example ML-CI-2000/3."))
    kind = forms.ChoiceField(label=_("Matter"), choices=ClauseKind.choices)
    words = offering.long_text(_("What the text says"))
    country_owes = offering.long_text(_("What the first side owes"))
    partner_owes = offering.long_text(_("What the other side owes"))
    source = offering.source_field()
    confirmed = offering.confirmed_field()

    def __init__(self, *args: Any, treaty: Treaty, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["code"]
        for name, country in (("country_owes", treaty.country), ("partner_owes", treaty.partner)):
            self.fields[name].help_text = str(country)


class JudgeForm(Thing):
    """Whether both sides keep it."""

    reciprocity = forms.ChoiceField(
        label=_("Who keeps it?"), choices=Reciprocity.choices, widget=RadioCards()
    )
    why = offering.long_text(_("Why?"), required=True, rows=3, limit=500)

    def __init__(self, *args: Any, treaty: Treaty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(Reciprocity.choices) | {
            Reciprocity.COUNTRY.value: _("kept by one side only: %(country)s") % {"country": treaty.country},
            Reciprocity.PARTNER.value: _("kept by one side only: %(country)s") % {"country": treaty.partner},
        }
        field: Any = self.fields["reciprocity"]
        field.choices = list(words.items())


class ObservanceForm(Thing):
    """What was seen of how one side keeps a clause."""

    side = forms.ChoiceField(label=_("Which side?"), widget=RadioCards(short=True))
    kept = forms.TypedChoiceField(
        label=_("What does it show?"),
        choices=(("yes", _("the clause is kept")), ("no", _("the clause is not kept"))),
        coerce=lambda value: value == "yes",
        widget=RadioCards(short=True),
    )
    words = offering.long_text(
        _("What was seen?"),
        required=True,
        help_text=_(
            "Facts without the name of anybody: no person, no case. Figures only from a published table."
        ),
    )
    seen_on = DateField(label=_("Seen on"), latest=clock.today)
    source = forms.CharField(label=_("Source"), max_length=300)
    table = forms.ChoiceField(label=_("Published table with the figures"), required=False)

    def __init__(self, *args: Any, treaty: Treaty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["side"]
        field.choices = [(one.code, str(one)) for one in (treaty.country, treaty.partner)]
        tables: Any = self.fields["table"]
        tables.choices = [("", ""), *((one.code, one.title) for one in _published()[:300])]


def _published() -> Any:
    rows = Edition.objects.visible_to(ANONYMOUS).filter(state=State.PUBLISHED)
    return rows.order_by("title")
