"""What becomes of a word that a workbook uses: known, to be confirmed by a person with choices, or not known at all."""

from dataclasses import dataclass, field
from typing import Any

KNOWN, CONFIRM, LEFT_OUT = "recognised", "to_confirm", "left_out"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a word may mean: its code, how people call it, and why it is offered."""

    code: str
    label: str
    why: str = ""


@dataclass(slots=True)
class Found:
    """state: `KNOWN` (`codes` say what), `CONFIRM` (`choices`, likeliest first) or `LEFT_OUT` (nothing comes of it).

    how: exactly, by a confirmed alias, by a code …; `sentence` says what a person has to know. `again`: the key under
    which a person's choice is kept.
    """

    state: str
    codes: tuple[str, ...] = ()
    label: str = ""
    how: str = ""
    choices: list[Choice] = field(default_factory=list)
    sentence: str = ""
    key: str = ""
    remark: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
