"""Forms of what was read: each begins with what the rules propose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.forms import bodies, events, organisations
from jatigi.coordination.commitments.models import CommitmentKind
from jatigi.coordination.events.models import EventKind
from jatigi.coordination.reading.models import Communique, ProposalKind, ReadProposal
from jatigi.coordination.rules import is_secretariat
from jatigi.kernel.access import Access
from jatigi.places.choices import countries
from jatigi.ui.forms import PartialDateField

NOBODY = ("", _("not on this node"))
NONE = ("", _("none"))


class BringForm(forms.Form):
    """A text, pasted or as a file."""

    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea({"rows": 12}),
        help_text=_("Paste the communiqué or the minutes here, or choose a file below."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A .txt, .docx, .pdf or .html of at most 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".txt,.docx,.pdf,.html,.htm"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where it is from"), required=False, max_length=300,
        help_text=_("For example the newspaper and the day, or the reference of the document."),
    )  # fmt: skip
    body = forms.ChoiceField(label=_("Body"), required=False)

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [NONE, *(bodies(access) if is_secretariat(access) else [])]  # type: ignore[attr-defined]


class EventForm(forms.Form):
    event = forms.ChoiceField(
        label=_("It stands here already"), required=False, help_text=_("Then nothing below counts.")
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[NONE, *EventKind.choices])
    first = PartialDateField(label=_("First day"), required=False)
    last = PartialDateField(
        label=_("Last day"), required=False, help_text=_("Only where it lasted longer than a day.")
    )
    city = forms.CharField(label=_("Town"), required=False, max_length=120)
    country = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[NONE, *Theme.choices])

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", _("no: it is new")), *events(access, communique.body_id)]  # type: ignore[attr-defined]
        self.fields["country"].choices = countries(empty=_("none"))  # type: ignore[attr-defined]


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name in the text"), max_length=200)
    of = forms.ChoiceField(label=_("Organisation of the node"), required=False)
    remember = forms.BooleanField(
        label=_("It is called so in this country: know it from now on"), required=False, initial=True
    )

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [NOBODY, *organisations()]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("Role on that day"), required=False, max_length=200)
    organisation_name = forms.CharField(label=_("Organisation in the text"), required=False, max_length=200)
    of = forms.ChoiceField(label=_("Organisation of the node"), required=False)

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [NOBODY, *organisations()]  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class CommitmentForm(forms.Form):
    text = forms.CharField(label=_("Passage"), widget=forms.Textarea({"rows": 4}), max_length=5000)
    kind = forms.ChoiceField(label=_("Kind"), choices=CommitmentKind.choices)
    addressee = forms.CharField(
        label=_("Addressee"),
        required=False,
        max_length=200,
        help_text=_("Nobody: it stays with the question « who? »."),
    )
    deadline = PartialDateField(label=_("To be kept until"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[NONE, *Theme.choices])

    def __init__(self, *args: Any, access: Access, communique: Communique, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


FORMS: dict[str, Any] = {
    ProposalKind.EVENT: EventForm,
    ProposalKind.THEME: ThemeForm,
    ProposalKind.ORGANISATION: OrganisationForm,
    ProposalKind.PERSON: PersonForm,
    ProposalKind.SESSION: SessionForm,
    ProposalKind.COMMITMENT: CommitmentForm,
}


def form_of(access: Access, communique: Communique, proposal: ReadProposal, given: Any) -> forms.Form:
    """The form of a proposal, filled with what was read or what was sent."""
    initial = {
        name: tuple(value) if isinstance(value, list) else value for name, value in proposal.said.items()
    }
    form: forms.Form = FORMS[proposal.kind](given, initial=initial, access=access, communique=communique)
    return form
