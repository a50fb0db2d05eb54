"""Finding people again among those of one organisation, in memory.

No blocking: a word of the query is compared once with the vocabulary of all folded words; every record with a near
word, the same phone or the same document is scored roughly, the best fully.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import RLock
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from jatigi.algorithms.matching.model import Birth, Match, Query, Record, phone_key
from jatigi.algorithms.matching.score import (
    MAX_EDITS,
    SAME_DOCUMENT,
    SAME_PHONE,
    birth_bits,
    closeness,
    compare,
    score,
    sex_bits,
)

FLOOR_BITS = 1.5
SCORED_FULLY = 60

_RAREST, _COMMONEST = 9.0, 2.0
_ASSUMED_PEOPLE, _ASSUMED_BEARERS = 200, 2

Near = dict[str, dict[str, float]]
Postings = defaultdict[str, set[int]]


class Index:
    """Records by group (an organisation), searched by everything known. Safe to use from several threads.

    A search sees one group and nothing of any other. Nothing is written anywhere.
    """

    def __init__(self) -> None:
        self._groups: dict[UUID, _Group] = {}
        self._lock = RLock()

    def put(self, group: UUID, id: UUID, record: Record) -> None:
        """Add a record, or replace the one that this group has under this id."""
        with self._lock:
            self._groups.setdefault(group, _Group()).put(id, record)

    def remove(self, group: UUID, id: UUID) -> None:
        """Forget a record; nothing happens if it is not there."""
        with self._lock:
            people = self._groups.get(group)
            if people is not None and people.remove(id):
                del self._groups[group]

    def size(self, group: UUID) -> int:
        """How many records a group has."""
        with self._lock:
            return len(self._groups[group].slots) if group in self._groups else 0

    def search(self, group: UUID, query: Query, limit: int = 10) -> list[Match]:
        """The likeliest records of the group, the best first; none that has next to nothing in common."""
        with self._lock:
            people = self._groups.get(group)
            return people.search(query, limit) if people else []


@dataclass(slots=True)
class _Group:
    slots: dict[UUID, int] = field(default_factory=dict)
    people: dict[int, tuple[UUID, Record]] = field(default_factory=dict)
    words: Postings = field(default_factory=lambda: defaultdict(set))
    phones: Postings = field(default_factory=lambda: defaultdict(set))
    documents: Postings = field(default_factory=lambda: defaultdict(set))
    next_slot: int = 0

    def put(self, id: UUID, record: Record) -> None:
        self.remove(id)
        self.slots[id] = self.next_slot
        self.people[self.next_slot] = (id, record)
        for postings, key in self._keys(record):
            postings[key].add(self.next_slot)
        self.next_slot += 1

    def remove(self, id: UUID) -> bool:
        """Whether the group is empty now."""
        slot = self.slots.pop(id, None)
        if slot is not None:
            for postings, key in self._keys(self.people.pop(slot)[1]):
                postings[key].discard(slot)
                if not postings[key]:
                    del postings[key]
        return not self.slots

    def _keys(self, record: Record) -> Iterator[tuple[Postings, str]]:
        yield from ((self.words, word) for word in record.tokens)
        yield from ((self.phones, key) for key in {phone_key(digits) for digits in record.phone_numbers})
        yield from ((self.documents, number) for number in record.document_numbers)

    def search(self, query: Query, limit: int) -> list[Match]:
        near = {word: self._near(word) for word in query.tokens}
        rough = self._rough(query, near)
        best = heapq.nlargest(max(SCORED_FULLY, 3 * limit), rough, key=rough.__getitem__)
        found = []
        for slot in best:
            known_as, record = self.people[slot]
            match = compare(
                query, record, id=known_as, agreement=lambda one, other: near[one].get(other, 0.0)
            )
            if match.score >= score(FLOOR_BITS):
                found.append(match)
        return heapq.nlargest(limit, found, key=lambda match: match.score)

    def _near(self, word: str) -> dict[str, float]:
        """Bits for every word of the vocabulary near this one: the rarer all that are at least as near, the more."""
        hits = process.extract(
            word, self.words.keys(), scorer=OSA.distance, score_cutoff=MAX_EDITS, limit=None
        )
        ranked = sorted(((closeness(word, hit), hit) for hit, _, _ in hits), reverse=True)
        bits: dict[str, float] = {}
        bearers = _ASSUMED_BEARERS
        for nearness, hit in ranked:
            if nearness > 0:
                bearers += len(self.words[hit])
                rarity = math.log2((len(self.people) + _ASSUMED_PEOPLE) / bearers)
                bits[hit] = nearness * min(max(rarity, _COMMONEST), _RAREST)
        return bits

    def _rough(self, query: Query, near: Near) -> dict[int, float]:
        bits: defaultdict[int, float] = defaultdict(float)
        for table in near.values():
            seen: set[int] = set()
            for word in sorted(table, key=table.__getitem__, reverse=True):
                for slot in self.words[word] - seen:
                    bits[slot] += table[word]
                seen |= self.words[word]
        for key in {phone_key(digits) for digits in query.phone_numbers}:
            for slot in self.phones.get(key, ()):
                bits[slot] += SAME_PHONE
        for key in query.document_numbers:
            for slot in self.documents.get(key, ()):
                bits[slot] += SAME_DOCUMENT
        births: dict[Birth | None, float] = {None: 0.0}
        for slot in bits:
            record = self.people[slot][1]
            if record.birth not in births:
                births[record.birth] = birth_bits(query.birth, record.birth)
            bits[slot] += births[record.birth] + sex_bits(query.sex, record.sex)
        return dict(bits)
