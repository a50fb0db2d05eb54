"""Which name an acronym stands for: the one before it whose words it spells."""

import re

from jatigi.algorithms.communique.name_words import HEAD, SMALL
from jatigi.algorithms.communique.normalise import folded
from jatigi.algorithms.communique.structure import Page


def bound_to(page: Page, compared: str, at: int, acronym: str, mention: int | None) -> int | None:
    """Where the name begins whose initials an acronym at ``at`` gives; None where no such name stands before it."""
    start = max(
        0,
        at - 160,
        page.flat.rfind(". ", 0, at) + 1,
        page.flat.rfind(";", 0, at) + 1,
        page.flat.rfind(":", 0, at) + 1,
    )
    words = [(match.start(), match[0]) for match in re.finditer(r"\w+", compared[start:at].ljust(1))]
    letters = re.sub(r"[^a-z]", "", folded(acronym))
    if not letters:
        return None
    if (
        mention is not None
        and mention >= start
        and _spells(letters, [word for place, word in words if place >= mention - start])
    ):
        return mention
    for place, word in reversed(words):
        here = start + place
        if (
            word[0] == letters[0]
            and (page.flat[here].isupper() or HEAD.match(compared, here))
            and _spells(letters, [each for at_, each in words if at_ >= place])
        ):
            return here
    return None


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the beginnings of the words, each of one to four letters, give the acronym; small words may be passed over."""
    reached = {0: 0}
    for word in words[:30]:
        here: dict[int, int] = {}
        for at, missed in reached.items():
            over = missed + (word not in SMALL)
            if over <= max(1, len(letters) // 3):
                here[at] = min(here.get(at, 99), over)
            for size in range(1, 5):
                if word[:size] == letters[at : at + size] and len(word) >= size:
                    here[at + size] = min(here.get(at + size, 99), missed)
        reached = here
    return len(letters) in reached
