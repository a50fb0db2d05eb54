"""Which need a sector, a sub-sector or an activity answers: by the table of sectors, exactly; else a person says.

`data/sectors_3w.csv`: `direct` leads to one need, `to_confirm` to several of which a person chooses, `none` is no service for
people. Its sources stand in its last column.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from jatigi.directory.workbooks.finding import CONFIRM, KNOWN, LEFT_OUT, Choice, Found
from jatigi.directory.workbooks.words import folded, parts, squeezed
from jatigi.people.codes import Need

DATA = Path(__file__).parent.parent / "data" / "sectors_3w.csv"
LIKELY = 80


@dataclass(frozen=True, slots=True)
class What:
    """What a row says that an organisation does, in its words."""

    sector: str = ""
    subsector: str = ""
    activity: str = ""

    @property
    def said(self) -> str:
        words = dict.fromkeys(" ".join(text.split()) for text in (self.sector, self.subsector) if text)
        return " · ".join(words) or " ".join(self.activity.split())[:120]

    @property
    def key(self) -> str:
        return (
            f"{squeezed(self.sector)}|{squeezed(self.subsector)}"
            if self.sector or self.subsector
            else squeezed(self.activity)
        )


@dataclass(frozen=True, slots=True)
class Sector:
    """A line of the table."""

    label: str
    needs: tuple[str, ...]
    verdict: str


def known(text: str) -> bool:
    """Whether a heading is the name of a sector."""
    return len(squeezed(text)) > 1 and squeezed(text) in _table()


def find(what: What) -> Found:
    """The needs that a row speaks of. What is closest to the service counts first: sub-sector, sector, activity."""
    for text in (what.subsector, what.sector) if what.sector or what.subsector else (what.activity,):
        line = _line(text)
        if line is not None and (line.verdict == "direct" or text == what.sector or not what.sector):
            return _of(what, [line])
    text = what.subsector or what.sector or what.activity
    several = [_line(part) for part in parts(text)]
    if len(several) > 1 and all(several):
        return _of(what, [line for line in several if line is not None])
    return _unsure(what, text, [line for line in several if line is not None])


def offered() -> list[Choice]:
    return [Choice(code, str(label)) for code, label in Need.choices]


def _of(what: What, lines: list[Sector]) -> Found:
    """What lines of the table lead to together; nothing where none of them is a service."""
    serving = [line for line in lines if line.verdict != "none"]
    if not serving:
        words = _("“%(sector)s” is no service for people.") % {"sector": what.said}
        return Found(LEFT_OUT, sentence=words, key=what.key)
    if any(line.verdict == "to_confirm" for line in serving):
        codes = dict.fromkeys([*_hinted(what), *(need for line in serving for need in line.needs)])
        words = _("This sector stands for several needs. Say which one is meant.")
        return Found(CONFIRM, choices=[_choice(code) for code in codes], sentence=words, key=what.key)
    needs = tuple(dict.fromkeys(need for line in serving for need in line.needs))
    return Found(
        KNOWN,
        needs,
        ", ".join(_choice(code).label for code in needs),
        _("by the table of sectors"),
        key=what.key,
    )


def _unsure(what: What, text: str, some: list[Sector]) -> Found:
    table = _table()
    if not squeezed(text):
        return Found(CONFIRM, choices=[], sentence=_("The row says no sector."), key=what.key)
    names = {key: folded(line.label) for key, line in table.items()}
    near = process.extract(folded(text), names, scorer=fuzz.WRatio, score_cutoff=LIKELY, limit=6)
    lines = [*some, *(table[key] for _name, _score, key in near)]
    codes = dict.fromkeys([*_hinted(what), *(need for line in lines for need in line.needs)])
    words = _("This sector is not in the table. Say which need is meant.")
    return Found(CONFIRM, choices=[_choice(code) for code in list(codes)[:5]], sentence=words, key=what.key)


def _hinted(what: What) -> list[str]:
    """Needs of which the words of a row speak: an offer, never a decision."""
    text = f" {folded(f'{what.subsector} {what.activity}')} "
    return [
        line.needs[0]
        for key, line in _words().items()
        if len(key) > 3 and f" {key} " in text and line.verdict == "direct"
    ]


def _choice(code: str) -> Choice:
    return Choice(code, str(Need(code).label))


def _line(text: str) -> Sector | None:
    found = _table().get(squeezed(text)) if text else None
    if found is None and "(" in text:
        found = _table().get(squeezed(text.partition("(")[0]))
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, Sector]:
    return {key.replace(" ", ""): line for key, line in _words().items()}


@lru_cache(maxsize=1)
def _words() -> dict[str, Sector]:
    """Every word of the table, and the needs in both languages of the interface, to its line."""
    found: dict[str, Sector] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line = Sector(row["term_fr"], tuple(row["needs"].split()), row["verdict"])
            for word in (row["term_fr"], row["term_en"], *row["also"].split("|")):
                if word:
                    found[folded(word)] = line
    for language in ("en", "fr"):
        with translation.override(language):
            for code, label in Need.choices:
                found.setdefault(folded(str(label)), Sector(str(label), (code,), "direct"))
                found.setdefault(folded(code), Sector(str(label), (code,), "direct"))
    return found
