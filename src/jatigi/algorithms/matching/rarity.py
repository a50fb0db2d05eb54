"""How rare words are among the people of a batch: of everybody, and of those of one country (compiled).

People of one country share names, places and parents' names: that two of them agree in several of these says less than
if each were weighed against everybody. So a word is weighed against those of its own country; who told none is taken to be of
the one where such names are borne most.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import PARTS, Coder, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import KINDRED, SAME_SOUND
from jatigi.algorithms.matching.nearness import LETTERS
from jatigi.algorithms.matching.score import Role, names_weights
from jatigi.algorithms.matching.usage import NO_USAGE, Usage, factor, slip_of
from jatigi.algorithms.matching.vocabulary import ASSUMED_PEOPLE, ODDLY, RAREST
from jatigi.algorithms.matching.weights import NameWeights, Weights

MOST_HOMES, FEWEST_AT_HOME = 24, 500
SHRUNK = 300.0
"""So many people of no country in particular are added to those of each."""

_STARTS = np.array([part.start for part in PARTS.values()] + [PARTS[Role.ORIGIN].stop])
_MOST_NEAR = 4096
_THREADS = 2
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rarity:
    """``bits`` (role, word, home) for how few bear a word that is near; ``sexes`` (word, sex) for how few of these have it.

    ``said``: how many bear a sound in each role, ``few``: how many bear an odd spelling of it, ``bearers``: how many may be meant by it.
    ``meant``: the customary
    family of the common name that an odd word is likeliest to be a slip of. ``home`` of each row, 0 for none, and ``priors``,
    the bits for how few are of each.
    """

    bits: Floats
    said: Floats
    few: Floats
    bearers: Floats
    meant: Ints
    sexes: Floats
    home: Ints
    priors: Floats


def rarity_of(coder: Coder, columns: Columns, weights: Weights, usage: Usage) -> Rarity:
    """Counted in the columns."""
    home, priors = _homes(columns)
    laid_out = coder.vocabulary.laid_out()

    def of_role(role: Role) -> tuple[Any, ...]:
        by_usage = usage if role != Role.ORIGIN else NO_USAGE
        return _of_role(
            columns, laid_out, names_weights(weights, role), PARTS[role], home, len(priors), by_usage
        )

    with ThreadPoolExecutor(_THREADS) as threads:
        bits, said, few, bearers, meant, sexes = zip(*threads.map(of_role, Role), strict=True)
    rare = np.stack(bits)
    _guess(columns.words, home, rare, priors)
    return Rarity(
        rare, np.stack(said), np.stack(few), np.stack(bearers), np.stack(meant), sexes[0], home, priors
    )


def _homes(columns: Columns) -> tuple[Ints, Floats]:
    """The country of each row, 0 where it is not known or few are of it; and bits for how few are of each."""
    nation = columns.nationalities[:, 0].astype(np.int64)
    held = np.bincount(nation, minlength=1)
    held[0] = 0
    many = np.argsort(-held, kind="stable")[:MOST_HOMES]
    many = many[held[many] >= FEWEST_AT_HOME]
    number = np.zeros(len(held), np.int32)
    number[many] = np.arange(1, len(many) + 1)
    shares = held[many] / max(1, held.sum())
    return number[nation], np.concatenate([[0.0], -np.log2(shares)]).astype(np.float32)


def _of_role(
    columns: Columns,
    laid_out: tuple[Any, ...],
    weights: NameWeights,
    part: slice,
    home: Ints,
    homes: int,
    usage: Usage,
) -> tuple[Any, ...]:
    """In one role: the rarity of each word; said, few and bearers of each sound; which family is meant, the sexes of the bearers."""
    sounds, kin, rack = laid_out
    words = columns.words[:, part]
    bearing, people = _counted(words, len(sounds), ((home, homes), (np.minimum(columns.sex, 2), 3)))
    heard = np.zeros((len(rack[1]), bearing.shape[1]), np.float32)
    np.add.at(heard, sounds, bearing)
    kin_of = np.zeros(len(rack[1]), np.int32)
    kin_of[sounds] = kin
    few, bearers = np.full(len(rack[1]), RAREST, np.float32), np.zeros_like(heard)
    meant, used = np.arange(len(rack[1]), dtype=np.int32), np.zeros(len(rack[1]), np.bool_)
    used[sounds[np.unique(words)]] = True
    likeness = np.array(weights.likeness, np.float32)
    _compete(*rack, kin_of, heard, used, likeness, weights.odd, *usage.tables, few, bearers, meant)
    said = heard[:, 0].copy()
    own = likeness[1] * (1 + (weights.odd - 1) * few / (few + said))
    near = bearers[sounds] + bearing * (own[sounds] * (likeness[0] / likeness[1] - 1))[:, None]
    whole = (RAREST + near[:, 0]) / (people[0] + ASSUMED_PEOPLE)
    shares = (near[:, :homes] + SHRUNK * whole[:, None]) / (people[:homes] + SHRUNK)
    shares[:, 0] = whole
    sexes = (near[:, homes:] + 1.0) / (near[:, homes:].sum(axis=1) + 3.0)[:, None]
    return (
        -np.log2(shares).astype(np.float32),
        said,
        few,
        bearers[:, 0] + RAREST,
        kin_of[meant][sounds],
        -np.log2(sexes).astype(np.float32),
    )


def _counted(words: NDArray[Any], vocabulary: int, kinds: tuple[tuple[Any, int], ...]) -> tuple[Floats, Any]:
    """How many of each kind bear each word, the first column of the first kind being all; and how many have one at all."""
    first = words[:, 0] > 0
    bearing, people = [], []
    for who, width in kinds:
        flat = words.astype(np.int64) * width + who[:, None]
        bearing.append(np.bincount(flat.ravel(), minlength=vocabulary * width).reshape(-1, width))
        people.append(np.bincount(who[first], minlength=width))
    bearing[0][:, 0], people[0][0] = bearing[0].sum(axis=1), np.count_nonzero(first)
    both = np.concatenate(bearing, axis=1).astype(np.float32)
    both[0] = 0
    both[both[:, 0] < RAREST] = 0
    return both, np.concatenate(people)


@compiled
def _guess(words, home, rarity, priors):  # type: ignore[no-untyped-def]
    """For rows of no country, the one whose people bear such names most."""
    count = len(priors)
    bits = np.zeros(count, np.float32)
    for row in range(len(home)):
        if home[row] or words[row, 0] == 0 or count < 2:
            continue
        bits[:] = priors
        for role in range(4):
            for at in range(_STARTS[role], _STARTS[role + 1]):
                if words[row, at]:
                    bits += rarity[role, words[row, at]]
        home[row] = 1 + np.argmin(bits[1:])


@compiled
def _compete(  # type: ignore[no-untyped-def]
    letters_of, lengths, letters, pairs, kin, heard, used, likeness, odd, seen, starts, others, times, few, bearers, meant
):  # fmt: skip
    """Of the words near each sound, how many may be meant by it: the common ones among them; and the likeliest."""
    common = np.flatnonzero(heard[:, 0] > 0)
    near = np.empty(_MOST_NEAR, np.int32)
    degrees = np.empty(_MOST_NEAR, np.int8)
    work = np.empty((3, LETTERS + 1), np.int32)
    for s in range(len(heard)):
        if not used[s]:
            continue
        found = 0
        total, top = 0.0, 0.0
        for at in range(len(common)):
            t = common[at]
            degree = KINDRED if kin[s] == kin[t] else slip_of(s, t, letters_of, lengths, letters, pairs, work)
            if s == t:
                degree = SAME_SOUND
            if degree >= 0 and found < _MOST_NEAR:
                near[found], degrees[found] = t, degree
                found += 1
                worth = heard[t, 0] * likeness[degree]
                total += worth
                if heard[s, 0] == 0 and worth > top:
                    top, meant[s] = worth, t
        few[s] = RAREST + ODDLY * total
        for at in range(found):
            t = near[at]
            weight = np.float32(likeness[degrees[at]] * (1 + (odd - 1) * few[s] / (few[s] + heard[t, 0])))
            if degrees[at] > KINDRED:
                weight *= np.float32(
                    factor(s, t, weight * heard[t, 0] / max(total, 1.0), seen, starts, others, times)
                )
            for each in range(heard.shape[1]):
                bearers[s, each] += heard[t, each] * weight
