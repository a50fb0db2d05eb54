"""Results: typed functions for forms and purposes, each with a version, and how each instrument tells its reasons.

`registry` functions · `telling` bands, reasons and who is told, one `Instrument` per form · the other modules one instrument
each: the function that reads its answers and the way its result is shown. An instrument of a higher room registers
itself in the same way.
"""

from jatigi.questionnaires.scoring import arrival_health, determinants, feedback, screening, washington_group
from jatigi.questionnaires.scoring.registry import (
    Facts,
    Function,
    Score,
    Scorer,
    Values,
    _registry,
    inputs_of,
    scorer_for,
    scorer_of,
    scores,
    told_as,
)

SHIPPED = (screening, determinants, washington_group, arrival_health, feedback)
"""Imported for what they register."""

__all__ = [
    "SHIPPED", "Facts", "Function", "Score", "Scorer", "Values", "_registry", "inputs_of", "scorer_for",
    "scorer_of", "scores", "told_as",
]  # fmt: skip
