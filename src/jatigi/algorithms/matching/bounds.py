"""What a person's words can say at the most, before each of them is weighed: bounds for the scan (compiled)."""

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import PARTS, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.score import Role

SCALE = 32
"""Parts of a bit in which the scan counts."""

Sums = NDArray[np.int16]
"""Parts of a bit that somebody's words can gain together, for each row."""

BORROWED = len(Role)
"""A role of its own: the father's words of those who have a single name, and may lack their surname."""

STARTS = np.array([part.start for part in PARTS.values()] + [PARTS[Role.ORIGIN].stop])
"""Where the words of each role begin in a row, and where the last ends."""


def shapes_of(columns: Columns) -> NDArray[np.uint16]:
    """How many words each row has in each role, of several names those of the longest, as one number."""
    shapes: NDArray[np.uint16] = _shapes(columns.words, columns.longest, STARTS)
    return shapes


@compiled
def _shapes(words, longest, starts):  # type: ignore[no-untyped-def]
    shapes = np.zeros(len(words), np.uint16)
    for row in range(len(words)):
        shape = 0
        for role in range(4):
            said = 0
            for c in range(starts[role], starts[role + 1]):
                said += words[row, c] != 0
            if role == 0 and longest[row]:
                said = longest[row]
            shape = shape * (starts[role + 1] - starts[role] + 1) + said
        shapes[row] = shape
    return shapes


@compiled
def lost_by(roles, starts):  # type: ignore[no-untyped-def]
    """What it costs each shape that so many words of a person face those that were asked for and none agrees."""
    lost = np.zeros(1, np.int32)
    for role in range(4):
        asked, most = roles[role, 5], starts[role + 1] - starts[role]
        each = np.zeros(len(lost) * (most + 1), np.int32)
        for before in range(len(lost)):
            for theirs in range(most + 1):
                here = 0
                if asked and theirs:
                    here = roles[role, 1] * min(asked, theirs) + roles[role, 2] * abs(asked - theirs)
                each[before * (most + 1) + theirs] = lost[before] + here
        lost = each
    return lost


@compiled
def tops_of(gains, roles, surnames):  # type: ignore[no-untyped-def]
    """The most that each near word gains in each role, and last in that of a surname that the father lends."""
    tops = np.zeros((5, len(gains)), np.int16)
    for at in range(len(gains)):
        for role in range(4):
            for q in range(roles[role, 4], roles[role, 4] + roles[role, 0]):
                tops[role, at] = max(tops[role, at], gains[at, q])
        for q in range(gains.shape[1] - surnames, gains.shape[1]):
            tops[0, at] = max(tops[0, at], gains[at, q])
        if roles[0, 0] > 1:
            tops[4, at] = tops[0, at]
    return tops


@compiled
def sums_of(words, longest, near, tops, lost, figures):  # type: ignore[no-untyped-def]
    """The same of a few rows that are in no list, with what each loses; ``figures`` is the most that numbers can say."""
    sums = np.zeros(len(words), np.int16)
    for row in range(len(words)):
        total = figures
        shape = 0
        for role in range(4):
            said = 0
            for c in range(STARTS[role], STARTS[role + 1]):
                said += words[row, c] != 0
                total += tops[role, near[words[row, c]]]
            if role == 0 and longest[row]:
                said = longest[row]
            shape = shape * (STARTS[role + 1] - STARTS[role] + 1) + said
        if words[row, 0] and not words[row, 1]:
            for c in range(STARTS[2], STARTS[3]):
                total += tops[BORROWED, near[words[row, c]]]
        sums[row] = total + lost[shape]
    return sums


@compiled
def most_of_roles(gains, roles):  # type: ignore[no-untyped-def]
    """The most that the words of a role and of those after it can add."""
    rest = np.zeros(5, np.int32)
    for role in range(3, 0, -1):
        total = 0
        for at in range(roles[role, 4], roles[role, 4] + roles[role, 0]):
            top = 0
            for word in range(gains.shape[0]):
                top = max(top, gains[word, at])
            total += top
        rest[role] = rest[role + 1] + max(0, min(total + roles[role, 1], roles[role, 3]))
    return rest
