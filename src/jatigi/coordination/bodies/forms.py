"""Forms of bodies: widgets and labels. What is right is decided by the actions."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.coordination import fields
from jatigi.coordination.bodies.models import (
    Body,
    BodyContact,
    BodyKind,
    BodyState,
    ContactKind,
    Office,
    WorkLine,
    WorkState,
)
from jatigi.coordination.codes import Level
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.ui.forms import DateField, RadioCards


class FilterForm(forms.Form):
    """Which bodies are listed."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *BodyKind.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("all")), *Level.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*BodyState.choices, ("all", _("all"))], initial="active"
    )
    words = forms.CharField(label=_("Name"), required=False, max_length=100)


class BodyForm(fields.PlacedForm):
    """What a body is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    acronym = forms.CharField(label=_("Acronym"), max_length=32, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices, widget=RadioCards(short=True))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.NATIONAL)
    parent = forms.ChoiceField(label=_("Belongs to"), required=False)
    mandate = forms.CharField(
        label=_("Mandate"), required=False, max_length=8000, widget=forms.Textarea({"rows": 4})
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        required=False,
        help_text=_("By which lists name it. Made by itself where you leave it empty."),
    )
    closed = forms.BooleanField(
        label=_("Closed: only members see its meetings and what is said there."), required=False
    )
    public = forms.BooleanField(
        label=_("Public: anybody may see that it exists, and what it opens to everybody."), required=False
    )
    field_order = (
        "name",
        "acronym",
        "kind",
        "level",
        "country",
        "unit",
        "parent",
        "mandate",
        "code",
        "closed",
        "public",
    )

    def __init__(self, *args: Any, access: Access, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = fields.bodies(access, _("nothing above it"))
        self.fields["parent"].choices = [one for one in choices if body is None or one[0] != str(body.pk)]  # type: ignore[attr-defined]
        if body is not None:
            del self.fields["code"]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {**self.cleaned_data, "parent": as_uuid(self.cleaned_data["parent"])}


def initial_of(body: Body) -> dict[str, Any]:
    """The values of a body, as its form shows them."""
    names = ("name", "acronym", "kind", "level", "mandate", "closed", "public")
    values = {name: getattr(body, name) for name in names}
    return values | {
        "country": body.country_id or "",
        "unit": fields.unit_code(body),
        "parent": str(body.parent_id or ""),
    }


class ArchiveForm(forms.Form):
    """Why a body does not meet any more."""

    notice = forms.CharField(
        label=_("Archive notice"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Why it does not meet any more, and who goes on with what it left."),
    )
    on = DateField(label=_("Since when?"), latest=clock.today, initial=clock.today)


class SeatForm(forms.Form):
    """Which organisation sits in the body, as what, from when."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    office = forms.ChoiceField(
        label=_("As what?"), choices=Office.choices, initial=Office.MEMBER, widget=RadioCards(short=True)
    )
    from_on = DateField(label=_("From"), initial=clock.today)
    until = DateField(label=_("Until"), required=False, help_text=_("Leave empty where no end is known."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = fields.organisations(_("choose"))  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "organisation": UUID(self.cleaned_data["organisation"])}


class EndForm(forms.Form):
    """The last day of a seat."""

    until = DateField(label=_("Last day"), initial=clock.today)


class ContactForm(forms.Form):
    """Who stands for a member in a body."""

    kind = forms.ChoiceField(label=_("For what?"), choices=ContactKind.choices, widget=RadioCards(short=True))
    account = forms.ChoiceField(label=_("Who works here"), required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Only for somebody without an account.")
    )
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, organisation: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.account_id), one.account.full_name) for one in who.working_for(organisation)]
        offered = [("", _("nobody: I write the name")), *sorted(people, key=lambda one: one[1])]
        self.fields["account"].choices = offered  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "account": as_uuid(self.cleaned_data["account"])}


def contact_initial(contact: BodyContact | None, kind: str) -> dict[str, Any]:
    """What is known of whoever stands there now."""
    if contact is None:
        return {"kind": kind}
    names = ("kind", "name", "function", "email", "phone")
    return {name: getattr(contact, name) for name in names} | {"account": str(contact.account_id or "")}


class WorkForm(forms.Form):
    """A line of the work plan."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    year = forms.IntegerField(label=_("Year"), initial=lambda: clock.today().year)
    responsible = forms.ChoiceField(label=_("Who answers for it"), required=False)
    due_on = DateField(label=_("Until when?"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=WorkState.choices, required=False)

    def __init__(self, *args: Any, line: WorkLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = fields.organisations(_("not said"))  # type: ignore[attr-defined]
        if line is None:
            del self.fields["state"]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {**self.cleaned_data, "responsible": as_uuid(self.cleaned_data["responsible"])}


def as_uuid(text: str) -> UUID | None:
    return UUID(text) if text else None
