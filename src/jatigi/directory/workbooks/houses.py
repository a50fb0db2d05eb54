"""Which organisation a row means: by its name, its acronym in its own country, or an alias that a person confirmed.

Whatever is only alike is offered to a person and never taken. `data/organisations_3w.csv` says which acronyms and names in
two languages are one organisation: it makes an offer, it does not decide, for the office of another country is somebody else.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from jatigi.agencies import aliases
from jatigi.agencies.aliases import normalised
from jatigi.agencies.models import Organisation
from jatigi.directory.workbooks.finding import CONFIRM, KNOWN, Choice, Found
from jatigi.directory.workbooks.words import folded, parts
from jatigi.places.models import Country

DATA = Path(__file__).parent.parent / "data" / "organisations_3w.csv"
LIKELY = 86
LIKE_AN_ACRONYM = 80
AGREES = 70
MOST_CHOICES = 4
_INSIDE = re.compile(r"\(([^()]*)\)")
_OWN_NAME = frozenset({Organisation.Kind.GOVERNMENT, Organisation.Kind.COMMITTEE})
"""Kinds whose name is that of another house in another country."""


@dataclass(frozen=True, slots=True)
class Who:
    """What a row calls an organisation: its name, its acronym, or either in `name`."""

    name: str = ""
    acronym: str = ""

    @property
    def said(self) -> str:
        name, acronym = " ".join(self.name.split()), " ".join(self.acronym.split())
        if not name or not acronym or acronym in name:
            return name or acronym
        return f"{name} ({acronym})"

    @property
    def called(self) -> str:
        """The one word under which a person's confirmation is kept."""
        return " ".join((self.name or self.acronym).split())


class Houses:
    """The organisations of the node with their aliases, once for a workbook."""

    def __init__(self) -> None:
        rows = Organisation.objects.filter(active=True).select_related("country").order_by("name_fr")
        self.known = {str(one.pk): one for one in rows}
        self.aliases = {key: str(pk) for key, pk in aliases.confirmed().items()}
        self.names: dict[str, set[str]] = defaultdict(set)
        self.acronyms: dict[str, set[str]] = defaultdict(set)
        self.at_home: dict[tuple[str, str], set[str]] = defaultdict(set)
        for pk, one in self.known.items():
            country = (normalised(one.country.name_fr), normalised(one.country.name_en))
            for name in filter(None, (one.name_fr, one.name_en)):
                self.names[normalised(name)].add(pk)
                for ending in country:
                    if normalised(name).endswith(ending):
                        self.at_home[(normalised(name)[: -len(ending)], one.country_id)].add(pk)
            if one.acronym:
                self.acronyms[normalised(one.acronym)].add(pk)
        self._said: dict[tuple[Who, str], Found] = {}

    def find(self, who: Who, country: str) -> Found:
        """The organisation, or each of those that a cell lists. country: that of the place of the row."""
        if (who, country) not in self._said:
            self._said[(who, country)] = self._find(who, country)
        return self._said[(who, country)]

    def _find(self, who: Who, country: str) -> Found:
        whole = self._one(who, country)
        if whole.state == KNOWN:
            return whole
        several = parts(who.name or who.acronym)
        if len(several) < 2 or (who.name and who.acronym and len(parts(who.acronym)) < 2):
            return whole
        found = [self._one(Who(part), country) for part in several]
        if all(one.state == KNOWN for one in found):
            codes = tuple(dict.fromkeys(code for one in found for code in one.codes))
            label, how = ", ".join(one.label for one in found), _("several organisations in one cell")
            return Found(KNOWN, codes, label, how, key=whole.key)
        choices = {
            choice.code: choice for one in found for choice in [*self._as_choices(one.codes), *one.choices]
        }
        if not whole.choices and choices:
            whole.choices = list(choices.values())[:MOST_CHOICES]
            whole.sentence = _("The cell lists several organisations, and not all of them are known here.")
        whole.extra["parts"] = several
        return whole

    def _one(self, who: Who, country: str) -> Found:
        key = f"{country}|{normalised(who.called)}"
        for text in (who.called, who.acronym, who.name):
            alias = self.aliases.get((normalised(text), country)) if text else None
            if alias in self.known:
                return self._found(alias, _("by a confirmed alias"), key)
        names, acronyms = _variants(who)
        exact = {pk for name in names for pk in self.names.get(name, ())}
        exact |= {pk for name in names for pk in self.at_home.get((name, country), ())}
        exact = {
            pk for pk in exact if self.known[pk].country_id == country or self.known[pk].kind not in _OWN_NAME
        }
        shorts = {pk for word in acronyms for pk in self.acronyms.get(word, ())}
        if len(exact) == 1:
            (pk,) = exact
            if not shorts or pk in shorts:
                return self._found(pk, _("by its name"), key)
        home = {pk for pk in shorts if self.known[pk].country_id == country}
        if not exact and len(home) == 1 and self._agrees(who, next(iter(home))):
            return self._found(next(iter(home)), _("by its acronym"), key)
        return self._unsure(who, country, key, [*exact, *home, *shorts])

    def _agrees(self, who: Who, pk: str) -> bool:
        """Whether the name beside an acronym is not plainly that of somebody else."""
        said = [text for text in {folded(who.name), *map(folded, _bracketless(who.name))} if len(text) > 12]
        if not who.acronym and not _INSIDE.search(who.name):
            return True
        if not said or normalised(who.name) == normalised(who.acronym):
            return True
        one = self.known[pk]
        names = [folded(name) for name in (one.name_fr, one.name_en, one.full) if name]
        names += [folded(name) for name in _same(one.acronym, one.name_fr)]
        return any(fuzz.token_set_ratio(a, b) >= AGREES for a in said for b in names)

    def _unsure(self, who: Who, country: str, key: str, begin: Iterable[str]) -> Found:
        why: dict[str, str] = {}
        for pk in begin:
            other = self.known[pk].country_id != country
            why.setdefault(pk, self._elsewhere(pk) if other else _("the same acronym, with another name"))
        names, acronyms = _variants(who)
        for word in {*acronyms, *names}:
            for same in _reference().get(word, ()):
                for pk in (*self.acronyms.get(same, ()), *self.names.get(same, ())):
                    why.setdefault(
                        pk, _("the same organisation in another language, or its office elsewhere")
                    )
                for (name, _home), found in self.at_home.items():
                    for pk in found if name == same else ():
                        why.setdefault(
                            pk, _("the same organisation in another language, or its office elsewhere")
                        )
        for pk in self._alike(who):
            why.setdefault(pk, _("a name that is alike"))
        likely = sorted(why, key=lambda pk: self.known[pk].country_id != country)
        choices = [Choice(pk, self.known[pk].full, why[pk]) for pk in likely[:MOST_CHOICES]]
        sentence = (
            _("No organisation here bears exactly this name in this country. Is it one of these?")
            if choices
            else _("No organisation here is called like this.")
        )
        return Found(CONFIRM, choices=choices, sentence=sentence, key=key, extra={"country": country})

    def _elsewhere(self, pk: str) -> str:
        country: Country = self.known[pk].country
        return _("the same name or acronym, but in another country: %(country)s") % {"country": country}

    def _alike(self, who: Who) -> list[str]:
        names = {pk: folded(one.name_fr) for pk, one in self.known.items()}
        shorts = {pk: normalised(one.acronym) for pk, one in self.known.items() if one.acronym}
        found: dict[str, float] = {}
        for text in _bracketless(who.name) or [who.acronym]:
            if len(text) >= 6:
                for _name, score, pk in process.extract(
                    folded(text), names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY - 8, limit=3
                ):
                    found[pk] = max(found.get(pk, 0), score)
        for word in {normalised(who.acronym), normalised(who.name)}:
            if 3 <= len(word) <= 14:
                for _name, score, pk in process.extract(
                    word, shorts, scorer=fuzz.ratio, score_cutoff=LIKE_AN_ACRONYM, limit=3
                ):
                    found[pk] = max(found.get(pk, 0), score)
        for word in {normalised(word) for word in folded(who.name).split() if len(word) > 2}:
            for pk in self.acronyms.get(word, ()):  # “OIM Mali”, “Bureau OIM”
                found.setdefault(pk, LIKE_AN_ACRONYM)
        return sorted(found, key=lambda pk: -found[pk])

    def _as_choices(self, codes: Iterable[str]) -> list[Choice]:
        return [Choice(pk, self.known[pk].full) for pk in codes]

    def _found(self, pk: str, how: str, key: str) -> Found:
        return Found(KNOWN, (pk,), self.known[pk].full, how, key=key)


def _bracketless(name: str) -> list[str]:
    """A name without what stands in brackets, and its parts around a dash or a colon."""
    plain = " ".join(_INSIDE.sub(" ", name).split())
    halves = [half.strip() for half in re.split(r"\s[-–—:]\s|:\s", plain) if half.strip()]
    return list(dict.fromkeys(filter(None, [plain, *(halves if len(halves) == 2 else [])])))


@lru_cache(maxsize=5_000)
def _variants(who: Who) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names, acronyms) that a row may mean, normalised: “Organisation … (OIM)”, “OIM - Organisation …”."""
    inside = _INSIDE.findall(who.name)
    names = [normalised(text) for text in [who.name, *_bracketless(who.name), *inside]]
    words = [who.acronym, who.name, *inside, *_bracketless(who.name)] if who.name else [who.acronym]
    acronyms = [normalised(text) for text in words if text and len(normalised(text)) <= 16]
    return tuple(dict.fromkeys(filter(None, names))), tuple(dict.fromkeys(filter(None, acronyms)))


@lru_cache(maxsize=1)
def _reference() -> dict[str, set[str]]:
    """Each acronym and name to everything else that means the same organisation."""
    found: dict[str, set[str]] = defaultdict(set)
    for words in _same_words():
        for word in words:
            found[normalised(word)] |= {normalised(other) for other in words}
    return found


@lru_cache(maxsize=1)
def _same_words() -> tuple[tuple[str, ...], ...]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple((*row["acronyms"].split("|"), *row["names"].split("|")) for row in csv.DictReader(file))


def _same(acronym: str, name: str) -> list[str]:
    """The names that the reference gives an organisation."""
    mine = {normalised(acronym), normalised(name)}
    return [
        word
        for words in _same_words()
        if mine & {normalised(each) for each in words}
        for word in words
        if len(word) > 8
    ]
