"""Recommendations in running prose: « ont recommandé au Gouvernement de … », « la DGME est invitée à … », « il a été décidé que … »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jatigi.algorithms.communique import addressees, words
from jatigi.algorithms.communique.organisations import Mention
from jatigi.algorithms.communique.prose_words import (
    ADVERB,
    AMONG,
    COORDINATED,
    DECIDED,
    EARLIER,
    EXHORT,
    EXPECTED,
    HAS,
    IMPERSONAL,
    INFINITIVE,
    MUST,
    NEEDED,
    NEGATED,
    NOT,
    NOUN_BEFORE,
    OPENING,
    PASSIVE,
    PLEADED,
    PLEDGED,
    SAYING,
    WISHES,
)
from jatigi.algorithms.communique.structure import Page


@dataclass(frozen=True, slots=True)
class Said:
    """flat[start:end] is one commitment; ``to`` where its addressee stands; ``decision`` where it was decided."""

    start: int
    end: int
    to: tuple[int, int] | None
    decision: bool = False


def find(page: Page, start: int, end: int, mentions: Sequence[Mention]) -> list[Said]:
    """What the sentence flat[start:end] recommends, decides or asks of somebody."""
    return _Sentence(page, start, end, mentions).read()


@dataclass(frozen=True, slots=True)
class _Trigger:
    """``at`` is where the clause is that says what to do; ``to`` whom; ``passage`` where saying it begins."""

    passage: int
    at: int
    to: tuple[int, int] | None
    decision: bool
    join: str


class _Sentence:
    def __init__(self, page: Page, start: int, end: int, mentions: Sequence[Mention]) -> None:
        self.page, self.start, self.end, self.mentions = page, start, end, mentions
        self.fold, self.flat = page.fold, page.flat

    def read(self) -> list[Said]:
        found: list[_Trigger] = []
        for reader in (
            self._impersonal,
            self._passive,
            self._saying,
            self._exhorting,
            self._decided,
            self._pledged,
            self._must,
            self._pleaded,
            self._needed,
            self._among,
        ):
            for one in reader():
                if not any(other.passage - 4 <= one.passage <= other.at for other in found):
                    found.append(one)
        found.sort(key=lambda one: one.at)
        said: list[Said] = []
        for number, one in enumerate(found):
            until = self._before(found[number + 1]) if number + 1 < len(found) else self.end
            if one.at < until:
                said.extend(self._clauses(one, until, first=number == 0))
        return said

    def _before(self, following: _Trigger) -> int:
        """A clause ends where the next begins: at the last mark or « et » before it."""
        at = following.passage
        marks = [
            self.fold.rfind(mark, self.start, at)
            for mark in (", ", "; ", " et ", ": ", " tandis que ", " mais ")
        ]
        return max([mark for mark in marks if mark > 0], default=at)

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
        before = self.fold[max(self.start, match.start("v") - 70) : match.start("v")]
        if re.search(r"(?:\bet|,) (?:\w+ment |aussi |enfin )?$", before) and re.search(
            r"\b(?:a|ont) (?:\w+ ){0,2}\w+", self.fold[self.start : match.start("v")]
        ):
            return True
        return bool(re.search(HAS + r"[\w', -]{0,40}$", before)) or bool(
            re.search(r"\b(?:l'|les |la )?(?:a|ont) $", before)
        )

    def _saying(self) -> Iterator[_Trigger]:
        for match in self._search(SAYING):
            before = self.fold[max(self.start, match.start() - 12) : match.start()]
            if (
                NOUN_BEFORE.search(before)
                or not self._finite(match)
                or (
                    match["v"].startswith(
                        ("propose", "demande", "exige", "reclame", "sollicite", "conseille")
                    )
                    and re.search(r"\b(?:qui|que|dont) $", before)
                )
            ):
                continue
            nouns = match["v"].startswith(("recommand", "preconis", "sugger")) or self.flat[
                match.start("v") : match.end("v")
            ].endswith(("é", "ÉE", "ons"))
            yield from self._said(match.start(), match.end(), nouns=nouns, to_somebody=True, decision=False)

    def _said(
        self, begin: int, at: int, *, nouns: bool, decision: bool, to_somebody: bool = False
    ) -> Iterator[_Trigger]:
        what = self._what(at, r"(?:de |d'|que |qu')")
        if what:
            yield _Trigger(begin, what[0], None, decision, what[1])
            return
        lead = re.compile(r"[ ,]{0,2}" + ADVERB + r"(?P<p>au |aux |a la |a l'|a )").match(
            self.fold, at, self.end
        )
        if lead:
            found = self._addressed(lead.start("p"), r"(?:de |d'|que |qu'|a )")
            if found and self._ceremony((lead.end("p"), found[0][1]), found[1]):
                return
            if found:
                yield _Trigger(
                    begin,
                    found[1],
                    (lead.end() if lead["p"] in ("au ", "aux ") else lead.end("p"), found[0][1]),
                    decision,
                    found[2],
                )
                return
            span = re.compile(
                r"[^,;:.]{3,120}?(?:, (?:d'ici|avant|dans|au plus tard|a l'horizon|des)[^,;:.]{3,60},)?(?P<n>,? (?:la |le |l'|les |une |un ))(?=\w{4,})"
            ).match(self.fold, lead.end(), self.end)
            if (
                span
                and (nouns or to_somebody)
                and (
                    re.match(addressees.WHO + r"\b", self.fold[lead.end() :])
                    or any(lead.end() - 2 <= each.start <= lead.end() + 1 for each in self.mentions)
                )
            ):
                yield _Trigger(begin, span.start("n") + 1, (lead.end(), span.start("n")), decision, "noun")
            return
        noun = re.compile(r"[ ,]{0,2}" + ADVERB + r"(?P<n>(?:la |le |l'|les |une |un |des )\w)").match(
            self.fold, at, self.end
        )
        if noun and nouns and words.begins_with_action(self.fold[noun.start("n") : noun.start("n") + 80]):
            yield _Trigger(begin, noun.start("n"), None, decision, "noun")

    def _exhorting(self) -> Iterator[_Trigger]:
        for match in self._search(EXHORT):
            if match["v"] and (
                not self._finite(match)
                or (
                    re.search(
                        r"(?:\bs'|\bse |\bl'|\bun |\bde |\bd') ?$",
                        self.fold[max(self.start, match.start() - 4) : match.start()],
                    )
                    and not re.search(r"\bl'$", self.fold[max(self.start, match.start() - 2) : match.start()])
                )
            ):
                continue
            lead = re.compile(
                r"(?: et (?:\w+ment )?(?:encourage|exhorte|invite|appelle|engage|recommande|demande|incite)(?:nt)?(?: \w+ment)?)?[ ,]{0,2}"
                + ADVERB
            ).match(self.fold, match.end(), self.end)
            at = lead.end() if lead else match.end()
            what = self._what(at, r"(?:a |de |d')")
            clitic = re.search(
                r"\b(?:les|l'|la|le|leur) ?(?:a |ont )?$",
                self.fold[max(self.start, match.start() - 10) : match.start()],
            )
            if what and (clitic or (match["v"] or "").startswith("appel")):
                yield _Trigger(match.start(), what[0], None, False, what[1])
                continue
            call = re.compile(
                r"(?:a |au |aux |a la |a l'|en direction (?:de la |de l'|du |des )|a l'endroit (?:de la |de l'|du |des ))?"
            ).match(self.fold, at, self.end)
            noun = re.compile(
                r"(?:a une? |a la |a l'|au |a des )(?:meilleure? |plus grande? |nouvelle? )?"
            ).match(self.fold, at, self.end)
            if (
                (match["v"] or "").startswith("appel")
                and noun
                and words.begins_with_action(self.fold[noun.end() : noun.end() + 60])
            ):
                yield _Trigger(match.start(), at, None, False, "noun")
                continue
            begin = call.end() if call and (not match["v"] or match["v"].startswith("appel")) else at
            found = self._addressed(
                begin, r"(?:a |de |d'|pour que |pour qu'|afin que |afin qu'|afin de |afin d'|pour )"
            )
            if found and found[0][1] - found[0][0] > 1 and not self._ceremony(found[0], found[1]):
                yield _Trigger(match.start(), found[1], found[0], False, found[2])

    def _ceremony(self, to: tuple[int, int], at: int) -> bool:
        who = self.fold[to[0] : to[1]]
        return bool(
            re.search(
                r"participants?|assistance|public|invites|presents|experts|journalistes|seminaristes|stagiaires|apprenants|auditoire",
                who[:60],
            )
        ) and bool(
            re.match(
                r"[ ,]*(?:a |de |d')(?:\w+ment )?(?:"
                + OPENING.pattern
                + r"|examiner|enrichir|apporter|poser|valider|amender|s'approprier|profiter|rester|accorder|etre)",
                self.fold[at:],
            )
        )

    def _impersonal(self) -> Iterator[_Trigger]:
        for match in self._search(IMPERSONAL):
            decided = match["v"] in ("decide", "convenu", "retenu", "arrete", "resolu", "acte", "prevu")
            if match["v"] == "prevu" and not re.match(
                r" (?:de |d'|que )", self.fold[match.end() : match.end() + 5]
            ):
                continue
            yield from self._said(match.start(), match.end(), nouns=True, decision=decided)

    def _decided(self) -> Iterator[_Trigger]:
        for match in self._search(DECIDED):
            subject = self.fold[self.start : match.start()]
            if subject.strip(' «"•-') and not re.search(
                r"\b(?:participant\w*|membres|parties|reunion|comite|assemblee|atelier|rencontre|ils|elles|groupe|conseil|ministres|delegations|nous|seance|commission|acteurs|conference|session|partenaires|plateforme|reseau|organisations|associations|chefs|pays|etats|deux)\b",
                subject,
            ):
                continue
            if match["w"] in ("convient", "decide") and re.search(r"\bil $", subject):
                continue
            lead = re.compile(r" (?:a |pour |sur le fait )(?=(?:de |d'|que |qu')?)").match(
                self.fold, match.end(), self.end
            )
            begin = match.end()
            what = self._what(begin, r"(?:de |d'|que |qu'|pour |a )")
            if what is None and lead:
                what = self._what(lead.end(), r"(?:de |d'|que |qu')")
            if what:
                yield _Trigger(
                    self.start if match.start() - self.start < 140 else match.start(),
                    what[0],
                    None,
                    True,
                    what[1],
                )
            else:
                yield from self._said(match.start(), match.end(), nouns=True, decision=True)

    def _subject(self, at: int) -> tuple[int, int] | None:
        """Who stands before the verb at ``at``, back to the beginning of its clause, if it is somebody who can act."""
        begin = self.start
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

    def _passive(self) -> Iterator[_Trigger]:
        for match in self._search(PASSIVE):
            verb, be = match["v"], match["be"]
            infinitive = self._infinitive(match.end())
            subject = self._subject(match.start())
            if infinitive is None or subject is None or EXPECTED.match(self.fold, match.end()):
                continue
            vague = verb.startswith(("charge", "mandate", "tenu", "engage")) and be in (
                "est",
                "sont",
                "reste",
                "restent",
                "demeure",
                "demeurent",
            )
            if vague and not re.search(
                r"\b(?:d'ici|avant (?:le|la fin|fin)|au plus tard|dans (?:un delai|les))\b",
                self.fold[match.end() : self.end],
            ):
                continue
            yield _Trigger(
                subject[0], match.end(), subject, verb.startswith(("charge", "mandate", "instrui")), "a "
            )

    def _must(self) -> Iterator[_Trigger]:
        for match in self._search(MUST):
            verb = match["v"]
            infinitive = self._infinitive(match.end())
            if infinitive is None or EXPECTED.match(self.fold, match.end()):
                continue
            subject = self._subject(match.start())
            firm = (
                verb in ("devra", "devront")
                and re.search(
                    r"^(?:le|la|les|l'|un|une|ce|cette|ces|chaque|tout|toute)\b",
                    self.fold[self.start : match.start()],
                )
                and not re.search(
                    r"\b(?:qui|que|migrants|candidats)\b", self.fold[self.start : match.start()]
                )
            )
            if subject is None and not firm:
                continue
            who = self.fold[subject[0] if subject else self.start :][:40]
            if verb in ("doit", "doivent") and re.match(
                r"(?:migrants?|familles?|jeunes|femmes|populations?|citoyens|candidats|personnes|tous|toutes|chaque|communautes?|parents)\b",
                who,
            ):
                continue
            if not subject and re.match(
                r"(?:cet?t?e? |ces |le projet|la formation|l'atelier|le programme|la rencontre|la conference|le forum|l'activite|la campagne)",
                who,
            ):
                continue
            begin = subject[0] if subject else self.start
            if verb.startswith("devrai") and re.match(
                r"(?:ministres|participants|experts|delegations|chefs|reunion|travaux|pays|parties|tous|toutes|groupe|groupes|president|jeunes|femmes|migrants|populations?)\b",
                self.fold[subject[0] if subject else begin :],
            ):
                continue
            yield _Trigger(begin, match.end(), subject, decision=verb in ("devra", "devront"), join="")

    def _pledged(self) -> Iterator[_Trigger]:
        for match in self._search(PLEDGED):
            at = match.end() + (1 if self.fold[match.end()] == " " else 0)
            subject = self._subject(match.start())
            if self._infinitive(at) is None or re.search(
                r"\b(?:depuis|en (?:19|20)\d\d|en (?:ratifiant|adoptant|signant))\b",
                self.fold[self.start : self.end],
            ):
                continue
            if re.match(
                r"(?:poursuivre|soutenir|continuer|accompagner|oeuvrer|appuyer) ", self.fold[at:]
            ) and match["v"].startswith("s'engage"):
                continue
            yield _Trigger(subject[0] if subject else match.start(), at, subject, True, "a ")

    def _pleaded(self) -> Iterator[_Trigger]:
        for match in self._search(PLEADED):
            if not self._finite(match):
                continue
            link = re.compile(r"(?:que |qu')").match(self.fold, match.end(), self.end)
            action = words.begins_with_action(
                self.fold[match.end() : match.end() + 60]
            ) or words.begins_with_action(
                self.fold[match.end() : match.end() + 60]
                .removeprefix("une meilleure ")
                .removeprefix("plus de ")
            )
            if link or self._infinitive(match.end()) is not None or action:
                yield _Trigger(match.start(), match.end(), None, False, "que" if link else "noun")

    def _needed(self) -> Iterator[_Trigger]:
        for match in self._search(NEEDED):
            verb = re.compile(
                r"(?:les |le |la |l'|chaque |nos )?(?P<w>" + addressees.WHO + r")\b[^,;:.]{0,80}?(?= \w+)"
            ).match(self.fold, match.end(), self.end)
            if verb:
                yield _Trigger(match.start(), match.start("v"), None, False, "que")

    def _among(self) -> Iterator[_Trigger]:
        for match in self._search(AMONG):
            at = match.end()
            while at < self.end and self.fold[at] in " ,:":
                at += 1
            if (
                words.begins_with_action(self.fold[at : at + 80])
                or self._infinitive(at) is not None
                or self._what(at, r"(?:de |d'|que |qu'|a )")
            ):
                yield _Trigger(at, at, None, False, "noun")

    def _clauses(self, one: _Trigger, until: int, *, first: bool) -> Iterator[Said]:
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

    def _inner(self, one: _Trigger, start: int, end: int) -> tuple[int, int] | None:
        """« que le Gouvernement ratifie … » names whom it asks."""
        if one.join != "que":
            return None
        match = re.compile(
            r"(?:[ ,]*(?:et )?(?:pour |afin )?(?:que |qu'))?(?:le |la |les |l'|chaque )?(?P<w>"
            + addressees.WHO
            + r"\b)"
        ).match(self.fold, start, end)
        begin = (
            match.start("w")
            if match
            else next((each.start for each in self.mentions if start <= each.start <= start + 8), -1)
        )
        if begin < 0:
            return None
        verb = re.compile(
            r" (?:\w+(?:ent|isse|sse|ise|ifie|ie|ette|enne|ure|ue|oie|ille|loie|ore|ete|cree|dote)|soi(?:t|ent)|ai(?:t|ent)|fass\w+|puiss\w+|prenn\w+|mett\w+|veill\w+|\w{3,}e)(?= )"
        ).search(self.fold, begin + 2, end)
        known = next((each.end for each in self.mentions if each.start <= begin + 1 < each.end), 0)
        stop = known or (verb.start() if verb else 0)
        return (begin, stop) if begin < stop <= begin + 160 else None

    def _from(self, one: _Trigger, end: int, *, first: bool, alone: bool) -> int:
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

    def _cuts(self, one: _Trigger, until: int) -> Iterator[int]:
        last = one.at
        for match in COORDINATED.finditer(self.fold, one.at + 20, until):
            begin, left = match.start(), self.fold[last : match.start()]
            link, word = match["l"] or "", match["w"]
            if begin - last < 26 or until - begin < 26:
                continue
            if one.join == "que":
                good = link in ("que ", "qu'")
            elif one.join == "noun":
                rest = self.fold[match.start("x") : match.start("x") + 80]
                good = link not in ("que ", "qu'") and (
                    words.begins_with_action(rest)
                    and (
                        match["x"].startswith(("la ", "le ", "l'", "les ", "une ", "un ", "des "))
                        or "," in match["m"]
                        or ";" in match["m"]
                    )
                )
            elif one.join.strip() in ("de", "d'"):
                good = words.is_infinitive(word) and (
                    link in ("de ", "d'") or (not link and not self._under_purpose(left))
                )
            elif one.join.strip() == "a":
                good = words.is_infinitive(word) and (
                    link == "a " or (not link and not self._under_purpose(left))
                )
            else:
                good = words.is_infinitive(word) and not link and not self._under_purpose(left)
            if (
                good
                and link in ("de ", "d'")
                and re.search(
                    r"\b(?:afin|en vue|permett\w+|moyens|capables?|soucieux|charge[es]*) d[e'][^,;]*$", left
                )
            ):
                good = False
            if (
                good
                and not link
                and "," in match["m"]
                and "et" not in match["m"]
                and one.join != "noun"
                and self.fold.find(" et ", match.end(), until) < 0
                and self.fold.find(", ", match.end(), until) < 0
            ):
                good = False
            if good:
                last = begin
                yield begin

    @staticmethod
    def _under_purpose(left: str) -> bool:
        return bool(
            re.search(
                r"\b(?:pour|afin d[e']|en vue d[e']|de maniere a|visant a|destinee?s? a|permettant d[e']|a) (?:\w+ )?(?:l'|les |la |le )?\w+(?:er|ir|re)\b[^;]*$",
                left[12:],
            )
        )

    def _without_speaker(self, start: int, end: int) -> int:
        """Before « », a-t-il ajouté »."""
        match = re.compile(
            r" ?[»\"]? ?,? ?(?:a|ont|avait)-t-(?:il|elle|ils|elles|on)\b| ?[»\"] ?, (?:a|ont|selon|estime|explique|declare|dit|insiste|souligne)\b|, selon (?:lui|elle|eux|ses|m\.|mme)\b"
        ).search(self.fold, start + 10, end)
        return match.start() if match else end

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
