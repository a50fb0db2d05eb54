"""Weights from a node's own people without anybody saying who is who (Fellegi and Sunter by expectation-maximisation).

Pairs of one rare name are of two kinds, one person or two. How the other fields agree in random pairs tells the one
kind; the mixture in the pairs of one name then tells the other. The shipped weights count as pairs already seen, and no
weight goes far from them: people without second records, or a mistaken mixture, leave everything as it was. Which
random pairs are looked at is secret and new in each build: one hidden person is lost in that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import PARTS, Coder, Columns
from jatigi.algorithms.matching.score import Role, phones_apart
from jatigi.algorithms.matching.weights import Weights

FEWEST_PAIRS = 200
"""Below so many pairs of one person the shipped weights stay."""

FARTHEST = 2.0
"""So many bits an estimated weight may lie from the shipped one; it stands in steps of ``STEP``."""

STEP = 0.25

_LARGEST_GROUP, _MOST_PAIRS = 5, 100_000
_SHIPPED_PAIRS = 100.0
_ROUNDS = 200
_YEARS, _PHONE = 1, 3
Levels = NDArray[np.int8]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Mixture:
    """The share of pairs that are of one person, and how often such pairs agree in each level of each field."""

    share: float
    agree: tuple[Shares, ...]


def mixture(patterns: Levels, chance: Sequence[Shares], shipped: Sequence[Shares]) -> Mixture:
    """Expectation-maximisation over patterns (pairs × fields, -1 where something is not known on either side).

    ``chance``: how often two people agree in each level, ``shipped``: how often one person does, both as far as is
    known before: people of one name agree more often by chance than others, for they are of one country.
    """
    kinds, count = np.unique(patterns, axis=0, return_counts=True)
    share, agree, by_chance = 0.1, [*shipped], [*chance]
    for _ in range(_ROUNDS):
        odds = np.log(share) - np.log1p(-share) + np.zeros(len(kinds))
        for field, (same, other) in enumerate(zip(agree, by_chance, strict=True)):
            told = kinds[:, field] >= 0
            odds[told] += np.log(same / other)[kinds[told, field]]
        expected = count / (1 + np.exp(-np.clip(odds, -500, 500)))
        before, share = share, float(np.clip(expected.sum() / count.sum(), 1e-6, 0.999))
        for field in range(len(agree)):
            agree[field] = _seen(kinds[:, field], expected, shipped[field])
            by_chance[field] = _seen(kinds[:, field], count - expected, chance[field])
        if abs(share - before) < 1e-7:
            break
    return Mixture(share, tuple(agree))


def _seen(levels: Levels, pairs: Shares, prior: Shares) -> Shares:
    told = levels >= 0
    seen = np.bincount(levels[told], weights=pairs[told], minlength=len(prior))
    return _whole(seen + _SHIPPED_PAIRS * prior)


def estimate(coder: Coder, columns: Columns, shipped: Weights) -> Weights:
    """The shipped weights of sex, year, nationality and telephone, as far as these people speak for others."""
    one, other = _of_one_name(coder, columns)
    if len(one) < FEWEST_PAIRS:
        return shipped
    dice = coder.vocabulary.dice()
    strangers = dice.integers(len(columns), size=(2, _MOST_PAIRS)).astype(np.int64)
    strangers = strangers[:, strangers[0] != strangers[1]]
    bits = _shipped(shipped)
    random, alike = _patterns(coder, columns, *strangers), _patterns(coder, columns, one, other)
    chance = _shares(random, [len(each) for each in bits])
    expected = [_whole(there * 2.0**each) for there, each in zip(chance, bits, strict=True)]
    found = mixture(alike, chance, expected)
    if found.share * len(one) < FEWEST_PAIRS:
        return shipped
    own = [np.log2(same / there) for same, there in zip(found.agree, chance, strict=True)]
    for field, each in enumerate(bits):
        if min((random[:, field] >= 0).sum(), (alike[:, field] >= 0).sum()) < FEWEST_PAIRS:
            own[field] = each
    if any(own[field][0] < bits[field][0] - FARTHEST for field in (_YEARS, _PHONE)):
        return shipped  # brothers, or people of one country: not one person
    sex, years, nationality, phone = (
        _near(mine, theirs) for mine, theirs in zip(own, bits[:4], strict=False)
    )
    return replace(
        shipped,
        sex=(sex[0], sex[1]),
        years=years,
        nationality=(nationality[0], nationality[1]),
        phone=(phone[0], phone[1], phone[2]),
    )


def _shipped(weights: Weights) -> list[Shares]:
    """Bits per level of each field: sex, year, nationality, telephone, and words of mother, father and place."""
    words = [np.array([4.0, each.missed]) for each in (weights.mother, weights.father, weights.origin)]
    fields = (weights.sex, weights.years, weights.nationality, weights.phone)
    return [*(np.array(field) for field in fields), *words]


def _near(own: Shares, shipped: Shares) -> tuple[float, ...]:
    bounded = np.clip(own, shipped - FARTHEST, shipped + FARTHEST)
    return tuple((np.round(bounded / STEP) * STEP).tolist())


def _whole(shares: NDArray[Any]) -> Shares:
    whole: Shares = (shares / shares.sum()).astype(np.float64)
    return whole


def _shares(patterns: Levels, sizes: Sequence[int]) -> list[Shares]:
    """How often each level is seen; a level never seen counts half a pair."""
    fields = (patterns[patterns[:, field] >= 0, field] for field in range(len(sizes)))
    return [
        _whole(np.bincount(field, minlength=size) + 0.5) for field, size in zip(fields, sizes, strict=True)
    ]


def _of_one_name(coder: Coder, columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of people of whom two words of the name sound the same, where few bear both."""
    sounds = coder.vocabulary.laid_out()[0]
    words = columns.words[:, PARTS[Role.NAME]][:, :2]
    rows = np.flatnonzero(words[:, 1])
    both = np.sort(sounds[words[rows]], axis=1).astype(np.int64)
    keys = both[:, 0] << 32 | both[:, 1]
    order = np.argsort(keys, kind="stable")
    rows, keys = rows[order], keys[order]
    begins = np.searchsorted(keys, keys)
    few = np.searchsorted(keys, keys, side="right") - begins <= _LARGEST_GROUP
    one: list[NDArray[np.int64]] = []
    other: list[NDArray[np.int64]] = []
    for apart in range(1, _LARGEST_GROUP):
        same = np.flatnonzero((keys[apart:] == keys[:-apart]) & few[apart:])
        one.append(rows[same])
        other.append(rows[same + apart])
    return np.concatenate(one)[:_MOST_PAIRS], np.concatenate(other)[:_MOST_PAIRS]


def _patterns(coder: Coder, columns: Columns, one: NDArray[np.int64], other: NDArray[np.int64]) -> Levels:
    """In which level each pair of rows agrees in each field."""
    kin = coder.vocabulary.laid_out()[1]
    first, second = columns.take(one), columns.take(other)
    sure = (first.year > 0) & (second.year > 0) & (first.width == 0) & (second.width == 0)
    apart = np.minimum(np.abs(first.year.astype(np.int16) - second.year), 12)
    nations = first.nationalities[:, :, None] == second.nationalities[:, None, :]
    nations &= first.nationalities[:, :, None] > 0
    known = (first.nationalities[:, 0] > 0) & (second.nationalities[:, 0] > 0)
    numbers = zip(first.phones[:, 0].tolist(), second.phones[:, 0].tolist(), strict=True)
    fields = [
        np.where((first.sex > 0) & (second.sex > 0), first.sex != second.sex, -1),
        np.where(sure, apart, -1),
        np.where(known, ~nations.any(axis=(1, 2)), -1),
        np.array(
            [phones_apart(mine, theirs) if mine and theirs else -1 for mine, theirs in numbers], np.int8
        ),
    ]
    for role in (Role.MOTHER, Role.FATHER, Role.ORIGIN):
        mine, theirs = first.words[:, PARTS[role]], second.words[:, PARTS[role]]
        alike = (
            (kin[mine][:, :, None] == kin[theirs][:, None, :])
            & (mine[:, :, None] > 0)
            & (theirs[:, None] > 0)
        )
        fields.append(np.where((mine[:, 0] > 0) & (theirs[:, 0] > 0), ~alike.any(axis=(1, 2)), -1))
    return np.stack(fields, axis=1).astype(np.int8)
