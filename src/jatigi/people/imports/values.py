"""What a row of a list says, as `person.import` takes it. Nothing is guessed: what is not understood is refused by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.people import ages
from jatigi.people.codes import (
    LANGUAGES,
    MINORS,
    STATELESS,
    UNKNOWN,
    UNSAID,
    AgeGroup,
    BirthKind,
    DocumentKind,
    Sex,
)
from jatigi.people.imports.columns import folded
from jatigi.people.imports.rows import PersonRow
from jatigi.people.shapes import Basis, ascii_digits, clean_birth
from jatigi.places.models import Country
from jatigi.protection.codes import BasisKind, Form
from jatigi.questionnaires.data.tables import Cell

Said = Mapping[str, Cell]

SEXES = {
    "f": Sex.FEMALE, "femme": Sex.FEMALE, "feminin": Sex.FEMALE, "fille": Sex.FEMALE, "female": Sex.FEMALE,
    "woman": Sex.FEMALE, "girl": Sex.FEMALE, "m": Sex.MALE, "h": Sex.MALE, "homme": Sex.MALE, "masculin": Sex.MALE,
    "garcon": Sex.MALE, "male": Sex.MALE, "man": Sex.MALE, "boy": Sex.MALE, "autre": Sex.OTHER, "other": Sex.OTHER,
    "inconnu": Sex.UNKNOWN, "unknown": Sex.UNKNOWN, "ne souhaite pas repondre": Sex.UNSAID,
    "prefers not to say": Sex.UNSAID,
}  # fmt: skip
YES = frozenset({"oui", "yes", "o", "y", "1", "true", "vrai", "x"})
NO = frozenset({"non", "no", "n", "0", "false", "faux"})
NOT_KNOWN = frozenset({"inconnu", "inconnue", "unknown"})
PEOPLES = {
    "malien": "ML", "nigerien": "NE", "nigerian": "NG", "senegalais": "SN", "guineen": "GN", "ivoirien": "CI",
    "burkinabe": "BF", "gambien": "GM", "mauritanien": "MR", "algerien": "DZ", "marocain": "MA", "tunisien": "TN",
    "libyen": "LY", "camerounais": "CM", "tchadien": "TD", "beninois": "BJ", "togolais": "TG", "ghaneen": "GH",
    "liberien": "LR", "soudanais": "SD", "centrafricain": "CF", "congolais": "", "gabonais": "GA",
}  # fmt: skip
"""As registers of the region write nationalities, masculine; the feminine follows. Congolese may be of two countries."""
DOCUMENTS = {
    "passeport": DocumentKind.PASSPORT, "passport": DocumentKind.PASSPORT, "cni": DocumentKind.IDENTITY_CARD,
    "nina": DocumentKind.IDENTITY_CARD, "carte consulaire": DocumentKind.CONSULAR_CARD,
    "acte de naissance": DocumentKind.BIRTH_CERTIFICATE, "laissez passer": DocumentKind.LAISSEZ_PASSER,
}  # fmt: skip
BOTH_WAYS = 1
"""Years by which an age and a birth of one row may differ: the age may be of another day."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for all rows of a file. `agreed`: how it was agreed where no column says that somebody did."""

    site: UUID | None
    kind: str
    form: str
    language: str
    witness: str
    reason: str
    all_agreed: bool


def row_of(said: Said, shared: Shared, columns: Mapping[str, str]) -> PersonRow:
    """A row as `person.import` takes it. Raises `Invalid` by field of `columns.HEADINGS`, with everything found."""
    wrong: dict[str, Any] = {}
    row: dict[str, Any] = {}
    for take in (_registered, _sex, _birth, _names, _nationality, _languages, _phones, _documents, _parents):
        try:
            row |= take(said, row)
        except Invalid as error:
            wrong |= error.errors
    if not wrong:
        try:
            row["basis"] = _basis(said, shared, row)
        except Invalid as error:
            wrong |= error.errors
    if wrong:
        raise Invalid(wrong)
    if shared.site:
        row["site"] = shared.site
    return row  # type: ignore[return-value]


def text(value: Cell) -> str:
    """A cell as a person reads it: a number without its point, a day as a day."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def day_of(value: Cell, field: str) -> date:
    """A day of the spreadsheet or of a text: JJ/MM/AAAA (with / - or .) or AAAA-MM-JJ. Raises `Invalid`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = ascii_digits(text(value))
    for pattern, order in _DAYS:
        found = pattern.fullmatch(written)
        if found:
            year, month, day = (int(found[name]) for name in order)
            try:
                return date(year, month, day)
            except ValueError:
                raise Invalid({field: _("This day does not exist in the calendar.")}) from None
    raise Invalid({field: _("Write the day as 31/12/1990.")})


_ORDER = ("year", "month", "day")
_DAYS = (
    (re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})"), _ORDER),
    (re.compile(r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})([T ].*)?"), _ORDER),
)


def _registered(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    value = said.get("registered")
    if not text(value):
        return {"at": clock.now()}
    day = day_of(value, "registered")
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    return {"at": min(noon, clock.now()) if day == clock.today() else noon.astimezone(UTC)}


def _sex(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    word = folded(text(said.get("sex")))
    if not word:
        raise Invalid(sex=_("Write the sex: F, M, autre or inconnu."))
    if word not in SEXES:
        raise Invalid(sex=_("This is no answer that is known here. Write F, M, autre or inconnu."))
    return {"sex": SEXES[word].value}


def _birth(said: Said, row: Mapping[str, Any]) -> dict[str, Any]:
    """The birth as far as it is said. Raises `Invalid` where nothing is said, or two things that exclude each other."""
    at: datetime = row.get("at") or clock.now()
    age = _age(said)
    born = _born(said, at, age)
    if born is None and age is not None:
        born = {"kind": BirthKind.ESTIMATED.value, "age": age, "at": at.date().isoformat()}
    if born is not None:
        _agree(born, age, at.date())
        return {"birth": born}
    return {"age_group": _age_group(said)}


def _born(said: Said, at: datetime, age: int | None) -> dict[str, Any] | None:
    value = said.get("birth")
    written = ascii_digits(text(value))
    if folded(written) in NOT_KNOWN:
        return None
    estimated = folded(text(said.get("estimated"))) in YES
    if not written:
        return _year(ascii_digits(text(said.get("birth_year"))), "birth_year")
    if re.fullmatch(r"\d{4}", written):
        return _year(written, "birth")
    in_month = re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", written)
    if in_month:
        return {"kind": BirthKind.YEAR.value, "year": int(in_month[2]), "month": int(in_month[1])}
    day = day_of(value, "birth")
    if estimated:
        return {
            "kind": BirthKind.ESTIMATED.value,
            "age": max(0, at.year - day.year),
            "at": at.date().isoformat(),
        }
    return {"kind": BirthKind.EXACT.value, "date": day.isoformat()}


def _year(written: str, field: str) -> dict[str, Any] | None:
    if not written or folded(written) in NOT_KNOWN:
        return None
    if not re.fullmatch(r"\d{4}", written):
        raise Invalid({field: _("Write the year with four figures.")})
    return {"kind": BirthKind.YEAR.value, "year": int(written)}


def _age(said: Said) -> int | None:
    written = ascii_digits(folded(text(said.get("age"))))
    if not written or written in NOT_KNOWN:
        return None
    found = re.fullmatch(r"(\d{1,3})( ans?| years?)?", written)
    if not found or int(found[1]) > 120:
        raise Invalid(age=_("Write the age in years, from 0 to 120."))
    return int(found[1])


def _agree(born: Mapping[str, Any], age: int | None, at: date) -> None:
    """An age beside a birth must fit it, on the day of the record or today."""
    if age is None or born["kind"] == BirthKind.ESTIMATED:
        return
    year = int(born["date"][:4]) if "date" in born else born["year"]
    if min(abs(day.year - year - age) for day in (at, clock.today())) > BOTH_WAYS:
        raise Invalid(age=_("The age and the birth of this row exclude each other. Correct one of the two."))


def _age_group(said: Said) -> str:
    word = folded(text(said.get("age_group")))
    if word in NOT_KNOWN or any(
        folded(text(said.get(f))) in NOT_KNOWN for f in ("birth", "birth_year", "age")
    ):
        return AgeGroup.UNKNOWN.value
    if not word:
        raise Invalid(birth=_("Write the birth date, the year or the age; or inconnu where nobody knows."))
    found = {folded(str(group.value)): group.value for group in AgeGroup} | _labels(AgeGroup.choices)
    if word not in found:
        raise Invalid(age_group=_("This is no answer that is known here."))
    return str(found[word])


def _names(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    given = " ".join(filter(None, (text(said.get("given")), text(said.get("middle")))))
    family = text(said.get("family"))
    if not given and not family:
        given = text(said.get("full"))
    names = [{"given": given, "family": family, "kind": "main"}] if given or family else []
    for field, kind in (("nickname", "nickname"), ("other_name", "other")):
        if text(said.get(field)):
            names.append({"given": text(said.get(field)), "family": "", "kind": kind})
    return {"names": names}


def _nationality(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    words = [folded(word) for word in re.split(r"[,;|/]", text(said.get("nationality")))]
    codes = []
    for word in filter(None, words):
        code = _countries().get(word, "")
        if not code:
            raise Invalid(
                nationality=_("This country is not in the list. Write its name or its two letters.")
            )
        codes.append(code)
    return {"nationalities": list(dict.fromkeys(codes))}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names in both languages, codes of two and three letters, and what peoples are called."""
    found: dict[str, str] = {}
    for country in Country.objects.all():
        for word in (country.pk, country.iso3, country.name_fr, country.name_en):
            found[folded(word)] = country.pk
    for word, code in PEOPLES.items():
        for form in (word, f"{word}e", f"{word}ne" if word.endswith("n") else f"{word}e"):
            found[form] = code
    found["nigerian"] = "NG"
    return found | {
        "apatride": STATELESS, "stateless": STATELESS, "inconnue": UNKNOWN, "inconnu": UNKNOWN, "unknown": UNKNOWN,
        "ne souhaite pas repondre": UNSAID,
    }  # fmt: skip


def _languages(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    known = _labels(list(LANGUAGES.items())) | {folded(code): code for code in LANGUAGES}
    codes = []
    for word in filter(None, (folded(word) for word in re.split(r"[,;|/]", text(said.get("language"))))):
        if word not in known:
            raise Invalid(language=_("This language is not in the list."))
        codes.append(known[word])
    return {"languages": list(dict.fromkeys(codes))}


def _phones(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    """Never safe to call: nobody said so."""
    numbers = [part.strip() for part in re.split(r"[,;|]", text(said.get("phone")))]
    return {"phones": [{"number": number} for number in numbers if number]}


def _documents(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    found = []
    national = text(said.get("national_id"))
    if national:
        found.append({"kind": DocumentKind.IDENTITY_CARD.value, "number": national})
    word, number = folded(text(said.get("document"))), text(said.get("document_number"))
    if word or number:
        known = _labels(DocumentKind.choices) | {each: kind.value for each, kind in DOCUMENTS.items()}
        if word and word not in known:
            raise Invalid(
                document=_("This kind of document is not in the list. Write “autre document” if it is none.")
            )
        found.append({"kind": str(known.get(word, DocumentKind.OTHER.value)), "number": number})
    return {"documents": found}


def _parents(said: Said, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: text(said.get(field)) for field in ("father", "mother", "origin")}


def _basis(said: Said, shared: Shared, row: Mapping[str, Any]) -> Basis:
    """A no is no record; a child's agreement comes with the name of the guardian."""
    answer = folded(text(said.get("agreement")))
    if answer in NO:
        raise Invalid(
            agreement=_("This person did not agree: no record is made. Take the row out of the list.")
        )
    if answer and answer not in YES:
        raise Invalid(agreement=_("Write oui or non."))
    if not answer and not shared.all_agreed:
        raise Invalid(agreement=_("Nobody says that this person agreed."))
    if shared.kind == BasisKind.MANDATE:
        return {"kind": BasisKind.MANDATE.value, "language": shared.language, "reason": shared.reason}
    basis: Basis = {
        "kind": BasisKind.CONSENT.value, "form": shared.form or Form.PAPER.value, "language": shared.language,
        "witness": shared.witness,
    }  # fmt: skip
    if _minor(row):
        guardian = text(said.get("guardian"))
        if not guardian:
            raise Invalid(guardian=_("For a child, name the guardian or the authority who agreed."))
        basis |= {"kind": BasisKind.ASSENT.value, "guardian": {"role": "guardian", "name": guardian}}
    return basis


def _minor(row: Mapping[str, Any]) -> bool:
    day = row["at"].date()
    if "birth" not in row:
        return row["age_group"] in MINORS
    return ages.likeliest_group(clean_birth(row["birth"], day), day) in MINORS


def _labels(choices: Any) -> dict[str, str]:
    """Words of answers in French and in English to their codes."""
    found: dict[str, str] = {}
    for language in ("fr", "en"):
        with translation.override(language):
            found |= {folded(str(label)): str(code) for code, label in choices}
    return found
