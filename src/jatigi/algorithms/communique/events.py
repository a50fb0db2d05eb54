"""Which meeting a text is about: its kind, title, date and place; and the sessions it had."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jatigi.algorithms.communique.event_days import Calendar, sentence_at
from jatigi.algorithms.communique.event_words import (
    BEFORE_IT,
    EARLIER,
    GATHERED,
    HELD,
    HELD_AT,
    NEXT,
    NOT_AT,
    NOUN,
    OF_ANOTHER,
    OFTEN_A_PART,
    ONE_OF_SEVERAL,
    ONLINE,
    RELATIVE,
    SESSION,
    TITLE_ENDS,
    TOWN,
)
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.places import Spot
from jatigi.algorithms.communique.reading import Event, Kind, Session, Where
from jatigi.algorithms.communique.structure import Block, Page


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
    choice = max(_choices(page, mentions, spots, calendar), key=lambda one: one.score, default=None)
    if choice is None or BEFORE_IT.search(page.fold, choice.start, choice.end):
        choice = _gathering(page) or choice
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


def _choices(
    page: Page, mentions: Sequence[Mention], spots: Sequence[Spot], calendar: Calendar
) -> Iterator[_Choice]:
    for number, block in enumerate(page.blocks):
        for start, end in page.sentences(block):
            for noun in NOUN.finditer(page.fold, start, min(end, start + 900)):
                if page.flat[start : noun.end()].endswith(("é", "és", "ée", "ées")):
                    continue  # « ont rencontré » is no meeting's name
                if _names_a_body(page, mentions, noun):
                    continue
                score = _worth(page, spots, calendar, block, number, noun, (start, end))
                yield _Choice(
                    score - noun.start() / 4000 - (noun.start() - start) / 800,
                    start,
                    end,
                    noun,
                    block.kind == "heading",
                )


def _names_a_body(page: Page, mentions: Sequence[Mention], noun: re.Match[str]) -> bool:
    """« réunies au sein du Forum des ONG »: a forum that is an organisation is not held."""
    at = bisect_right(mentions, noun.start(), key=lambda one: one.start) - 1
    if at < 0 or mentions[at].end < noun.end():
        return False
    before = page.fold[max(0, mentions[at].start - 30) : mentions[at].start]
    return bool(
        re.search(
            r"\b(?:sein|membres?|president|presidente|secretariat|coordinat\w+|par) (?:du |de la |de l'|le )$",
            before,
        )
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
    """How likely it is that this word, in this sentence, names the meeting that the text is about."""
    start, end = sentence
    told = page.fold[start:end]
    days = (one for one in calendar.found if start <= one.start < end and one.when.precision == "day")
    speaks_for = (
        (2.5, bool(HELD.search(told))),
        (2, any(days)),
        (2, bool(calendar.published and RELATIVE.search(told))),
        (1, any(start <= one.start < end and one.town for one in spots)),
        (1, block.kind == "heading" and number < 4),
        (-4, bool(NEXT.search(told))),
        (-4, bool(BEFORE_IT.search(told))),
        (-3, bool(EARLIER.search(page.fold, max(start, noun.start() - 40), noun.start()))),
        (-3, block.kind == "item"),
    )
    score = 3.0 - min(3.0, number * 0.4)
    return score + sum(points for points, holds in speaks_for if holds) - _doubt(page, number, noun)


def _doubt(page: Page, number: int, noun: re.Match[str]) -> float:
    """What the word itself, and the one before it, says against it: « salle de conférence », « cette rencontre », « des ateliers »."""
    before = page.fold[max(0, noun.start() - 24) : noun.start()]
    said, several = noun[0], noun[0].endswith("s") and noun[0] not in ("congres", "etats generaux", "assises")
    speaks_against = (
        (9, bool(re.search(r"salles? de (?:la )?$", before[-12:]))),
        (
            3,
            said.startswith(("dialogue", "concertation", "consultation"))
            and bool(OF_ANOTHER.search(before[-4:])),
        ),
        (0.8, bool(re.search(r"(?:cette|cet|ladite|ledit|presente?) $", before[-9:]))),
        (1.5, noun.lastgroup == "meeting" and said in OFTEN_A_PART),
        (3, several and bool(re.search(r"(?:des|de|d'|les|aux|ces) $", before[-4:]))),
        (1, noun.lastgroup == "panel" and number > 1 and bool(ONE_OF_SEVERAL.search(before[-10:]))),
    )
    return sum(points for points, holds in speaks_against if holds)


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
    inside = next((one for one in mentions if one.start <= spot.start < one.end), None)
    if inside is not None:
        if re.search(r"\ba $", before):
            return 0.5
        seat = HELD_AT.search(page.fold, max(choice.start, inside.start - 80), inside.start)
        return 4.6 if seat and choice.start <= spot.start < choice.end and spot.end == inside.end else -5
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
    around = sentence_at(page, spot.start)
    if NEXT.search(page.fold, *around):
        score -= 3
    return score


def _begins_dateline(page: Page, spot: Spot) -> bool:
    for block in page.blocks:
        if block.start <= spot.start < block.end:
            lead = page.fold[block.start : spot.start]
            follows = re.match(
                r"\.(?= \w)|(?: ?\([^)]{2,24}\)|, [a-z' -]{3,20})?(?:,? ?(?:le |ce )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?\d| ?[–-])",
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
