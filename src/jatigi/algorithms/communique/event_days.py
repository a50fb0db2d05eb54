"""The day of a meeting among the dates of a text: not the day of the paper, of a law, or of the meeting before."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jatigi.algorithms.communique import dates
from jatigi.algorithms.communique.event_words import (
    ADOPTED,
    BEFORE_IT,
    BEGUN,
    DATELINE,
    DUE,
    EARLIER,
    HELD,
    LABEL,
    LASTED,
    LAW,
    NEXT,
    NO_TOWN,
    NOUN,
    OVER,
    PUBLISHED,
    RELATIVE,
)
from jatigi.algorithms.communique.reading import When
from jatigi.algorithms.communique.structure import Page

_DAY_IN_FULL = 10
_ROW_OF_DATE = re.compile(r"[| ]*(?:dates?|jours?|periode|tenue?)\b")
_AFTER_DATELINE = re.compile(r" ?(?:[–:)/|(,-]|\.|$)")


class Calendar:
    """The dates of a text, with the day on which it came out where it says so."""

    def __init__(self, page: Page) -> None:
        first = dates.find(page.fold)
        self.published = self._day_of_publication(page, first)
        year = None if self.published else self._only_year(page, first)
        self.found = dates.find(page.fold, year, self.published)
        self.event: When | None = None

    def of_event(self, page: Page, start: int, end: int) -> tuple[When, int] | None:
        """The date of what is told at flat[start:end], and where it stands."""
        scored = [(self._score(page, one, start, end), -one.start, one.when) for one in self.found]
        scored += [(score, -at, when) for score, at, when in self._relative(page, start, end)]
        score, at, when = max(scored, key=lambda each: each[:2], default=(0.0, 0, None))
        if when is None or score <= 0:
            return None
        if when.precision == "day" and when.start == when.end:
            when = _lasting(page, -at, dates.day(when))
        self.event = when
        return when, -at

    def _score(self, page: Page, one: dates.Found, start: int, end: int) -> float:
        before = page.fold[max(0, one.start - 70) : one.start]
        near = page.fold[max(0, one.start - 25) : one.start]
        score = {"day": 2.0, "month": 0.5, "year": -1.5}[one.when.precision]
        if DUE.search(near) or LAW.search(before) or self._in_table(page, one):
            return -9
        if ADOPTED.match(page.fold, one.end, one.end + 90):
            score -= 8
        if PUBLISHED.search(near) or self._is_dateline(page, one):
            return 0.6 if one.when.precision == "day" else 0.1
        if LABEL.search(before):
            score += 4
        if page.fold[one.start : one.start + 6] == "l'an d":
            score += 8
        return score + self._told(page, one, start, end) - min(2.0, one.start / 1500)

    def _told(self, page: Page, one: dates.Found, start: int, end: int) -> float:
        """What the sentence around a date says for it and against it."""
        score = 0.0
        around = sentence_at(page, one.start)
        told = page.fold[around[0] : around[1]]
        if start <= one.start < end:
            score += 4
        if HELD.search(told):
            score += 1.5
        if NOUN.search(told):
            score += 0.7
        if BEFORE_IT.search(told):
            score -= 4
        if NEXT.search(told[: one.start - around[0] + 20]):
            score -= 4
        if EARLIER.search(page.fold, max(around[0], one.start - 60), one.start):
            score -= 4
        if one.when.start != one.when.end and one.when.precision == "day":
            score += 1
        return score

    def _relative(self, page: Page, start: int, end: int) -> Iterator[tuple[float, int, When]]:
        if self.published is None:
            return
        early = min(len(page.fold), 700)
        for match in [*RELATIVE.finditer(page.fold, start, end), *RELATIVE.finditer(page.fold, 0, early)]:
            back = {"avant-hier": 2, "hier": 1}.get(match["day"] or "", 0)
            at = (
                self.published - timedelta(days=back)
                if match["day"]
                else dates.weekday_before(match["w"], self.published)
            )
            if match["last"] and at == self.published:
                at -= timedelta(days=7)
            yield (
                3.0 if start <= match.start() < end else 1.6,
                match.start(),
                dates.of_day(at),
            )

    def _in_table(self, page: Page, one: dates.Found) -> bool:
        """A day in a row is somebody's deadline, unless the row begins with « Date »."""
        return any(
            block.kind == "row"
            and block.start <= one.start < block.end
            and not _ROW_OF_DATE.match(page.fold, block.start, block.end)
            for block in page.blocks
        )

    def _day_of_publication(self, page: Page, found: Sequence[dates.Found]) -> date | None:
        for one in found:
            if one.when.precision != "day" or one.when.start != one.when.end:
                continue
            if PUBLISHED.search(page.fold[max(0, one.start - 40) : one.start]) or self._is_dateline(
                page, one
            ):
                return dates.day(one.when)
        return None

    def _is_dateline(self, page: Page, one: dates.Found) -> bool:
        """« Bamako, le 4 juin 2025 – » at the beginning of a paragraph, or a date alone on its line."""
        if one.when.start != one.when.end:
            return False
        for block in page.blocks:
            if block.start <= one.start < block.end:
                before = page.fold[block.start : one.start]
                if before.startswith("(") and len(before) < 50 and page.fold[one.end : block.end] == ")":
                    return True
                if not before.strip():
                    return block.end - one.end < 3 or bool(
                        re.match(r" ?[–:-]", page.fold[one.end : one.end + 2])
                    )
                return (
                    len(before) < 60
                    and not NO_TOWN.match(before)
                    and bool(DATELINE.match(before))
                    and bool(_AFTER_DATELINE.match(page.fold, one.end, block.end))
                )
        return False

    def _only_year(self, page: Page, found: Sequence[dates.Found]) -> int | None:
        days = [
            one
            for one in found
            if one.when.precision == "day" and not LAW.search(page.fold[max(0, one.start - 70) : one.start])
        ]
        if days:
            return dates.day(days[0].when).year
        months = {
            one.when.start[:4]
            for one in found
            if one.when.precision == "month" and not DUE.search(page.fold[max(0, one.start - 25) : one.start])
        }
        if len(months) == 1:
            return int(months.pop())
        early = {
            one.when.start[:4]
            for one in found
            if not LAW.search(page.fold[max(0, one.start - 70) : one.start])
            and not DUE.search(page.fold[max(0, one.start - 25) : one.start])
        }
        return int(early.pop()) if len(early) == 1 else None


def _lasting(page: Page, at: int, day: date) -> When:
    """« ont achevé hier un atelier de deux jours » tells of the day before, too."""
    start, end = sentence_at(page, at)
    told = page.fold[start:end]
    lasted = LASTED.search(told)
    if lasted is None:
        return dates.of_day(day)
    more = timedelta(days=(dates.number(lasted["n"] or lasted["m"]) or 1) - 1)
    if OVER.search(told):
        return When((day - more).isoformat(), day.isoformat(), "day")
    if BEGUN.search(told):
        return When(day.isoformat(), (day + more).isoformat(), "day")
    return dates.of_day(day)


def sentence_at(page: Page, at: int) -> tuple[int, int]:
    for block in page.blocks:
        if block.start <= at < block.end:
            for start, end in page.sentences(block):
                if at < end:
                    return start, end
    return at, at


def of_day_only(when: When | None) -> date | None:
    """The day on which it ended, where the text says the day."""
    return date.fromisoformat(when.end) if when and len(when.end) == _DAY_IN_FULL else None
