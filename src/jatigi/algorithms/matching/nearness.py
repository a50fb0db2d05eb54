"""How near two folded words are, compared with a whole vocabulary at once (compiled).

A word is a row of small letters as numbers 1 to 26, 0 after its end. A slip costs tenths of a letter: a vowel or a
half-vowel less than a consonant, a consonant heard alike less than another, two letters exchanged less than two.

First loops without branches, which the processor does for many words at a time, leave few for the second; flags are
looked at eight at a time, for next to nobody is near.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.compiled import compiled, inlined

LETTERS = 20
"""So many letters of a word are compared."""

Rows = NDArray[np.uint8]
Signatures = NDArray[np.uint64]
Similarities = NDArray[np.float32]
Ints = NDArray[np.int32]

FARTHEST = 0.68
"""Less similar than this is another word."""

SHORTEST_PART, LEAST_CUT = 3, 2
"""A short name has so many sounds at least, and so many are cut off."""

_WHOLE = 10
_VOWELS = {"a": 5, "i": 5, "u": 5, "e": 5, "o": 5, "y": 6, "w": 6, "h": 4, "n": 8, "m": 8}
_HEARD_ALIKE = (
    ("ai", 5),
    ("au", 6),
    ("iu", 6),
    ("ae", 5),
    ("ao", 5),
    ("eo", 5),
    ("ei", 3),
    ("ou", 3),
    ("iy", 3),
    ("uw", 3),
    ("kg", 5),
    ("td", 5),
    ("bp", 4),
    ("sj", 7),
    ("sz", 3),
    ("cj", 5),
    ("cs", 6),
    ("ck", 6),
    ("gj", 7),
    ("fw", 6),
    ("bw", 7),
    ("lr", 6),
    ("mn", 5),
    ("nl", 8),
    ("yj", 6),
    ("kh", 6),
    ("gw", 7),
    ("dj", 6),
    ("tc", 6),
    ("dr", 7),
)
_EXCHANGED = 8


def _costs() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    left_out = np.full(32, _WHOLE, np.int32)
    for letter, cost in _VOWELS.items():
        left_out[ord(letter) - 96] = cost
    instead = np.full((32, 32), _WHOLE + 2, np.int32)
    np.fill_diagonal(instead, 0)
    for letters, cost in _HEARD_ALIKE:
        one, other = letters[0], letters[1]
        instead[ord(one) - 96, ord(other) - 96] = instead[ord(other) - 96, ord(one) - 96] = cost
    return left_out, instead


LEFT_OUT, INSTEAD = _costs()
_NUMBERS = bytes(sign - 96 if 97 <= sign <= 122 else 27 for sign in range(256))


def as_row(word: str) -> tuple[Rows, int]:
    """The first letters of a word as numbers, and how many; anything but a to z is 27."""
    letters = word[:LETTERS].encode("ascii", "replace").translate(_NUMBERS)
    return np.frombuffer(bytearray(letters.ljust(LETTERS, b"\0")), np.uint8), len(letters)


def as_rows(words: Sequence[str]) -> tuple[Rows, Rows]:
    """The same for many words: a row and a length each."""
    letters = "".join([word[:LETTERS].ljust(LETTERS, "\0") for word in words]).encode("ascii", "replace")
    rows = np.frombuffer(letters.translate(b"\0" + _NUMBERS[1:]), np.uint8).reshape(-1, LETTERS)
    return rows, np.fromiter([min(len(word), LETTERS) for word in words], np.uint8, len(words))


@compiled
def signature(row: Rows, length: int) -> tuple[Any, Any]:
    """Two words of 64 bits: a bit for each letter and one for its return; a bit for each pair of neighbours."""
    letters, neighbours = np.uint64(0), np.uint64(0)
    before = 0
    for at in range(length):
        letter = int(row[at])
        bit = np.uint64(1) << np.uint64(letter)
        letters |= bit << np.uint64(32) if letters & bit else bit
        neighbours |= np.uint64(1) << np.uint64((before * 31 + letter * 7) % 64)
        before = letter
    neighbours |= np.uint64(1) << np.uint64((before * 31) % 64)
    return letters, neighbours


@compiled
def signatures(rows: Rows, lengths: Rows, begin: int, letters: Signatures, pairs: Signatures) -> None:
    """The signatures of words from a place on."""
    for at in range(begin, len(lengths)):
        letters[at], pairs[at] = signature(rows[at], np.int64(lengths[at]))


@compiled
def ones(value: Any) -> Any:
    value = value - ((value >> np.uint64(1)) & np.uint64(0x5555555555555555))
    value = (value & np.uint64(0x3333333333333333)) + (
        (value >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    value = (value + (value >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (value * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def distance(
    one: Rows,
    length: int,
    other: Rows,
    also: int,
    most: int,
    left_out: NDArray[np.int32],
    instead: NDArray[np.int32],
    work: NDArray[np.int32],
) -> int:
    """Tenths of a letter that lie between two words; ``most`` + 1 as soon as it must be more."""
    work[0, 0] = 0
    earlier = 0
    for j in range(also):
        work[0, j + 1] = work[0, j] + left_out[other[j]]
    for i in range(length):
        now, last, before = (i + 1) % 3, i % 3, (i + 2) % 3
        letter = one[i]
        out = left_out[letter]
        work[now, 0] = work[last, 0] + out
        least = work[now, 0]
        for j in range(also):
            facing = other[j]
            cost = work[last, j] + instead[letter, facing]
            cost = min(cost, work[last, j + 1] + out, work[now, j] + left_out[facing])
            if i and j and letter == other[j - 1] and one[i - 1] == facing and letter != facing:
                cost = min(cost, work[before, j - 1] + _EXCHANGED)
            work[now, j + 1] = cost
            least = min(least, cost)
        if least > most and earlier + _EXCHANGED > most:
            return most + 1
        earlier = least
    return int(work[length % 3, also])


@compiled
def similarity(one: Rows, length: int, other: Rows, also: int) -> float:
    """1 for the same word, 0 for another; symmetric."""
    work = np.empty((3, LETTERS + 1), np.int32)
    longest = max(length, also)
    most = int(10 * longest * (1 - FARTHEST))
    apart = distance(one, length, other, also, most, LEFT_OUT, INSTEAD, work)
    return 0.0 if apart > most or longest == 0 else 1.0 - apart / (10.0 * longest)


@compiled
def likely(letters: Any, pairs: Any, length: int, also_letters: Any, also_pairs: Any, also: int) -> Any:
    """Whether the signatures of two words leave it open that one is a slip of the other."""
    longest = max(length, also)
    slips = 1 + (longest > 3) + (longest > 8)
    return (
        (abs(length - also) <= slips)
        & (ones(letters ^ also_letters) <= np.uint64(2 * slips))
        & (ones(pairs ^ also_pairs) <= np.uint64(1 + 4 * slips))
    )


@compiled
def one_slip(one: Rows, length: int, other: Rows, also: int) -> Any:
    """Whether two words differ by one letter left out, put in or instead of another, or by two exchanged."""
    if abs(length - also) > 1:
        return False
    at = 0
    while at < length and at < also and one[at] == other[at]:
        at += 1
    if length == also:
        if at + 1 < length and one[at] == other[at + 1] and one[at + 1] == other[at]:
            at += 1
        return at < length and _same_from(one, at + 1, other, at + 1, length)
    if length > also:
        return _same_from(one, at + 1, other, at, length)
    return _same_from(other, at + 1, one, at, also)


@compiled
def _same_from(one: Rows, start: int, other: Rows, begin: int, end: int) -> bool:
    for at in range(start, end):  # noqa: SIM110  # compiled
        if one[at] != other[begin + at - start]:
            return False
    return True


@compiled
def slips_of(
    word: Rows, length: int, words: Rows, lengths: Rows, letters: Signatures, out: NDArray[np.bool_]
) -> None:
    """Into ``out`` which words are one slip of the pen away from this one; it has room for a multiple of eight."""
    mine, _ = signature(word, length)
    for at in range(len(lengths)):
        out[at] = (abs(length - np.int64(lengths[at])) <= 1) & (ones(mine ^ letters[at]) <= np.uint64(2))
    eights = out.view(np.uint64)
    for eight in range(len(eights)):
        if eights[eight]:
            for at in range(8 * eight, 8 * eight + 8):
                if out[at]:
                    out[at] = one_slip(word, length, words[at], np.int64(lengths[at]))


@compiled
def cut_short(one: Rows, length: int, other: Rows, also: int) -> Any:
    """Whether one of two words is how the other begins or ends."""
    if length < also:
        one, length, other, also = other, also, one, length
    if also < SHORTEST_PART or length - also < LEAST_CUT:
        return False
    return _same_from(other, 0, one, 0, also) or _same_from(other, 0, one, length - also, also)


@compiled
def parts_of(
    word: Rows, length: int, words: Rows, lengths: Rows, letters: Signatures, out: NDArray[np.bool_]
) -> None:
    """Into ``out`` which words begin or end this one, or it them; it has room for a multiple of eight."""
    mine, _ = signature(word, length)
    for at in range(len(lengths)):
        also: Any = np.int64(lengths[at])
        both = mine & letters[at]
        long_enough = (abs(length - also) >= LEAST_CUT) & (min(length, also) >= SHORTEST_PART)
        out[at] = long_enough & ((both == mine) | (both == letters[at]))
    eights = out.view(np.uint64)
    for eight in range(len(eights)):
        if eights[eight]:
            for at in range(8 * eight, 8 * eight + 8):
                if out[at]:
                    out[at] = _part(word, length, words, at, np.int64(lengths[at]))


@compiled
def _part(word: Rows, length: int, words: Rows, at: int, also: int) -> bool:
    """`cut_short` of a word and a row that are long enough: no row is made of its own for it."""
    short = min(length, also)
    begun = 0
    while begun < short and word[begun] == words[at, begun]:
        begun += 1
    if begun == short:
        return True
    begin, end = max(0, length - also), max(0, also - length)
    for place in range(short):  # noqa: SIM110  # compiled
        if word[begin + place] != words[at, end + place]:
            return False
    return True


@compiled
def similarities(
    word: Rows,
    length: int,
    words: Rows,
    lengths: Rows,
    letters: Signatures,
    pairs: Signatures,
    order: Ints,
    ordered: tuple[Rows, Signatures, Signatures],
    out: Similarities,
) -> None:
    """Into ``out`` how similar each word of the vocabulary is to this one; 0 where it is another word.

    The words in ``order``, whose lengths and signatures are ``ordered``, are gone through as in a dictionary: what a word
    shares of its beginning with the one before it is not compared again, and what nobody can be near to who begins so is
    passed over.
    """
    mine, more = signature(word, length)
    left = _left(mine, more, length, *ordered)
    work = np.empty((LETTERS + 1, LETTERS + 1), np.int32)
    work[0, 0] = 0
    for j in range(length):
        work[0, j + 1] = work[0, j] + LEFT_OUT[word[j]]
    hopeless = int(10 * (length + 3) * (1 - FARTHEST))
    leasts = np.zeros(LETTERS + 1, np.int32)
    out[:] = 0
    begun: Any = 0
    closed: Any = LETTERS + 1
    last: Any = np.int32(0)
    eights = left.view(np.uint64)
    for eight in range(len(eights)):
        if not eights[eight]:
            continue
        for place in range(8 * eight, 8 * eight + 8):
            if not left[place]:
                continue
            at = order[place]
            begun = _shared(words, last, at, begun)
            last = at
            if begun >= closed:
                continue
            closed = LETTERS + 1
            also: Any = np.int64(lengths[at])
            longest = max(length, also)
            most = int(10 * longest * (1 - FARTHEST))
            while begun < also:
                leasts[begun + 1] = _go_on(word, length, words, at, begun, work)
                begun += 1
                least = min(leasts[begun], leasts[begun - 1] + _EXCHANGED)
                if least > most:
                    closed = begun if least > hopeless else closed
                    break
            if begun == also and work[also, length] <= most:
                out[at] = 1.0 - work[also, length] / (10.0 * longest)
    _one_by_one(word, length, words, lengths, letters, pairs, len(order), out)


@compiled
def _one_by_one(
    word: Rows,
    length: int,
    words: Rows,
    lengths: Rows,
    letters: Signatures,
    pairs: Signatures,
    begin: int,
    out: Similarities,
) -> None:
    """The same for words that came since the others were put in order."""
    mine, more = signature(word, length)
    for at in range(begin, len(lengths)):
        if likely(mine, more, length, letters[at], pairs[at], np.int64(lengths[at])):
            out[at] = similarity(word, length, words[at], np.int64(lengths[at]))


@compiled
def _left(mine: Any, more: Any, length: int, lengths: Rows, letters: Signatures, pairs: Signatures) -> Any:
    """Which words are left by their signatures; as many flags as make a multiple of eight."""
    left = np.zeros((len(lengths) + 7) // 8 * 8, np.bool_)
    for at in range(len(lengths)):
        left[at] = likely(mine, more, length, letters[at], pairs[at], np.int64(lengths[at]))
    return left


@inlined
def _shared(words: Rows, one: int, other: int, most: Any) -> Any:
    """So many letters, at most ``most``, two words have in common at their beginning."""
    common: Any = 0
    while common < most and words[one, common] == words[other, common]:
        common += 1
    return common


@inlined
def _go_on(word: Rows, length: int, words: Rows, row: int, at: int, work: NDArray[np.int32]) -> Any:
    """One more letter of the other word; the least that lies between what is read of it and a beginning of this one."""
    facing = words[row, at]
    out = LEFT_OUT[facing]
    work[at + 1, 0] = work[at, 0] + out
    least = work[at + 1, 0]
    for j in range(length):
        letter = word[j]
        cost = min(
            work[at, j] + INSTEAD[letter, facing], work[at + 1, j] + LEFT_OUT[letter], work[at, j + 1] + out
        )
        if at and j and letter == words[row, at - 1] and word[j - 1] == facing and letter != facing:
            cost = min(cost, work[at - 1, j - 1] + _EXCHANGED)
        work[at + 1, j + 1] = cost
        least = min(least, cost)
    return least
