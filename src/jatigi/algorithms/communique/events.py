"""Which meeting a text is about: its kind, title, date and place; and the sessions it had."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jatigi.algorithms.communique import dates
from jatigi.algorithms.communique.event_words import (
    DATELINE,
    DUE,
    EARLIER,
    GATHERED,
    HELD,
    LABEL,
    LAW,
    NEXT,
    NO_TOWN,
    NOT_AT,
    NOUN,
    ONLINE,
    PUBLISHED,
    RELATIVE,
    SESSION,
    TITLE_ENDS,
    TOWN,
)
from jatigi.algorithms.communique.organisations import Mention
from jatigi.algorithms.communique.places import Spot
from jatigi.algorithms.communique.reading import Event, Kind, Session, When, Where
from jatigi.algorithms.communique.structure import Block, Page

_DAY_IN_FULL = 10


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    start: int
    end: int
    noun: re.Match[str]
    heading: bool


def find(
    page: Page, mentions: Sequence[Mention], spots: Sequence[Spot], calendar: "Calendar"
) -> Event | None:
    """The meeting the text is about; None where it tells of none."""
    choice = max(_choices(page, spots, calendar), key=lambda one: one.score, default=None)
    if choice is None:
        choice = _gathering(page)
    if choice is None:
        return None
    when = calendar.of_event(page, choice.start, choice.end)
    where = _place(page, mentions, spots, choice, when[1] if when else None)
    named = choice.noun.lastgroup is not None
    kind: Kind = choice.noun.lastgroup or "meeting"  # type: ignore[assignment]
    return Event(
        _title(page, choice) if named else None,
        kind,
        when[0] if when else None,
        where,
        page.text.passage(choice.start, choice.end),
    )


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
        self.event = when
        return when, -at

    def _score(self, page: Page, one: dates.Found, start: int, end: int) -> float:
        before = page.fold[max(0, one.start - 70) : one.start]
        near = page.fold[max(0, one.start - 25) : one.start]
        score = {"day": 2.0, "month": 0.5, "year": -1.5}[one.when.precision]
        if DUE.search(near) or LAW.search(before):
            return -9
        if PUBLISHED.search(near) or self._is_dateline(page, one):
            return 0.6 if one.when.precision == "day" else 0.1
        if LABEL.search(before):
            score += 4
        if page.fold[one.start : one.start + 6] == "l'an d":
            score += 8
        around = _sentence(page, one.start)
        told = page.fold[around[0] : around[1]]
        if start <= one.start < end:
            score += 4
        if HELD.search(told):
            score += 1.5
        if NOUN.search(told):
            score += 0.7
        if NEXT.search(told[: one.start - around[0] + 20]):
            score -= 4
        if EARLIER.search(page.fold, max(around[0], one.start - 60), one.start):
            score -= 4
        if one.when.start != one.when.end and one.when.precision == "day":
            score += 1
        return score - min(2.0, one.start / 1500)

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
            yield 3.0 if start <= match.start() < end else 1.6, match.start(), dates.of_day(at)

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
        for block in page.blocks:
            if block.start <= one.start < block.end:
                before = page.fold[block.start : one.start]
                if before.startswith("(") and len(before) < 50 and page.fold[one.end : block.end] == ")":
                    return True
                if not before.strip():
                    return block.end - one.end < 3 or bool(
                        re.match(r" ?[–:-]", page.fold[one.end : one.end + 2])
                    )
                return len(before) < 60 and not NO_TOWN.match(before) and bool(DATELINE.match(before))
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


def _choices(page: Page, spots: Sequence[Spot], calendar: Calendar) -> Iterator[_Choice]:
    for number, block in enumerate(page.blocks):
        for start, end in page.sentences(block):
            for noun in NOUN.finditer(page.fold, start, min(end, start + 900)):
                score = _worth(page, spots, calendar, block, number, noun, (start, end))
                yield _Choice(
                    score - noun.start() / 4000 - (noun.start() - start) / 800,
                    start,
                    end,
                    noun,
                    block.kind == "heading",
                )


def _gathering(page: Page) -> _Choice | None:
    """People who met, though no word says what the meeting was."""
    for block in page.blocks:
        for start, end in page.sentences(block):
            if met := GATHERED.search(page.fold, start, end):
                return _Choice(0, start, end, met, False)
    return None


def _worth(
    page: Page,
    spots: Sequence[Spot],
    calendar: Calendar,
    block: Block,
    number: int,
    noun: re.Match[str],
    sentence: tuple[int, int],
) -> float:
    start, end = sentence
    told = page.fold[start:end]
    score = 3.0 - min(3.0, number * 0.4)
    score += 2.5 if HELD.search(told) else 0
    score += (
        2 if any(start <= one.start < end and one.when.precision == "day" for one in calendar.found) else 0
    )
    score += 2 if calendar.published and RELATIVE.search(told) else 0
    score += 1 if any(start <= one.start < end and one.town for one in spots) else 0
    score += 1 if block.kind == "heading" and number < 4 else 0
    score -= (
        9 if re.search(r"salles? de (?:la )?$", page.fold[max(0, noun.start() - 12) : noun.start()]) else 0
    )
    score -= 4 if NEXT.search(told) else 0
    score -= 3 if EARLIER.search(page.fold, max(start, noun.start() - 40), noun.start()) else 0
    score -= 3 if block.kind == "item" else 0
    score -= (
        3
        if noun[0].startswith(("dialogue", "concertation", "consultation"))
        and re.search(r"(?:du|de|d'|le) $", page.fold[max(0, noun.start() - 4) : noun.start()])
        else 0
    )
    score -= (
        0.8
        if re.search(
            r"(?:cette|cet|ladite|ledit|presente?) $", page.fold[max(0, noun.start() - 9) : noun.start()]
        )
        else 0
    )
    score -= (
        1.5
        if noun.lastgroup == "meeting"
        and noun[0]
        in (
            "session",
            "sessions",
            "dialogue",
            "consultations",
            "concertation",
            "consultation",
            "seance",
            "seances",
            "rencontres",
            "dialogues",
        )
        else 0
    )
    score -= (
        3
        if re.search(r"(?:des|de|d'|les|aux|ces) $", page.fold[max(0, noun.start() - 4) : noun.start()])
        and noun[0].endswith("s")
        and noun[0] not in ("congres", "etats generaux", "assises")
        else 0
    )
    score -= (
        1
        if re.search(
            r"(?:premier|deuxieme|second|troisieme|un|ce|dernier|trois|deux|plusieurs) $",
            page.fold[max(0, noun.start() - 10) : noun.start()],
        )
        and noun.lastgroup == "panel"
        and number > 1
        else 0
    )
    return score


def _sentence(page: Page, at: int) -> tuple[int, int]:
    for block in page.blocks:
        if block.start <= at < block.end:
            for start, end in page.sentences(block):
                if at < end:
                    return start, end
    return at, at


def _place(
    page: Page, mentions: Sequence[Mention], spots: Sequence[Spot], choice: _Choice, at: int | None
) -> Where | None:
    scores: dict[tuple[str, str], float] = {}
    for spot in spots:
        if spot.town:
            score = _nearness(page, mentions, spot, choice, at)
            key = (spot.name, spot.country)
            scores[key] = max(scores.get(key, -9), score) + (0.2 if key in scores else 0)
    best = max(scores, key=lambda each: scores[each], default=None)
    told = page.fold[choice.start : choice.end]
    named = _unknown_town(page, spots, choice)
    if named and (best is None or scores[best] < 4):
        return named
    if best is not None and scores[best] > 0 and not (ONLINE.search(told) and scores[best] < 3):
        return Where(best[0], best[1])
    return _country(page, spots, choice)


def _nearness(page: Page, mentions: Sequence[Mention], spot: Spot, choice: _Choice, at: int | None) -> float:
    before = page.fold[max(0, spot.start - 60) : spot.start]
    if any(one.start <= spot.start < one.end for one in mentions):
        return -5 if not re.search(r"\ba $", before) else 0.5
    score = 0.3 - spot.start / 8000
    if re.search(r"\blieu ?:? ?(?:salle [\w' ]+, )?$|\blieu ?: ?[^.]{0,50}$", before):
        score += 8
    if NOT_AT.search(before):
        score -= 4
    if re.search(r"(?:\ba|\bau) $|\ba l'hotel [\w' -]{2,40}(?:de |d'|, )$", before):
        score += 2
        held = re.search(
            r"(?:tenue?s?|organisee?s?|reunie?s?|deroulee?s?|lieu|ouverte?s?|abritee?|reunis|lancee?|achevee?)\b[^.;]{0,45}\ba $",
            before,
        )
        score += 2.5 if held else 0
    if choice.start <= spot.start < choice.end:
        score += 3
    if at is not None and abs(spot.start - at) < 60:
        score += 2
    if _begins_dateline(page, spot):
        score += 2.2
    around = _sentence(page, spot.start)
    if NEXT.search(page.fold, *around):
        score -= 3
    return score


def _begins_dateline(page: Page, spot: Spot) -> bool:
    for block in page.blocks:
        if block.start <= spot.start < block.end:
            lead = page.fold[block.start : spot.start]
            follows = re.match(
                r"(?: ?\([^)]{2,24}\)|, [a-z' -]{3,20})?(?:,? ?(?:le |ce )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?\d| ?[–-])",
                page.fold[spot.end : spot.end + 60],
            )
            return (
                bool(follows)
                and re.fullmatch(r"(?:fait a |communique(?: de presse)?[ :–-]*)?", lead) is not None
            )
    return False


def _unknown_town(page: Page, spots: Sequence[Spot], choice: _Choice) -> Where | None:
    for match in TOWN.finditer(page.fold, choice.start, choice.end):
        start, end = match.span("t")
        if not page.flat[start].isupper() or page.flat[start:end].isupper():
            continue
        for spot in spots:
            if spot.start == start:
                return None
            if not spot.town and 0 <= spot.start - end <= 8:
                return Where(page.flat[start:end], spot.country)
        return Where(page.flat[start:end], None)
    return None


def _country(page: Page, spots: Sequence[Spot], choice: _Choice) -> Where | None:
    for spot in spots:
        if (
            not spot.town
            and choice.start <= spot.start < choice.end
            and re.search(r"\b(?:au|en) $", page.fold[max(0, spot.start - 5) : spot.start])
        ):
            return Where(None, spot.country)
    return None


def _title(page: Page, choice: _Choice) -> str | None:
    if choice.heading:
        return _clean(page.flat[choice.start : choice.end])
    start = choice.noun.start()
    lead = re.search(
        r"(?:(?:premiere?|deuxieme|troisieme|quatrieme|\d+e(?:me)?|grande?|nouvelle|double|premier) (?:grande? )?)$",
        page.fold[max(choice.start, start - 24) : start],
    )
    start -= len(lead[0]) if lead else 0
    end = min(choice.end, start + 260)
    stop = TITLE_ENDS.search(page.fold, choice.noun.end(), end)
    opened = page.flat.find("«", start, stop.start() if stop else end)
    if opened >= 0:
        closed = page.flat.find("»", opened, choice.end)
        if closed > 0:
            return _clean(page.flat[start : closed + 1])
    title = page.flat[start : stop.start() if stop else end]
    spot = re.search(r" (?:à|au) [A-ZÀ-Ý][\w' -]*$", title)
    title = title[: spot.start()] if spot and len(title) - spot.start() < 30 else title
    return _clean(title) if len(title) > 14 else _heading(page, choice) or _clean(title)


def _heading(page: Page, choice: _Choice) -> str | None:
    """The title above the text, where it names the same kind of meeting."""
    for block in page.blocks[:4]:
        if (
            block.kind == "heading"
            and (noun := NOUN.search(page.fold, block.start, block.end))
            and noun.lastgroup == choice.noun.lastgroup
        ):
            return _clean(page.said(block))
    return None


def _clean(title: str) -> str | None:
    title = " ".join(title.split()).strip(" ,;:–-.")
    return title[:1].upper() + title[1:] if len(title) > 3 else None


def sessions(page: Page) -> list[Session]:
    """« Panel 1 : … », « la deuxième session, consacrée à … »."""
    found: list[Session] = []
    for match in SESSION.finditer(page.fold):
        end = min(len(page.flat), match.end() + 180)
        stop = re.compile(
            r"[.;]|, (?:a |anime|modere|preside|il |elle )| a (?:ete|porte|permis|insiste)| s'est"
        ).search(page.fold, match.end(), end)
        end = min(
            stop.start() if stop else end,
            next((block.end for block in page.blocks if block.start <= match.start() < block.end), end),
        )
        title = _clean(page.flat[match.start() : end])
        if title:
            found.append(Session(title, page.text.passage(match.start(), end)))
    return found[:60]


def of_day_only(when: When | None) -> date | None:
    """The day on which it ended, where the text says the day."""
    return date.fromisoformat(when.end) if when and len(when.end) == _DAY_IN_FULL else None


def without_place(event: Event) -> Event:
    return replace(event, place=None)
