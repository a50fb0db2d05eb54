"""Records by the thousand as columns of numbers: each text is read once, and their words are put in rows together (compiled).

The same as `Record.known` says of each record; far fewer texts and words are told apart than stand in the records.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import (
    PARTS,
    UNKNOWN_YEAR,
    Coder,
    Columns,
    day_number,
    moved_together,
    year_number,
)
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.model import (
    Birth,
    Record,
    codes_of,
    document_number,
    numbers_of,
    phone_number,
)
from jatigi.algorithms.matching.names import MAX_CHARACTERS, MAX_TOKENS, alone, normalise
from jatigi.algorithms.matching.score import WIDEST, Role
from jatigi.algorithms.matching.sound import fold

CHUNK = 8192
MOST_TEXTS = 1 << 16
"""So many texts are kept in mind at once."""

Entry = tuple[UUID, int, Record]
_FIRSTS = np.array([part.start for part in PARTS.values()])
_MOSTS = np.array([part.stop - part.start for part in PARTS.values()])
_WORDS = PARTS[Role.ORIGIN].stop


def columns_of(coder: Coder, entries: Iterable[Entry]) -> Columns:
    """Records (id, owner, record) in the order in which they come."""
    reader, left = _Reader(coder), iter(entries)
    chunks = []
    while chunk := list(islice(left, CHUNK)):
        chunks.append(reader.columns(chunk))
    coder.vocabulary.lay_out()
    return moved_together(chunks or [reader.columns([])])


class _Texts(dict[str, tuple[int, ...]]):
    """What stands in a text: each of its words and what is heard in it, customary forms the same, as two numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = [""]
        self._numbers: dict[str, tuple[int, int]] = {}
        self._tokens: dict[str, tuple[int, int]] = {}
        self._folds: dict[str, int] = {}

    def __missing__(self, text: str) -> tuple[int, ...]:
        if len(self) >= MOST_TEXTS:
            self.clear()
        found = self[text] = tuple(chain.from_iterable(self._read(text)))
        return found

    def _read(self, text: str) -> Iterable[tuple[int, int]]:
        tokens = text.split()
        if len(tokens) <= MAX_TOKENS and len(text) <= MAX_CHARACTERS:
            numbers = [self._tokens.get(token) or self._token(token) for token in tokens]
            if None not in numbers:
                return numbers  # type: ignore[return-value]  # none of them is None
        return map(self._word, normalise(text))

    def _token(self, token: str) -> tuple[int, int] | None:
        word = alone(token)
        if not word:
            return None
        found = self._tokens[token] = self._word(word)
        return found

    def _word(self, word: str) -> tuple[int, int]:
        known = self._numbers.get(word)
        if known is None:
            heard = self._folds.setdefault(fold(word), len(self._folds))
            known = self._numbers[word] = (len(self.words), heard)
            self.words.append(word)
        return known


class _Lists(dict[tuple[str, ...], tuple[str, ...]]):
    """Lists of codes as they are compared."""

    def __missing__(self, written: tuple[str, ...]) -> tuple[str, ...]:
        found = self[written] = codes_of(written)
        return found


class _Reader:
    """Reads for one coder. The words get their numbers in the order in which they stand in the rows."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        self._texts = _Texts()
        self._codes = _Lists()
        self._word_ids = np.zeros(1 << 12, np.uint32)

    def columns(self, entries: Sequence[Entry]) -> Columns:
        """The rows of a portion of the records."""
        records = [record for _, _, record in entries]
        coder, codes = self.coder, self._codes
        births = np.array(list(map(_birth, map(attrgetter("birth"), records))), np.int16).reshape(-1, 3)
        nationalities = [codes[record.nationalities] for record in records]
        words, longest, from_father = self._words(records)
        return Columns(
            words=words,
            longest=longest,
            from_father=from_father,
            phones=_pairs([numbers_of(phone_number, record.phones) for record in records], np.int32),
            documents=_pairs([numbers_of(document_number, record.documents) for record in records], np.int64),
            nationalities=_pairs(
                [tuple(map(coder.nationalities.number, each[:2])) for each in nationalities], np.int16
            ),
            year=births[:, 0].astype(np.uint8),
            width=births[:, 1].astype(np.uint8),
            day=births[:, 2].copy(),
            sex=np.array([coder.sexes.number(record.sex or "") for record in records], np.uint8),
            group=np.array([coder.groups.number(record.group) for record in records], np.int32),
            languages=np.array([coder.tongue(codes[record.languages]) for record in records], np.int32),
            stays=np.array([coder.stay(record.stays) for record in records], np.int32),
            owner=np.array([owner for _, owner, _ in entries], np.uint16),
            ids=np.frombuffer(b"".join([id.bytes for id, _, _ in entries]), np.uint64).reshape(-1, 2),
        )

    def _words(
        self, records: Sequence[Record]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint8]]:
        """The words of each, how many the longest of several names has, and which of the names the father bears too."""
        names = [record.names for record in records]
        rows = np.zeros((len(records), _WORDS), np.uint32)
        longest, from_father = np.zeros(len(records), np.uint8), np.zeros(len(records), np.uint8)
        _fill(
            np.fromiter(map(len, names), np.int32, len(names)),
            *self._read(chain.from_iterable(names)),
            *self._read(map(attrgetter("mother"), records)),
            *self._read(map(attrgetter("father"), records)),
            *self._read(map(attrgetter("origin"), records)),
            rows,
            longest,
            from_father,
        )
        return self._numbered(rows), longest, from_father

    def _read(self, written: Iterable[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many numbers stand for each text, and all of them."""
        texts = self._texts
        found = [texts[text] for text in written]
        sizes = np.fromiter(map(len, found), np.int32, len(found))
        return sizes, np.fromiter(chain.from_iterable(found), np.int32, int(sizes.sum()))

    def _numbered(self, rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Rows of words as they are told apart here, as numbers of the vocabulary."""
        words, vocabulary = self._texts.words, self.coder.vocabulary
        if len(words) > len(self._word_ids):
            self._word_ids = np.concatenate([self._word_ids, np.zeros(len(words), np.uint32)])
        new = rows[(rows > 0) & (self._word_ids[rows] == 0)]
        each, first = np.unique(new, return_index=True)
        for word in each[np.argsort(first)].tolist():
            self._word_ids[word] = vocabulary.id_of(words[word])
        numbered: NDArray[np.uint32] = self._word_ids[rows]
        return numbered


def _birth(birth: Birth | None) -> tuple[int, int, int]:
    if birth is None:
        return (UNKNOWN_YEAR, 0, 0)
    return (year_number(birth.year), min(birth.width, WIDEST), day_number(birth) if birth.day else 0)


def _pairs(numbers: Sequence[Sequence[int]], kind: type[np.generic]) -> NDArray[Any]:
    """At most two numbers of each, filled up with 0."""
    padded = chain.from_iterable([(*each, 0, 0)[:2] if each else _NEITHER for each in numbers])
    return np.fromiter(padded, kind, 2 * len(numbers)).reshape(-1, 2)


_NEITHER = (0, 0)


@compiled
def _fill(  # type: ignore[no-untyped-def]
    texts, sizes, own, mother_sizes, mother, father_sizes, father, origin_sizes, origin, rows, longest, from_father
):  # fmt: skip
    """Into each row the words of a record; those of parents without what its own names, all of them, sound like."""
    text, end, of_mother, of_father, of_origin = 0, 0, 0, 0, 0
    for row in range(len(rows)):
        begin, most = end, 0
        for _ in range(texts[row]):
            most = max(most, _different(own, end, end + sizes[text]))
            end += sizes[text]
            text += 1
        if texts[row] > 1 and most < min(_different(own, begin, end), _MOSTS[0]):
            longest[row] = most
        _stand(own, begin, end, own, end, end, rows[row], 0)
        after = of_mother + mother_sizes[row]
        _stand(mother, of_mother, after, own, begin, end, rows[row], 1)
        of_mother, after = after, of_father + father_sizes[row]
        _stand(father, of_father, after, own, begin, end, rows[row], 2)
        from_father[row] = _shared(father, of_father, after, own, begin, end, rows[row])
        of_father, after = after, of_origin + origin_sizes[row]
        _stand(origin, of_origin, after, own, end, end, rows[row], 3)
        of_origin = after


@compiled
def _different(words, begin, end):  # type: ignore[no-untyped-def]
    """How many words there are, each counted once."""
    count = 0
    for at in range(begin, end, 2):
        new = True
        for before in range(begin, at, 2):
            new &= words[before] != words[at]
        count += new
    return count


@compiled
def _stand(words, begin, end, own, own_begin, own_end, row, role):  # type: ignore[no-untyped-def]
    """The words of one field, each once, as many as there is room for."""
    first = _FIRSTS[role]
    last = first
    for at in range(begin, end, 2):
        if last == first + _MOSTS[role]:
            break
        wanted = True
        for before in range(first, last):
            wanted &= row[before] != words[at]
        for also in range(own_begin, own_end, 2):
            wanted &= own[also + 1] != words[at + 1]
        if wanted:
            row[last] = words[at]
            last += 1


@compiled
def _shared(words, begin, end, own, own_begin, own_end, row):  # type: ignore[no-untyped-def]
    """Which of the names in a row sound like one of these words, as bits."""
    bits = 0
    for at in range(begin, end, 2):
        for also in range(own_begin, own_end, 2):
            if own[also + 1] == words[at + 1]:
                for place in range(_MOSTS[0]):
                    bits |= (row[place] == own[also]) << place
    return bits
