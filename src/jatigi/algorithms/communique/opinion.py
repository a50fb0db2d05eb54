"""The seam for a second opinion: something that learnt from texts may propose beside the rules, always « à confirmer ».

Nothing in this package implements it. Whatever does says by name what it is, so that a page can tell its proposals from those
of the rules, and is never the only one to have proposed what a person takes over without looking.
"""

from typing import Protocol

from jatigi.algorithms.communique.reading import Opinion, Reading


class SecondOpinion(Protocol):
    """What a statistical reader has to offer: its name with its version, and what it would add to a reading."""

    @property
    def name(self) -> str: ...

    def of(self, text: str, reading: Reading) -> list[Opinion]:
        """Opinions on a text that the rules have read; passages stand in ``text``. Never changes the reading."""
        ...
