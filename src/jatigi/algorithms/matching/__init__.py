"""Finding a person again by a name in any spelling, and by everything else that is known.

``normalise`` and ``fold`` bring a name to what is heard; ``compare`` weighs two records; ``Engine`` searches the
records of a whole node in memory; ``link.pairs`` links lists.
"""

from jatigi.algorithms.matching.engine import EVERYBODY, MUST_LOOK, PERHAPS, Engine, Visible
from jatigi.algorithms.matching.model import Birth, Match, Query, Reason, Record, Stay
from jatigi.algorithms.matching.names import normalise
from jatigi.algorithms.matching.score import compare
from jatigi.algorithms.matching.sound import fold

__all__ = [
    "EVERYBODY",
    "MUST_LOOK",
    "PERHAPS",
    "Birth",
    "Engine",
    "Match",
    "Query",
    "Reason",
    "Record",
    "Stay",
    "Visible",
    "compare",
    "fold",
    "normalise",
]
