"""Patterns of `regex()` tried in time that grows with the text and no faster, whatever the pattern.

The matcher of Python goes back and tries again, for centuries where somebody writes a pattern for that. Here all ways
through the pattern are followed at once, one letter at a time (Thompson, "Regular expression search algorithm", 1968).
Only whether it is found is asked, so that what is greedy and what is lazy is the same.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from re import _constants as kinds  # isort: skip
from re import _parser as parser  # isort: skip

LONGEST = 200
MOST_STATES = 300

Fits = Callable[[str], bool]


class _Beyond(Exception):
    """The pattern asks for more than this."""


@dataclass(slots=True)
class _State:
    """Where one is in a pattern: on by a letter that `fits`, or by none to `ways` if one is at `place`."""

    fits: Fits | None = None
    ways: list["_State"] = field(default_factory=list)
    place: Any = None


class Pattern:
    """A pattern that was read."""

    def __init__(self, tree: Any) -> None:
        self._states = 0
        self._end = _State()
        self._start = self._series(tree, self._end)

    def found_in(self, text: str) -> bool:
        """Whether it fits anywhere in the text."""
        here: list[_State] = []
        for place in range(len(text) + 1):
            reached = self._reached([*here, self._start], text, place)
            if id(self._end) in reached:
                return True
            letter = text[place : place + 1]
            here = [s.ways[0] for s in reached.values() if s.fits is not None and letter and s.fits(letter)]
        return False

    def _reached(self, begun: Iterable[_State], text: str, place: int) -> dict[int, _State]:
        found: dict[int, _State] = {}
        waiting = list(begun)
        while waiting:
            state = waiting.pop()
            if id(state) in found or (state.place is not None and not _is_at(state.place, text, place)):
                continue
            found[id(state)] = state
            if state.fits is None:
                waiting += state.ways
        return found

    # Reading, from the end to the beginning

    def _new(self, fits: Fits | None, *ways: _State, place: Any = None) -> _State:
        self._states += 1
        if self._states > MOST_STATES:
            raise _Beyond
        return _State(fits, list(ways), place)

    def _series(self, tree: Any, after: _State) -> _State:
        for kind, given in reversed(list(tree)):
            after = self._one(kind, given, after)
        return after

    def _one(self, kind: Any, given: Any, after: _State) -> _State:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            least, most, tree = given
            return self._repeated(least, most, tree, after)
        if kind is kinds.BRANCH:
            return self._new(None, *(self._series(tree, after) for tree in given[1]))
        if kind is kinds.SUBPATTERN and given[1:3] == (0, 0):
            return self._series(given[3], after)
        if kind is kinds.AT and given in _PLACES:
            return self._new(None, after, place=given)
        return self._new(_letter(kind, given), after)

    def _repeated(self, least: int, most: Any, tree: Any, after: _State) -> _State:
        if most is kinds.MAXREPEAT:
            start = self._new(None, after)
            start.ways.append(self._series(tree, start))
        else:
            start = after
            for _time in range(most - least):
                start = self._new(None, self._series(tree, start), after)
        for _time in range(least):
            start = self._series(tree, start)
        return start


_PLACES = (kinds.AT_BEGINNING, kinds.AT_BEGINNING_STRING, kinds.AT_END, kinds.AT_END_STRING)


def _is_at(wanted: Any, text: str, place: int) -> bool:
    if wanted in _PLACES[:2]:
        return place == 0
    return place == len(text) or (wanted is kinds.AT_END and place == len(text) - 1 and text[-1] == "\n")


_CLASSES: dict[Any, Fits] = {
    kinds.CATEGORY_DIGIT: str.isdecimal,
    kinds.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    kinds.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    kinds.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def _letter(kind: Any, given: Any) -> Fits:
    if kind is kinds.LITERAL:
        return chr(given).__eq__
    if kind is kinds.NOT_LITERAL:
        return chr(given).__ne__
    if kind is kinds.ANY:
        return "\n".__ne__
    if kind is kinds.RANGE:
        first, last = map(chr, given)
        return lambda letter: first <= letter <= last
    if kind is kinds.CATEGORY and given in _CLASSES:
        return _CLASSES[given]
    if kind is kinds.IN:
        negated = given[0][0] is kinds.NEGATE
        among = [_letter(*one) for one in given[negated:]]
        return lambda letter: any(fits(letter) for fits in among) is not negated
    raise _Beyond


def pattern(written: str) -> Pattern | None:
    """The pattern; None where it cannot be read, or asks for what is left to the page (looking around, references)."""
    if len(written) > LONGEST:
        return None
    try:
        tree = parser.parse(written)
        return Pattern(tree) if tree.state.flags == re.UNICODE else None
    except (re.error, _Beyond, OverflowError, RecursionError):
        return None
