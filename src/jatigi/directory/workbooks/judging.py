"""What would become of a workbook: services that are new or known, what a person must confirm, what is refused. Nothing is written.

Several rows that say the same of the same organisation are one service: need, place, organisation.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from jatigi.agencies.aliases import normalised
from jatigi.directory.workbooks import needs
from jatigi.directory.workbooks.finding import CONFIRM, KNOWN, LEFT_OUT, Choice, Found
from jatigi.directory.workbooks.houses import Houses, Who
from jatigi.directory.workbooks.opening import Page
from jatigi.directory.workbooks.placing import Places
from jatigi.directory.workbooks.reading import Reading, Statement, Wrong, read

ORGANISATION, PLACE, NEED = "organisation", "place", "need"
KINDS = (ORGANISATION, PLACE, NEED)
LEAVE, NEW = "-", "+"
"""A person's choices that nothing comes of these rows; that the organisation is one that nobody knows here yet."""
ROWS_SHOWN = 50

Choices = Mapping[str, str]
"""“kind:key” to the code that a person chose, or `LEAVE`."""
Offer = tuple[str, str, str]
"""(organisation, need, place): what makes a service one and not two. place: code of a region, or of a country."""
Rows = list[tuple[str, int]]


@dataclass(slots=True)
class Question:
    """Something that a person must confirm, once for all rows that say it. `needed`: a service may come of one of them.

    everything: all that can be chosen where no offer fits. who: how an organisation is called; `short_is_its_own` where
    its acronym stands for nobody else in the workbook.
    """

    kind: str
    text: str
    found: Found
    rows: Rows = field(default_factory=list)
    needed: bool = False
    who: Who = field(default_factory=Who)
    short_is_its_own: bool = False
    said: list[Statement] = field(default_factory=list)
    everything: list[Choice] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Under which the answer is kept."""
        return f"{self.kind}:{self.found.key}"


@dataclass(slots=True)
class Word:
    """What a workbook calls something that was recognised, and in which rows."""

    text: str
    found: Found
    rows: Rows = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """The judgement. `offers`: each service with the statements behind it; `ready` is there when nothing waits."""

    reading: Reading
    country: str = ""
    recognised: dict[str, list[Word]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    questions: list[Question] = field(default_factory=list)
    offers: dict[Offer, list[Statement]] = field(default_factory=dict)
    presence: Rows = field(default_factory=list)
    refused: list[Wrong] = field(default_factory=list)
    left_out: list[Wrong] = field(default_factory=list)

    def asked(self, kind: str) -> list[Question]:
        return [question for question in self.questions if question.kind == kind]


def judge(pages: Sequence[Page], country: str = "", choices: Choices | None = None) -> Verdict:
    """Read and recognise everything; `choices`: what a person said of what could not be recognised."""
    places = Places(country)
    return Judge(read(pages, places), places, choices or {}).verdict()


class Judge:
    """One workbook against what is known here."""

    def __init__(self, reading: Reading, places: Places, choices: Choices) -> None:
        self.reading, self.places, self.choices = reading, places, choices
        said = reading.statements
        places.notice([one.where.code for one in said], [one.where.region or one.where.place for one in said])
        self.houses = Houses()
        self.full = _in_full(said)
        self.words: dict[str, dict[str, Word]] = {kind: {} for kind in KINDS}
        self.questions: dict[str, Question] = {}
        self.everything = {
            ORGANISATION: [Choice(pk, one.full) for pk, one in self.houses.known.items()],
            PLACE: places.offered(),
            NEED: needs.offered(),
        }

    def verdict(self) -> Verdict:
        found = Verdict(self.reading, self.places.country)
        found.refused, found.left_out = list(self.reading.refused), list(self.reading.left_out)
        offers: dict[Offer, list[Statement]] = defaultdict(list)
        for one in self.reading.statements:
            self._judge(one, found, offers)
        found.offers = dict(offers)
        found.presence = list(dict.fromkeys(found.presence))
        found.recognised = {kind: list(words.values()) for kind, words in self.words.items()}
        found.questions = sorted(
            self.questions.values(),
            key=lambda each: (not each.needed, KINDS.index(each.kind), -len(each.rows), each.text),
        )
        return found

    def _judge(self, one: Statement, found: Verdict, offers: dict[Offer, list[Statement]]) -> None:
        what = self._settled(NEED, one.what.said, needs.find(one.what), one) if one.what else None
        if what is not None and what.state == LEFT_OUT:
            found.left_out.append(Wrong(one.sheet, one.row, "", what.sentence))
            return
        where = self._settled(PLACE, one.where.said, self.places.find(one.where), one)
        country = self._country(where)
        named = self.full.get(normalised(one.who.called), one.who)
        who = self._settled(ORGANISATION, named.said, self.houses.find(named, country), one)
        left = next((each for each in (where, who) if each.state == LEFT_OUT), None)
        if left is not None:
            found.left_out.append(Wrong(one.sheet, one.row, "", left.sentence))
        elif what is None:
            found.presence.append((one.sheet, one.row))
        elif where.state == who.state == what.state == KNOWN:
            for house in who.codes:
                for need in what.codes:
                    for place in where.codes:
                        offers[(house, need, place)].append(one)

    def _settled(self, kind: str, text: str, found: Found, one: Statement) -> Found:
        """What was found, or what a person chose; what is neither becomes a question."""
        chosen = self.choices.get(f"{kind}:{found.key}", "") if found.state == CONFIRM else ""
        if chosen == LEAVE:
            return Found(LEFT_OUT, sentence=_left(text), key=found.key)
        if chosen and self._stands(kind, chosen):
            found = Found(KNOWN, (chosen,), self._label(kind, chosen), _confirmed(), key=found.key)
        if found.state == CONFIRM:
            asked = self.questions.get(f"{kind}:{found.key}") or self._ask(kind, text, found, one)
            asked.needed |= one.what is not None
            asked.said.append(one)
            _note(asked.rows, one)
        elif found.state == KNOWN:
            _note(self.words[kind].setdefault(found.key, Word(text, found)).rows, one)
        return found

    def _ask(self, kind: str, text: str, found: Found, one: Statement) -> Question:
        who = self.full.get(normalised(one.who.called), one.who)
        own = self.full.get(normalised(who.acronym)) == who
        asked = Question(kind, text, found, who=who, short_is_its_own=own, everything=self.everything[kind])
        return self.questions.setdefault(asked.name, asked)

    def _country(self, where: Found) -> str:
        code = where.codes[0] if where.codes else ""
        return code[:2] or str(where.extra.get("country", "")) or self.places.country

    def _stands(self, kind: str, code: str) -> bool:
        if kind == ORGANISATION:
            return code in self.houses.known
        if kind == PLACE:
            return code in self.places.countries or any(u.code == code for u in self.places.today.values())
        return any(choice.code == code for choice in needs.offered())

    def _label(self, kind: str, code: str) -> str:
        if kind == ORGANISATION:
            return self.houses.known[code].full
        if kind == PLACE:
            return self.places.choice(code).label
        return next(choice.label for choice in needs.offered() if choice.code == code)


def _in_full(said: Sequence[Statement]) -> dict[str, Who]:
    """Each acronym that a workbook writes out in one way only: where it stands alone it means the same."""
    names: dict[str, dict[str, Who]] = defaultdict(dict)
    for who in {one.who for one in said if one.who.name and one.who.acronym}:
        names[normalised(who.acronym)].setdefault(normalised(who.name), who)
    return {short: next(iter(found.values())) for short, found in names.items() if len(found) == 1}


def _note(rows: Rows, one: Statement) -> None:
    if not rows or rows[-1] != (one.sheet, one.row):
        rows.append((one.sheet, one.row))


def _left(text: str) -> str:
    return _("“%(text)s” is left out, as somebody decided.") % {"text": text}


def _confirmed() -> str:
    return _("as a person chose")
