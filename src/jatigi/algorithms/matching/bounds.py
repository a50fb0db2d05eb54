"""What a person's words can say at the most, before each of them is weighed: bounds for the scan (compiled)."""

import numpy as np

from jatigi.algorithms.matching.columns import PARTS
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.score import Role

SCALE = 32
"""Parts of a bit in which the scan counts."""

_MOTHER, _FATHER, _ORIGIN, _END = (
    *(PARTS[role].start for role in (Role.MOTHER, Role.FATHER, Role.ORIGIN)),
    PARTS[Role.ORIGIN].stop,
)
_USUAL = 4
_WIDTH, _STEP = 7, SCALE // 4
_ONE_ROLE = np.uint32((1 << _WIDTH) - 1)
"""What a word can say in each role stands in quarters of a bit, seven binary digits a role, in one number."""

_OF_MOTHER, _OF_FATHER, _OF_ORIGIN = (
    np.uint32(_WIDTH * role) for role in (Role.MOTHER, Role.FATHER, Role.ORIGIN)
)


@compiled
def most_of_words(words, row, tops, lost, names):  # type: ignore[no-untyped-def]
    """The most that the words of a person can say together, each in its role; without branches that surprise."""
    total, count = np.uint32(0), 0
    for c in range(_USUAL):
        total += tops[words[row, c]] & _ONE_ROLE
        count += words[row, c] != 0
    if words[row, _USUAL]:
        for c in range(_USUAL, _MOTHER):
            total += tops[words[row, c]] & _ONE_ROLE
            count += words[row, c] != 0
    bits = lost[0, count]
    if count == 1 and names > 1:
        for c in range(_FATHER, _ORIGIN):
            total += tops[words[row, c]] & _ONE_ROLE
    count = 0
    for c in range(_MOTHER, _FATHER):
        total += (tops[words[row, c]] >> _OF_MOTHER) & _ONE_ROLE
        count += words[row, c] != 0
    bits += lost[1, count]
    count = 0
    for c in range(_FATHER, _ORIGIN):
        total += (tops[words[row, c]] >> _OF_FATHER) & _ONE_ROLE
        count += words[row, c] != 0
    bits += lost[2, count]
    count = 0
    for c in range(_ORIGIN, _END):
        total += (tops[words[row, c]] >> _OF_ORIGIN) & _ONE_ROLE
        count += words[row, c] != 0
    return np.int64(total) * _STEP + bits + lost[3, count]


@compiled
def tops_of(gains, roles, surnames):  # type: ignore[no-untyped-def]
    """The most that each near word gains in each role, rounded up."""
    tops = np.zeros(len(gains), np.uint32)
    for at in range(1, len(gains)):
        for role in range(4):
            top = 0
            for q in range(roles[role, 4], roles[role, 4] + roles[role, 0]):
                top = max(top, gains[at, q])
            if role == 0:
                for q in range(gains.shape[1] - surnames, gains.shape[1]):
                    top = max(top, gains[at, q])
            tops[at] |= np.uint32(min((top + _STEP - 1) // _STEP, 127)) << np.uint32(_WIDTH * role)
    return tops


@compiled
def lost_by(roles):  # type: ignore[no-untyped-def]
    """What it costs in each role that so many words of a person face those that were asked for and none agrees."""
    lost = np.zeros((4, 7), np.int64)
    for role in range(4):
        asked = roles[role, 0]
        for theirs in range(1, 7):
            if asked:
                lost[role, theirs] = roles[role, 1] * min(asked, theirs) + roles[role, 2] * abs(
                    asked - theirs
                )
    return lost


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
