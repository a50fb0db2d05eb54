"""Dates as French texts write them: « le mardi 1er juin 2025 », « du 4 au 6 septembre », « les 12 et 13 mai », in letters, in part.

What is asked of the text is `folded` (no case, no accents) with breaks as blanks. A date without its year takes the one that
the text itself gives near it; otherwise it is none.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from jatigi.algorithms.communique.reading import When

MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOST = 300
"""Dates of one kind that are read in a text."""
_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
)
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}

_MONTH = r"(?:janvier|janv\.?|fevrier|fevr?\.?|mars|avril|avr\.|mai|juin|juillet|juil\.?|aout|septembre|sept\.?|octobre|oct\.?|novembre|nov\.?|decembre|dec\.?)"
_NUMBER_WORD = (
    r"(?:premier|vingt[ -]et[ -]un|vingt[ -](?:deux|trois|quatre|cinq|six|sept|huit|neuf)|vingt|trente[ -]et[ -]un|trente"
    r"|dix[ -](?:sept|huit|neuf)|dix|onze|douze|treize|quatorze|quinze|seize|deux|trois|quatre|cinq|six|sept|huit|neuf)"
)
_DAY = r"(?:1 ?er|[12]\d|3[01]|0?[1-9])"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ,]{1,3})?"
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:[ ,]{{1,3}}(?:de l'annee |de l'an )?(?P<YEAR>{_YEAR})\b)?"

_SPAN = re.compile(
    rf"\b(?:du |de |entre le |depuis le |le |les )?{_WEEKDAY}(?P<d1>{_DAY})(?: (?P<m1>{_MONTH}))?(?: (?P<y1>{_YEAR}))?"
    rf"(?P<more>(?:, ?(?:le )?{_WEEKDAY}{_DAY}){{0,6}}) ?(?P<join>au|a|et le|et|&|jusqu'au|–|-|/) ?"
    rf"{_WEEKDAY}(?P<d2>{_DAY}) (?P<m2>{_MONTH})(?![a-z]){_OF_YEAR.replace('YEAR', 'y2')}"
)
_ONE = re.compile(
    rf"\b{_WEEKDAY}(?P<d1>{_DAY}|{_NUMBER_WORD}) (?P<m1>{_MONTH})(?![a-z]){_OF_YEAR.replace('YEAR', 'y1')}"
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<d>[0-3]?\d)(?P<s>[/.-])(?P<m>[01]?\d)(?P=s)(?P<y>(?:19|20)\d\d)(?![\d/-])"
)
_FIGURES_SPAN = re.compile(
    r"(?<![\d/.-])(?P<d1>[0-3]?\d)[/.-](?P<m1>[01]?\d)[/.-](?P<y1>(?:19|20)\d\d) (?:au|-|–|et(?: le)?) "
    r"(?P<d2>[0-3]?\d)[/.-](?P<m2>[01]?\d)[/.-](?P<y2>(?:19|20)\d\d)(?![\d/-])"
)
_ISO = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])")
_MONTHS_SPAN = re.compile(
    rf"\b(?:de |d'|entre )(?P<m1>{_MONTH})(?: (?P<y1>{_YEAR}))? (?:a|et|au mois de) (?P<m2>{_MONTH}) (?P<y2>{_YEAR})\b"
)
_MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTH})(?: de l'annee| de)? (?P<y>{_YEAR})\b")
_PART = re.compile(
    r"\b(?P<n>premier|1 ?er|deuxieme|second|2 ?e(?:me)?|2nd|troisieme|3 ?e(?:me)?|quatrieme|4 ?e(?:me)?|dernier) "
    rf"(?P<what>trimestre|semestre)(?: de l'annee| de l'exercice| de l'an| de)? (?P<y>{_YEAR})\b"
)
_HALF = re.compile(
    rf"\b(?P<n>premiere|1ere|seconde|deuxieme|2e(?:me)?) quinzaine (?:du mois )?(?:de |d'|du mois de )?(?P<m>{_MONTH})(?![a-z]){_OF_YEAR.replace('YEAR', 'y')}"
)
_T = re.compile(rf"\b(?P<what>[ts])(?P<n>[1-4])[ -/]{{1,2}}(?P<y>{_YEAR})\b")
_PLAIN_YEAR = re.compile(rf"(?<![\d/.,-])(?P<y>{_YEAR})(?![\d/]|-\d|[.,]\d)")
_IN_LETTERS = re.compile(
    r"\bl'an (?P<year>(?:deux mil(?:le)?|mil neuf cent)(?:[ -](?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante)){0,4})[ ,]{1,3}(?:et |ce |et ce )?(?:le |du |les )?"
    rf"{_WEEKDAY}(?P<rest>(?:{_DAY}|{_NUMBER_WORD})"
    rf"(?:(?: (?P<m1>{_MONTH}))? (?P<join>et|au|et le) {_WEEKDAY}(?P<d2>{_DAY}|{_NUMBER_WORD}))?) (?P<m>{_MONTH})(?![a-z])"
)
_YEAR_ONLY_IN_LETTERS = re.compile(
    r"\bl'an (?P<year>(?:deux mil(?:le)?|mil neuf cent)(?:[ -][a-z]{2,9}){0,5})"
)
_ORDER = {
    "pre": 1,
    "1er": 1,
    "1 e": 1,
    "deu": 2,
    "sec": 2,
    "2e": 2,
    "2em": 2,
    "2nd": 2,
    "tro": 3,
    "3e": 3,
    "3em": 3,
    "qua": 4,
    "4e": 4,
    "4em": 4,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A date at fold[start:end]. ``given`` is False where its year was taken from elsewhere in the text."""

    start: int
    end: int
    when: When
    given: bool = True


def find(fold: str, year: int | None = None, near: date | None = None) -> list[Found]:
    """Every date of ``fold`` in order. A missing year is ``year``, or the one that brings it closest to ``near``."""
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for reader in (_letters, _halves, _figures, _spans, _single, _parts, _months, _years):
        found += [
            one
            for one in islice(reader(fold, year, near), _MOST)
            if not any(one.start < end and start < one.end for start, end in taken)
        ]
        taken = [(one.start, one.end) for one in found]
    return sorted(found, key=lambda one: one.start)


def day(when: When) -> date:
    """Its first day."""
    parts = [int(part) for part in when.start.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(when: When) -> date:
    parts = [int(part) for part in when.end.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def of_day(at: date) -> When:
    return When(at.isoformat(), at.isoformat(), "day")


def weekday_before(name: str, published: date) -> date:
    """The last such day of the week up to and with the day on which the text came out."""
    return published - timedelta(days=(published.weekday() - WEEKDAYS.index(name)) % 7)


def number(words: str) -> int | None:
    """« vingt et un » is 21, « deux mil vingt-cinq » is 2025."""
    total = 0
    words = words.replace("-", " ")
    if words.strip() in ("1er", "1 er", "premier"):
        return 1
    if words.strip().isdigit():
        return int(words)
    for word in words.split():
        if word in _UNITS:
            total += _UNITS.index(word)
        elif word in _TENS:
            total += _TENS[word]
        elif word in ("mil", "mille"):
            total = (total or 1) * 1000
        elif word in ("cent", "cents"):
            rest = total % 1000
            total += rest * 100 - rest if rest else 100
        elif word != "et":
            return None
    return total or None


def _whole(year: int, month: int, of: int) -> date | None:
    try:
        return date(year, month, of)
    except ValueError:
        return None


def _year_for(month: int, of: int, year: int | None, near: date | None) -> int | None:
    if near is None:
        return year
    choices = [each for each in (near.year - 1, near.year, near.year + 1) if _whole(each, month, of)]
    return min(choices, key=lambda each: abs((date(each, month, of) - near).days), default=None)


def _month(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def _of(word: str) -> int | None:
    return number(word.strip())


def _between(first: date | None, last: date | None) -> When | None:
    if first is None or last is None or last < first or (last - first).days > 370:
        return None
    return When(first.isoformat(), last.isoformat(), "day")


def _letters(fold: str, _year: int | None, _near: date | None) -> Iterator[Found]:
    for match in _IN_LETTERS.finditer(fold):
        year = number(match["year"].strip(" ,-"))
        first = re.match(rf"{_DAY}|{_NUMBER_WORD}", match["rest"])
        of, month = _of(first[0]) if first else None, _month(match["m"])
        if year is None or of is None:
            continue
        until = _of(match["d2"]) if match["d2"] else of
        start = _whole(year, _month(match["m1"]) if match["m1"] else month, of)
        when = _between(start, _whole(year, month, until or of))
        if when:
            yield Found(match.start(), match.end(), when)


def _figures(fold: str, _year: int | None, _near: date | None) -> Iterator[Found]:
    for match in _FIGURES_SPAN.finditer(fold):
        first, last = (_whole(*(int(match[f"{part}{n}"]) for part in "ymd")) for n in (1, 2))
        if when := _between(first, last):
            yield Found(match.start(), match.end(), when)
    for pattern in (_FIGURES, _ISO):
        for match in pattern.finditer(fold):
            at = _whole(int(match["y"]), int(match["m"]), int(match["d"]))
            if at:
                yield Found(match.start(), match.end(), of_day(at))


def _halves(fold: str, year: int | None, near: date | None) -> Iterator[Found]:
    """« la première quinzaine de février »: from the 1st to the 15th."""
    for match in _HALF.finditer(fold):
        month, early = _month(match["m"]), match["n"] in ("premiere", "1ere")
        of = int(match["y"]) if match["y"] else _year_for(month, 1, year, near)
        if of is not None:
            last = 15 if early else monthrange(of, month)[1]
            when = _between(date(of, month, 1 if early else 16), date(of, month, last))
            if when:
                yield Found(match.start(), match.end(), when, bool(match["y"]))


def _spans(fold: str, year: int | None, near: date | None) -> Iterator[Found]:
    for match in _SPAN.finditer(fold):
        d1, d2 = _of(match["d1"]), _of(match["d2"])
        m2 = _month(match["m2"])
        m1 = _month(match["m1"]) if match["m1"] else m2
        if d1 is None or d2 is None:
            continue
        y2 = int(match["y2"]) if match["y2"] else _year_for(m2, d2, year, near)
        if y2 is None:
            continue
        y1 = int(match["y1"]) if match["y1"] else (y2 - 1 if m1 > m2 else y2)
        if when := _between(_whole(y1, m1, d1), _whole(y2, m2, d2)):
            yield Found(match.start(), match.end(), when, bool(match["y2"]))


def _single(fold: str, year: int | None, near: date | None) -> Iterator[Found]:
    for match in _ONE.finditer(fold):
        of, month = _of(match["d1"]), _month(match["m1"])
        if of is None:
            continue
        found = int(match["y1"]) if match["y1"] else _year_for(month, of, year, near)
        at = _whole(found, month, of) if found else None
        if at:
            yield Found(match.start(), match.end(), of_day(at), bool(match["y1"]))


def _parts(fold: str, _year: int | None, _near: date | None) -> Iterator[Found]:
    for match in _PART.finditer(fold):
        word, quarters = match["n"], match["what"] == "trimestre"
        order = (4 if quarters else 2) if word == "dernier" else _ORDER.get(word[:3].strip(), 0)
        yield from _part(match, order, 3 if quarters else 6)
    for match in _T.finditer(fold):
        yield from _part(match, int(match["n"]), 3 if match["what"] == "t" else 6)


def _part(match: re.Match[str], order: int, months: int) -> Iterator[Found]:
    year = int(match["y"])
    if 1 <= order <= 12 // months:
        start, end = (order - 1) * months + 1, order * months
        yield Found(match.start(), match.end(), When(f"{year}-{start:02}", f"{year}-{end:02}", "month"))


def _months(fold: str, _year: int | None, _near: date | None) -> Iterator[Found]:
    for match in _MONTHS_SPAN.finditer(fold):
        y2 = match["y2"]
        start, end = (
            f"{match['y1'] or y2}-{_month(match['m1']):02}",
            f"{y2}-{_month(match['m2']):02}",
        )
        if start <= end:
            yield Found(match.start(), match.end(), When(start, end, "month"))
    for match in _MONTH_YEAR.finditer(fold):
        month = f"{match['y']}-{_month(match['m']):02}"
        yield Found(match.start(), match.end(), When(month, month, "month"))


def _years(fold: str, _year: int | None, _near: date | None) -> Iterator[Found]:
    for match in _PLAIN_YEAR.finditer(fold):
        yield Found(match.start(), match.end(), When(match["y"], match["y"], "year"))
    for match in _YEAR_ONLY_IN_LETTERS.finditer(fold):
        words = match["year"]
        while words:
            value = number(words)
            if value is not None and 1900 <= value < 2100:
                yield Found(
                    match.start(), match.start("year") + len(words), When(str(value), str(value), "year")
                )
                break
            words = words.rpartition(" ")[0]
