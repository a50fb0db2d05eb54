"""Functions that depend on where they stand: position, the present node, lists beside the answers, repetitions."""

import math
from collections.abc import Callable, Iterator

from jatigi.questionnaires.expressions import values
from jatigi.questionnaires.expressions.tree import Item, Scope
from jatigi.questionnaires.expressions.values import Value, number_of, text_of

Step = Callable[[Scope], Value]


class Unreadable(ValueError):
    """The expression holds something that is not evaluated here."""


def _position(arguments: list[Step]) -> Step:
    if not arguments:
        return lambda scope: float(scope.position)
    if len(arguments) != 1:
        raise Unreadable("position")
    node = arguments[0]

    def position(scope: Scope) -> Value:
        found = values.nodes(node(scope))
        return float(found[0].position) if found else math.nan

    return position


def _last(arguments: list[Step]) -> Step:
    if arguments:
        raise Unreadable("last")
    return lambda scope: float(scope.size)


def _current(arguments: list[Step]) -> Step:
    if arguments:
        raise Unreadable("current")
    return lambda scope: [scope.origin]


def _instance(arguments: list[Step]) -> Step:
    if len(arguments) != 1:
        raise Unreadable("instance")
    named = arguments[0]

    def instance(scope: Scope) -> Value:
        root = scope.instances(text_of(named(scope)))
        return [] if root is None else [Item("", children=[root])]

    return instance


def _indexed(arguments: list[Step]) -> Step:
    """`indexed-repeat(node, repeat, place, …)`: the node within that repetition."""
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        raise Unreadable("indexed-repeat")
    node, *rest = arguments

    def indexed(scope: Scope) -> Value:
        anywhere = Scope(scope.here, scope.here.root(), scope.instances)
        wanted = values.nodes(node(anywhere))
        for repeat, place in zip(rest[::2], rest[1::2], strict=True):
            number = number_of(place(scope))
            chosen = {id(item) for item in values.nodes(repeat(anywhere)) if item.position == number}
            wanted = [item for item in wanted if any(id(above) in chosen for above in lineage(item))]
        return wanted

    return indexed


def lineage(item: Item) -> Iterator[Item]:
    """The node and all above it."""
    above: Item | None = item
    while above is not None:
        yield above
        above = above.parent


PLACED: dict[str, Callable[[list[Step]], Step]] = {
    "position": _position,
    "last": _last,
    "current": _current,
    "instance": _instance,
    "indexed-repeat": _indexed,
}
