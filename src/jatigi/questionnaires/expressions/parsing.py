"""From the text of an expression to a function of where it stands (XPath 1.0, section 3)."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from jatigi.questionnaires.expressions import values
from jatigi.questionnaires.expressions.functions import FUNCTIONS
from jatigi.questionnaires.expressions.patterns import pattern
from jatigi.questionnaires.expressions.placed import PLACED, Step, Unreadable, lineage
from jatigi.questionnaires.expressions.tree import Instances, Item, Scope, none
from jatigi.questionnaires.expressions.values import Value, number_of, text_of, truth

Move = Callable[[Scope, list[Item]], list[Item]]
"""One step of a path: from nodes to nodes."""

LONGEST = 20_000
DEEPEST = 60

OPERATORS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
    frozenset({"|"}),
)
"""From the loosest to the tightest, as in XPath 1.0, section 3."""

_TOKEN = re.compile(
    r"""\s*(?: (?P<number>\d+(?:\.\d*)?|\.\d+) | (?P<text>"[^"]*"|'[^']*')
    | (?P<sign>//|!=|<=|>=|\.\.|[]=<>+*(),|/.@[-])
    | (?P<name>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression."""

    text: str
    step: Step

    def of(self, item: Item, instances: Instances = none) -> Value:
        """Its value where it stands on `item`."""
        return self.step(Scope.at(item, instances))

    def holds(self, item: Item, instances: Instances = none) -> bool:
        """Whether it is true there."""
        return truth(self.of(item, instances))


def parse(text: str) -> Expression:
    """Read an expression. Raises `Unreadable`."""
    if len(text) > LONGEST:
        raise Unreadable(text[:60])
    return Expression(text, _Parser(text).whole())


def _minus(left: Value, right: Value) -> float:
    return number_of(left) - number_of(right)


def _divided(left: Value, right: Value) -> float:
    above, below = number_of(left), number_of(right)
    if below == 0:
        return math.nan if above == 0 or math.isnan(above) else math.copysign(math.inf, above)
    return above / below


def _remainder(left: Value, right: Value) -> float:
    above, below = number_of(left), number_of(right)
    return math.fmod(above, below) if below and math.isfinite(above) else math.nan


def _union(left: Value, right: Value) -> list[Item]:
    found = values.nodes(left) + values.nodes(right)
    kept = {id(item): item for item in found}
    return [item for item in found[0].root().walk() if id(item) in kept] if found else []


BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "=": values.equal,
    "!=": values.unequal,
    "<": values.less,
    "<=": values.at_most,
    ">": lambda a, b: values.less(b, a),
    ">=": lambda a, b: values.at_most(b, a),
    "+": lambda a, b: number_of(a) + number_of(b),
    "-": _minus,
    "*": lambda a, b: number_of(a) * number_of(b),
    "div": _divided,
    "mod": _remainder,
    "|": _union,
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
        self.depth = 0

    def whole(self) -> Step:
        step = self._binary(0)
        if self._kind() != "end":
            raise Unreadable(self._text())
        return step

    # Tokens

    def _kind(self) -> str:
        return self.tokens[self.position][0]

    def _text(self) -> str:
        return self.tokens[self.position][1]

    def _next(self) -> tuple[str, str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def _take(self, sign: str) -> bool:
        if self.tokens[self.position] == ("sign", sign):
            self.position += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise Unreadable(sign)

    def _called(self) -> bool:
        return self._kind() == "name" and self.tokens[self.position + 1] == ("sign", "(")

    # Operators

    def _binary(self, level: int) -> Step:
        if level == len(OPERATORS):
            return self._unary()
        left = self._binary(level + 1)
        while self._kind() in ("sign", "name") and self._text() in OPERATORS[level]:
            operator = self._next()[1]
            left = _both(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> Step:
        if self._take("-"):
            inner = self._unary()
            return lambda scope: -number_of(inner(scope))
        return self._path()

    # Paths

    def _path(self) -> Step:
        start, moves = self._start(), []
        absolute = start is None and self._take("/")
        if start is None:
            moves.append([self._move(), *self._predicates()])
        elif predicates := self._predicates():
            moves.append(predicates)
        while self._take("/"):
            moves.append([self._move(), *self._predicates()])
        if absolute:
            return _from_the_root(moves)
        return _walked(start or _here, moves) if moves else cast(Step, start)

    def _start(self) -> Step | None:
        """What a path can begin with that is no step of it; None where it begins with a step."""
        kind, text = self.tokens[self.position]
        if kind == "number":
            number = float(self._next()[1])
            return lambda _scope: number
        if kind == "text":
            words = self._next()[1][1:-1]
            return lambda _scope: words
        if self._take("("):
            inner = self._inside(lambda: self._binary(0))
            self._expect(")")
            return inner
        if self._called():
            return self._inside(lambda: self._call(self._next()[1]))
        if kind == "name" or text in ("/", ".", "..", "*"):
            return None
        raise Unreadable(text)

    def _inside(self, read: Callable[[], Step]) -> Step:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("(")
        found = read()
        self.depth -= 1
        return found

    def _move(self) -> Move:
        if self._take("."):
            return _stay
        if self._take(".."):
            return _up
        if self._take("*"):
            return _down("*")
        kind, text = self._next()
        if kind != "name" or (self.tokens[self.position] == ("sign", "(")):
            raise Unreadable(text)
        return _down(text.rpartition(":")[2])

    def _predicates(self) -> list[Move]:
        found: list[Move] = []
        while self._take("["):
            condition = self._inside(lambda: self._binary(0))
            self._expect("]")
            found.append(_filtered(condition))
        return found

    # Functions

    def _call(self, name: str) -> Step:
        self._expect("(")
        arguments: list[Step] = []
        begins = self.position
        while not self._take(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._binary(0))
        if name in PLACED:
            return PLACED[name](arguments)
        if name == "regex":
            return self._regex(begins, arguments)
        fewest, most, function = FUNCTIONS.get(name, (1, 0, bool))
        if not fewest <= len(arguments) <= most:
            raise Unreadable(name)
        return lambda scope: function(*(argument(scope) for argument in arguments))

    def _regex(self, begins: int, arguments: list[Step]) -> Step:
        """A pattern that stands in the form as a text; any other is left to the page."""
        kind, written = self.tokens[self.position - 2]
        found = pattern(written[1:-1]) if kind == "text" and len(arguments) == 2 else None
        if found is None or self.tokens[self.position - 3] != ("sign", ","):
            raise Unreadable("regex")
        value = arguments[0]
        return lambda scope: found.found_in(text_of(value(scope)))


def _both(operator: str, left: Step, right: Step) -> Step:
    if operator == "or":
        return lambda scope: truth(left(scope)) or truth(right(scope))
    if operator == "and":
        return lambda scope: truth(left(scope)) and truth(right(scope))
    operate = BINARY[operator]
    return lambda scope: operate(left(scope), right(scope))


def _here(scope: Scope) -> Value:
    return [scope.here]


def _walked(start: Step, moves: list[list[Move]]) -> Step:
    def walk(scope: Scope) -> Value:
        begun = start(scope)
        if not isinstance(begun, list):
            return begun
        found = begun
        for step in moves:
            for move in step:
                found = move(scope, found)
        return found

    return walk


def _from_the_root(moves: list[list[Move]]) -> Step:
    """An absolute path. Within a repetition its steps stay in that repetition, all but the last, as in JavaRosa."""

    def walk(scope: Scope) -> Value:
        found = [Item("", children=[scope.origin.root()])]
        own = {id(item) for item in lineage(scope.origin)}
        for number, step in enumerate(moves, 1):
            for move in step:
                found = move(scope, found)
            if len(step) == 1 and number < len(moves):
                found = [item for item in found if id(item) in own] or found
        return found

    return walk


def _stay(_scope: Scope, found: list[Item]) -> list[Item]:
    return found


def _up(_scope: Scope, found: list[Item]) -> list[Item]:
    return list({id(item.parent): item.parent for item in found if item.parent is not None}.values())


def _down(name: str) -> Move:
    return lambda _scope, found: [child for item in found for child in item.named(name)]


def _filtered(condition: Step) -> Move:
    """Keep what the condition holds for; a number keeps the node at that place among its siblings."""

    def keep(scope: Scope, found: list[Item]) -> list[Item]:
        kept: list[Item] = []
        for number, item, size in _numbered(found):
            said = condition(scope.moved(item, number, size))
            if said == number if isinstance(said, float) else truth(said):
                kept.append(item)
        return kept

    return keep


def _numbered(found: list[Item]) -> Iterator[tuple[int, Item, int]]:
    """Each with its place among those of the same parent, and how many these are."""
    starts = [
        0,
        *(place for place, (a, b) in enumerate(pairwise(found), 1) if a.parent is not b.parent),
        len(found),
    ]
    for start, end in pairwise(starts):
        for number, item in enumerate(found[start:end], 1):
            yield number, item, end - start
