"""Which place a row means: by P-code of either list, by name, exactly; else to be confirmed by a person.

Services stand in regions as they are today. A cercle of before the reform of 2023 leads to the region in which it lies now
(`places/data/mali_2023_crosswalk.csv`); a code that two lists use for two regions (ML09) needs a name, or another code in
the same workbook that only one of the lists has.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from jatigi.directory.workbooks.finding import CONFIRM, KNOWN, Choice, Found
from jatigi.directory.workbooks.words import folded, parts, squeezed
from jatigi.kernel import clock
from jatigi.places import reference
from jatigi.places.models import AdminUnit, Country

LIKELY = 72
MOST_CHOICES = 4
EVERYWHERE = {
    "toutes les regions", "toutes regions", "toutes", "tout le pays", "national", "nationale", "niveau national", "nationwide",
    "countrywide", "all regions", "whole country", "the whole country", "ensemble du territoire", "tout le territoire", "territoire national",
    "toutes les provinces", "toutes provinces", "all provinces", "couverture nationale", "all", "tous", "tout", "partout",
    "toutes les wilayas", "national level", "echelle nationale", "ensemble du pays", "entire country", "toutes les zones",
}  # fmt: skip
_KINDS = {
    "region", "regions", "province", "provinces", "district", "cercle", "cercles", "wilaya", "etat", "state", "departement", "commune",
    "ville", "gouvernorat", "prefecture", "de", "du", "d", "of", "la", "le", "l", "the", "des",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """What a row says of the place, in its words; `place` where nothing says of which level it is."""

    country: str = ""
    code: str = ""
    region: str = ""
    cercle: str = ""
    place: str = ""

    @property
    def said(self) -> str:
        """In one line, as it stands there."""
        words = dict.fromkeys(
            " ".join(text.split()) for text in (self.region, self.cercle, self.place, self.code, self.country)
        )
        return " · ".join(word for word in words if word)

    @property
    def key(self) -> str:
        words = (self.country, self.code, self.region, self.cercle, self.place)
        return "|".join(squeezed(word) for word in words)


class Places:
    """The units of all lists, once for a workbook. `country`: where a name is looked for that no row places elsewhere."""

    def __init__(self, country: str = "") -> None:
        self.country = country
        self.vintages: set[str] = set()
        self.units = list(AdminUnit.objects.select_related("country").order_by("level", "code", "vintage"))
        self.countries = {one.pk: one for one in Country.objects.all()}
        self.by_code: dict[str, list[AdminUnit]] = defaultdict(list)
        self.by_name: dict[str, list[AdminUnit]] = defaultdict(list)
        today = clock.today()
        for unit in self.units:
            self.by_code[unit.code].append(unit)
            for name in {
                bare(unit.name_fr),
                bare(unit.name_en),
                squeezed(unit.name_fr),
                squeezed(unit.name_en),
            }:
                self.by_name[name].append(unit)
        self.today = {
            unit.pk: unit
            for unit in self.units
            if unit.level == 1 and (unit.valid_to is None or unit.valid_to >= today)
        }
        self.country_names = {
            name: one.pk
            for one in self.countries.values()
            for name in (squeezed(one.name_fr), squeezed(one.name_en), one.pk.casefold(), one.iso3.casefold())
        }
        self._said: dict[Where, Found] = {}

    def known(self, text: str) -> bool:
        """Whether a heading, or a cell, is the name or the code of a place."""
        return bool(self._of_code(text) or (len(text) > 2 and self._named(text, self.country)))

    def find(self, where: Where) -> Found:
        """The region, the regions, or the country that a row means."""
        if where not in self._said:
            self._said[where] = self._find(where)
        return self._said[where]

    def offered(self) -> list[Choice]:
        """The country and its regions of today."""
        return [self.choice(self.country)] * bool(self.country) + [
            self.choice(unit.code) for unit in self.today.values() if unit.country_id == self.country
        ]

    def codes_today(self, unit: int) -> tuple[str, ...]:
        """The regions of today in which a unit of any list lies."""
        return tuple(u.code for u in self._regions(u for u in self.units if u.pk == unit).values())

    def notice(self, codes: Iterable[str], names: Iterable[str]) -> None:
        """Learn from all rows: which country they are about, where nobody said so, and which lists their codes are from."""
        pairs = list(zip(codes, names, strict=True))
        if not self.country:
            self.country = self._mostly(pairs)
        for code, name in pairs:
            meant = self._of_code(code)
            if len({unit.vintage for unit in meant}) == 1 and len(self._lists(meant)) > 1:
                self.vintages.add(meant[0].vintage)
            named = {unit.pk for unit in self._named(name, self.country)} if name else set()
            same = [unit for unit in meant if unit.pk in named]
            if len(meant) > 1 and len(same) == 1:
                self.vintages.add(same[0].vintage)

    def _lists(self, units: Iterable[AdminUnit]) -> set[str]:
        countries = {unit.country_id for unit in units}
        return {unit.vintage for unit in self.units if unit.country_id in countries and unit.level == 1}

    def _mostly(self, pairs: list[tuple[str, str]]) -> str:
        votes: dict[str, int] = defaultdict(int)
        for code, name in pairs:
            countries = {unit.country_id for unit in self._of_code(code)} or {
                unit.country_id for unit in self._named(name, "")
            }
            for country in countries:
                votes[country] += 12 // len(countries)
        best = max(votes, key=lambda country: (votes[country], country == "ML"), default="")
        return best or "ML"

    def _find(self, where: Where) -> Found:
        country = self._country(where.country) or self.country
        if where.country and not self._country(where.country):
            return self._unsure(where, [], country, _("This country is not known."))
        by_code = self._of_code(where.code)
        by_name = self._by_names(where, country)
        if where.code and not by_code:
            return self._unsure(where, by_name, country, _("This P-code is in no list."))
        if by_code and not (where.region or where.cercle or where.place):
            return self._by_code_alone(where, by_code, country)
        if by_code:
            return self._both(where, by_code, by_name, country)
        if not where.said or where.said == where.country:
            return self._country_found(where, country) if where.country else _nothing(where)
        return self._by_name_alone(where, by_name, country)

    def _by_code_alone(self, where: Where, units: list[AdminUnit], country: str) -> Found:
        regions = self._regions(units)
        if len(regions) > 1 and self.vintages:
            regions = self._regions([unit for unit in units if unit.vintage in self.vintages]) or regions
        if len(regions) == 1:
            return self._found(where, regions, _("by its P-code"))
        words = _("This code means two places, by the list it is from. Say which.")
        return self._unsure(where, list(regions.values()), country, words)

    def _both(self, where: Where, by_code: list[AdminUnit], by_name: list[AdminUnit], country: str) -> Found:
        coded, named = self._regions(by_code), self._regions(by_name)
        above = {unit.pk for unit in by_code}
        agreed = {pk: unit for pk, unit in coded.items() if pk in named} or self._regions(
            unit for unit in by_name if unit.parent_id in above
        )
        if len(agreed) == 1:
            return self._found(where, agreed, _("by its P-code and its name"))
        if not where.region and not by_name:
            found = self._by_code_alone(where, by_code, country)
            found.remark = _("Known to the region only.") if found.state == KNOWN else ""
            return found
        if not by_name:
            words = _("The name is not that of the P-code in any list. Say which counts.")
            like = self._like(where.region or where.place or where.cercle, country)
            return self._unsure(where, [*like[:2], *coded.values()], country, words)
        words = _("The P-code and the name mean two places. Say which counts.")
        return self._unsure(where, [*named.values(), *coded.values()], country, words)

    def _by_name_alone(self, where: Where, units: list[AdminUnit], country: str) -> Found:
        text = where.region or where.place or where.cercle
        if folded(text) in EVERYWHERE or self._country(text) == country:
            return self._country_found(where, country)
        regions = self._regions(units)
        if len(regions) == 1:
            return self._found(where, regions, _("by its name"))
        if len(regions) > 1:
            words = _("This name stands for more than one region. Say which.")
            return self._unsure(where, list(regions.values()), country, words)
        several = parts(text)
        if len(several) > 1:
            return self._several(where, several, country)
        return self._unsure(where, self._like(text, country), country, _("No place bears exactly this name."))

    def _several(self, where: Where, several: list[str], country: str) -> Found:
        """“Mopti/Gao”: each part must be a place of its own."""
        found: dict[int, AdminUnit] = {}
        for part in several:
            regions = self._regions(self._of_code(part) or self._named(part, country))
            if len(regions) != 1:
                like = [unit for each in several for unit in self._like(each, country)[:1]]
                words = _("Not every part of “%(text)s” is a place that is known: “%(part)s” is not.")
                return self._unsure(where, like, country, words % {"text": where.said, "part": part})
            found |= regions
        return self._found(where, found, _("several places in one cell"))

    def _by_names(self, where: Where, country: str) -> list[AdminUnit]:
        """What the names mean; a cercle counts within the region that the row names, as it was or as it is."""
        outer = self._named(where.region or where.place, country)
        inner = [unit for unit in self._all_named(where.cercle, country) if unit.level == 2]
        if not inner:
            return outer or self._named(where.cercle, country)
        if not outer:
            return inner
        around, now = {unit.pk for unit in outer}, self._regions(outer)
        within = [unit for unit in inner if unit.parent_id in around or now.keys() & self._regions([unit])]
        both = [unit for pk, unit in self._regions(within).items() if pk in now]
        return both if len(both) == 1 else within or outer

    def _regions(self, units: Iterable[AdminUnit]) -> dict[int, AdminUnit]:
        """The regions of today that units of any list lie in."""
        found: dict[int, AdminUnit] = {}
        for unit in units:
            if unit.pk in self.today:
                found[unit.pk] = unit
                continue
            for code, vintage in _now_in().get(unit.code, ()) if unit.level == 2 else ():
                found |= {u.pk: u for u in self.by_code.get(code, ()) if u.vintage == vintage}
            if unit.level == 1:
                same = squeezed(unit.name_fr)
                found |= {
                    u.pk: u
                    for u in self.today.values()
                    if u.country_id == unit.country_id and squeezed(u.name_fr) == same
                }
        return found

    def _of_code(self, text: str) -> list[AdminUnit]:
        """What a code means in any list; of a longer code that no list has, the unit above."""
        code = text.strip().upper().replace(" ", "").replace("-", "")
        if not 3 <= len(code) <= 12 or not code[:2].isalpha() or not any(c.isdigit() for c in code):
            return []
        iso = self.countries.get(code[:2])
        if iso is None and code[:3].isalpha():
            two = next((pk for pk, one in self.countries.items() if one.iso3 == code[:3]), "")
            code = two + code[3:] if two else code
        while len(code) > 3:
            if code in self.by_code:
                return self.by_code[code]
            code = code[:-1]
        return []

    def _named(self, text: str, country: str) -> list[AdminUnit]:
        """What a name means; a region before a cercle that bears the same name."""
        found = self._all_named(text, country)
        return [unit for unit in found if unit.level == 1] or found

    def _all_named(self, text: str, country: str) -> list[AdminUnit]:
        if not text or not (squeezed(text) or bare(text)):
            return []
        found = self.by_name.get(squeezed(text)) or self.by_name.get(bare(text)) or []
        unique = {unit.pk: unit for unit in found}.values()
        return [unit for unit in unique if not country or unit.country_id == country]

    def _like(self, text: str, country: str) -> list[AdminUnit]:
        units = [unit for unit in self.units if unit.country_id == country]
        names = {unit.pk: folded(unit.name_fr) for unit in units}
        best = process.extract(folded(text), names, scorer=fuzz.WRatio, score_cutoff=LIKELY, limit=8)
        by_pk = {unit.pk: unit for unit in units}
        return [by_pk[pk] for _name, _score, pk in best]

    def _country(self, text: str) -> str:
        return self.country_names.get(squeezed(text), "") if text else ""

    def _country_found(self, where: Where, country: str) -> Found:
        choice = self.choice(country)
        return Found(KNOWN, (choice.code,), choice.label, _("the whole country"), key=where.key)

    def _found(self, where: Where, regions: dict[int, AdminUnit], how: str) -> Found:
        codes = tuple(unit.code for unit in regions.values())
        return Found(KNOWN, codes, ", ".join(str(unit) for unit in regions.values()), how, key=where.key)

    def _unsure(self, where: Where, units: Iterable[AdminUnit], country: str, sentence: str) -> Found:
        codes = dict.fromkeys(u.code for unit in units for u in self._regions([unit]).values())
        choices = [self.choice(code) for code in codes][:MOST_CHOICES]
        return Found(CONFIRM, choices=choices, sentence=sentence, key=where.key, extra={"country": country})

    def choice(self, code: str) -> Choice:
        """A region of today, or a country."""
        unit = next((unit for unit in self.by_code.get(code, ()) if unit.pk in self.today), None)
        if unit is not None:
            return Choice(code, f"{unit} ({code})")
        country = self.countries[code]
        return Choice(code, _("%(country)s, the whole country") % {"country": country})


def _nothing(where: Where) -> Found:
    return Found(CONFIRM, sentence=_("The row says no place."), key=where.key)


@lru_cache(maxsize=2_000)
def bare(text: str) -> str:
    """A name without the words that say what kind of place it is."""
    return "".join(word for word in folded(text).split() if word not in _KINDS)


@lru_cache(maxsize=1)
def _now_in() -> dict[str, list[tuple[str, str]]]:
    """Cercle of before the reform to the regions of today in which it lies."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (Path(reference.DATA) / "mali_2023_crosswalk.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["old_code"]].append((row["new_region_code"], row["new_vintage"]))
    return found
