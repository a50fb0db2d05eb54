"""References of commitments: given by who records it, or made: « R-2026-7K3M-Q4T », a recommendation of that year.

What is made is drawn, not counted: numbers in a row would tell how much was said in closed bodies.
"""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import new_code
from jatigi.coordination.commitments.models import Commitment, CommitmentKind
from jatigi.coordination.commitments.rules import KNOWING
from jatigi.kernel import clock, prepared
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean

LENGTH = 40
_LETTERS = {CommitmentKind.RECOMMENDATION: "R", CommitmentKind.DECISION: "D"}


def take_turn() -> None:
    """Until the end of the transaction nobody else gives a reference: what is free now is free when it is written."""
    prepared.take_turn("references of commitments")


def given(reference: str) -> str:
    """A reference that somebody chose. Raises `Invalid`: no reference, or one that stands already."""
    text = clean(reference, "reference", limit=LENGTH, needed=True)
    take_turn()
    if not re.match(r"\w", text):
        raise Invalid(reference=_("A reference begins with a letter or a figure."))
    if Commitment.objects.visible_to(KNOWING).filter(reference__iexact=text).exists():
        raise Invalid(reference=_("Another commitment has this reference."))
    return text


def made(kind: str, made_on: date | None, count: int = 1) -> list[str]:
    """References of a kind in the year in which it was said; nobody else gets them in the meantime.

    They do not count: what is not shown leaves no gap.
    """
    take_turn()
    beginning = f"{_LETTERS[CommitmentKind(kind)]}-{(made_on or clock.today()).year}-"
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = dict.fromkeys(f"{beginning}{new_code()}" for _number in range(count - len(free)))
        rows = Commitment.objects.visible_to(KNOWING).filter(reference__in=list(drawn))
        taken = set(rows.values_list("reference", flat=True))
        free |= {one: None for one in drawn if one not in taken}
    return list(free)
