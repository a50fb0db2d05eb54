"""Outlines of regions for maps that the server draws: `data/outlines.json`, for pictures only, never for borders.

Some outlines are older than the regions of today: a shape names all that lie in it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "outlines.json"
Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """`units`: codes of today. rings: points (east, south) in the grid of the file; `rings` cut out of each other."""

    country: str
    name: str
    units: tuple[str, ...]
    rings: tuple[Ring, ...]

    @property
    def path(self) -> str:
        """The shape as the `d` of an SVG path."""
        return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in self.rings)


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    read = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Shape(
            one["country"],
            one["name_fr"],
            tuple(one["units"]),
            tuple(_ring(ring) for ring in one["rings"]),
        )
        for one in read["shapes"]
    )


def box(found: Iterable[Shape], margin: int = 8) -> tuple[int, int, int, int]:
    """The viewBox that holds the shapes: left, top, width, height."""
    points = [point for shape in found for ring in shape.rings for point in ring]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    right, bottom = max(x for x, _y in points), max(y for _x, y in points)
    return left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin


def _ring(flat: list[int]) -> Ring:
    """North is up on a map and down in SVG."""
    return tuple((x, -y) for x, y in zip(flat[::2], flat[1::2], strict=True))
