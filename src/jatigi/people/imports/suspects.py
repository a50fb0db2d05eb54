"""Where an import says that somebody it wrote may be somebody who is known: whoever decides on duplicates registers here."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from jatigi.algorithms.matching import Reason
from jatigi.kernel.hooks import Hook

suspected: Hook[Callable[[Any, UUID, UUID, Sequence[Reason]], None]] = Hook()
"""Called with the act, two persons of one organisation, and what speaks for it."""


def suspect(act: Any, one: UUID, other: UUID, reasons: Sequence[Reason]) -> None:
    """Two records may be of one person: to be decided by somebody who sees both."""
    for tell in suspected:
        tell(act, one, other, reasons)
