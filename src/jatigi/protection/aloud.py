"""What is read aloud before anybody is asked: in plain words, one thing after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.protection import bases
from jatigi.protection.codes import RECORDING_LASTS, BasisKind
from jatigi.ui.words import dated


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing to say: a heading for the reader, and sentences to read out."""

    heading: str
    sentences: tuple[str, ...]


def passages(*, organisation: Organisation, minor: bool = False, language: str = "") -> list[Passage]:
    """The whole text in `language` (fr or en; the page's where none is given).

    Names stand after a colon: whether a name takes an article, and which, no sentence can know.
    """
    with translation.override(language or translation.get_language() or settings.LANGUAGE_CODE):
        return [*_to_a_child(minor), *_to_everybody(organisation.full, _kept_until(minor))]


def reading_languages() -> list[tuple[str, str]]:
    """The languages in which the text is written down: (code, name in the language itself)."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def _kept_until(minor: bool) -> date:
    return bases.today() + RECORDING_LASTS[BasisKind.ASSENT if minor else BasisKind.CONSENT]


def _to_a_child(minor: bool) -> Iterator[Passage]:
    if minor:
        yield Passage(
            _("To the child, with an adult"),
            (
                _("I am going to explain something to you, and to the adult who looks after you."),
                _("We need a yes from both of you. You can ask me anything, and you can say no."),
            ),
        )


def _to_everybody(organisation: str, until: date) -> Iterator[Passage]:
    yield Passage(
        _("What we write down, and why"),
        (
            _("I would like to write down some of what you tell me, so that we can help you."),
            _("With it, you do not have to tell your story again each time you meet one of us."),
            _("You choose what is written. I ask only for what is needed now."),
        ),
    )
    yield Passage(
        _("Who can see it"),
        (
            _("Those who receive you and work with you can see it, in our organisation: %(organisation)s.")
            % {"organisation": organisation},
            _("Nobody in another organisation sees anything, unless you agree."),
            _("It is kept on a computer. This computer is looked after by: %(host)s.")
            % {"host": settings.NODE_HOST},
            _("Whoever looks after it could read it, and is not allowed to."),
            _(
                "We do not pass your file on to the police, the army or border guards. If the law obliged us to answer, two people would have to decide, and it would be written down."
            ),
        ),
    )
    yield Passage(
        _("Until when"),
        (
            _("We keep it until %(day)s at the latest. Then it is erased.") % {"day": _long_date(until)},
            _("What you agree to share ends sooner, on a day that we choose together."),
        ),
    )
    yield Passage(
        _("You can say no, and change your mind"),
        (
            _("You can say no to everything, or to one part."),
            _("You are helped all the same: a bed, a meal, care do not depend on your answer."),
            _("You can change your mind at any time: come or call, and tell us. It counts from that moment."),
            _("You can ask to see what is written, to have it corrected, or to have it erased."),
        ),
    )


def _long_date(day: date) -> str:
    return dated(day)
