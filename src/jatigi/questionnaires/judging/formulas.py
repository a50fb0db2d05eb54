"""Expressions of a form as they are written: brackets, quotation marks, functions, operators."""

import re
from collections.abc import Iterator

from jatigi.questionnaires.expressions.functions import FUNCTIONS
from jatigi.questionnaires.expressions.parsing import DEEPEST
from jatigi.questionnaires.expressions.placed import PLACED
from jatigi.questionnaires.judging.findings import nearest, shown

Problem = tuple[str, dict[str, str]]

KNOWN = frozenset(FUNCTIONS) | frozenset(PLACED) | frozenset(
    "regex today now random randomize uuid once pulldata digest jr:itext jr:choice-name choice-name itext area "
    "distance geofence intersects date-time format-date-time decimal-time exp exp10 log log10 sin cos tan asin acos "
    "atan atan2 base64-decode extract-signed property version substring-before substring-after id lang local-name "
    "name namespace-uri item-at day month year thousands-sep text node comment current".split()
)  # fmt: skip
"""Functions of XPath 1.0 and of the ODK XForms specification, also those that only the page evaluates."""

_HABITS = {
    "si": "if", "et": "and", "ou": "or", "non": "not", "somme": "sum", "nb": "count", "aujourdhui": "today",
    "maintenant": "now", "arrondi": "round", "moyenne": "sum(…) div count(…)", "concatener": "concat",
    "nbcar": "string-length", "len": "string-length", "length": "string-length", "iif": "if",
    "average": "sum(…) div count(…)", "mid": "substr", "upper": "translate", "lower": "translate",
}  # fmt: skip
_OPERATORS = {
    "==": "=",
    "&&": "and",
    "||": "or",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "&": "and",
    "!": "not(…)",
}
_WORDS = frozenset({"and", "or", "div", "mod"})
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")

_TOKEN = re.compile(
    r"""\s*(?: (?P<reference>\$\{[^}]*\}) | (?P<number>\d+(?:\.\d*)?|\.\d+) | (?P<text>"[^"]*"|'[^']*')
    | (?P<habit>==|&&|\|\||<>|=>|=<|&|!(?!=)) | (?P<sign>::|//|!=|<=|>=|\.\.|[]=<>+*(),|/.@[-])
    | (?P<name>[^\W\d][\w.-]*(?::[^\W\d:][\w.-]*)?) )""",
    re.VERBOSE,
)


def problems(written: str) -> Iterator[Problem]:
    """What is wrong with an expression: (code of a finding, what its sentence says). At most one, the first."""
    text = written.translate(_STRAIGHT)
    tokens: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            yield _unreadable(text[position:].lstrip())
            return
        position = found.end()
        kind = str(found.lastgroup)
        if kind == "habit":
            sign = found[kind]
            yield "operator", {"sign": sign, "better": _OPERATORS[sign]}
            return
        tokens.append((kind, found[kind]))
    yield from _Order(tokens).problem()


def _unreadable(rest: str) -> Problem:
    if rest[:1] in ("'", '"'):
        return "quotation", {"near": shown(rest)}
    if rest.startswith("${"):
        return "reference_open", {"near": shown(rest)}
    return "sign", {"sign": rest[:1]}


class _Order:
    """Walks through the tokens: a value, an operator, a value."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = [*tokens, ("end", "")]
        self.open: list[str] = []
        self.value_due = True

    def problem(self) -> Iterator[Problem]:
        for place, (kind, text) in enumerate(self.tokens[:-1]):
            found = self._step(place, kind, text)
            if found:
                yield found
                return
        if self.open:
            yield "bracket", {"sign": self.open[-1]}
        elif self.value_due and len(self.tokens) > 1 and self.tokens[-2][1] != "/":
            yield "value_missing", {"near": self.tokens[-2][1]}

    def _step(self, place: int, kind: str, text: str) -> Problem | None:
        following = self.tokens[place + 1][1]
        if kind == "name" and following == "(" and not (text in _WORDS and not self.value_due):
            return self._function(text)
        if text in ("(", "["):
            return self._opening(text)
        if text in (")", "]"):
            return self._closing(place, text)
        if kind == "sign" and text not in (".", "..", "*", "@"):
            return self._operator(text, place)
        if not self.value_due:
            if text in _WORDS or text == "*":
                self.value_due = True
                return None
            return "operator_missing", {"near": shown(text)}
        self.value_due = text == "@"
        return None

    def _function(self, name: str) -> Problem | None:
        if name not in KNOWN:
            better = _HABITS.get(name.lower()) or nearest(name, KNOWN)
            return ("function_near" if better else "function"), {"name": shown(name), "better": better}
        return None if self.value_due else ("operator_missing", {"near": shown(name)})

    def _opening(self, sign: str) -> Problem | None:
        if (sign == "[") == self.value_due:
            return "operator_missing", {"near": sign}
        self.open.append(sign)
        self.value_due = True
        return ("bracket_deep", {"most": str(DEEPEST)}) if len(self.open) > DEEPEST else None

    def _closing(self, place: int, sign: str) -> Problem | None:
        if not self.open or self.open.pop() != {")": "(", "]": "["}[sign]:
            return "bracket", {"sign": sign}
        empty = place > 1 and self.tokens[place - 1][1] == "(" and self.tokens[place - 2][0] == "name"
        if self.value_due and not empty:
            return "value_missing", {"near": self.tokens[place - 1][1]}
        self.value_due = False
        return None

    def _operator(self, sign: str, place: int) -> Problem | None:
        if self.value_due and sign not in ("-", "/", "//"):
            before = self.tokens[place - 1][1] if place else sign
            return "value_missing", {"near": before}
        self.value_due = True
        return None
