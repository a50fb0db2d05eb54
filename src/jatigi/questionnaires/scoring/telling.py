"""How each instrument shows what was found: its bands, its reasons in the reader's language, and who is told at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import get_language

from jatigi.kernel.access import Role
from jatigi.questionnaires import codes
from jatigi.questionnaires.models import Form
from jatigi.questionnaires.wording import Words, in_language

if TYPE_CHECKING:
    from django.utils.functional import Promise

DRAWN: dict[int, str] = {1: "danger", 2: "warning", 3: "info", 0: "success"}
"""Level of urgency to tone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What was found, in a sentence (or ""), with the question and the answer from which it follows."""

    sentence: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of the determinants: pairs of an effect and the names of the factors that have it."""

    level: str
    effects: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a result is what it is. `notes`: what to know of the rule, with « à confirmer » where it is ours."""

    reasons: list[Reason] = field(default_factory=list)
    levels: list[LevelRow] = field(default_factory=list)
    to_ask: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Call:
    """Who is told without content: the kind, sentence and roles of a notice."""

    kind: str
    text: "str | Promise"
    roles: frozenset[str] = frozenset({str(Role.SUPERVISOR)})
    urgent: bool = True


class Wording:
    """The questions and answers of a version, by the names that functions know, in the reader's language."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        self._words = {path.rpartition("/")[2]: said for path, said in words.items()}
        self._language = (get_language() or "fr")[:2]

    def question(self, name: str) -> str:
        """Its label, or its name where the version has no such question."""
        said = self._words.get(name)
        return (in_language(said.label, self._language) if said else "") or name

    def answer(self, name: str, choice: str) -> str:
        """The label of a choice, or what was written."""
        said = self._words.get(name)
        return in_language(said.choices.get(choice, {}), self._language) or choice if said else choice

    def reason(self, name: str, choice: str, sentence: str = "") -> Reason:
        return Reason(sentence, self.question(name), self.answer(name, choice))


Reasons = Mapping[str, Any]
"""`Result.reasons`, as the instrument's function gave them."""


def _nothing(_reasons: Reasons, _wording: Wording) -> Explanation:
    return Explanation()


def _nobody(_band: str, _flags: Iterable[str]) -> Iterable[Call]:
    return ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a form adds to its function.

    purpose: of the other forms that its function scores · bands: their vocabulary, the heaviest first · levels: band to urgency as it is drawn (1 to 3; 0 where it is good;
    absent: neither) · explain: the reasons for those who may read them · calls: whom a band or flags concern at once.
    """

    purpose: str = ""
    bands: type[TextChoices] = codes.Band
    levels: Mapping[str, int] = field(default_factory=lambda: codes.BAND_LEVEL)
    explain: Callable[[Reasons, Wording], Explanation] = _nothing
    calls: Callable[[str, Iterable[str]], Iterable[Call]] = _nobody


@dataclass(frozen=True, slots=True)
class Band:
    """A band as a page shows it. level: 1 to 3, or 0 without a clock."""

    label: str
    level: int
    tone: str


_instruments: dict[str, Instrument] = {}
_PLAIN = Instrument()


def instrument(form: str, **said: Any) -> Instrument:
    """Register how a form's results are told."""
    if form in _instruments:
        raise RuntimeError(f"two instruments are called {form}")
    _instruments[form] = Instrument(**said)
    return _instruments[form]


def instrument_of(form: str) -> Instrument:
    """That of a form's code; a plain one for forms whose answers are only kept."""
    return _instruments.get(form, _PLAIN)


def instruments_for(form: Form) -> list[Instrument]:
    """Of a shipped form its own; of another one those whose function may have scored it."""
    if form.organisation_id is None:
        return [instrument_of(form.code)]
    return [told for told in _instruments.values() if told.purpose and told.purpose == form.purpose]


def band_of(form: Form, band: str) -> Band | None:
    """A stored band as it is shown; None where there is none, or where the form has it no longer.

    Instruments of one purpose that know the same band tell it alike: they share its vocabulary.
    """
    told = next((one for one in instruments_for(form) if band in one.bands.values), None)
    if told is None:
        return None
    level = told.levels.get(band)
    return Band(str(told.bands(band).label), level or 0, DRAWN[level] if level is not None else "neutral")


def label(vocabulary: type[TextChoices], code: str) -> str:
    """The label of a code, or the code where the vocabulary has it no longer."""
    return str(vocabulary(code).label) if code in vocabulary.values else code
