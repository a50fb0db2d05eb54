"""Forms of writing a referral and sending one on: what goes with it, field by field. Actions judge."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.kernel.hooks import Subject
from jatigi.kernel.text import NAME_LENGTH
from jatigi.people import snapshots
from jatigi.protection.codes import LANGUAGES, BasisKind, Category, Form
from jatigi.protection.forms import GuardianFields
from jatigi.referrals.codes import URGENCY_HINTS, URGENCY_ICONS
from jatigi.referrals.forms import moment_field, note_field
from jatigi.referrals.models import ChosenBy, Kind
from jatigi.referrals.offers import Offer
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards


class FieldCards(CheckboxCards):
    """Fields to tick one by one, each with its value; what the person or the organisations have not agreed to cannot be ticked."""

    locked: frozenset[str] = frozenset()
    unarranged: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.locked | self.unarranged:
            option["attrs"]["disabled"] = True
            option["selected"] = False
            option["icon"] = "lock"
            option["hint"] = (
                _("The person has not agreed to this.")
                if str(value) in self.locked
                else _("No agreement between the organisations covers this.")
            )
        return option


class SendForm(forms.Form):
    """The bundle, a message, how urgent it is."""

    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        widget=RadioCards(hints=URGENCY_HINTS, icons=URGENCY_ICONS),
    )
    message = note_field(
        _("Message to the service"),
        _("What they must know to help. Nothing that the person does not want them to know."),
    )
    chosen_by = forms.ChoiceField(
        label=_("Who chose this service?"),
        choices=ChosenBy.choices,
        required=False,
        widget=RadioCards(short=True),
    )
    return_on = DateField(label=_("Day on which the person comes back, as agreed with them"), required=False)
    escort = forms.CharField(
        label=_("Who accompanies the person"),
        help_text=_("Name and telephone of whoever goes along. Both organisations see it."),
        max_length=NAME_LENGTH,
        required=False,
    )
    leaves_at = moment_field(_("When they leave"))
    people = forms.MultipleChoiceField(
        label=_("Also for those who belong together"),
        help_text=_("One gesture, and an answer for each of them. Everybody must have agreed."),
        required=False,
        widget=CheckboxCards(),
    )
    kind = forms.ChoiceField(
        label=_("What is asked?"),
        choices=(
            (Kind.REFERRAL, _("A service: the case stays here")),
            (Kind.TRANSFER, _("To take the case over")),
        ),
        required=False,
        initial=Kind.REFERRAL,
        widget=RadioCards(),
    )
    field_order = ("fields", "message", "urgency", "chosen_by")
    MORE = ("return_on", "escort", "leaves_at")
    OF_THE_CASE = ("kind", "handed")

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Offer] = (),
        companions: Sequence[tuple[str, str]] = (),
        transfers: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        of_person = [field for field in offered if field.name in snapshots.FIELDS]
        self.fields["fields"] = forms.MultipleChoiceField(
            label=_("What goes with it"),
            choices=_by_category(of_person),
            required=False,
            widget=_field_cards(offered),
            help_text=_("The least that this service needs is ticked. Untick or add one by one."),
        )
        if transfers:
            self.fields["handed"] = forms.MultipleChoiceField(
                label=_("What of the case goes along, if it is taken over"),
                choices=_by_category([field for field in offered if field.name not in snapshots.FIELDS]),
                required=False,
                widget=_field_cards(offered),
            )
        else:
            del self.fields["kind"]
        if companions:
            cast("forms.MultipleChoiceField", self.fields["people"]).choices = companions
        else:
            del self.fields["people"]
        self.order_fields(self.field_order)

    def first(self) -> list[Any]:
        """What is asked of everybody."""
        return [self[name] for name in self.fields if name not in (*self.MORE, *self.OF_THE_CASE, "people")]

    def of_family(self) -> list[Any]:
        return [self["people"]] if "people" in self.fields else []

    def of_the_case(self) -> list[Any]:
        return [self[name] for name in self.OF_THE_CASE if name in self.fields]

    def values(self) -> dict[str, Any]:
        """Keyword arguments of the actions, as far as they are valid; `people` as ids."""
        said = dict(self.cleaned_data)
        handed = said.pop("handed", [])
        said["kind"] = said.get("kind") or Kind.REFERRAL
        said["fields"] = [*said.get("fields", []), *(handed if said["kind"] == Kind.TRANSFER else [])]
        said["people"] = [UUID(pk) for pk in said.get("people", [])]
        return said


def _field_cards(offered: Sequence[Offer]) -> FieldCards:
    widget = FieldCards(hints={field.name: field.value or _("nothing is known") for field in offered})
    widget.locked = frozenset(field.name for field in offered if not field.agreed)
    widget.unarranged = frozenset(field.name for field in offered if not field.arranged)
    return widget


def _by_category(offered: Sequence[Offer]) -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    groups = [(category, [field for field in offered if field.category == category]) for category in Category]
    return [
        (str(category.label).capitalize(), [(field.name, field.label) for field in fields])
        for category, fields in groups
        if fields
    ]


class SendOnForm(GuardianFields):
    """What goes to the next service, and what the person said to it."""

    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        widget=RadioCards(hints=URGENCY_HINTS, icons=URGENCY_ICONS),
    )
    message = note_field(_("Message to the service"))
    chosen_by = forms.ChoiceField(
        label=_("Who chose this service?"),
        choices=ChosenBy.choices,
        required=False,
        widget=RadioCards(short=True),
    )
    agreed = forms.ChoiceField(
        label=_("What did the person say?"),
        choices=(
            ("now", _("They were asked just now and agree")),
            ("before", _("They had agreed to this organisation before")),
        ),
        widget=RadioCards(),
    )
    language = forms.ChoiceField(label=_("In which language was it explained?"), choices=LANGUAGES)
    form = forms.ChoiceField(
        label=_("How does the person answer?"),
        choices=(
            (Form.VERBAL, Form.VERBAL.label),
            (Form.PAPER, Form.PAPER.label),
        ),
        initial=Form.VERBAL,
        widget=RadioCards(short=True),
    )
    witness = forms.CharField(label=_("Name of the witness"), max_length=NAME_LENGTH, required=False)
    field_order = ("fields", "message", "urgency", "chosen_by", "agreed", "language", "form", "witness")

    def __init__(self, *args: Any, offered: Sequence[Offer] = (), subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minor = subject.minor
        widget = FieldCards(hints={field.name: field.value or _("nothing is known") for field in offered})
        widget.unarranged = frozenset(field.name for field in offered if not field.arranged)
        self.fields["fields"] = forms.MultipleChoiceField(
            label=_("What goes with it"), choices=_by_category(offered), required=False, widget=widget
        )
        if not self.minor:
            for name in ("guardian_role", "guardian_name", "guardian_relation"):
                del self.fields[name]
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `send_on`."""
        said = {
            name: self.cleaned_data[name]
            for name in ("fields", "message", "urgency", "chosen_by", "language", "form", "witness")
        }
        if self.cleaned_data["agreed"] == "now":
            said["kind"] = BasisKind.ASSENT if self.minor else BasisKind.CONSENT
            said["guardian"] = self.guardian() if self.minor else None
        return said
