"""The parts of an identity as actions take them, and how each is cleaned. Errors carry the form's field names."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NotRequired

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from typing_extensions import TypedDict

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean, clean_name
from jatigi.people import ages
from jatigi.people.codes import (
    LANGUAGES,
    NO_COUNTRY,
    AgeBasis,
    AgeGroup,
    BirthKind,
    DocumentKind,
    DocumentState,
)
from jatigi.places import countries

MOST = 12
"""The most entries of one list: names, phones, documents, nationalities, languages."""
NAME_KINDS = ("main", "nickname", "other")
PHONE_DIGITS = range(6, 16)
"""E.164 has at most 15 digits."""
OLDEST = 120


class Name(TypedDict):
    """A name as the person has it; `given` alone is a whole name. kind: main, nickname or other."""

    given: NotRequired[str]
    family: NotRequired[str]
    kind: NotRequired[str]


class Birth(TypedDict):
    """kind exact: `date` · year: `year`, perhaps `month` · estimated: `age` in years on the day `at`, give or take `width`, with `basis`."""

    kind: str
    date: NotRequired[str]
    year: NotRequired[int]
    month: NotRequired[int]
    age: NotRequired[int]
    at: NotRequired[str]
    width: NotRequired[int]
    basis: NotRequired[str]


class Phone(TypedDict):
    """`safe_to_call` and `safe_to_leave_message` are false unless the person said so. whose: "" for their own."""

    number: str
    safe_to_call: NotRequired[bool]
    safe_to_leave_message: NotRequired[bool]
    whose: NotRequired[str]


class Document(TypedDict):
    """A document held, lost, confiscated or never had; country: ISO 3166-1 alpha-2 or ""."""

    kind: str
    number: NotRequired[str]
    country: NotRequired[str]
    state: NotRequired[str]


class Basis(TypedDict):
    """On what the person is registered: the values of `protection.actions.record_basis`, without the subject."""

    kind: str
    agreed: NotRequired[bool]
    purposes: NotRequired[list[str]]
    categories: NotRequired[list[str]]
    until: NotRequired[str]
    language: NotRequired[str]
    form: NotRequired[str]
    reason: NotRequired[str]
    witness: NotRequired[str]
    guardian: NotRequired[dict[str, str]]
    signature: NotRequired[str]


def clean_names(names: Sequence[Name], field: str = "names") -> list[dict[str, str]]:
    """The names without empty ones; the first is the main one. An empty list is an answer."""
    _not_too_many(names, field)
    cleaned = []
    for place, name in enumerate(names):
        given = clean_name(name.get("given") or "", f"{field}_{place}_given")
        family = clean_name(name.get("family") or "", f"{field}_{place}_family")
        kind = _one_of(name.get("kind") or "other", f"{field}_{place}_kind", NAME_KINDS)
        if given or family:
            cleaned.append({"given": given, "family": family, "kind": kind})
    if cleaned and not any(name["kind"] == "main" for name in cleaned):
        cleaned[0]["kind"] = "main"
    return cleaned


def clean_birth(birth: Birth | None, today: date) -> dict[str, Any]:
    """The birth as far as it is known on `today`. Raises `Invalid` for a date in the future or before memory."""
    kind = birth["kind"] if birth else BirthKind.UNKNOWN
    if birth is None or kind == BirthKind.UNKNOWN:
        return {"kind": BirthKind.UNKNOWN.value}
    if kind == BirthKind.EXACT:
        return {"kind": kind, "date": _birth_date(birth.get("date") or "", today).isoformat()}
    if kind == BirthKind.YEAR:
        return {"kind": kind, "year": _birth_year(birth.get("year"), today), **_birth_month(birth)}
    if kind == BirthKind.ESTIMATED:
        return _estimated(birth, today)
    raise Invalid(birth_kind=_("Choose one of the answers."))


def _birth_date(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Invalid(birth_date=_("Give the day, the month and the year.")) from None
    if day > today:
        raise Invalid(birth_date=_("A birth date cannot be in the future."))
    if day.year < today.year - OLDEST:
        raise Invalid(birth_date=_("Nobody alive was born so long ago. Please check the year."))
    return day


def _birth_year(year: int | None, today: date) -> int:
    if year is None:
        raise Invalid(birth_year=_("Write the year with four figures."))
    if year > today.year:
        raise Invalid(birth_year=_("A year of birth cannot be in the future."))
    if year < today.year - OLDEST:
        raise Invalid(birth_year=_("Nobody alive was born so long ago. Please check the year."))
    return year


def _birth_month(birth: Birth) -> dict[str, int]:
    month = birth.get("month")
    if month is not None and not 1 <= month <= 12:
        raise Invalid(birth_year=_("This day does not exist in the calendar."))
    return {"month": month} if month else {}


def _estimated(birth: Birth, today: date) -> dict[str, Any]:
    age, width = birth.get("age"), birth.get("width", 2)
    if age is None or not 0 <= age <= OLDEST:
        raise Invalid(birth_age=_("Write the age in years, from 0 to 120."))
    if not 0 <= width <= 20:
        raise Invalid(birth_width=_("Write the doubt in years, from 0 to 20."))
    basis = birth.get("basis") or AgeBasis.SAID
    if basis not in AgeBasis.values:
        raise Invalid(birth_basis=_("Choose one of the answers."))
    return {
        "kind": BirthKind.ESTIMATED.value,
        "age": age,
        "at": _estimated_on(birth.get("at") or "", today).isoformat(),
        "width": width,
        "basis": str(basis),
    }


def _estimated_on(text: str, today: date) -> date:
    """The day of an estimate, which may have been made after the day that a correction is about."""
    return _birth_date(text, max(today, clock.today())) if text else today


def clean_age_group(given: str, birth: dict[str, Any], today: date) -> str:
    """The age group, found from the birth where it is known. Raises `Invalid` where the two contradict."""
    possible = ages.possible_groups(birth, today)
    if not possible:
        return _one_of(given, "age_group", ages.GROUPS)
    if not given or given == AgeGroup.UNKNOWN:
        return ages.likeliest_group(birth, today)
    if _one_of(given, "age_group", ages.GROUPS) not in possible:
        raise Invalid(
            age_group=_("The birth that you wrote makes this person %(age)s. Correct one of the two.")
            % {"age": ages.in_words(birth, today)}
        )
    return given


def clean_phones(phones: Sequence[Phone]) -> list[dict[str, Any]]:
    """Numbers as people write them, in ASCII digits; never safe unless said so."""
    _not_too_many(phones, "phones")
    cleaned: list[dict[str, Any]] = []
    for place, phone in enumerate(phones):
        number = _phone_number(phone.get("number") or "", f"phones_{place}_number")
        if number:
            call = bool(phone.get("safe_to_call"))
            cleaned.append(
                {
                    "number": number,
                    "safe_to_call": call,
                    "safe_to_leave_message": call and bool(phone.get("safe_to_leave_message")),
                    "whose": clean(phone.get("whose") or "", f"phones_{place}_whose", limit=120),
                }
            )
    return cleaned


def _phone_number(text: str, field: str) -> str:
    number = ascii_digits(clean(text, field, limit=40))
    if not number:
        return ""
    if not set(number) <= set("0123456789+ -./()") or sum(map(str.isdigit, number)) not in PHONE_DIGITS:
        raise Invalid({field: _("A telephone number has 6 to 15 figures, for example +223 76 12 34 56.")})
    return number


def clean_documents(documents: Sequence[Document]) -> list[dict[str, str]]:
    """The documents without entries that say nothing."""
    _not_too_many(documents, "documents")
    return [
        _document(document, f"documents_{place}")
        for place, document in enumerate(documents)
        if any(document.get(part) for part in ("kind", "number", "country"))
    ]


def _document(document: Document, field: str) -> dict[str, str]:
    country = document.get("country") or ""
    if country:
        _known_countries([country], f"{field}_country")
    state = document.get("state") or DocumentState.HELD
    return {
        "kind": _one_of(document.get("kind") or "", f"{field}_kind", DocumentKind.values),
        "number": clean(document.get("number") or "", f"{field}_number", limit=60),
        "country": country,
        "state": _one_of(state, f"{field}_state", DocumentState.values),
    }


def clean_nationalities(codes: Sequence[str]) -> list[str]:
    """Country codes, or one of "unknown", "stateless", "unsaid", which stand alone."""
    _not_too_many(codes, "nationalities")
    chosen = list(dict.fromkeys(codes))
    apart = [code for code in chosen if code in NO_COUNTRY]
    if apart and len(chosen) > 1:
        raise Invalid(nationalities=_("“Unknown”, “stateless” and “prefers not to say” stand alone."))
    if not apart:
        _known_countries(chosen, "nationalities")
    return chosen


def clean_languages(codes: Sequence[str]) -> list[str]:
    _not_too_many(codes, "languages")
    return [_one_of(code, "languages", LANGUAGES) for code in dict.fromkeys(codes)]


def ascii_digits(text: str) -> str:
    """The same text with the decimal digits of any script written 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def one_of(value: str, field: str, choices: Iterable[str]) -> str:
    """`value` where it is one of the answers. Raises `Invalid` for `field`."""
    return _one_of(value, field, choices)


def _one_of(value: str, field: str, choices: Iterable[str]) -> str:
    if value not in set(choices):
        raise Invalid({field: _("Choose one of the answers.")})
    return str(value)


def _known_countries(codes: Collection[str], field: str) -> None:
    if not countries.known(codes):
        raise Invalid({field: _("Choose a country from the list.")})


def _not_too_many(entries: Collection[Any], field: str) -> None:
    if len(entries) > MOST:
        raise Invalid(
            {field: ngettext_lazy("At most %(n)d entry.", "At most %(n)d entries.", MOST) % {"n": MOST}}
        )


def today_at(moment: Any) -> date:
    """The day of `moment` where people live; a birth is judged on the day of the act."""
    from django.utils import timezone

    day: date = timezone.localtime(moment).date()
    return min(day, clock.today())
