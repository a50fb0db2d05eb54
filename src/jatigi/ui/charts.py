"""Small charts drawn as SVG on the server; the figures always stand in a table beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABEL_WIDTH, VALUE_WIDTH = 720, 250, 80
ROW, BAR = 36, 20
LONGEST_LABEL = 30
"""Characters of a label that fit beside the bars; the table has the whole."""


@dataclass(frozen=True)
class Bar:
    """One line; lengths in the chart's units. `value` None is a figure that was suppressed."""

    label: str
    short: str
    value: float | None
    length: float
    top: int
    text_y: int
    value_x: float


@dataclass(frozen=True)
class BarChart:
    bars: list[Bar]
    width: int
    height: int
    start: int
    room: int
    thickness: int


def bars(figures: Sequence[tuple[str, float | None]]) -> BarChart:
    """Horizontal bars from zero, in the given order."""
    largest = max((value for _, value in figures if value), default=0) or 1
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    return BarChart(
        bars=[_bar(index, label, value, (value or 0) / largest * room) for index, (label, value) in enumerate(figures)],
        width=WIDTH,
        height=ROW * len(figures),
        start=LABEL_WIDTH,
        room=room,
        thickness=BAR,
    )


def _bar(index: int, label: str, value: float | None, length: float) -> Bar:
    top = index * ROW + (ROW - BAR) // 2
    short = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
    return Bar(label, short, value, round(length, 1), top, top + 15, round(LABEL_WIDTH + length + 8, 1))
