"""Forms of the consent screen, the urgent screen, the withdrawal and the second look. Thin: actions judge."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel import clock
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH
from jatigi.protection import bases
from jatigi.protection.actions import Answer, Guardian
from jatigi.protection.codes import (
    BEYOND,
    CATEGORY_ICONS,
    FORM_ICONS,
    HERE,
    LANGUAGES,
    BasisKind,
    Category,
    Cause,
    Form,
)
from jatigi.ui.forms import CheckboxCards, RadioCards
from jatigi.ui.paper import PaperForm

YES, NO, KEEP, LATER = "yes", "no", "keep", "later"
LASTS = ((30, _("1 month")), (90, _("3 months")), (180, _("6 months")), (365, _("1 year")))
SHARING_WORDS = (
    (BEYOND[0], _("so that this organisation can help the person")),
    (BEYOND[1], _("to look for the family")),
    (BEYOND[2], _("to prepare a return or a reintegration")),
)


def organisations(own: Any) -> list[Organisation]:
    """Those with whom something may be shared, by name."""
    rows = Organisation.objects.filter(active=True).exclude(pk=own)
    return sorted(rows, key=lambda organisation: str(organisation).casefold())


def grouped(listed: Iterable[Organisation], first: Iterable[str] = ()) -> list[tuple[Any, Any]]:
    """Organisations as choices: those already spoken of first, then by kind."""
    wanted = set(first)
    ahead: list[tuple[str, str]] = []
    kinds: dict[str, list[tuple[str, str]]] = {}
    for organisation in listed:
        choice = (str(organisation.pk), organisation.full)
        if choice[0] in wanted:
            ahead.append(choice)
        else:
            kinds.setdefault(str(organisation.get_kind_display()), []).append(choice)
    return [*([(_("Spoken of already"), ahead)] if ahead else []), *kinds.items()]


def categories_field(label: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=Category.choices,
        required=False,
        widget=CheckboxCards(icons=CATEGORY_ICONS),
        **kwargs,
    )


PAPER = ("happened_on", "happened_time")


class GuardianFields(forms.Form):
    """Who answers for a child."""

    guardian_role = forms.ChoiceField(
        label=_("Who answers for the child?"),
        choices=(("guardian", _("a parent or guardian")), ("authority", _("the competent authority"))),
        widget=RadioCards(short=True),
        required=False,
    )
    guardian_name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, required=False)
    guardian_relation = forms.CharField(
        label=_("Relation to the child, or office held"), max_length=NAME_LENGTH, required=False
    )

    def guardian(self) -> Guardian | None:
        data = self.cleaned_data
        if not data.get("guardian_name"):
            return None
        return Guardian(
            role=data["guardian_role"] or "guardian",
            name=data["guardian_name"],
            relation=data["guardian_relation"],
        )


class ConsentForm(GuardianFields, PaperForm):
    """The whole conversation. The page shows one step at a time and carries the others along."""

    EXPLAIN, RECORD, SHARE, WITH_WHOM, CONFIRM = range(5)
    STEPS = (
        (),
        ("record", "record_categories"),
        ("share",),
        ("recipients", "share_purposes", "share_categories", "lasts"),
        (
            "language", "guardian_role", "guardian_name", "guardian_relation",
            "form", "signature", "witness", "alone", *PAPER,
        ),
    )  # fmt: skip

    NEEDED_WHERE_ASKED = frozenset(
        {"record_categories", "share", "recipients", "share_purposes", "share_categories", "lasts", "form"}
        | {"guardian_role", "guardian_name"}
    )

    record = forms.ChoiceField(label=_("May we write it down?"), widget=RadioCards())
    record_categories = categories_field(_("If yes, what may we write down?"))
    share = forms.ChoiceField(
        label=_("May we share it with another organisation?"),
        choices=((YES, _("Yes")), (NO, _("No, with nobody")), (LATER, _("Not asked today"))),
        required=False,
        widget=RadioCards(),
    )
    recipients = forms.MultipleChoiceField(label=_("With whom?"), required=False, widget=CheckboxCards())
    share_purposes = forms.MultipleChoiceField(
        label=_("What for?"), choices=SHARING_WORDS, required=False, widget=CheckboxCards()
    )
    share_categories = categories_field(_("What may they know?"))
    lasts = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=LASTS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=RadioCards(short=True),
    )
    language = forms.ChoiceField(label=_("In which language was it explained?"))
    form = forms.ChoiceField(
        label=_("How does the person answer?"),
        choices=Form.choices,
        required=False,
        widget=RadioCards(icons=FORM_ICONS),
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    witness = forms.CharField(
        label=_("Name of the witness"),
        help_text=_("Whoever hears a spoken answer or sees a thumbprint."),
        max_length=NAME_LENGTH,
        required=False,
    )
    alone = forms.BooleanField(label=_("Nobody else is here as a witness"), required=False)

    def __init__(
        self, *args: Any, minor: bool, recorded: bool, recipients: list[tuple[Any, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.minor = minor
        self.fields["record"].choices = _record_choices(recorded)  # type: ignore[attr-defined]
        self.fields["recipients"].choices = recipients  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("Choose")), *LANGUAGES]  # type: ignore[attr-defined]
        if minor:
            self.fields["lasts"].choices = LASTS[:3]  # type: ignore[attr-defined]
        else:
            for name in GuardianFields.base_fields:
                del self.fields[name]

    def path(self) -> list[int]:
        """The steps that this conversation goes through, by what was answered so far."""
        steps = [self.EXPLAIN, self.RECORD]
        if self["record"].value() != NO:
            steps.append(self.SHARE)
            if self["share"].value() == YES:
                steps.append(self.WITH_WHOM)
        return [*steps, self.CONFIRM]

    def asked(self, step: int) -> list[forms.BoundField]:
        """The questions of a step: who only refuses is asked for the language and nothing more."""
        names = [
            name for name in self.STEPS[step] if name in self.fields and name not in ("signature", *PAPER)
        ]
        if step == self.CONFIRM and not self.agreeing():
            names = ["language"]
        for name in set(names) & self.NEEDED_WHERE_ASKED:
            self.fields[name].required = True
        return [self[name] for name in names]

    def agreeing(self) -> bool:
        """Whether anything is agreed to, by what was answered so far: a refusal needs no signature."""
        return YES in (self["record"].value(), self["share"].value())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("record") == NO:
            data["share"] = LATER
        elif not data.get("share") and "share" not in self.errors:
            self.add_error("share", _("Choose one of the listed answers."))
        if data.get("record") == YES and not data.get("record_categories"):
            self.add_error("record_categories", _("Choose at least one kind of information from the list."))
        if data.get("share") == YES:
            self._check_sharing(data)
        if YES in (data.get("record"), data.get("share")):
            self._check_how(data)
        return data

    def _check_sharing(self, data: dict[str, Any]) -> None:
        if not data.get("recipients"):
            self.add_error("recipients", _("Choose at least one organisation from the list."))
        if not data.get("share_purposes"):
            self.add_error("share_purposes", _("Choose at least one purpose from the list."))
        if not data.get("share_categories"):
            self.add_error("share_categories", _("Choose at least one kind of information from the list."))

    def _check_how(self, data: dict[str, Any]) -> None:
        if not data.get("form"):
            self.add_error("form", _("Choose one of the listed answers."))
        on_paper = bool(data.get("happened_on"))
        if data.get("form") == Form.SIGNATURE and not data.get("signature") and not on_paper:
            self.add_error("form", _("Let the person sign in the field below, or choose another way."))
        if data.get("form") == Form.VERBAL and not (data.get("witness") or data.get("alone")):
            self.add_error("witness", _("Name the witness, or say that nobody else is here."))

    def answers(self) -> list[Answer]:
        """What was answered, for `record_answers`."""
        return [*self._about_recording(), *self._about_sharing()]

    def _about_recording(self) -> Iterable[Answer]:
        data = self.cleaned_data
        if data["record"] == KEEP:
            return
        agreed = data["record"] == YES
        yield Answer(
            agreed=agreed,
            purposes=[purpose.value for purpose in HERE],
            categories=data["record_categories"] if agreed else list(Category.values),
        )

    def _about_sharing(self) -> Iterable[Answer]:
        data = self.cleaned_data
        if data["share"] == LATER:
            return
        agreed = data["share"] == YES
        about: Answer = {
            "agreed": agreed,
            "purposes": data["share_purposes"] if agreed else [str(purpose) for purpose in BEYOND],
            "categories": data["share_categories"] if agreed else list(Category.values),
            "until": self._day() + timedelta(days=data["lasts"]) if agreed and data["lasts"] else None,
        }
        for recipient in data["recipients"] or ([] if agreed else [""]):
            yield Answer(**about, recipient=recipient)

    def _day(self) -> date:
        """The day of the conversation."""
        return bases.day_of(self.happened_at() or clock.now())


def _record_choices(recorded: bool) -> list[tuple[str, Any]]:
    keep = [(KEEP, _("Already agreed: nothing changes"))] if recorded else []
    return [*keep, (YES, _("Yes, what is chosen below")), (NO, _("No"))]


class UrgentForm(PaperForm):
    """Protect first: why, what, and with whom, on one screen."""

    kind = forms.ChoiceField(
        label=_("Why without asking?"),
        choices=[
            (BasisKind.VITAL_INTEREST, _("A life or a body is in danger, and the person cannot answer")),
            (BasisKind.MANDATE, _("The law obliges us to act, for a child alone for instance")),
        ],
        widget=RadioCards(icons={"vital_interest": "siren", "mandate": "scale"}),
    )
    reason = forms.CharField(
        label=_("What is happening?"),
        help_text=_("A few words are enough. Another person will read them within 24 hours."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    recipients = forms.MultipleChoiceField(
        label=_("Who must know now?"), required=False, widget=CheckboxCards()
    )
    categories = forms.MultipleChoiceField(
        label=_("What must they know?"),
        choices=Category.choices,
        widget=CheckboxCards(icons=CATEGORY_ICONS),
    )

    def __init__(self, *args: Any, recipients: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = recipients  # type: ignore[attr-defined]

    def answers(self, recorded: bool) -> list[Answer]:
        """Recording here where nothing allows it yet, and sharing with each one who must know."""
        categories = self.cleaned_data["categories"]
        here: list[Answer] = [
            Answer(purposes=[purpose.value for purpose in HERE], categories=list(Category.values))
        ]
        shared = [
            Answer(recipient=recipient, purposes=[str(BEYOND[0])], categories=categories)
            for recipient in self.cleaned_data["recipients"]
        ]
        return shared if recorded else here + shared


class WithdrawalForm(forms.Form):
    """Who withdraws."""

    cause = forms.ChoiceField(
        label=_("Who asks for it?"),
        choices=[
            (Cause.PERSON, _("the person")),
            (Cause.GUARDIAN, _("the guardian or the authority")),
            (Cause.MISTAKE, _("nobody: it was recorded by mistake")),
        ],
        widget=RadioCards(),
    )


class LookForm(forms.Form):
    """The second look: was it right to act without asking?"""

    confirmed = forms.TypedChoiceField(
        label=_("Was it right to act without asking?"),
        choices=((YES, _("Yes, I confirm it")), (NO, _("No, it ends now"))),
        coerce=lambda value: value == YES,
        widget=RadioCards(
            hints={NO: _("What was shared on this basis is closed at once.")},
            icons={YES: "circle-check", NO: "circle-x"},
        ),
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Needed where you do not confirm."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
