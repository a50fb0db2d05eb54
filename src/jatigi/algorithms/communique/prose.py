"""Recommendations in running prose: « ont recommandé au Gouvernement de … », « la DGME est invitée à … », « il a été décidé que … »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jatigi.algorithms.communique import addressees, words
from jatigi.algorithms.communique.clauses import Clauses
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.prose_words import (
    A_NOUN,
    A_THING,
    AMONG,
    AND_TO,
    CALLED_FOR,
    CALLED_TO,
    CARE,
    DECIDED,
    DEMANDED_OF,
    DUE,
    EXHORT,
    EXHORTED,
    EXPECTED,
    FUTURE,
    IMPERSONAL,
    INVERTED,
    MINUTES,
    MUST,
    NEEDED,
    NEXT_MEETING,
    NO_ACTOR,
    NOUN_BEFORE,
    OPENING,
    PASSIVE,
    PLEADED,
    PLEDGED,
    PRONOUN,
    SAYING,
    SOMETHING_OF_SOMEBODY,
    TO_WHOM,
    WISHED_FOR_THE_MEETING,
)
from jatigi.algorithms.communique.sentence import Said, Trigger
from jatigi.algorithms.communique.structure import Page


def find(
    page: Page, start: int, end: int, mentions: Sequence[Mention], *, completes: bool = False
) -> list[Said]:
    """What the sentence flat[start:end] recommends, decides or asks of somebody; « • invité … » completes « ont : »."""
    asking = _Asking(page, start, end, mentions)
    asking.completes = completes
    return asking.read()


class _Asking(Clauses):
    def read(self) -> list[Said]:
        found: list[Trigger] = []
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
            self._future,
        ):
            for one in reader():
                if not any(other.passage - 4 <= one.passage <= other.at for other in found):
                    found.append(one)
        found = self._with_whom_it_begins(sorted(found, key=lambda one: one.at))
        said: list[Said] = []
        for number, one in enumerate(found):
            until = self._before(found[number + 1]) if number + 1 < len(found) else self.end
            if one.at < until:
                said.extend(self._clauses(one, until, first=number == 0))
        return said

    def _with_whom_it_begins(self, found: list[Trigger]) -> list[Trigger]:
        """« Aux maires, nous demandons de … » names them before it asks."""
        lead = INVERTED.match(self.fold, self.start, self.end)
        if lead is None or not found or found[0].to or found[0].passage > lead.end() + 4:
            return found
        return [replace(found[0], passage=self.start, to=lead.span("w" if lead["w"] else "x")), *found[1:]]

    def _saying(self) -> Iterator[Trigger]:
        for match in self._search(SAYING):
            if match["v"].startswith("souhait") and WISHED_FOR_THE_MEETING.match(self.fold, match.end()):
                continue
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
            nouns = (
                match["v"].startswith(("recommand", "preconis", "sugger"))
                or self.flat[match.start("v") : match.end("v")].endswith(("é", "ÉE", "ons"))
                or (match["v"].startswith(("exige", "reclame")) and self._somebody_demands(match.start()))
            )
            demanded = DEMANDED_OF.match(self.fold, match.end(), self.end)
            if demanded and match["v"].startswith(("exig", "reclam", "attend")):
                yield Trigger(match.start(), demanded.end(), demanded.span("w"), False, "que")
                continue
            yield from self._said(match.start(), match.end(), nouns=nouns, to_somebody=True, decision=False)

    def _said(
        self, begin: int, at: int, *, nouns: bool, decision: bool, to_somebody: bool = False
    ) -> Iterator[Trigger]:
        """After « recommandé »: « de … », « que … », « au Gouvernement de … », « la création … »."""
        what = self._what(at, r"(?:de |d'|que |qu')")
        if what:
            yield Trigger(begin, what[0], None, decision, what[1])
            return
        lead = TO_WHOM.match(self.fold, at, self.end)
        if lead:
            yield from self._said_to(begin, lead, decision=decision, nouns=nouns or to_somebody)
            return
        noun = A_NOUN.match(self.fold, at, self.end)
        if noun and nouns and words.begins_with_action(self.fold[noun.start("n") : noun.start("n") + 80]):
            yield Trigger(begin, noun.start("n"), None, decision, "noun")

    def _said_to(self, begin: int, lead: re.Match[str], *, decision: bool, nouns: bool) -> Iterator[Trigger]:
        found = self._addressed(lead.start("p"), r"(?:de |d'|que |qu'|a )")
        if found:
            if not self._ceremony((lead.end("p"), found[0][1]), found[1]):
                to = (lead.end(), found[0][1])
                yield Trigger(begin, found[1], to, decision, found[2])
                yield from self._others(found[1], decision=decision)
            return
        span = SOMETHING_OF_SOMEBODY.match(self.fold, lead.end(), self.end)
        if span and nouns and self._is_somebody(lead.end()):
            yield Trigger(begin, span.start("n") + 1, (lead.end(), span.start("n")), decision, "noun")

    def _others(self, at: int, *, decision: bool) -> Iterator[Trigger]:
        """« demandent au préfet de …, et à la mairie de … »."""
        for match in AND_TO.finditer(self.fold, at + 12, self.end):
            found = self._addressed(match.start("p"), r"(?:de |d'|que |qu')")
            if found and self._is_somebody(match.end()) and found[0][1] - match.end() < 90:
                to = (match.end(), found[0][1])
                yield Trigger(match.start("p"), found[1], to, decision, found[2])

    def _is_somebody(self, at: int) -> bool:
        named = any(at - 2 <= each.start <= at + 1 for each in self.mentions)
        return named or re.match(addressees.WHO + r"\b", self.fold[at:]) is not None

    def _somebody_demands(self, at: int) -> bool:
        """« Exige … » at the beginning of an item, « elle exige … », « les associations réclament … »; a procedure demands nothing."""
        before = self.fold[self.start : at].strip(' «"–•,')
        return (
            not before
            or re.search(r"\b(?:il|elle|ils|elles|nous|on|et|egalement|aussi)$", before) is not None
            or self._subject(at) is not None
        )

    def _exhorting(self) -> Iterator[Trigger]:
        """« a exhorté le Gouvernement à … », « appelle à … », « lance un appel aux États pour que … »."""
        for match in self._search(EXHORT):
            verb = match["v"] or ""
            if verb and (not self._finite(match) or self._is_of_itself(match.start())):
                continue
            lead = EXHORTED.match(self.fold, match.end(), self.end)
            at = lead.end() if lead else match.end()
            what = self._what(at, r"(?:a |de |d')")
            if what and (verb.startswith("appel") or self._has_pronoun(match.start())):
                yield Trigger(match.start(), what[0], None, False, what[1])
                continue
            noun = CALLED_FOR.match(self.fold, at, self.end)
            if (
                verb.startswith("appel")
                and noun
                and words.begins_with_action(self.fold[noun.end() : noun.end() + 60])
            ):
                yield Trigger(match.start(), at, None, False, "noun")
                continue
            call = CALLED_TO.match(self.fold, at, self.end)
            begin = call.end() if call and (not verb or verb.startswith("appel")) else at
            found = self._addressed(
                begin, r"(?:a |de |d'|pour que |pour qu'|afin que |afin qu'|afin de |afin d'|pour )"
            )
            if found and found[0][1] - found[0][0] > 1 and not self._ceremony(found[0], found[1]):
                yield Trigger(match.start(), found[1], found[0], False, found[2])

    def _is_of_itself(self, at: int) -> bool:
        """« s’engage », « un appelé » exhort nobody; « l’exhorte » does."""
        before = self.fold[max(self.start, at - 4) : at]
        if self.fold[max(self.start, at - 10) : at] == "nous nous ":
            return True
        return bool(re.search(r"(?:\bs'|\bse |\bl'|\bun |\bde |\bd') ?$", before)) and not re.search(
            r"\bl'$", before[-2:]
        )

    def _has_pronoun(self, at: int) -> bool:
        """« les a invités à », « l’exhorte à »."""
        before = self.fold[max(self.start, at - 10) : at]
        return re.search(r"\b(?:les|l'|la|le|leur) ?(?:a |ont )?$", before) is not None

    def _ceremony(self, to: tuple[int, int], at: int) -> bool:
        if CARE.match(self.fold, at):
            return True
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

    def _impersonal(self) -> Iterator[Trigger]:
        for match in self._search(IMPERSONAL):
            decided = match["v"] in ("decide", "convenu", "retenu", "arrete", "resolu", "acte", "prevu")
            if match["v"] == "prevu" and not re.match(
                r" (?:de |d'|que )", self.fold[match.end() : match.end() + 5]
            ):
                continue
            yield from self._said(match.start(), match.end(), nouns=True, decision=decided)

    def _decided(self) -> Iterator[Trigger]:
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
            granted = re.compile(r" (?:de (?=la |l'|l’)|du |d'(?=une? ))").match(
                self.fold, match.end(), self.end
            )
            if what is None and granted and words.begins_with_action(self.fold[granted.end() :][:80]):
                what = granted.end(), "noun"
            if what is None and lead:
                what = self._what(lead.end(), r"(?:de |d'|que |qu')")
            if what and NEXT_MEETING.match(self.fold, what[0], self.end):
                continue
            if what:
                yield Trigger(
                    self.start if match.start() - self.start < 140 else match.start(),
                    what[0],
                    None,
                    True,
                    what[1],
                )
            else:
                yield from self._said(match.start(), match.end(), nouns=True, decision=True)

    def _passive(self) -> Iterator[Trigger]:
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
            yield Trigger(
                subject[0], match.end(), subject, verb.startswith(("charge", "mandate", "instrui")), "a "
            )

    def _must(self) -> Iterator[Trigger]:
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
                and not NO_ACTOR.search(self.fold[self.start : match.start()])
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
            yield Trigger(begin, match.end(), subject, decision=verb in ("devra", "devront"), join="")

    def _pledged(self) -> Iterator[Trigger]:
        for match in self._search(PLEDGED):
            at = match.end() + (1 if self.fold[match.end()] == " " else 0)
            subject = self._subject(match.start()) or self._anybody(match.start())
            pronoun = PRONOUN.search(self.fold, max(self.start, match.start() - 6), match.start())
            if self._infinitive(at) is None or re.search(
                r"\b(?:depuis|en (?:19|20)\d\d|en (?:ratifiant|adoptant|signant))\b",
                self.fold[self.start : match.start()],
            ):
                continue
            if re.match(
                r"(?:poursuivre|soutenir|continuer|accompagner|oeuvrer|appuyer) ", self.fold[at:]
            ) and match["v"].startswith("s'engage"):
                continue
            begin = subject[0] if subject else pronoun.start() if pronoun else match.start()
            yield Trigger(begin, at, subject, True, "a ")

    def _pleaded(self) -> Iterator[Trigger]:
        for match in self._search(PLEADED):
            if not self._finite(match):
                continue
            link = re.compile(r"(?:que |qu')").match(self.fold, match.end(), self.end)
            pleaded = match["v"].startswith("plaid")
            action = words.begins_with_action(self.fold[match.end() : match.end() + 60]) or (
                pleaded and A_THING.match(self.fold, match.end(), self.end)
            )
            if link or self._infinitive(match.end()) is not None or action:
                yield Trigger(match.start(), match.end(), None, False, "que" if link else "noun")

    def _future(self) -> Iterator[Trigger]:
        """In minutes, « la DGME transmettra la liste avant le 30 janvier » is what was agreed."""
        if not DUE.search(self.fold, self.start, self.end) or not self._of_minutes():
            return
        for match in self._search(FUTURE):
            subject = self._subject(match.start())
            if subject and subject[0] - self.start < 5:
                yield Trigger(self.start, match.start(), subject, True, "")
                return

    def _of_minutes(self) -> bool:
        first = self.page.blocks[min(5, len(self.page.blocks) - 1)].end
        return MINUTES.search(self.fold, 0, min(first, 700)) is not None

    def _needed(self) -> Iterator[Trigger]:
        for match in self._search(NEEDED):
            verb = re.compile(
                r"(?:les |le |la |l'|chaque |nos )?(?P<w>" + addressees.WHO + r")\b[^,;:.]{0,80}?(?= \w+)"
            ).match(self.fold, match.end(), self.end)
            if verb:
                yield Trigger(match.start(), match.start("v"), None, False, "que")

    def _among(self) -> Iterator[Trigger]:
        for match in self._search(AMONG):
            at = match.end()
            while at < self.end and self.fold[at] in " ,:":
                at += 1
            if (
                words.begins_with_action(self.fold[at : at + 80])
                or self._infinitive(at) is not None
                or self._what(at, r"(?:de |d'|que |qu'|a )")
            ):
                yield Trigger(at, at, None, False, "noun")
