"""Forms of agreements between organisations. Thin: the actions judge."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.text import LINE_LENGTH, NAME_LENGTH
from jatigi.protection import bases
from jatigi.protection.agreements.actions import TITLE_LENGTH, Side
from jatigi.protection.agreements.models import SharingAgreement, SharingParty
from jatigi.protection.codes import ELSEWHERE
from jatigi.protection.forms import SHARING_WORDS, categories_field, grouped, organisations
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards

BOTH, GIVE, TAKE = "both", "give", "take"
DIRECTIONS = (
    (BOTH, _("in both directions")),
    (GIVE, _("only from us to them")),
    (TAKE, _("only from them to us")),
)
PURPOSES = (*SHARING_WORDS, (ELSEWHERE, _("to ask whether the other knows the person")))


class DraftForm(forms.Form):
    """The text of an agreement."""

    title = forms.CharField(
        label=_("Title"), max_length=TITLE_LENGTH, help_text=_("As it stands on the paper.")
    )
    partners = forms.MultipleChoiceField(
        label=_("With which organisations?"), widget=CheckboxCards(short=True)
    )
    direction = forms.ChoiceField(
        label=_("In which direction does data go?"),
        choices=DIRECTIONS,
        initial=BOTH,
        widget=RadioCards(short=True),
    )
    purposes = forms.MultipleChoiceField(label=_("What for?"), choices=PURPOSES, widget=CheckboxCards())
    categories = categories_field(_("Which data?"))
    from_on = DateField(label=_("First day"))
    until = DateField(
        label=_("Last day"), help_text=_("Five years at most. It is announced 60 and 14 days before.")
    )
    paper = forms.CharField(
        label=_("Where the paper lies"),
        max_length=LINE_LENGTH,
        required=False,
        help_text=_(
            "Folder or number, so that it is found. Needed before the first signature; no scan is kept here."
        ),
    )

    def __init__(self, *args: Any, own: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["partners"].choices = grouped(organisations(own))  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        partners, direction = data.pop("partners"), data.pop("direction")
        own = Side(organisation=self.own, gives=direction != TAKE, takes=direction != GIVE)
        others = [
            Side(organisation=UUID(one), gives=direction != GIVE, takes=direction != TAKE) for one in partners
        ]
        return {**data, "parties": [own, *others]}

    ALIASES = {"parties": "partners"}


def initial_of(agreement: SharingAgreement, parties: list[SharingParty], own: UUID) -> dict[str, Any]:
    """The values of an agreement, as the form of one party shows them."""
    mine = next((party for party in parties if party.organisation_id == own), None)
    both = mine is None or (mine.gives and mine.takes)
    return {
        "title": agreement.title,
        "partners": [str(party.organisation_id) for party in parties if party.organisation_id != own],
        "direction": BOTH if both else GIVE if mine and mine.gives else TAKE,
        "purposes": agreement.purposes,
        "categories": agreement.categories,
        "from_on": agreement.from_on,
        "until": agreement.until,
        "paper": agreement.paper,
    }


def following(agreement: SharingAgreement, parties: list[SharingParty], own: UUID) -> dict[str, Any]:
    """The next one, from the day after the last of this one, for as long; to be signed anew."""
    first = max(agreement.until + timedelta(days=1), bases.today())
    lasts = agreement.until - agreement.from_on
    again = {"from_on": first, "until": first + lasts, "paper": ""}
    return initial_of(agreement, parties, own) | again


class SignForm(forms.Form):
    """Who signed the paper, in which function, when."""

    organisation = forms.ChoiceField(label=_("For which organisation?"), widget=RadioCards())
    signatory = forms.CharField(label=_("Name of who signed"), max_length=NAME_LENGTH)
    function = forms.CharField(
        label=_("Function"), max_length=NAME_LENGTH, help_text=_("For example: director, head of delegation.")
    )
    signed_on = DateField(label=_("Signed on"), latest=bases.today)

    def __init__(self, *args: Any, signing: list[SharingParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.choices = [(str(party.organisation_id), party.organisation.full) for party in signing]
        if len(signing) == 1:
            field.initial = str(signing[0].organisation_id)
            field.widget = forms.HiddenInput()


class DenounceForm(forms.Form):
    """Why it ends before its time."""

    why = forms.CharField(label=_("Why?"), max_length=LINE_LENGTH, widget=forms.Textarea({"rows": 3}))
