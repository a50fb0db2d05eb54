"""Where each thing that a sentence asks begins and ends: « de créer …, de renforcer … et d’adopter … » are three."""

import re
from collections.abc import Iterator

from jatigi.algorithms.communique import addressees, words
from jatigi.algorithms.communique.prose_words import (
    COORDINATED,
    WISHES,
)
from jatigi.algorithms.communique.sentence import Said, Sentence, Trigger

SHORTEST = 26
PURPOSE = re.compile(r"\b(?:afin|en vue|permett\w+|moyens|capables?|soucieux|charge[es]*) d[e'][^,;]*$")


BENEFITS = re.compile(
    r"[^,;:.]{2,90}? (?:puisse(?:nt)?|soi(?:t|ent) \w+(?:e|ee|es|ees|it|ite|its|ites|is|ise|ises|u|ue|us|ues)|beneficie(?:nt)?|aient? (?:droit|acces))\b"
)
"""« que chaque site soit visité », « que les avocats puissent entrer » does not say who is to see to it."""
SUBJUNCTIVE = re.compile(
    r" (?:\w+(?<!m)ent|\w{3,}(?:isse|ette|enne|oie|ifie)|soi(?:t|ent)|ai(?:t|ent)|fass\w+|puiss\w+|prenn\w+|mett\w+|veill\w+)(?= )"
)
MAYBE_SUBJUNCTIVE = re.compile(
    r"(?<! la)(?<! le)(?<! de)(?<! du)(?<!\bl')(?<! des)(?<! les)(?<! et) (?:\w{3,}(?:e|ure|ise|ete|ille))(?= )"
)


class Clauses(Sentence):
    """A sentence cut into what it asks."""

    def _before(self, following: Trigger) -> int:
        """A clause ends where the next begins: at the last mark or « et » before it."""
        at = following.passage
        marks = [
            self.fold.rfind(mark, self.start, at)
            for mark in (", ", "; ", " et ", ": ", " tandis que ", " mais ")
        ]
        return max([mark for mark in marks if mark > 0], default=at)

    def _clauses(self, one: Trigger, until: int, *, first: bool) -> Iterator[Said]:
        cuts = list(self._cuts(one, until))
        bounds = [one.at, *cuts, until]
        decision = one.decision
        for number in range(len(bounds) - 1):
            start, end = (
                bounds[number],
                self._trimmed(self._without_speaker(bounds[number], bounds[number + 1])),
            )
            if number == 0:
                start = self._from(one, end, first=first, alone=not cuts)
            else:
                lead = re.compile(
                    r"[ ,;]*(?:et |ainsi que |mais aussi |puis |enfin |ou |d'autre part,? )?(?:enfin,? |aussi |egalement |, )?"
                ).match(self.fold, start, end)
                start = lead.end() if lead else start
            if end - start >= 14 and not WISHES.search(
                self.fold[bounds[number] : min(end, bounds[number] + 50)]
            ):
                yield Said(start, end, one.to or self._inner(one, bounds[number], end), decision)

    def _inner(self, one: Trigger, start: int, end: int) -> tuple[int, int] | None:
        """« que le Gouvernement ratifie … » names whom it asks."""
        if one.join != "que":
            return None
        match = re.compile(
            r"(?:[ ,]*(?:et )?(?:pour |afin )?(?:que |qu'))?(?:le |la |les |l'|chaque )?(?P<w>"
            + addressees.WHO
            + r"\b)"
        ).match(self.fold, start, end)
        if match and re.match(
            r"(?:chaque|tous|toutes|tout|l'ensemble|ensemble)\b(?! (?:les |des |de la )?"
            + addressees.WHO
            + r"\b)",
            match["w"] + self.fold[match.end() : match.end() + 40],
        ):
            return None
        begin = (
            match.start("w")
            if match
            else next((each.start for each in self.mentions if start <= each.start <= start + 8), -1)
        )
        if begin < 0:
            return None
        if BENEFITS.match(self.fold, begin, min(end, begin + 120)):
            return None
        verb = SUBJUNCTIVE.search(self.fold, begin + 2, end) or MAYBE_SUBJUNCTIVE.search(
            self.fold, begin + 2, end
        )
        known = next((each.end for each in self.mentions if each.start <= begin + 1 < each.end), 0)
        stop = known or (verb.start() if verb else 0)
        return (begin, stop) if begin < stop <= begin + 160 else None

    def _from(self, one: Trigger, end: int, *, first: bool, alone: bool) -> int:
        """The whole sentence where most of it is what is asked, else from the verb that asks."""
        size = end - one.at
        clause = max(
            self.fold.rfind(", ", self.start, one.passage) + 2,
            self.fold.rfind("; ", self.start, one.passage) + 2,
            self.start,
        )
        verb = re.search(
            r"(?:\b(?:a|ont) )(?:[\w', -]{0,30} )?$",
            self.fold[max(self.start, one.passage - 30) : one.passage],
        )
        spoken = one.passage - len(verb[0]) if verb else one.passage
        for begin in (self.start, clause, self._with_article(spoken)):
            if first and begin >= self.start and size >= 0.5 * (end - begin):
                return (
                    begin
                    + len(self.flat[begin : begin + 3])
                    - len(self.flat[begin : begin + 3].lstrip('«" '))
                )
        return (
            self._with_article(spoken)
            if size >= 0.35 * (end - one.passage) or not one.join or alone
            else one.at
        )

    def _cuts(self, one: Trigger, until: int) -> Iterator[int]:
        """Where another thing that is asked begins."""
        last = one.at
        for match in COORDINATED.finditer(self.fold, one.at + 20, until):
            begin, left = match.start(), self.fold[last : match.start()]
            long = begin - last >= SHORTEST and until - begin >= SHORTEST
            if (
                long
                and self._goes_on(one.join, match, left)
                and not self._ends_a_purpose(one.join, match, left, until)
            ):
                last = begin
                yield begin

    def _goes_on(self, join: str, match: re.Match[str], left: str) -> bool:
        """The next has the form of the first: « de … et de … », « que … et que … », « la mise en place … et la création … »."""
        link = match["l"] or ""
        if join == "que":
            return link in ("que ", "qu'")
        if join == "noun":
            rest = self.fold[match.start("x") : match.start("x") + 80]
            led = match["x"].startswith(("la ", "le ", "l'", "les ", "une ", "un ", "des "))
            marked = led or "," in match["m"] or ";" in match["m"]
            return link not in ("que ", "qu'") and words.begins_with_action(rest) and marked
        same = {"de": ("de ", "d'"), "d'": ("de ", "d'"), "a": ("a ",)}.get(join.strip(), ())
        return words.is_infinitive(match["w"]) and (
            link in same or (not link and not self._under_purpose(left))
        )

    def _ends_a_purpose(self, join: str, match: re.Match[str], left: str, until: int) -> bool:
        """« afin de … et de … » is one; so is a last « , former … » that nothing follows."""
        link = match["l"] or ""
        if link in ("de ", "d'"):
            return bool(PURPOSE.search(left))
        alone = (
            self.fold.find(" et ", match.end(), until) < 0 and self.fold.find(", ", match.end(), until) < 0
        )
        return not link and "," in match["m"] and "et" not in match["m"] and join != "noun" and alone
