"""What is found in a form: a code with its place. The sentences stand in `sentences`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` counts from 1, the row of headers; None where it is about the whole. `column` as its header is written."""

    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False


class Unusable(Exception):
    """Nothing more can be said of the file than this."""

    def __init__(
        self, code: str, sheet: str = "", row: int | None = None, column: str = "", /, **given: str
    ) -> None:
        super().__init__(code)
        self.finding = Finding(code, sheet, row, column, given)


SHOWN = 80


def shown(text: Any) -> str:
    """A text from the file as a sentence can carry it."""
    one_line = " ".join(str(text).split())
    return one_line if len(one_line) <= SHOWN else one_line[: SHOWN - 1] + "…"


def nearest(name: str, names: Any) -> str:
    """What was probably meant, or ""."""
    known = {str(one).lower(): str(one) for one in names}
    found = get_close_matches(name.lower().strip(), list(known), n=1, cutoff=0.75)
    return known[found[0]] if found else ""
