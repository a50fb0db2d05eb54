"""The conditions of a form, evaluated again on the server: the part of XPath 1.0 that XLSForms mostly use.

Comparisons, `and`, `or`, `not`, arithmetic, paths to single nodes and the functions in `FUNCTIONS`. Whatever else
an expression holds makes it `Unreadable`, and the form says that only its page evaluates it.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

Value = str | float | bool
Read = Callable[[str], str]
"""The text of a node by its absolute path; "" where it has none."""
Step = Callable[[Read], Value]

OPERATORS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
"""From the loosest to the tightest, as in XPath 1.0, section 3."""

_TOKEN = re.compile(
    r"""\s*(?: (?P<number>\d+(?:\.\d*)?|\.\d+) | (?P<text>"[^"]*"|'[^']*')
    | (?P<path>/?[A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)*) | (?P<here>\.(?![.\d]))
    | (?P<sign>!=|<=|>=|[=<>+*(),-]) )""",
    re.VERBOSE,
)


_NUMBER = re.compile(r"-?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})", re.ASCII)


class Unreadable(ValueError):
    """The expression holds something that is not evaluated here."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; `here` is the path of the node that it stands on."""

    text: str
    step: Step

    def of(self, read: Read, here: str) -> Value:
        """Its value."""
        return self.step(lambda path: read(here if path == "." else path))

    def holds(self, read: Read, here: str) -> bool:
        """Whether it is true."""
        return truth(self.of(read, here))


def parse(text: str) -> Expression:
    """Read an expression. Raises `Unreadable`."""
    return Expression(text, _Parser(text).whole())


def truth(value: Value) -> bool:
    return not math.isnan(value) and value != 0 if isinstance(value, float) else bool(value)


def text_of(value: Value) -> str:
    """As XPath writes it: true and false in words, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else str(int(value)) if value == int(value) else str(value)
    return value


def number_of(value: Value) -> float:
    """A number; of a date the days since 1970, as the engines of ODK count; NaN for what is neither."""
    if not isinstance(value, str):
        return float(value)
    return float(value) if _NUMBER.fullmatch(value.strip()) else _days(value)


def _days(text: str) -> float:
    try:
        if len(text) == len("2026-11-21"):
            return float((date.fromisoformat(text) - date(1970, 1, 1)).days)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 86_400


def equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return number_of(left) == number_of(right)
    return left == right


FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "true": (0, lambda: True),
    "false": (0, lambda: False),
    "not": (1, lambda value: not truth(value)),
    "boolean": (1, truth),
    "number": (1, number_of),
    "string": (1, text_of),
    "string-length": (1, lambda value: float(len(text_of(value)))),
    "selected": (2, lambda value, name: text_of(name).strip() in text_of(value).split()),
    "count-selected": (1, lambda value: float(len(text_of(value).split()))),
    "contains": (2, lambda value, part: text_of(part) in text_of(value)),
    "starts-with": (2, lambda value, part: text_of(value).startswith(text_of(part))),
    "coalesce": (2, lambda first, second: first if text_of(first) else second),
    "if": (3, lambda condition, then, otherwise: then if truth(condition) else otherwise),
}
"""How many arguments each takes, and what it does."""

BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "or": lambda a, b: truth(a) or truth(b),
    "and": lambda a, b: truth(a) and truth(b),
    "=": equal,
    "!=": lambda a, b: not equal(a, b),
    "<": lambda a, b: number_of(a) < number_of(b),
    "<=": lambda a, b: number_of(a) <= number_of(b),
    ">": lambda a, b: number_of(a) > number_of(b),
    ">=": lambda a, b: number_of(a) >= number_of(b),
    "+": lambda a, b: number_of(a) + number_of(b),
    "-": lambda a, b: number_of(a) - number_of(b),
    "*": lambda a, b: number_of(a) * number_of(b),
    "div": lambda a, b: number_of(a) / number_of(b) if number_of(b) else math.nan,
    "mod": lambda a, b: math.fmod(number_of(a), number_of(b)) if number_of(b) else math.nan,
}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            raise Unreadable(text[position:])
        position = found.end()
        yield str(found.lastgroup), found.group(str(found.lastgroup))
    yield "end", ""


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.position = 0

    def whole(self) -> Step:
        step = self._binary(0)
        if self._next()[0] != "end":
            raise Unreadable(self.tokens[self.position - 1][1])
        return step

    def _next(self) -> tuple[str, str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def _take(self, sign: str) -> bool:
        if self.tokens[self.position][1] == sign and self.tokens[self.position][0] == "sign":
            self.position += 1
            return True
        return False

    def _binary(self, level: int) -> Step:
        if level == len(OPERATORS):
            return self._unary()
        left = self._binary(level + 1)
        while (
            self.tokens[self.position][0] in ("sign", "path")
            and (operator := self.tokens[self.position][1]) in OPERATORS[level]
        ):
            self.position += 1
            left = _both(BINARY[operator], left, self._binary(level + 1))
        return left

    def _unary(self) -> Step:
        if self._take("-"):
            inner = self._unary()
            return lambda read: -number_of(inner(read))
        return self._primary()

    def _primary(self) -> Step:
        kind, text = self._next()
        if kind == "number":
            return lambda _read: float(text)
        if kind == "text":
            return lambda _read: text[1:-1]
        if kind == "here":
            return lambda read: read(".")
        if text == "(":
            inner = self._binary(0)
            self._expect(")")
            return inner
        if kind == "path" and self._take("("):
            return self._call(text)
        if kind == "path" and text.startswith("/"):
            return lambda read: read(text)
        raise Unreadable(text)

    def _call(self, name: str) -> Step:
        arguments: list[Step] = []
        while not self._take(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._binary(0))
        count, function = FUNCTIONS.get(name, (-1, equal))
        if count != len(arguments):
            raise Unreadable(name)
        return lambda read: function(*(argument(read) for argument in arguments))

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise Unreadable(sign)


def _both(operate: Callable[[Value, Value], Value], left: Step, right: Step) -> Step:
    return lambda read: operate(left(read), right(read))
