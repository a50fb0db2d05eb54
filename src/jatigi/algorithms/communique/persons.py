"""What is known of a person while a text is read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jatigi.algorithms.communique.mention import comparable

MOST_WORDS = 6
"""Words of a name that is looked for."""


@dataclass(frozen=True, slots=True)
class Role:
    """fold[start:end] says a role and, where it does, the organisation in which it is held."""

    start: int
    end: int
    text: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Named:
    start: int
    end: int
    outer: int
    name: str
    civility: bool


class People:
    """Names that the caller knows already, without regard to case, accents and hyphens, in either order of their words."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        said = (tuple(comparable(name).split()) for name in names)
        self._names = {
            words
            for name in said
            if 1 < len(name) <= MOST_WORDS
            for words in (name, (*name[1:], name[0]), (name[-1], *name[:-1]))
        }
        self._longest = max(map(len, self._names), default=0)

    def __contains__(self, name: str) -> bool:
        return tuple(comparable(name).split()) in self._names

    def spans(self, compared: str) -> Iterator[tuple[int, int]]:
        """Where one of them stands, the longest first; none within another."""
        words = list(_WORD.finditer(compared)) if self._names else []
        at = 0
        while at < len(words):
            size = min(self._longest, len(words) - at)
            while size > 1 and tuple(word[0] for word in words[at : at + size]) not in self._names:
                size -= 1
            if size > 1 and not re.search(
                r"[\n.;:,()]", compared[words[at].start() : words[at + size - 1].end()]
            ):
                yield words[at].start(), words[at + size - 1].end()
            at += max(size, 1)


_WORD = re.compile(r"[^\W\d_](?:[\w']*\w)?")


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None
