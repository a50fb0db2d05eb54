"""Small charts drawn as SVG on the server; the figures always stand in a table beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, VALUE_WIDTH = 400, 64
ROW, BAR, TEXT = 48, 14, 16
"""Each line is a label with its bar under it: it stays legible on a phone."""


@dataclass(frozen=True)
class Bar:
    """One line, in the chart's units. `value` None is a figure that was suppressed."""

    label: str
    value: float | None
    length: float
    text_y: int
    bar_y: int
    value_y: int


@dataclass(frozen=True)
class BarChart:
    bars: list[Bar]
    width: int
    height: int
    room: int
    thickness: int


def bars(figures: Sequence[tuple[str, float | None]]) -> BarChart:
    """Horizontal bars from zero, in the given order; what lies below zero has its figure and no bar."""
    largest = max((value for _, value in figures if value), default=0) or 1
    room = WIDTH - VALUE_WIDTH
    return BarChart(
        bars=[
            _bar(index, label, value, max(value or 0, 0) / largest * room)
            for index, (label, value) in enumerate(figures)
        ],
        width=WIDTH,
        height=ROW * len(figures),
        room=room,
        thickness=BAR,
    )


def _bar(index: int, label: str, value: float | None, length: float) -> Bar:
    top = index * ROW
    return Bar(label, value, round(length, 1), top + TEXT, top + TEXT + 6, top + TEXT + 6 + BAR - 2)
