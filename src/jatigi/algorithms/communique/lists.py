"""Recommendations in lists: after « recommandent : », under « Recommandations », below the heading that names whom they ask."""

import re
from collections.abc import Iterator, Sequence

from jatigi.algorithms.communique import addressees, prose, words
from jatigi.algorithms.communique.list_words import (
    ASKS,
    ENDS,
    GOES_ON,
    HEADED,
    NAMED,
    NOT_THESE,
    SHORTEST,
    SURE,
    THANKS,
    WITH_COLON,
)
from jatigi.algorithms.communique.listing import DOER, Item, Listing, State
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.sentence import Said
from jatigi.algorithms.communique.structure import Block, Page, marker


def find(page: Page, mentions: Sequence[Mention]) -> tuple[list[Item], set[int], list[tuple[int, int]]]:
    """The commitments of lists, the numbers of the blocks that were used up, and the passages of others that were."""
    return _Lists(page, mentions).read()


class _Lists(Listing):
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

    def _text(self, number: int, block: Block) -> None:
        fold = self._fold(block)
        if block.kind == "heading" or self._ends_open(block):
            self._head(number, block, fold)
            return
        if not self.now.on:
            return
        self.now.columns = None
        agreed = self.now.decision and block.lines == 1 and DOER.match(fold) is not None
        if agreed or self._reads_as_action(fold) or self._led_by_addressee(block) is not None:
            self._take(number, block)
        elif self.now.collected or block.lines > 12 or ENDS.match(fold):
            self._stop()

    def _stop(self) -> None:
        self.now = State()
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
            self.now = State(
                True,
                label or self._asked(block),
                decision=bool(re.search(r"decisi|decid|conven|engage", last)),
            )
            self.now.style = block.style
            self.parent = None
            self._leave_to_items(number, block)
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

    def _leave_to_items(self, number: int, block: Block) -> None:
        """What leads to a list asks nothing by itself."""
        following = self._next(number)
        if self._ends_open(block) and following is not None and following.kind == "item":
            self.spans.append((self._last_sentence(block), block.end))

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

    def _children(self, number: int, block: Block) -> list[Block]:
        """Items of another style that stand below this one."""
        found = []
        for other in self.page.blocks[number + 1 : number + 30]:
            if other.kind != "item" or (other.style == block.style and other.indent <= block.indent):
                break
            if other.indent < block.indent or (other.style == "many" and block.style in ("dash", "bullet")):
                break
            if other.style in ("roman", "number", "many") and (
                ENDS.match(self._fold(other)) or HEADED.match(self._fold(other))
            ):
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
        elif self.parent and self.parent[0] != block.style and self._specifies(fold):
            self._extend(block)
            self.used.add(number)
        else:
            self._take(number, block)
            if deeper:
                self.parent = (block.style, self._unfinished(block, fold))
            else:
                self._leave_parent_of(block.style)

    def _leave_parent_of(self, style: str) -> None:
        if self.parent is not None and self.parent[0] == style:
            self.parent = None

    def _unfinished(self, block: Block, fold: str) -> int:
        """What an item leaves open: 0 nothing, 1 what « : » promises, 2 what its infinitive acts upon, 3 what « notamment : » details."""
        if ASKS.match(fold):
            return int(self._ends_open(block))
        if self._reads_as_action(fold) and GOES_ON.search(fold):
            return 3
        if words.begins_with_infinitive(fold) and fold[-1] not in ".;!?)":
            return 2
        return int(self._ends_open(block))

    def _specifies(self, fold: str) -> bool:
        """« prévoir dans les plans : – l'accueil … – la formation … » is one; « protéger les enfants : – créer … » is not."""
        if self.parent is None or not self.parent[1]:
            return False
        if self.parent[1] == 3:
            return True
        if self.parent[1] == 2:
            return not words.begins_with_infinitive(fold) and not re.match(r"(?:que |qu')", fold)
        return not self._reads_as_action(fold)

    def _is_label(self, block: Block, fold: str, children: Sequence[Block]) -> bool:
        below = self._fold(children[0])
        acts = self._reads_as_action(below)
        left = self._unfinished(block, fold)
        if left == 3 or (left == 2 and not words.begins_with_infinitive(below)):
            return False
        if self._ends_open(block):
            return acts
        return acts and len(fold) < 80 and not words.begins_with_infinitive(fold) and fold[-1] not in ".;"

    def _is_section(self, number: int, block: Block, fold: str) -> bool:
        """A numbered title: it opens or closes as a heading does."""
        title = len(fold) < 110 and fold[-1] not in ".;,"
        acts = words.begins_with_infinitive(fold)
        label = addressees.of_label(self.page, block.start, block.end, self.mentions)
        if not acts and self._opens_section(block, fold, title=title):
            to = label or self._asked(block)
            self.now = State(True, to, style=block.style, decision="decisi" in fold)
            self.parent = None
            return True
        if self._goes_beyond(block, acts=acts):
            self._stop()
            return True
        if not (self.now.on and title):
            return False
        if self.now.style == block.style and block.style and not acts:
            if label and (self._next(number) or block).kind == "item":
                return False
            self._stop()
            return True
        numbered = block.style in ("number", "roman", "many", "letter")
        if self.now.collected and ENDS.match(fold) and numbered:
            self._stop()
            return True
        return False

    def _goes_beyond(self, block: Block, *, acts: bool) -> bool:
        """« 4. … ont décidé : • … • … », then « 5. … »: the list of points goes on, that of decisions is closed."""
        now = self.now
        return bool(
            now.on and now.collected and block.style == now.style != now.last and now.last and not acts
        )

    def _opens_section(self, block: Block, fold: str, *, title: bool) -> bool:
        if NOT_THESE.search(fold):
            return False
        if (
            title
            and HEADED.match(fold)
            and (not self.now.on or self.now.style == block.style or self._ends_open(block))
        ):
            return True
        return (
            self._ends_open(block) and not self.now.on and bool(SURE.search(fold) or WITH_COLON.search(fold))
        )

    def _extend(self, block: Block) -> None:
        if self.found:
            last = self.found[-1]
            end = self._trimmed(block.start, block.end)
            self.found[-1] = Item(
                Said(last.said.start, end, last.said.to, last.said.decision), (last.whole[0], block.end)
            )

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
        inside = None if led or trail else addressees.in_brackets(self.page, start, end, self.mentions)
        if inside:
            to = inside
        elif not led and not trail:
            said = [one for one in prose.find(self.page, start, end, self.mentions) if one.to]
            to = (
                said[0].to
                if said and not words.begins_with_infinitive(fold)
                else to or self._doer(start, end)
            )
        self.now.collected, self.now.last = self.now.collected + 1, block.style
        for begin, until in self._several(start, end):
            self.found.append(Item(Said(begin, until, to, decision), (begin, min(until + 1, block.end))))

    def _several(self, start: int, end: int) -> list[tuple[int, int]]:
        """« Au Gouvernement : de ratifier … ; de contrôler … » are two."""
        marks = [
            mark
            for mark in _ANOTHER.finditer(self.page.fold, start + SHORTEST, end)
            if words.begins_with_infinitive(self.page.fold[mark.end() : min(mark.end() + 60, end)])
        ]
        bounds = [start, *(mark.end() for mark in marks)]
        ends = [*(self._trimmed(start, mark.start()) for mark in marks), end]
        return list(zip(bounds, ends, strict=True))

    def _row(self, number: int, block: Block) -> None:
        """A table whose head says « recommandation | responsable | échéance »."""
        cells = list(_cells(self.page.flat, block))
        folds = [self.page.fold[start:end] for start, end in cells]
        what, who, when = (_column(folds, pattern, most) for pattern, most in COLUMNS)
        if what >= 0 and (who >= 0 or when >= 0 or (self.now.columns is None and self.now.on)):
            self.now.columns = (what, who, when)
            self.used.add(number)
        elif self.now.columns is not None:
            self._from_row(number, block, cells, self.now.columns)

    def _from_row(
        self, number: int, block: Block, cells: Sequence[tuple[int, int]], columns: tuple[int, int, int]
    ) -> None:
        what, who, when = columns
        if what >= len(cells):
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


_ANOTHER = re.compile(r" ?; ?(?:et |enfin,? )?(?=(?:de |d'|a )?[a-z]{4,})")
COLUMNS = (
    (re.compile(r"recommandation|decision|action|mesure|engagement|tache|activite"), 60),
    (re.compile(r"responsable|acteur|structure|qui|porteur|chef de file|destinataire|a l'endroit|cible"), 50),
    (re.compile(r"echeance|delai|date|quand|periode|calendrier|horizon"), 50),
)
"""What the head of a table calls what is to be done, who does it and by when; how long such a head may be."""


def _column(folds: Sequence[str], pattern: re.Pattern[str], most: int) -> int:
    return next((at for at, each in enumerate(folds) if pattern.search(each) and len(each) < most), -1)


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
