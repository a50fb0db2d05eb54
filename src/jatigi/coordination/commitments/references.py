"""References of commitments: given by who records it, or made: « R-2026-12 », the twelfth recommendation of that year."""

import re
from datetime import date

from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.commitments.models import Commitment, CommitmentKind
from jatigi.coordination.commitments.rules import KNOWING
from jatigi.kernel import clock, prepared
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean

LENGTH = 40
_LETTERS = {CommitmentKind.RECOMMENDATION: "R", CommitmentKind.DECISION: "D"}


def given(reference: str) -> str:
    """A reference that somebody chose. Raises `Invalid`: no reference, or one that stands already."""
    text = clean(reference, "reference", limit=LENGTH, needed=True)
    if not re.match(r"\w", text):
        raise Invalid(reference=_("A reference begins with a letter or a figure."))
    if Commitment.objects.visible_to(KNOWING).filter(reference__iexact=text).exists():
        raise Invalid(reference=_("Another commitment has this reference."))
    return text


def made(kind: str, made_on: date | None, count: int = 1) -> list[str]:
    """The next references of a kind in the year in which it was said; nobody else gets them in the meantime."""
    prepared.take_turn("references of commitments")
    beginning = f"{_LETTERS[CommitmentKind(kind)]}-{(made_on or clock.today()).year}-"
    rows = Commitment.objects.visible_to(KNOWING).filter(reference__regex=rf"^{beginning}[0-9]{{1,9}}$")
    last = rows.order_by(Length("reference").desc(), "-reference").values_list("reference", flat=True).first()
    first = int(last.rpartition("-")[2]) + 1 if last else 1
    return [f"{beginning}{number}" for number in range(first, first + count)]
