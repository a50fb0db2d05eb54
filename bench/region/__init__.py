"""Invented people of West and North Africa, and what two scribes write down of each of them.

``Region(seed)`` makes, always the same for the same seed: **people** (``truth``: given and family names as frequent as
in their tradition and country, parents, sex, birth year, nationality, place, phone, document) and **notes**
(``notes``: what a scribe wrote of a person, with the scribe's ear, habits, slips and gaps). A register is a first
note of everybody, a query a second note of somebody, by another scribe, independent of the first.

The errors owe nothing to ``jatigi.algorithms.matching``: ``spelling`` is written from the other end, as what a clerk
with a French, English, Arabic or national schooling puts down for the sounds that he hears; ``names`` has the
customary equivalents as people use them, short names too. No table is shared, none is derived from the other, and
nothing here may import from there (a test looks). The rates of errors (``notes.Rates``) were set once, before the
engine was tried on them, so that PostgreSQL's trigram search finds about as much as in the measurements behind the
targets; they are not tuned afterwards.

The names are general knowledge of the region's names; their order in the lists, from common to rare, is a rough guess
(à confirmer). Rare names are invented from syllables. Nobody here exists.
"""

from bench.region.notes import FIRST, SECOND, Notes, Rates
from bench.region.region import Region
from bench.region.truth import People

__all__ = ["FIRST", "SECOND", "Notes", "People", "Rates", "Region"]
