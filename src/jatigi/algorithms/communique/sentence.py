"""A sentence as the rules ask it: what is to be done, whom it names, who stands before its verb."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jatigi.algorithms.communique import addressees, words
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.prose_words import (
    ADVERB,
    EARLIER,
    HAS,
    INFINITIVE,
    NEGATED,
    NOT,
    OPENING,
)
from jatigi.algorithms.communique.structure import Page


@dataclass(frozen=True, slots=True)
class Said:
    """flat[start:end] is one commitment; ``to`` where its addressee stands; ``decision`` where it was decided."""

    start: int
    end: int
    to: tuple[int, int] | None
    decision: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """``at`` is where the clause is that says what to do; ``to`` whom; ``passage`` where saying it begins."""

    passage: int
    at: int
    to: tuple[int, int] | None
    decision: bool
    join: str


class Sentence:
    """flat[start:end] of a page, with the organisations that the page names."""

    def __init__(self, page: Page, start: int, end: int, mentions: Sequence[Mention]) -> None:
        self.page, self.start, self.end, self.mentions = page, start, end, mentions
        self.fold, self.flat = page.fold, page.flat
        self.completes = False

    def _search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(self.fold, self.start, self.end):
            before = self.fold[max(self.start, match.start() - 110) : match.start()]
            if NEGATED.search(before[-22:]) or NOT.search(before) or EARLIER.search(before):
                continue
            if re.match(
                r"[\w']* ?(?:pas|jamais|aucun|plus|guere)\b",
                self.fold[match.end() : match.end() + 12].lstrip(),
            ) and re.search(r"\bn[e']", before[-12:]):
                continue
            yield match

    def _infinitive(self, at: int) -> int | None:
        """Where an infinitive begins at ``at``, which leaves out what one is invited to at a ceremony."""
        match = INFINITIVE.match(self.fold, at, self.end)
        if (
            match
            and words.is_infinitive(match["i"])
            and not OPENING.match(self.fold, match.start("i"))
            and not OPENING.match(self.fold, at)
        ):
            return at
        return None

    def _what(self, at: int, links: str) -> tuple[int, str] | None:
        """Where what is to be done begins after « de », « à » or « que » at ``at``."""
        lead = re.compile(r"[ ,]{0,2}" + ADVERB).match(self.fold, at, self.end)
        at = lead.end() if lead else at
        inserted = re.compile(
            r"(?:, )?(?:d'ici|avant|dans|au cours|sous|au plus tard|pour|lors|en|des|a travers|par|sur|a l'occasion|afin|face|apres|compte tenu|en vue|conformement|en lien|avec)\b[^,;:.]{3,90}, "
        ).match(self.fold, at, self.end)
        for begin in (at, inserted.end() if inserted else -1):
            if begin < 0:
                continue
            link = re.compile(links).match(self.fold, begin, self.end)
            if link and (
                link[0].strip().endswith(("que", "qu'")) or self._infinitive(link.end()) is not None
            ):
                return begin, "que" if link[0].strip().endswith(("que", "qu'")) else link[0]
        return None

    def _addressed(self, at: int, links: str) -> tuple[tuple[int, int], int, str] | None:
        """The addressee at ``at`` and what is asked of it after it."""
        span = addressees.after(self.page, self.fold, at, self.end, self.mentions)
        while span:
            what = self._what(span[1], links)
            if what:
                return span, what[0], what[1]
            further = (
                addressees.after(self.page, self.fold, span[1] + 3, self.end, self.mentions)
                if span[1] - at < 300
                else None
            )
            if further is None or further[1] <= span[1] or self.flat[span[1]] in ":;.":
                return None
            span = (at, further[1])
        return None

    def _finite(self, match: re.Match[str]) -> bool:
        """A participle needs its auxiliary: « l’expert invité à Bamako » invites nobody."""
        verb = self.flat[match.start("v") : match.end("v")] if match["v"] else ""
        if not verb.endswith(("é", "ée", "és", "ées")):
            return True
        if self.completes and match.start("v") == self.start:
            return True
        before = self.fold[max(self.start, match.start("v") - 70) : match.start("v")]
        if re.search(r"(?:\bet|,) (?:\w+ment |aussi |enfin )?$", before) and re.search(
            r"\b(?:a|ont) (?:\w+ ){0,2}\w+", self.fold[self.start : match.start("v")]
        ):
            return True
        return bool(re.search(HAS + r"[\w', -]{0,40}$", before)) or bool(
            re.search(r"\b(?:l'|les |la )?(?:a|ont) $", before)
        )

    def _subject(self, at: int) -> tuple[int, int] | None:
        """Who stands before the verb at ``at``, back to the beginning of its clause, if it is somebody who can act."""
        begin = self.start
        aside = re.compile(
            r",? (?:lui|elle|eux|elles|pour (?:sa|leur) part|de (?:son|leur) cote|quant a (?:lui|elle|eux|elles)),? ?$"
        ).search(self.fold[max(self.start, at - 26) : at])
        at -= len(aside[0]) if aside else 0
        whole = self._apposed(at)
        if whole:
            return whole
        for mark in (", ", "; ", ": ", "» ", "– "):
            place = self.fold.rfind(mark, self.start, at - 4)
            clause = self.fold[place + len(mark) : at].strip()
            if (
                place >= 0
                and len(clause) > 3
                and not re.match(r"(?:et|de|du|des|d'|a|dans|en|sous|qui|notamment|avec|ainsi|par)\b", clause)
            ):
                begin = max(begin, place + len(mark))
        lead = re.compile(
            r"(?:[«\"] ?|et |que |qu'|mais |donc |ainsi,? |enfin,? |aussi,? |a cet effet,? |par ailleurs,? |en outre,? |[–•-] ?)*(?:tous |toutes )?(?:le |la |les |l'|chaque |ces |ce |cet |cette )?"
        ).match(self.fold, begin, at)
        who = lead.end() if lead else begin
        text = self.fold[who:at].strip(" ,")
        named = any(who <= one.start <= who + 1 for one in self.mentions)
        if not (1 < len(text) < 200) or not (named or re.match(addressees.WHO + r"\b", text)):
            return None
        if re.search(r"\b(?:qui|que|dont|ou|lorsque|quand|si)\b", text):
            return None
        return who, who + len(self.fold[who:at].rstrip(" ,"))

    def _anybody(self, at: int) -> tuple[int, int] | None:
        """Whoever the sentence begins with, where its verb is one that only somebody can do: « la partie malienne s'est engagée »."""
        match = re.compile(r"(?:le |la |les |l')(?P<w>[^,;:.]{2,80})(?:, [^,;:.]{2,30},)? $").match(
            self.fold[self.start : at]
        )
        if match is None or re.search(r"\b(?:a|ont|est|sont|qui|que)\b", match["w"]):
            return None
        return self.start + match.start("w"), self.start + match.end("w")

    def _apposed(self, at: int) -> tuple[int, int] | None:
        """« Les participants, à travers leur porte-parole, … »: the subject is what the sentence begins with."""
        text = self.fold[self.start : at]
        comma = text.find(",")
        if (
            comma < 0
            or len(text) > 260
            or re.search(
                r"\b(?:a|ont|est|sont|etait|avait|sera|fut) \w|\bs'est |\bqui ", self.flat[self.start : at]
            )
        ):
            return None
        lead = re.match(r"(?:le |la |les |l')", text)
        if (
            lead is None
            or lead.end() >= comma
            or not re.match(addressees.WHO + r"\b[^,]*,", text[lead.end() :])
        ):
            return None
        return self.start + lead.end(), self.start + comma

    def _with_article(self, at: int) -> int:
        """Back over the article of the subject that begins at ``at``."""
        match = re.search(
            r"(?:\b(?:tous |toutes )?(?:le |la |les |nous )|\bl')$", self.fold[max(self.start, at - 12) : at]
        )
        return at - len(match[0]) if match else at

    def _trimmed(self, end: int) -> int:
        tail = re.search(
            r"(?:[ ,;](?:mais aussi|mais|et|ainsi que|ainsi|puis|enfin|tandis que))+[ ,;]*$",
            self.fold[max(self.start, end - 30) : end],
        )
        end -= len(tail[0]) if tail else 0
        while end > self.start and self.flat[end - 1] in ' ,;.:–»"':
            end -= 1
        return end

    def _without_speaker(self, start: int, end: int) -> int:
        """Before « », a-t-il ajouté »."""
        match = re.compile(
            r" ?[»\"]? ?,? ?(?:(?:a|avait)-t-(?:il|elle|on)|ont-(?:ils|elles)|(?:explique|souligne|insiste|estime|ajoute|conclu)-t-(?:il|elle|on))\b| ?[»\"] ?, (?:a|ont|selon|estime|explique|declare|dit|insiste|souligne)\b|, selon (?:lui|elle|eux|ses|m\.|mme)\b"
        ).search(self.fold, start + 10, end)
        return match.start() if match else end

    @staticmethod
    def _under_purpose(left: str) -> bool:
        return bool(
            re.search(
                r"\b(?:pour|afin d[e']|en vue d[e']|de maniere a|visant a|destinee?s? a|permettant d[e']|a) (?:\w+ )?(?:l'|les |la |le )?\w+(?:er|ir|re)\b[^;]*$",
                left[12:],
            )
        )
