"""The functions of XPath 1.0 and of the ODK XForms specification that give the same answer at any time and place."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from jatigi.questionnaires.expressions.values import (
    Value,
    days,
    nodes,
    number_of,
    numbers,
    text_of,
    truth,
)

MANY = 99
"""As many arguments as one likes."""

Function = Callable[..., Value]


def _number(value: Value) -> float:
    return number_of(value)


def _round(value: Value, places: Value = 0.0) -> float:
    """Half up, as XPath and ODK round, to a number of decimal places."""
    number, factor = number_of(value), math.pow(10.0, number_of(places))
    if math.isnan(number) or math.isnan(factor):
        return math.nan
    return math.floor(number * factor + 0.5) / factor


def _whole(function: Callable[[float], int]) -> Callable[[Value], float]:
    def rounded(value: Value) -> float:
        number = number_of(value)
        return number if not math.isfinite(number) else float(function(number))

    return rounded


def _power(base: Value, exponent: Value) -> float:
    try:
        found = number_of(base) ** number_of(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return found if isinstance(found, float) else math.nan


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    """From `start` (0 is the first) to before `end`; negative counts from the end, as ODK counts."""
    text, first = text_of(value), number_of(start)
    last = len(text) if end is None else number_of(end)
    return "" if math.isnan(first) or math.isnan(last) else text[int(first) : int(last)]


def _substring(value: Value, start: Value, length: Value | None = None) -> str:
    """XPath 1.0, section 4.2: places count from 1."""
    text, first = text_of(value), _round(start)
    last = math.inf if length is None else first + _round(length)
    return "".join(letter for place, letter in enumerate(text, 1) if first <= place < last)


def _before(value: Value, mark: Value) -> str:
    text, sign = text_of(value), text_of(mark)
    return text.partition(sign)[0] if sign in text else ""


def _after(value: Value, mark: Value) -> str:
    text, sign = text_of(value), text_of(mark)
    return text.partition(sign)[2] if sign in text else ""


def _translate(value: Value, before: Value, after: Value) -> str:
    old, new = text_of(before), text_of(after)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text_of(value).translate(table)


def _selected_at(value: Value, place: Value) -> str:
    chosen, at = text_of(value).split(), number_of(place)
    return chosen[int(at)] if not math.isnan(at) and 0 <= at < len(chosen) else ""


def _joined(separator: Value, *values: Value) -> str:
    texts: list[str] = []
    for value in values:
        texts += [item.string() for item in value] if isinstance(value, list) else [text_of(value)]
    return text_of(separator).join(texts)


def _concat(*values: Value) -> str:
    return _joined("", *values)


def _among(values: tuple[Value, ...]) -> list[float]:
    found: list[float] = []
    for value in values:
        found += numbers(value) if isinstance(value, list) else [number_of(value)]
    return found


def _least(*values: Value) -> float:
    found = _among(values)
    return min(found) if found and not any(map(math.isnan, found)) else math.nan


def _most(*values: Value) -> float:
    found = _among(values)
    return max(found) if found and not any(map(math.isnan, found)) else math.nan


def _checklist(least: Value, most: Value, *answers: Value) -> bool:
    """Between so many and so many are true; -1 means no limit."""
    count, low, high = sum(map(truth, answers)), number_of(least), number_of(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _weighted(least: Value, most: Value, *pairs: Value) -> bool:
    total = sum(
        number_of(weight) for said, weight in zip(pairs[::2], pairs[1::2], strict=False) if truth(said)
    )
    low, high = number_of(least), number_of(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _date(value: Value) -> str:
    """A day as ODK writes it; "" for what is none."""
    if isinstance(value, float):
        return "" if not math.isfinite(value) else (date(1970, 1, 1) + timedelta(days=value)).isoformat()
    text = text_of(value)
    return text[: len("2026-11-21")] if not math.isnan(days(text)) else ""


_LETTERS = {
    "Y": "%Y", "y": "%y", "m": "%m", "n": "%-m", "d": "%d", "e": "%-d", "H": "%H", "h": "%-H", "M": "%M", "S": "%S",
}  # fmt: skip


def _format_date(value: Value, pattern: Value) -> str:
    """The letters that do not depend on a language (`%b`, `%a` do: they stay as they are written)."""
    text = text_of(value)
    if math.isnan(days(text)):
        return ""
    moment = datetime.fromisoformat(text)
    return re.sub(
        r"%([A-Za-z])",
        lambda found: moment.strftime(_LETTERS[found[1]]) if found[1] in _LETTERS else found[0],
        text_of(pattern),
    )


def _choose(condition: Value, then: Value, otherwise: Value) -> Value:
    return then if truth(condition) else otherwise


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "not": (1, 1, lambda value: not truth(value)),
    "boolean": (1, 1, truth),
    "boolean-from-string": (1, 1, lambda value: text_of(value) in ("1", "true")),
    "number": (1, 1, _number),
    "int": (1, 1, _whole(int)),
    "round": (1, 2, _round),
    "floor": (1, 1, _whole(math.floor)),
    "ceiling": (1, 1, _whole(math.ceil)),
    "abs": (1, 1, lambda value: abs(number_of(value))),
    "pow": (2, 2, _power),
    "sqrt": (1, 1, lambda value: _power(value, 0.5)),
    "pi": (0, 0, lambda: math.pi),
    "min": (1, MANY, _least),
    "max": (1, MANY, _most),
    "sum": (1, 1, lambda value: float(sum(numbers(value)))),
    "count": (1, 1, lambda value: float(len(nodes(value)))),
    "count-non-empty": (1, 1, lambda value: float(sum(bool(item.string()) for item in nodes(value)))),
    "string": (1, 1, text_of),
    "string-length": (1, 1, lambda value: float(len(text_of(value)))),
    "normalize-space": (1, 1, lambda value: " ".join(text_of(value).split())),
    "concat": (0, MANY, _concat),
    "join": (1, MANY, _joined),
    "contains": (2, 2, lambda value, part: text_of(part) in text_of(value)),
    "starts-with": (2, 2, lambda value, part: text_of(value).startswith(text_of(part))),
    "ends-with": (2, 2, lambda value, part: text_of(value).endswith(text_of(part))),
    "substr": (2, 3, _substr),
    "substring": (2, 3, _substring),
    "substring-before": (2, 2, _before),
    "substring-after": (2, 2, _after),
    "translate": (3, 3, _translate),
    "selected": (2, 2, lambda value, name: text_of(name).strip() in text_of(value).split()),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda value: float(len(text_of(value).split()))),
    "checklist": (2, MANY, _checklist),
    "weighted-checklist": (2, MANY, _weighted),
    "coalesce": (2, 2, lambda first, second: first if text_of(first) else second),
    "if": (3, 3, _choose),
    "date": (1, 1, _date),
    "decimal-date-time": (1, 1, _number),
    "format-date": (2, 2, _format_date),
}
"""Fewest and most arguments, and what it does."""
