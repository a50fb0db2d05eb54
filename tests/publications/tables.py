"""Tables for tests: what is said of one, and one that is published."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.publications import actions
from jatigi.publications.actions import Draft
from jatigi.publications.models import Edition
from tests.cast import Cast, Member, member

GRID = "Région\tFemmes\tHommes\tEnfants\nGao\t40\t30\t1\nKidal\t25\t60\t12\nKayes\t90\t10\t33\n"
"""Victims by region: one count is small, three others go with it."""


def said(**changes: Any) -> Draft:
    usual: dict[str, Any] = {
        "title": "Victimes identifiées en 2025", "question": "Combien de victimes de la traite ont été identifiées en 2025 ?",
        "measure": "people", "confided": False, "threshold": 5, "rounding": 1, "row_name": "Région",
        "column_name": "Public", "from_on": date(2025, 1, 1), "until": date(2025, 12, 31),
        "source": "Registre du comité", "source_on": date(2026, 2, 1), "licence": "cc-by-4.0", "remarks": "",
        "grid": GRID,
    }  # fmt: skip
    return cast(Draft, usual | changes)


def officer(cast: Cast, name: str = "officier") -> Member:
    return member(cast.gao, name, Role.DATA_OFFICER)


def by(who: Member) -> Any:
    """At work on figures, with the second factor just shown."""
    return replace(who(Purpose.STATISTICS), stepped_up_at=clock.now())


def published(drafter: Member, approver: Member, code: str = "", **changes: Any) -> Edition:
    """A table that has passed the gate and the second person."""
    made = actions.draft(by(drafter), values=said(**changes), code=code)
    return actions.approve(by(approver), actions.propose(by(drafter), made))
