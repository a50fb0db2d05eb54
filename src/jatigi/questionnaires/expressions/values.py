"""Values of XPath 1.0 and how they turn into one another, with the dates of ODK."""

import math
import re
from datetime import UTC, date, datetime

from jatigi.questionnaires.expressions.tree import Item

Value = str | float | bool | list[Item]
"""A text, a number, a truth, or a set of nodes in the order of the document."""

_NUMBER = re.compile(r"-?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_DATE_LENGTH = len("2026-11-21")


def truth(value: Value) -> bool:
    return not math.isnan(value) and value != 0 if isinstance(value, float) else bool(value)


def text_of(value: Value) -> str:
    """As XPath writes it: true and false in words, whole numbers without a point, of nodes the first."""
    if isinstance(value, list):
        return value[0].string() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return str(int(value)) if value == int(value) else repr(value)
    return value


def number_of(value: Value) -> float:
    """A number; of a date the days since 1970, as the engines of ODK count; NaN for what is neither."""
    if isinstance(value, list):
        value = text_of(value)
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    return float(text) if _NUMBER.fullmatch(text) else days(text)


def days(text: str) -> float:
    """Days since 1970 of a date or of a moment; NaN for anything else."""
    try:
        if len(text) == _DATE_LENGTH:
            return float((date.fromisoformat(text) - date(1970, 1, 1)).days)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 86_400


def numbers(value: Value) -> list[float]:
    """One number for each node."""
    return [number_of(item.string()) for item in nodes(value)]


def nodes(value: Value) -> list[Item]:
    """The nodes; none where the value is no set of nodes."""
    return value if isinstance(value, list) else []


def equal(left: Value, right: Value) -> bool:
    """XPath 1.0, section 3.4: of sets of nodes, whether any is equal."""
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    return any(_same(a, b) for a in _each(left) for b in _each(right))


def unequal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) != truth(right)
    return any(not _same(a, b) for a in _each(left) for b in _each(right))


def less(left: Value, right: Value) -> bool:
    return any(number_of(a) < number_of(b) for a in _each(left) for b in _each(right))


def at_most(left: Value, right: Value) -> bool:
    return any(number_of(a) <= number_of(b) for a in _each(left) for b in _each(right))


def _each(value: Value) -> list[str | float | bool]:
    """What a comparison compares. A missing node counts as an empty text, as on the page."""
    if isinstance(value, list):
        return [item.string() for item in value] or [""]
    return [value]


def _same(left: str | float | bool, right: str | float | bool) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return number_of(left) == number_of(right)
    return left == right
