"""Two names that a scribe wrote as one word, taken apart again in the columns of a batch: Mohamedlamine."""

import numpy as np

from jatigi.algorithms.matching.columns import PARTS, Coder, Columns
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.vocabulary import KNOWN, RAREST

SHORTEST = 3
"""A name has so many letters at least."""


def taken_apart(coder: Coder, columns: Columns) -> None:
    """In place: a word that few bear, made of two that one in so many people bears, stands as these two."""
    names = columns.words[:, PARTS[Role.NAME]]
    words = coder.vocabulary.words
    bearers = np.bincount(names.ravel().astype(np.int64), minlength=len(words))
    least = max(RAREST, len(columns) // KNOWN)
    known = {words[at]: int(bearers[at]) for at in np.flatnonzero(bearers >= least).tolist() if at}
    parts = np.zeros((len(words), 2), names.dtype)
    for at in np.flatnonzero((bearers > 0) & (bearers < least)).tolist():
        if pair := _parts(words[at], known):
            parts[at] = coder.vocabulary.ids[pair[0]], coder.vocabulary.ids[pair[1]]
    for row, place in np.argwhere(parts[names, 0] > 0).tolist():
        first, second = parts[names[row, place]]
        others = [each for each in names[row].tolist() if each and each != names[row, place]]
        stand = list(dict.fromkeys([*others[:place], int(first), int(second), *others[place:]]))
        columns.from_father[row] = 0
        names[row] = (stand + [0] * names.shape[1])[: names.shape[1]]


def _parts(word: str, known: dict[str, int]) -> tuple[str, str] | None:
    """The likeliest two known names of which a word is made."""
    cuts = [
        (min(known.get(word[:cut], 0), known.get(word[cut:], 0)), cut)
        for cut in range(SHORTEST, len(word) - SHORTEST + 1)
    ]
    bearers, cut = max(cuts, default=(0, 0))
    return (word[:cut], word[cut:]) if bearers else None
