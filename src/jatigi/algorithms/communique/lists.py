"""Recommendations in lists: after « recommandent : », under « Recommandations », below the heading that names whom they ask."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jatigi.algorithms.communique import addressees, prose, structure, words
from jatigi.algorithms.communique.list_words import (
    COLON,
    ENDS,
    FINITE,
    HEADED,
    INLINE,
    MOST_COLONS,
    NAMED,
    NOT_THESE,
    SHORTEST,
    SURE,
    THANKS,
    WITH_COLON,
)
from jatigi.algorithms.communique.organisations import Mention
from jatigi.algorithms.communique.prose import Said
from jatigi.algorithms.communique.structure import Block, Page, marker


@dataclass(slots=True)
class _State:
    on: bool = False
    to: tuple[int, int] | None = None
    label: tuple[int, int] | None = None
    collected: int = 0
    style: str = ""
    decision: bool = False
    columns: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment of a list; ``whole`` is what is said with it, where a deadline may stand."""

    said: Said
    whole: tuple[int, int]


def find(page: Page, mentions: Sequence[Mention]) -> tuple[list[Item], set[int], list[tuple[int, int]]]:
    """The commitments of lists, the numbers of the blocks that were used up, and the passages of others that were."""
    return _Lists(page, mentions).read()


class _Lists:
    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page, self.mentions = page, mentions
        self.found: list[Item] = []
        self.used: set[int] = set()
        self.spans: list[tuple[int, int]] = []
        self.now = _State()
        self.parent: tuple[str, int] | None = None

    def read(self) -> tuple[list[Item], set[int], list[tuple[int, int]]]:
        for number, block in enumerate(self.page.blocks):
            if block.kind == "row":
                self._row(number, block)
            elif block.kind == "item":
                self._item(number, block)
            else:
                self._text(number, block)
            if number not in self.used and block.kind != "row":
                self._within(block)
        return self.found, self.used, self.spans

    def _fold(self, block: Block) -> str:
        return self.page.fold[block.start : block.end]

    def _ends_open(self, block: Block) -> bool:
        return self.page.flat[block.end - 1] == ":"

    def _next(self, number: int) -> Block | None:
        return self.page.blocks[number + 1] if number + 1 < len(self.page.blocks) else None

    def _text(self, number: int, block: Block) -> None:
        fold = self._fold(block)
        if block.kind == "heading" or self._ends_open(block):
            self._head(number, block, fold)
            return
        if not self.now.on:
            return
        self.now.columns = None
        if self._reads_as_action(fold) or self._led_by_addressee(block) is not None:
            self._take(number, block)
        elif self.now.collected or block.lines > 12 or ENDS.match(fold):
            self._stop()

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
            whole = Block("text", start, colon.end(), "")
            to, decision = self._asked(whole), bool(re.search(r"decid|conven|engage", lead))
            for begin, until in pieces:
                piece = Block("item", begin, until, "inline")
                led = self._led_by_addressee(piece)
                trail = addressees.trailing(self.page, begin, until)
                self.found.append(
                    Item(
                        Said(
                            begin,
                            self._trimmed(begin, until),
                            led[0] if led else trail[0] if trail else to,
                            decision,
                        ),
                        (begin, until),
                    )
                )
            self.spans.append((start, end))
            return

    def _end_of_list(self, start: int, end: int) -> int:
        """At the first full stop, unless numbers or letters mark the pieces beyond it."""
        if INLINE.search(self.page.fold, start, min(end, start + 12)):
            return end
        return next((until for _begin, until in structure.sentences(self.page.flat, start, end)), end)

    def _reads_as_action(self, fold: str) -> bool:
        if words.begins_with_infinitive(fold) or re.match(r"(?:que |qu')", fold):
            return True
        return words.begins_with_action(fold) and (fold.endswith(";") or not FINITE.search(fold))

    def _stop(self) -> None:
        self.now = _State()
        self.parent = None

    def _head(self, number: int, block: Block, fold: str) -> None:
        """A heading or a lead: it opens a list, names whom the list asks, or closes what was open."""
        last = fold if block.kind == "heading" else fold[self._last_sentence(block) - block.start :]
        if self._opens(block, last):
            label = (
                addressees.of_label(self.page, block.start, block.end, self.mentions)
                if block.kind == "heading" or len(fold) < 160
                else None
            )
            self.now = _State(
                True,
                label or self._asked(block),
                decision=bool(re.search(r"decisi|decid|conven|engage", last)),
            )
            self.now.style = block.style
            self.parent = None
            return
        if NOT_THESE.search(last):
            self._stop()
            return
        if not self.now.on:
            return
        label = addressees.of_label(self.page, block.start, block.end, self.mentions)
        following = self._next(number)
        if label:
            self.now.to, self.parent = label, None
        elif ENDS.match(fold) or following is None:
            self._stop()
        elif words.begins_with_infinitive(fold) or (
            words.begins_with_action(fold) and not self._ends_open(block) and following.kind != "item"
        ):
            self._take(number, block)
        elif not (
            following.kind in ("item", "row")
            or self._reads_as_action(self._fold(following))
            or following.kind == "heading"
        ):
            self._stop()

    def _last_sentence(self, block: Block) -> int:
        start = block.start
        for start, _end in self.page.sentences(block):
            pass
        return start

    def _opens(self, block: Block, fold: str) -> bool:
        if NOT_THESE.search(fold) and not re.search(
            r"recommand\w* (?:ce qui suit|suivantes)|(?:ont|a) (?:\w+ ){0,3}recommande|recommandent|formule",
            fold,
        ):
            return False
        if block.kind == "heading" and HEADED.match(fold):
            return self._ends_open(block) or (
                len(fold) < 90 and not re.search(r"\b(?:a|ont|est|sont) \w+", fold[20:])
            )
        if self._ends_open(block):
            return bool(SURE.search(fold) or WITH_COLON.search(fold))
        return (
            block.kind == "heading"
            and len(fold) < 70
            and bool(
                re.search(r"recommandations?$|points? d'action|relev[ée] de decisions?|resolutions?$", fold)
            )
        )

    def _asked(self, block: Block) -> tuple[int, int] | None:
        """Whom a lead asks: « recommandent au Gouvernement de : », « invitent les partenaires à : », « la DGME devra : »."""
        start, end = self._last_sentence(block), block.end
        fold = self.page.fold
        match = re.compile(
            r"\b(?:recommande\w*|demande\w*|suggere\w*|propose\w*|preconise\w*)(?: \w+ment)?,? (?P<p>au |aux |a la |a l'|a )(?P<w>[^:;]{2,200}?)(?:,? (?:de|d'|que|qu'|a|ce qui suit|les? (?:mesures|actions|points)\b[^:]*))? ?:"
        ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"\b(?:exhort\w*|invit\w*|appell?e\w*|encourag\w*|engag\w*|pri\w{1,3}|interpell\w*|chargee?s?)(?: \w+ment)?,? (?P<p>a |en )?(?P<w>(?:le |la |les |l'|tous |toutes |aux? )[^:;]{2,200}?),? (?:a|de|d'|pour|a ce que) ?:"
            ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"(?P<w>[^.;:]{2,140}?) (?:est|sont|a ete|ont ete|sera|seront) (?:\w+ment )?(?:invitee?s?|appelee?s?|exhortee?s?|chargee?s?|priee?s?|encouragee?s?) (?:a|de) ?:"
            ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"(?P<w>[^.;:,]{2,120}?) (?:devra|devront|doit|doivent|s'engagent?(?: a)?|se sont engagee?s a|s'est engagee? a) ?:"
            ).search(fold, start, end)
        if match is None:
            match = re.compile(
                r"(?:a l'endroit|a l'attention|a l'adresse|a l'intention|en direction) (?:de la |de l'|du |des |de |d')(?P<w>[^:;,]{2,120}?)(?=,| ?:| (?:afin|pour|les|il|sont|est)\b)"
            ).search(fold, start, end)
        if match is None:
            return None
        return match.span("w")

    def _children(self, number: int, block: Block) -> list[Block]:
        """Items of another style that stand below this one."""
        found = []
        for other in self.page.blocks[number + 1 : number + 30]:
            if other.kind != "item" or (other.style == block.style and other.indent <= block.indent):
                break
            found.append(other)
        return found

    def _item(self, number: int, block: Block) -> None:
        fold = self._fold(block)
        self.now.columns = None
        if block.style == "named" and NAMED.search(self.page.fold, max(0, block.start - 30), block.start):
            self._take(number, block)
            return
        if self._is_section(number, block, fold):
            return
        if not self.now.on:
            return
        children = self._children(number, block)
        deeper = bool(children) and (self.parent is None or self.parent[0] != children[0].style)
        label = addressees.of_label(self.page, block.start, block.end, self.mentions)
        if label and (self._ends_open(block) or children) and not words.begins_with_infinitive(fold):
            self.now.to, self.parent = label, None
        elif deeper and self._is_label(block, fold, children):
            self.parent = None
        elif (
            self.parent
            and self.parent[0] != block.style
            and self.parent[1]
            and not self._reads_as_action(fold)
        ):
            self._extend(block)
            self.used.add(number)
        else:
            self._take(number, block)
            self.parent = (
                (block.style, int(deeper and self._ends_open(block)))
                if deeper
                else (self.parent if self.parent and self.parent[0] != block.style else None)
            )

    def _is_label(self, block: Block, fold: str, children: Sequence[Block]) -> bool:
        acts = self._reads_as_action(self._fold(children[0]))
        if self._ends_open(block):
            return acts
        return acts and len(fold) < 80 and not words.begins_with_infinitive(fold) and fold[-1] not in ".;"

    def _is_section(self, number: int, block: Block, fold: str) -> bool:
        """A numbered title: it opens or closes as a heading does."""
        title = len(fold) < 110 and fold[-1] not in ".;,"
        opens = (
            title
            and bool(HEADED.match(fold))
            and not NOT_THESE.search(fold)
            and (not self.now.on or self.now.style == block.style or self._ends_open(block))
        ) or (
            self._ends_open(block)
            and not self.now.on
            and bool(SURE.search(fold) or WITH_COLON.search(fold))
            and not NOT_THESE.search(fold)
        )
        if opens and not words.begins_with_infinitive(fold):
            self.now = _State(
                True,
                addressees.of_label(self.page, block.start, block.end, self.mentions) or self._asked(block),
                style=block.style,
                decision="decisi" in fold,
            )
            self.parent = None
            return True
        if (
            self.now.on
            and self.now.style == block.style
            and block.style
            and title
            and not words.begins_with_infinitive(fold)
        ):
            if (
                addressees.of_label(self.page, block.start, block.end, self.mentions)
                and (self._next(number) or block).kind == "item"
            ):
                return False
            self._stop()
            return True
        if (
            self.now.on
            and self.now.collected
            and title
            and ENDS.match(fold)
            and block.style in ("number", "roman", "many", "letter")
        ):
            self._stop()
            return True
        return False

    def _extend(self, block: Block) -> None:
        if self.found:
            last = self.found[-1]
            end = self._trimmed(block.start, block.end)
            self.found[-1] = Item(
                Said(last.said.start, end, last.said.to, last.said.decision), (last.whole[0], block.end)
            )

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
        for mark in (": ", " :", ", de ", ", d'", " de ", " d'", " – ", ", a "):
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
        if True:
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
                and (mark in (": ", " :", " – ") or words.begins_with_infinitive(fold[rest : rest + 60]))
            ):
                return label, rest
        return None

    def _take(self, number: int, block: Block) -> None:
        start, end = block.start, self._trimmed(block.start, block.end)
        fold = self.page.fold[start:end]
        if THANKS.search(fold[:120]) and not words.begins_with_infinitive(fold):
            return
        if (
            end - start < SHORTEST
            or " " not in fold
            or re.match(r"(?:m\.|mme|mr|monsieur|madame|dr|pr)\b", fold)
        ):
            return
        self.used.add(number)
        to, decision = self.now.to, self.now.decision
        led = self._led_by_addressee(block)
        if led:
            to = led[0]
        trail = addressees.trailing(self.page, start, end)
        if trail:
            to = trail[0]
        if not led and not trail:
            said = [one for one in prose.find(self.page, start, end, self.mentions) if one.to]
            to = (
                said[0].to
                if said and not words.begins_with_infinitive(fold)
                else to or self._doer(start, end)
            )
        self.now.collected += 1
        self.found.append(Item(Said(start, end, to, decision), (block.start, block.end)))

    def _doer(self, start: int, end: int) -> tuple[int, int] | None:
        """« L’OIM mettra deux bus à disposition » says who."""
        lead = re.compile(r"(?:le |la |les |l')?").match(self.page.fold, start, end)
        begin = lead.end() if lead else start
        for one in self.mentions:
            if one.start == begin and re.compile(
                r"(?: ?\([^)]{2,16}\))? (?:se )?(?:\w+(?:ra|ront)|est chargee?) "
            ).match(self.page.fold, one.end, end):
                return one.start, one.end
        return None

    def _row(self, number: int, block: Block) -> None:
        """A table whose head says « recommandation | responsable | échéance »."""
        cells = list(_cells(self.page.flat, block))
        folds = [self.page.fold[start:end] for start, end in cells]
        what = next(
            (
                at
                for at, each in enumerate(folds)
                if re.search(r"recommandation|decision|action|mesure|engagement|tache|activite", each)
                and len(each) < 60
            ),
            -1,
        )
        who = next(
            (
                at
                for at, each in enumerate(folds)
                if re.search(
                    r"responsable|acteur|structure|qui|porteur|chef de file|destinataire|a l'endroit|cible",
                    each,
                )
                and len(each) < 50
            ),
            -1,
        )
        when = next(
            (
                at
                for at, each in enumerate(folds)
                if re.search(r"echeance|delai|date|quand|periode|calendrier|horizon", each) and len(each) < 50
            ),
            -1,
        )
        if self.now.columns is None or (what >= 0 and (who >= 0 or when >= 0)):
            if what >= 0 and (who >= 0 or when >= 0 or self.now.on):
                self.now.columns = (what, who, when)
                self.used.add(number)
                return
            if self.now.columns is None:
                return
        what, who, when = self.now.columns or (-1, -1, -1)
        if not 0 <= what < len(cells):
            return
        start, end = cells[what][0], self._trimmed(*cells[what])
        style, length = marker(self.page.flat[start:end][:80])
        start += length if style else 0
        if end - start < SHORTEST:
            return
        self.used.add(number)
        to = cells[who] if 0 <= who < len(cells) and cells[who][1] > cells[who][0] else self.now.to
        whole = cells[when] if 0 <= when < len(cells) else (block.start, block.end)
        self.found.append(Item(Said(start, end, to, self.now.decision), (whole[0], whole[1])))


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
    for begin, until in cuts:
        lead = re.compile(r"[ ,;]*(?:(?:et|enfin|ainsi que|d'une part|d'autre part)\b[ ,]*){0,2}").match(
            fold, begin, until
        )
        begin = lead.end() if lead else begin
        if until - begin >= SHORTEST:
            yield begin, until


def _cells(flat: str, block: Block) -> Iterator[tuple[int, int]]:
    at = block.start
    for part in flat[block.start : block.end].split("|"):
        start, end = at, at + len(part)
        at = end + 1
        while start < end and flat[start] == " ":
            start += 1
        while end > start and flat[end - 1] == " ":
            end -= 1
        yield start, end
