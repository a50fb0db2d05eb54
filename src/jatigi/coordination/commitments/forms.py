"""Forms of commitments. Thin: the actions judge."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Level, Theme
from jatigi.coordination.commitments import areas, saying
from jatigi.coordination.commitments.finding import OPEN_ONES, OVERDUE, Wanted
from jatigi.coordination.commitments.models import (
    Answer,
    Commitment,
    CommitmentKind,
    CommitmentState,
)
from jatigi.coordination.commitments.naming import Names, addressees
from jatigi.coordination.commitments.rules import named_somewhere, served
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework, FrameworkItem
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.text import NOTE_LENGTH
from jatigi.ui.forms import DateField, LongSelect, PartialDateField, RadioCards

EVENTS_OFFERED = 100
VERB_LABELS = (
    ("plan", _("planned")),
    ("begin", _("under way")),
    ("keep_partly", _("partly kept")),
    ("keep", _("kept")),
    ("drop", _("dropped")),
    ("reopen", _("open again")),
)
Choices = list[tuple[Any, Any]]


def bodies(access: Access) -> Choices:
    """Bodies by name."""
    rows = Body.objects.visible_to(access).order_by("name", "pk").values_list("pk", "acronym", "name")
    return [(str(pk), f"{acronym} · {name}" if acronym else name) for pk, acronym, name in rows]


def events(access: Access, body: UUID | None = None, chosen: UUID | None = None) -> Choices:
    """The newest events, of one body where it is chosen; the chosen one in any case."""
    rows = (
        Event.objects.visible_to(access).order_by("-starts_on", "id").values_list("pk", "title", "starts_on")
    )
    found = list((rows.filter(body_id=body) if body else rows)[:EVENTS_OFFERED])
    if chosen and not any(pk == chosen for pk, _title, _on in found):
        found += rows.filter(pk=chosen)
    return [(str(pk), f"{title} · {on:%d/%m/%Y}") for pk, title, on in found]


def items(*, used: bool = False) -> Choices:
    """Items of frameworks, grouped by framework; `used`: those that a commitment serves."""
    rows = FrameworkItem.objects.order_by("framework_id", "order", "code")
    if used:
        rows = rows.filter(served())
    names = {one.pk: str(one) for one in Framework.objects.all()}
    groups: dict[str, Choices] = {}
    for item in rows:
        groups.setdefault(names[item.framework_id], []).append((str(item.pk), str(item)))
    return list(groups.items())


def organisations(*, addressed: bool = False) -> Choices:
    """Organisations of the node; `addressed`: those to whom something is addressed."""
    rows = Organisation.objects.filter(active=True)
    if addressed:
        rows = rows.filter(named_somewhere())
    return sorted(((str(one.pk), one.full) for one in rows), key=lambda pair: pair[1].casefold())


class FilterForm(forms.Form):
    """What is looked for; every field may be left out.

    `MORE` of them are there only where somebody asks for more choices, or has chosen in one: their lists are long, and a
    page is read over slow lines.
    """

    words = forms.CharField(label=_("Words of the passage"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("whichever")),
            (OPEN_ONES, _("still open")),
            (OVERDUE, _("overdue")),
            *CommitmentState.choices,
        ],
        widget=LongSelect,
    )
    body = forms.ChoiceField(label=_("Body"), required=False, widget=LongSelect)
    event = forms.ChoiceField(label=_("Event"), required=False, widget=LongSelect)
    addressee = forms.ChoiceField(label=_("Addressee"), required=False, widget=LongSelect)
    unaddressed = forms.BooleanField(label=_("Only « who? »: nobody is named"), required=False)
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("whichever")), *Theme.choices], widget=LongSelect
    )
    item = forms.ChoiceField(label=_("Serves"), required=False, widget=LongSelect)
    year = forms.TypedChoiceField(
        label=_("Made in"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    place = forms.ChoiceField(
        label=_("Place"), required=False, choices=lambda: [("", _("everywhere")), *areas.offered()],
        widget=LongSelect,
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("whichever")), *Level.choices], widget=LongSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("both")), *CommitmentKind.choices], widget=LongSelect
    )
    proposed = forms.BooleanField(label=_("Only where a measure suggests another state"), required=False)
    mine = forms.BooleanField(label=_("Only those that we keep up"), required=False)
    cluster = forms.UUIDField(required=False, widget=forms.HiddenInput)

    MORE = ("event", "item", "year", "place", "level", "kind", "proposed", "mine")

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access
        self.more = any(self.data.get(name) for name in ("more", *self.MORE))
        any_ = ("", _("whichever"))
        offered: dict[str, Choices] = {"body": bodies(access), "addressee": organisations(addressed=True)}
        if self.more:
            offered |= self._more()
        else:
            for name in self.MORE:
                del self.fields[name]
        for name, choices in offered.items():
            self.fields[name].choices = [any_, *choices]  # type: ignore[attr-defined]

    def _more(self) -> dict[str, Choices]:
        body, chosen = (_uuid(self.data.get(name, "")) for name in ("body", "event"))
        return {
            "event": events(self.access, body, chosen), "item": items(used=True), "year": years(self.access),
        }  # fmt: skip

    def wanted(self) -> Wanted:
        """What it asks for; whatever is none of the choices is left out."""
        self.is_valid()
        said = dict(getattr(self, "cleaned_data", {}))
        said["kept_by"] = self.access.organisation if said.pop("mine", False) else None
        for name in ("body", "event", "addressee", "item"):
            said[name] = _uuid(said.get(name) or "")
        return Wanted(**{name: value for name, value in said.items() if value})


def years(access: Access) -> Choices:
    """From this year back to the first in which something was said."""
    rows = Commitment.objects.visible_to(access).exclude(made_on=None).order_by("made_on")
    first = rows.values_list("made_on", flat=True).first()
    begun = first.year if first else clock.today().year
    return [(year, str(year)) for year in range(clock.today().year, begun - 1, -1)]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


class AddressForm(forms.Form):
    """To whom it is addressed: one name a line."""

    names = forms.CharField(
        label=_("To whom is it addressed?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "One organisation a line: its acronym, its name, or a name by which it is known here. Nobody named: leave it empty."
        ),
    )
    organisation = forms.ChoiceField(label=_("Or choose one of the node"), required=False)
    first_leads = forms.BooleanField(label=_("The first answers for all"), required=False)

    ALIASES = {"addressees": "names"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nobody else")), *organisations()]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    def named(self, country: str) -> list[saying.Named]:
        """What the actions take. Raises `Invalid` for a name that can mean several."""
        said = self.cleaned_data
        names = [line.strip() for line in said["names"].splitlines() if line.strip()]
        names += [said["organisation"]] if said["organisation"] else []
        return addressees(Names(country), names, lead=said["first_leads"])


class RecordForm(AddressForm):
    """A recommendation or a decision as it was said."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=CommitmentKind.choices, initial="recommendation",
        widget=RadioCards(short=True),
    )  # fmt: skip
    text = forms.CharField(
        label=_("The exact passage"), max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 5}),
        help_text=_("Word for word, as it stands in the text."),
    )  # fmt: skip
    event = forms.ChoiceField(label=_("Said at which event?"), required=False)
    body = forms.ChoiceField(label=_("Of which body?"), required=False)
    source = forms.CharField(
        label=_("Document and page"), required=False, max_length=saying.SOURCE_LENGTH,
        help_text=_("For example: final communiqué, page 3."),
    )  # fmt: skip
    source_url = forms.CharField(label=_("Address in the web"), required=False, max_length=saying.URL_LENGTH)
    reference = forms.CharField(
        label=_("Reference"), required=False, max_length=40,
        help_text=_("As the source gives it. Left empty, one is made."),
    )  # fmt: skip
    made_on = DateField(label=_("Said on"), required=False, help_text=_("Empty: the day of the event."))
    deadline = PartialDateField(
        label=_("To be kept until"), required=False, help_text=_("A day, a month or a year, as it was said.")
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", _("not said")), *Theme.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("not said")), *Level.choices])
    place = forms.ChoiceField(
        label=_("Place"), required=False, choices=lambda: [("", _("not said")), *areas.offered()]
    )
    items = forms.MultipleChoiceField(
        label=_("Serves in frameworks"), required=False, widget=forms.SelectMultiple({"size": 8})
    )

    field_order = (
        "kind", "text", "event", "body", "source", "source_url", "made_on", "names", "organisation", "first_leads",
        "deadline", "theme", "level", "place", "items", "reference",
    )  # fmt: skip
    ALIASES = {"addressees": "names", "country": "place", "unit": "place", "deadline_precision": "deadline"}

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = _uuid(str(self.initial.get("event") or ""))
        none = ("", _("none"))
        self.fields["event"].choices = [none, *events(access, chosen=standing)]  # type: ignore[attr-defined]
        self.fields["body"].choices = [none, *bodies(access)]  # type: ignore[attr-defined]
        self.fields["items"].choices = items()  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What `saying` knows, of what was typed."""
        given = self.cleaned_data
        country, unit = areas.place_of(given["place"])
        deadline: date | None = None
        precision = ""
        if given["deadline"]:
            deadline, precision = saying.last_day(*given["deadline"])
        plain = ("kind", "text", "source", "source_url", "theme", "level")
        return {
            **{name: given[name] for name in plain},
            "body": _uuid(given["body"]), "event": _uuid(given["event"]), "made_on": given["made_on"],
            "deadline": deadline, "deadline_precision": precision, "country": country, "unit": unit,
        }  # fmt: skip

    def chosen_items(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["items"]]


class CorrectForm(RecordForm):
    """The same for what stands already; whom it is addressed to and its reference are not corrected here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("names", "organisation", "first_leads", "reference"):
            del self.fields[name]


class MoveForm(forms.Form):
    """What became of it."""

    verb = forms.ChoiceField(label=_("What became of it?"), widget=RadioCards(short=True))
    why = forms.CharField(
        label=_("Why"), required=False, max_length=saying.WHY_LENGTH, widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed where it is dropped."),
    )  # fmt: skip

    def __init__(self, *args: Any, verbs: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(verb, label) for verb, label in VERB_LABELS if verb in verbs]
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What an addressee says officially."""

    answer = forms.ChoiceField(
        label=_("Official answer"), choices=Answer.choices, widget=RadioCards(short=True)
    )
    text = forms.CharField(
        label=_("In its words"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 4})
    )
    answered_on = DateField(label=_("On"), required=False, help_text=_("Empty: today."))
