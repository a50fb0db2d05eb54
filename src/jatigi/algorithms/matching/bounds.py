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
_STEP = 2
_SAID = np.uint64((1 << 12) - 1)
"""A word stands as one number of four times sixteen binary digits: in each role, by how much it can gain (twelve digits, in
steps of so many parts of a bit), and above them that it is a word. Numbers of words are added; none runs over."""


@compiled
def most_of_words(words, row, tops, lost, names):  # type: ignore[no-untyped-def]
    """The most that the words of a person can say together, each in its role; without a branch that surprises."""
    own, mother, father, origin = np.uint64(0), np.uint64(0), np.uint64(0), np.uint64(0)
    for c in range(_MOTHER):
        own += tops[words[row, c]]
    for c in range(_MOTHER, _FATHER):
        mother += tops[words[row, c]]
    for c in range(_FATHER, _ORIGIN):
        father += tops[words[row, c]]
    for c in range(_ORIGIN, _END):
        origin += tops[words[row, c]]
    own &= _ONE_ROLE
    said = (own & _SAID) + (origin >> _ORIGINS & _SAID)
    said += (mother >> _MOTHERS & _SAID) + (father >> _FATHERS & _SAID)
    if own >> _COUNT == 1 and names > 1:
        said += father & _SAID
    return (
        np.int64(said) * _STEP
        + lost[0, own >> _COUNT]
        + lost[1, (mother >> _MOTHERS & _ONE_ROLE) >> _COUNT]
        + lost[2, (father >> _FATHERS & _ONE_ROLE) >> _COUNT]
        + lost[3, origin >> _ORIGINS >> _COUNT]
    )


_ONE_ROLE, _COUNT = np.uint64((1 << 16) - 1), np.uint64(12)
_MOTHERS, _FATHERS, _ORIGINS = np.uint64(16), np.uint64(32), np.uint64(48)


@compiled
def tops_of(index, gains, roles, surnames):  # type: ignore[no-untyped-def]
    """For each word of the vocabulary the most that it gains in each role, rounded up."""
    near = np.zeros(len(gains), np.uint64)
    for role in range(4):
        for at in range(len(gains)):
            top = 0
            for q in range(roles[role, 4], roles[role, 4] + roles[role, 0]):
                top = max(top, gains[at, q])
            if role == 0:
                for q in range(gains.shape[1] - surnames, gains.shape[1]):
                    top = max(top, gains[at, q])
            both = np.uint64(1 << 12 | min((top + _STEP - 1) // _STEP, 600))
            near[at] |= both << np.uint64(16 * role)
    tops = near[index]
    tops[0] = 0
    return tops


@compiled
def lost_by(roles):  # type: ignore[no-untyped-def]
    """What it costs in each role that so many words of a person face those that were asked for and none agrees."""
    lost = np.zeros((4, 16), np.int64)
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
