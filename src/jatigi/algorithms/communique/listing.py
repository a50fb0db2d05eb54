"""What lists of recommendations are made of: who is asked above or within an item, and lists that stand in one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jatigi.algorithms.communique import addressees, structure, words
from jatigi.algorithms.communique.list_words import (
    COLON,
    FINITE,
    INLINE,
    MOST_COLONS,
    NOT_THESE,
    SHORTEST,
    SURE,
    WITH_COLON,
)
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.sentence import Said
from jatigi.algorithms.communique.structure import Block, Page

DOER = re.compile(
    r"(?P<l>le |la |les |l'|tous les |toutes les |chaque )?(?P<w>[^,;:.]{2,90}?)(?: ?\([^)]{2,16}\))? (?:se |s'|en |y )?(?:(?!sera |seront )\w{3,}(?:ra|ront)|est chargee?|sont chargee?s|s'engage(?:nt)?|doi(?:t|vent)) "
)
"""« L'OIM mettra … », « les garde-côtes consigneront … »."""


DEMANDED = re.compile(
    r"\b(?:exig(?:e|eons|ent)|reclam(?:e|ons|ent)|attend(?:ons|ent)|requi(?:ert|erent))(?: \w+ment)?,? (?:de la |de l'|du |des |de |d')(?P<w>[^:;]{2,160}?)(?:,? (?:ce qui suit|les? (?:mesures|actions|points)\b[^:]*))? ?:"
)
"""« exigeons des États : », « réclament du Gouvernement : »."""
_ARTICLES = (", l'", ", la ", ", le ", ", les ", ", une ", ", un ", ", des ")
"""« Au Parlement, l'adoption d'une loi »."""


@dataclass(slots=True)
class State:
    on: bool = False
    to: tuple[int, int] | None = None
    label: tuple[int, int] | None = None
    collected: int = 0
    style: str = ""
    last: str = ""
    decision: bool = False
    columns: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment of a list; ``whole`` is what is said with it, where a deadline may stand."""

    said: Said
    whole: tuple[int, int]


class Listing:
    """The blocks of a page, what was found in them, and which list is open."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page, self.mentions = page, mentions
        self.found: list[Item] = []
        self.used: set[int] = set()
        self.spans: list[tuple[int, int]] = []
        self.now = State()
        self.parent: tuple[str, int] | None = None

    def _fold(self, block: Block) -> str:
        return self.page.fold[block.start : block.end]

    def _ends_open(self, block: Block) -> bool:
        return self.page.flat[block.end - 1] == ":"

    def _next(self, number: int) -> Block | None:
        return self.page.blocks[number + 1] if number + 1 < len(self.page.blocks) else None

    def _reads_as_action(self, fold: str) -> bool:
        if words.begins_with_infinitive(fold) or re.match(r"(?:que |qu')", fold):
            return True
        return words.begins_with_action(fold) and (fold.endswith(";") or not FINITE.search(fold))

    def _last_sentence(self, block: Block) -> int:
        return max((start for start, _end in self.page.sentences(block)), default=block.start)

    def _asked(self, block: Block) -> tuple[int, int] | None:
        """Whom a lead asks: « recommandent au Gouvernement de : », « invitent les partenaires à : », « la DGME devra : »."""
        start, end = self._last_sentence(block), block.end
        fold = self.page.fold
        match = re.compile(
            r"\b(?:recommand\w+|demand\w+|sugger\w+|propos\w+|preconis\w+)(?: \w+ment)?,? (?P<p>au |aux |a la |a l'|a )(?P<w>[^:;]{2,200}?)(?:,? (?:de|d'|que|qu'|a|ce qui suit|les? (?:mesures|actions|points)\b[^:]*))? ?:"
        ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"\b(?:exhort\w*|invit\w*|appell?e\w*|encourag\w*|engag\w*|pri\w{1,3}|interpell\w*|chargee?s?)(?: \w+ment)?,? (?P<p>a |en )?(?P<w>(?:le |la |les |l'|tous |toutes |aux? )[^:;]{2,200}?),? (?:a|de|d'|pour|a ce que) ?:"
            ).search(fold, start, end)
        if match is None:
            match = DEMANDED.search(fold, start, end)
            if match and words.begins_with_action(fold[match.start("w") : end]):
                return None
        if match is None:
            match = re.compile(
                r"(?P<w>[^.;:]{2,140}?) (?:est|sont|a ete|ont ete|sera|seront) (?:\w+ment )?(?:invitee?s?|appelee?s?|exhortee?s?|chargee?s?|priee?s?|encouragee?s?) (?:a|de) ?:"
            ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"(?P<w>[^.;:,]{2,120}?) (?:devra|devront|doit|doivent|s'engage(?:nt)?(?: a)?|se sont engagee?s a|s'est engagee? a) ?:"
            ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"(?:a l'endroit|a l'attention|a l'adresse|a l'intention|en direction) (?:de la |de l'|du |des |de |d')(?P<w>[^:;,]{2,120}?)(?=,| ?:| (?:afin|pour|les|il|sont|est)\b)"
            ).search(fold, start, end)
        if match is None:
            return None
        return match.span("w")

    def _trimmed(self, start: int, end: int) -> int:
        flat = self.page.flat
        while end > start and flat[end - 1] in " ;.,:":
            end -= 1
        if flat[start:end].endswith(" et"):
            end -= 3
        while end > start and flat[end - 1] in " ;.,:":
            end -= 1
        return end

    def _led_by_addressee(self, block: Block) -> tuple[tuple[int, int], int] | None:
        """« Le ministère de la Santé : former … », « Aux ONG, de former … », « La DGME doit former … »: whom, and where the rest begins."""
        fold = self.page.fold
        match = re.compile(
            r"(?P<l>au |aux |a la |a l'|a l'endroit (?:de la |de l'|du |des )|pour (?:la |le |les |l')|la |le |les |l')?(?P<w>[^:;.]{2,140}?) ?(?P<m>:|,| –)? (?P<i>(?:de |d'|a )?[a-z'-]+)"
        )
        for mark in (": ", " :", ", de ", ", d'", " de ", " d'", " – ", ", a ", *_ARTICLES):
            at = block.start
            while (at := fold.find(mark, at + 1, min(block.end, block.start + 170))) > 0:
                found = self._led_at(block, at, mark, match)
                if found:
                    return found
        return None

    def _led_at(
        self, block: Block, at: int, mark: str, match: re.Pattern[str]
    ) -> tuple[tuple[int, int], int] | None:
        fold = self.page.fold
        rest = at + len(mark) if mark in (": ", " – ", " :") else at + mark.index(mark.strip(" ,")[0])
        while rest < block.end and fold[rest] == " ":
            rest += 1
        label = addressees.of_label(self.page, block.start, at, self.mentions)
        lead = match.match(fold, block.start, block.end)
        led = bool(lead and lead["l"]) or mark in (": ", " :", " – ")
        to = re.match(
            r"(?:au |aux |a la |a l'|a tous? les |a toutes les )", fold[block.start : block.start + 16]
        )
        if (
            label is None
            and to
            and at - block.start < 110
            and not re.match(
                r"(?:plan|niveau|titre|cours|sujet|regard|terme|fin|fins|moyen|lieu|moins|sein)\b",
                fold[block.start + to.end() :],
            )
        ):
            label = (block.start + to.end(), at)
        if (
            label
            and led
            and self._reads_as_action(fold[rest : block.end])
            and (
                mark in (": ", " :", " – ")
                or (to and mark in _ARTICLES)
                or words.begins_with_infinitive(fold[rest : rest + 60])
            )
        ):
            return label, rest
        return None

    def _doer(self, start: int, end: int) -> tuple[int, int] | None:
        """« L’OIM mettra deux bus à disposition » says who."""
        match = DOER.match(self.page.fold, start, end)
        if match is None:
            return None
        named = any(one.start == match.start("w") for one in self.mentions)
        return match.span("w") if match["l"] or named or self.page.flat[start].isupper() else None

    def _within(self, block: Block) -> None:
        """A list inside a paragraph: « recommandent au Gouvernement de : ratifier … ; adopter … ; et créer … »."""
        fold = self.page.fold
        parts = list(self.page.sentences(block))
        for colon in islice(COLON.finditer(fold, block.start, block.end), MOST_COLONS):
            start = next((start for start, end in reversed(parts) if start <= colon.start()), block.start)
            lead = fold[start : colon.start()]
            if (
                not (SURE.search(lead) or WITH_COLON.search(lead))
                or NOT_THESE.search(lead)
                or len(lead) > 500
            ):
                continue
            end = self._end_of_list(colon.end(), block.end)
            pieces = list(_pieces(fold, colon.end(), end))
            acting = sum(
                1
                for begin, until in pieces
                if self._reads_as_action(fold[begin:until].removeprefix("et "))
                or re.match(r"(?:au|aux|a la|a l'|d'une? part) ", fold[begin:until])
            )
            if not pieces or acting * 2 <= len(pieces):
                continue
            self._take_pieces(Block("text", start, colon.end(), ""), pieces)
            self.spans.append((start, end))
            return

    def _take_pieces(self, lead: Block, pieces: Sequence[tuple[int, int]]) -> None:
        to, decision = (
            self._asked(lead),
            bool(re.search(r"decid|conven|engage", self.page.fold[lead.start : lead.end - 1])),
        )
        for begin, until in pieces:
            led = self._led_by_addressee(Block("item", begin, until, "inline"))
            trail = addressees.trailing(self.page, begin, until)
            asked = led[0] if led else trail[0] if trail else to
            self.found.append(Item(Said(begin, self._trimmed(begin, until), asked, decision), (begin, until)))

    def _end_of_list(self, start: int, end: int) -> int:
        """At the first full stop, unless numbers or letters mark the pieces beyond it."""
        if INLINE.search(self.page.fold, start, min(end, start + 12)):
            return end
        return next((until for _begin, until in structure.sentences(self.page.flat, start, end)), end)


def _pieces(fold: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Between the marks of a list in a line, between its semicolons, or the whole."""
    marks = list(INLINE.finditer(fold, start, end))
    if len(marks) >= 2 and marks[0].start() - start < 8:
        cuts = [
            (mark.end(), after.start())
            for mark, after in zip(marks, [*marks[1:], None], strict=True)
            if after
        ] + [(marks[-1].end(), end)]
    else:
        ends = [match.start() for match in re.finditer(";", fold[start:end])]
        bounds = [-1, *ends, end - start]
        cuts = [(start + bounds[at] + 1, start + bounds[at + 1]) for at in range(len(bounds) - 1)]
    for cut, until in cuts:
        lead = re.compile(r"[ ,;]*(?:(?:et|enfin|ainsi que|d'une part|d'autre part)\b[ ,]*){0,2}").match(
            fold, cut, until
        )
        begin = lead.end() if lead else cut
        if until - begin >= SHORTEST:
            yield begin, until
