"""Who the person is: one column, mandatory questions first, the rest in sections that open on demand."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.people import ages
from jatigi.people import identity as identities
from jatigi.people.codes import (
    AgeBasis,
    AgeGroup,
    BirthKind,
    DocumentKind,
    DocumentState,
    Sex,
)
from jatigi.people.forms import fields as own
from jatigi.people.forms.fields import LongChoiceField
from jatigi.people.models import Identity, Person
from jatigi.ui.forms import PartialDateField, RadioCards
from jatigi.ui.paper import PaperForm

NAMES, PHONES, DOCUMENTS, NATIONALITIES, SPOKEN = 3, 2, 2, 2, 3
LEAST = {
    "names": NAMES,
    "phones": PHONES,
    "documents": DOCUMENTS,
    "nationality": NATIONALITIES,
    "language": SPOKEN,
}
WIDTHS = [("0", _("sure")), ("1", "± 1"), ("2", "± 2"), ("5", "± 5"), ("10", "± 10")]


class AgeGroupField(forms.ChoiceField):
    """Mandatory, unless the birth says it: the action decides."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class IdentityForm(PaperForm):
    """The questions of registration and correction. Repeated ones are numbered: `phones_0_number`."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=RadioCards(short=True))
    age_group = AgeGroupField(label=_("Age group"), choices=AgeGroup.choices, widget=RadioCards(short=True))
    birth = PartialDateField(
        label=_("Date of birth"), required=False, latest=clock.today, help_text=_("The year alone is enough.")
    )
    birth_age = forms.IntegerField(
        label=_("Or estimated age, in years"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write the age in years, from 0 to 120.")},
    )
    birth_width = forms.ChoiceField(
        label=_("How sure, in years"), required=False, choices=WIDTHS, initial="2"
    )
    birth_basis = forms.ChoiceField(
        label=_("On what the estimate rests"), required=False, choices=AgeBasis.choices, initial=AgeBasis.SAID
    )
    father = forms.CharField(label=_("Father’s name"), required=False)
    mother = forms.CharField(label=_("Mother’s name"), required=False)
    origin = forms.CharField(label=_("Village or town of origin"), required=False)
    at_risk = forms.BooleanField(
        label=_("In danger if somebody learns that the person came here: print nothing unless asked"),
        required=False,
    )
    ALIASES: ClassVar[Mapping[str, str]] = {
        **PaperForm.ALIASES,
        "names": "names_0_given",
        "phones": "phones_0_number",
        "documents": "documents_0_kind",
        "nationalities": "nationality_0",
        "languages": "language_0",
        "birth_date": "birth",
        "birth_year": "birth",
        "birth_kind": "birth",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(self._rows("names")):
            self._add_name(place)
        for place in range(self._rows("phones")):
            self._add_phone(place)
        for place in range(self._rows("documents")):
            self._add_document(place)
        for place in range(self._rows("nationality")):
            self.fields[f"nationality_{place}"] = LongChoiceField(
                own.nationalities, label=_("Nationality") if not place else _("Another nationality")
            )
        for place in range(self._rows("language")):
            self.fields[f"language_{place}"] = LongChoiceField(
                own.languages, label=_("Language") if not place else _("Another language")
            )

    def _rows(self, group: str) -> int:
        """As many rows as were sent or are known, and always some empty ones."""
        given = self.data if self.is_bound else self.initial
        sent = [int(found[1]) for name in given if (found := re.match(rf"{group}_(\d\d?)(?:_|$)", str(name)))]
        return max([LEAST[group], *(place + 1 for place in sent)])

    def _add_name(self, place: int) -> None:
        nickname = place == 1
        labels = [_("Given name or names"), _("Nickname"), _("Other name")]
        self.fields[f"names_{place}_given"] = _text(labels[min(place, 2)])
        if not nickname:
            self.fields[f"names_{place}_family"] = _text(
                _("Family name, if there is one") if not place else _("Other family name")
            )

    def _add_phone(self, place: int) -> None:
        number = _text(_("Telephone number"))
        number.widget.attrs["inputmode"] = "tel"
        self.fields[f"phones_{place}_number"] = number
        self.fields[f"phones_{place}_whose"] = _text(_("Whose telephone, if not the person’s own"))
        self.fields[f"phones_{place}_safe_to_call"] = _tick(_("It is safe to call"))
        self.fields[f"phones_{place}_safe_to_leave_message"] = _tick(_("It is safe to leave a message"))

    def _add_document(self, place: int) -> None:
        kinds = [("", _("No document written here")), *DocumentKind.choices]
        self.fields[f"documents_{place}_kind"] = forms.ChoiceField(
            label=_("Document"), required=False, choices=kinds
        )
        self.fields[f"documents_{place}_state"] = forms.ChoiceField(
            label=_("Where it is"), required=False, choices=DocumentState.choices
        )
        self.fields[f"documents_{place}_number"] = _text(_("Document number"))
        self.fields[f"documents_{place}_country"] = LongChoiceField(own.countries, label=_("Issued by"))

    # What the actions are given

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if self.cleaned_data.get("birth") and self.cleaned_data.get("birth_age") is not None:
            self.add_error(
                "birth_age", ValidationError(_("Give the birth date or an estimated age, not both."))
            )
        return given

    def identity_values(self) -> dict[str, Any]:
        """Keyword arguments that `person.register` and `person.update` share."""
        given = self.cleaned_data
        return {
            **{name: given.get(name, "") for name in ("sex", "age_group", "father", "mother", "origin")},
            "at_risk": bool(given.get("at_risk")),
            "birth": self.birth_value(),
            "names": self._names(),
            "phones": self._entries("phones", ("number", "whose", "safe_to_call", "safe_to_leave_message")),
            "documents": self._entries("documents", ("kind", "state", "number", "country")),
            "nationalities": self._list("nationality"),
            "languages": self._list("language"),
        }

    def birth_value(self) -> dict[str, Any]:
        """The birth as `shapes.Birth`."""
        born, age = self.cleaned_data.get("birth"), self.cleaned_data.get("birth_age")
        if born:
            year, month, day = born
            if month and day:
                return {"kind": BirthKind.EXACT.value, "date": f"{year:04}-{month:02}-{day:02}"}
            return {"kind": BirthKind.YEAR.value, "year": year, **({"month": month} if month else {})}
        if age is not None:
            return {
                "kind": BirthKind.ESTIMATED.value,
                "age": age,
                "width": int(self.cleaned_data.get("birth_width") or 2),
                "basis": self.cleaned_data.get("birth_basis") or AgeBasis.SAID.value,
            }
        return {"kind": BirthKind.UNKNOWN.value}

    def _names(self) -> list[dict[str, str]]:
        kinds = ("main", "nickname", "other")
        return [
            {**entry, "kind": kinds[min(place, 2)]}
            for place, entry in enumerate(self._entries("names", ("given", "family")))
        ]

    def _entries(self, group: str, parts: Iterable[str]) -> list[dict[str, Any]]:
        given = self.cleaned_data
        return [
            {part: given.get(f"{group}_{place}_{part}", "") for part in parts}
            for place in range(self._rows(group))
        ]

    def _list(self, group: str) -> list[str]:
        chosen = (self.cleaned_data.get(f"{group}_{place}") for place in range(self._rows(group)))
        return [code for code in chosen if code]

    # What the template draws

    def rows(self, group: str) -> list[list[BoundField]]:
        """The bound fields of a numbered group, row by row."""
        return [
            [
                self[name]
                for name in self.fields
                if name == f"{group}_{place}" or name.startswith(f"{group}_{place}_")
            ]
            for place in range(self._rows(group))
        ]

    def first_name(self) -> list[BoundField]:
        return self.rows("names")[0]

    def other_names(self) -> list[list[BoundField]]:
        return self.rows("names")[1:]

    def phone_rows(self) -> list[list[BoundField]]:
        return self.rows("phones")

    def document_rows(self) -> list[list[BoundField]]:
        return self.rows("documents")

    def nationality_rows(self) -> list[list[BoundField]]:
        return [*self.rows("nationality"), *self.rows("language")]

    def opened(self) -> set[str]:
        """Which sections stand open: those with an error or with something written in them."""
        groups = {
            "names": ("names_1", "names_2", "father", "mother"),
            "origin": ("nationality_", "language_", "origin"),
            "phones": ("phones_",),
            "documents": ("documents_",),
            "together": ("companion",),
            "guardian": ("basis_guardian",),
            "urgent": ("basis_reason",),
            "paper": ("happened_",),
        }
        return {
            key for key, starts in groups.items() if any(self._speaks(name, starts) for name in self.fields)
        }

    def _speaks(self, name: str, starts: tuple[str, ...]) -> bool:
        if not name.startswith(starts):
            return False
        plain = name.endswith(("_state", "_role"))
        value = self[name].value()
        written = any(value) if isinstance(value, list | tuple) else bool(value)
        return bool(self[name].errors) or (written and not plain)


class EditForm(IdentityForm):
    """The same questions for a record that exists."""

    @staticmethod
    def initial_of(person: Person, identity: Identity | None) -> dict[str, Any]:
        """What the record says now, by field name."""
        initial: dict[str, Any] = {
            "sex": person.sex,
            "age_group": person.age_group,
            "at_risk": person.at_risk,
            "origin": (identity and identity.origin) or "",
            **((identity and identity.parents) or {}),
            **_birth_fields((identity and identity.birth) or {}),
        }
        initial |= {f"nationality_{place}": code for place, code in enumerate(person.nationalities)}
        initial |= {f"language_{place}": code for place, code in enumerate(person.languages)}
        if identity is not None:
            initial |= _numbered("names", _name_rows(identity))
            initial |= _numbered("phones", identity.phones or [])
            initial |= _numbered("documents", identity.documents or [])
        return initial

    def values(self) -> dict[str, Any]:
        """Keyword arguments of `person.update`: only what was changed."""
        return {name: value for name, value in self.identity_values().items() if self._changed(name)}

    def _changed(self, name: str) -> bool:
        start = {"nationalities": "nationality_", "languages": "language_"}.get(name, name)
        return any(field.startswith(start) for field in self.changed_data)


def _name_rows(identity: Identity) -> list[dict[str, Any]]:
    """Names in the order of the form: the main one, one nickname, the others."""
    names = identities.ordered_names(identity)
    main, rest = names[:1] or [{}], names[1:]
    nickname = next((name for name in rest if name["kind"] == "nickname" and not name["family"]), None)
    return [*main, nickname or {}, *(name for name in rest if name is not nickname)]


def _birth_fields(birth: Mapping[str, Any]) -> dict[str, Any]:
    kind = birth.get("kind")
    if kind == BirthKind.EXACT:
        year, month, day = map(int, birth["date"].split("-"))
        return {"birth": (year, month, day)}
    if kind == BirthKind.YEAR:
        return {"birth": (birth["year"], birth.get("month"), None)}
    if kind == BirthKind.ESTIMATED:
        return {
            "birth_age": ages.years(birth, clock.today()),
            "birth_width": str(birth["width"]),
            "birth_basis": birth["basis"],
        }
    return {}


def _numbered(group: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{group}_{place}_{part}": value for place, row in enumerate(rows) for part, value in row.items()}


def _text(label: Any) -> forms.CharField:
    field = forms.CharField(label=label, required=False)
    field.widget.attrs["autocomplete"] = "off"
    return field


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)
