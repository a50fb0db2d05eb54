"""The lists that a service carries, one dict an item, each with an id that stays.

schedules, closures: `directory.schedules`.
phones: {"id", "number", "note"}: more than the first one, which is `Service.phone`.
contacts: {"id", "title", "email", "phone"}: functions, never a person's name.
costs: {"id", "option", "amount", "currency", "note", "from", "to"}; amount as text ("1500.00"), "" where it varies.
documents: {"id", "document", "uri"}: what one must bring.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from jatigi.directory import hours as weekly
from jatigi.directory import schedules as recurring
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, clean

PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,38}")
CURRENCY = re.compile(r"[A-Z]{3}")
CODES = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
MOST = 60
SHORT = 160
FIRST = date(2000, 1, 1)

Item = Mapping[str, Any]
Items = list[dict[str, Any]]


def schedules(given: Iterable[Item]) -> Items:
    """Schedules as they are kept. Raises `Invalid` for "schedules"."""
    return _each(given, "schedules", _schedule)


def closures(given: Iterable[Item]) -> Items:
    return _each(given, "closures", _closure)


def phones(given: Iterable[Item]) -> Items:
    return _each(
        given,
        "phones",
        lambda item, field: {
            "number": phone(item.get("number", ""), field, needed=True),
            "note": _text(item, "note", field),
        },
    )


def contacts(given: Iterable[Item]) -> Items:
    return _each(given, "contacts", _contact)


def costs(given: Iterable[Item]) -> Items:
    return _each(given, "costs", _cost)


def documents(given: Iterable[Item]) -> Items:
    return _each(
        given,
        "documents",
        lambda item, field: {
            "document": _text(item, "document", field, limit=SHORT, needed=True),
            "uri": web(item.get("uri", ""), field),
        },
    )


def from_week(hours: weekly.Hours, field: str = "hours") -> Items:
    """A week as `directory.hours` writes it, as schedules. Raises `Invalid` like `hours.checked`."""
    return schedules(
        {"rule": rule_of(pattern.days), "opens": pattern.opens, "closes": pattern.closes}
        for pattern in weekly.patterns(weekly.checked(hours, field))
    )


def rule_of(days: Sequence[str]) -> str:
    """The rule of every week on these days ("mon" …); "" for every day."""
    return "" if set(days) == set(CODES) else "FREQ=WEEKLY;BYDAY=" + ",".join(CODES[day] for day in days)


def week_of(entry: Item) -> tuple[str, ...]:
    """The days of a schedule that is every week the same, without end; () for every other one."""
    if entry.get("from") or entry.get("to") or not (entry.get("opens") and entry.get("closes")):
        return ()
    if not entry["rule"]:
        return () if entry.get("starts") else tuple(CODES)
    found = re.fullmatch(r"FREQ=WEEKLY;BYDAY=([A-Z]{2}(?:,[A-Z]{2})*)", entry["rule"])
    if found is None or entry.get("starts"):
        return ()
    named = {code: day for day, code in CODES.items()}
    return tuple(sorted((named[code] for code in found[1].split(",")), key=list(CODES).index))


def week(entries: Iterable[Item]) -> dict[str, list[list[str]]]:
    """The schedules that are the same every week, as `directory.hours` writes them; those that overlap once."""
    hours: dict[str, list[list[str]]] = {}
    for entry in entries:
        for day in week_of(entry):
            hours.setdefault(day, []).append([entry["opens"], entry["closes"]])
    return weekly.merged(hours)


def phone(text: str, field: str = "phone", *, needed: bool = False) -> str:
    """A telephone number as written. Raises `Invalid` for `field`."""
    number = clean(text, field, limit=40, needed=needed)
    if number and not PHONE.fullmatch(number):
        raise Invalid({field: _("Write the telephone number in figures, for example +223 20 00 00 00.")})
    return number


def email(text: str, field: str = "email") -> str:
    return _checked_by(validate_email, clean(text, field, limit=254), field, _("This is no e-mail address."))


def web(text: str, field: str = "website") -> str:
    """An address in the web. Raises `Invalid` for `field`."""
    return _checked_by(
        URLValidator(schemes=["https", "http"]),
        clean(text, field, limit=200),
        field,
        _("Write the address like https://example.org."),
    )


def _checked_by(check: Callable[[str], None], text: str, field: str, sentence: Any) -> str:
    try:
        if text:
            check(text)
    except ValidationError:
        raise Invalid({field: sentence}) from None
    return text


def _each(given: Iterable[Item], field: str, one: Callable[[Item, str], dict[str, Any]]) -> Items:
    items = list(given)
    if len(items) > MOST:
        raise Invalid({field: _("These are too many lines.")})
    return [{"id": _id(item)} | one(item, field) for item in items]


def _id(item: Item) -> str:
    try:
        return str(UUID(str(item["id"])))
    except (KeyError, ValueError):
        return str(uuid4())


def _schedule(item: Item, field: str) -> dict[str, Any]:
    opens, closes = _times(item, field)
    first, last = _period(item, field)
    starts = _day(item.get("starts", ""), field)
    note = _text(item, "note", field)
    if not opens and not note:
        raise Invalid({field: _("Write opening times like 08:00–16:30.")})
    rule = str(item.get("rule", "")).strip().upper()
    if rule:
        _check_rule(rule, starts, field)
    return {
        "rule": rule,
        "starts": starts,
        "opens": opens,
        "closes": closes,
        "from": first,
        "to": last,
        "note": note,
    }


def _check_rule(rule: str, starts: str, field: str) -> None:
    try:
        if len(rule) > LINE_LENGTH:
            raise ValueError(rule)
        recurring.parsed(rule, date.fromisoformat(starts) if starts else FIRST)
    except ValueError:
        raise Invalid({field: _("These days cannot be understood. Choose them from the list.")}) from None
    if not starts and recurring.needs_start(rule):
        raise Invalid({field: _("Write from which day on one counts.")})


def _closure(item: Item, field: str) -> dict[str, Any]:
    opens, closes = _times(item, field)
    first, last = _period(item, field)
    if not first:
        raise Invalid({field: _("Write the first day.")})
    return {
        "from": first,
        "to": last or first,
        "opens": opens,
        "closes": closes,
        "note": _text(item, "note", field),
    }


def _contact(item: Item, field: str) -> dict[str, Any]:
    return {
        "title": _text(item, "title", field, limit=SHORT, needed=True),
        "email": email(item.get("email", ""), field),
        "phone": phone(item.get("phone", ""), field),
    }


def _cost(item: Item, field: str) -> dict[str, Any]:
    amount, currency = str(item.get("amount", "")).strip(), str(item.get("currency", "")).strip().upper()
    try:
        amount = (
            str(Decimal(amount.replace(",", ".").replace("\u00a0", "").replace(" ", ""))) if amount else ""
        )
    except InvalidOperation:
        raise Invalid({field: _("Write the amount in figures.")}) from None
    if amount and not (Decimal(amount).is_finite() and 0 <= Decimal(amount) < 10**12):
        raise Invalid({field: _("Write the amount in figures.")})
    if currency and not CURRENCY.fullmatch(currency):
        raise Invalid({field: _("Write the currency in three letters, like XOF.")})
    option = _text(item, "option", field, limit=SHORT, needed=not amount)
    first, last = _period(item, field)
    return {
        "option": option, "amount": amount, "currency": currency or ("XOF" if amount else ""),
        "note": _text(item, "note", field), "from": first, "to": last,
    }  # fmt: skip


def _times(item: Item, field: str) -> tuple[str, str]:
    opens, closes = str(item.get("opens", "")), str(item.get("closes", ""))
    if not opens and not closes:
        return "", ""
    try:
        found = [time.fromisoformat("00:00" if text == "24:00" else text) for text in (opens, closes)]
    except ValueError:
        raise Invalid({field: _("Write opening times like 08:00–16:30.")}) from None
    if any(moment.tzinfo or moment.second or moment.microsecond for moment in found):
        raise Invalid({field: _("Write opening times like 08:00–16:30.")})
    if found[0] == found[1] and opens != "00:00":
        raise Invalid({field: _("Opening and closing time are the same.")})
    return f"{found[0]:%H:%M}", f"{found[1]:%H:%M}"


def _period(item: Item, field: str) -> tuple[str, str]:
    first, last = _day(item.get("from", ""), field), _day(item.get("to", ""), field)
    if first and last and last < first:
        raise Invalid({field: _("The last day is not before the first.")})
    return first, last


def _day(value: Any, field: str) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat() if value else ""
    except ValueError:
        raise Invalid({field: _("Write the day like 2026-12-31.")}) from None


def _text(item: Item, name: str, field: str, *, limit: int = LINE_LENGTH, needed: bool = False) -> str:
    return clean(str(item.get(name, "") or ""), field, limit=limit, needed=needed)
