"""Lists of cases with who they are about: a page costs the same however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jatigi.cases import clocks
from jatigi.cases.clocks import Clock
from jatigi.cases.codes import URGENCY_LEVEL
from jatigi.cases.models import Case
from jatigi.kernel import pages, reading
from jatigi.kernel.access import Access
from jatigi.people import identity
from jatigi.people.models import Person

NEWEST = ("-opened_at",)
MOST_URGENT = ("urgent_until",)


@dataclass(frozen=True)
class Line:
    """A case as a list shows it."""

    case: Case
    name: str
    person_code: str
    level: int
    clock: Clock


def found(access: Access, wanted: Mapping[str, Any], cursor: str = "") -> tuple[list[Line], str]:
    """One page of the cases that a filter leaves (`of`, `urgency`, `state`), and the cursor of the next."""
    order = MOST_URGENT if wanted.get("of") == "overdue" else NEWEST
    page = pages.keyset(filtered(access, wanted), order, cursor)
    return lines(access, page.rows), page.next


def filtered(access: Access, wanted: Mapping[str, Any]) -> QuerySet[Case]:
    rows: Any = Case.objects.visible_to(access).select_related("case_worker")
    state = wanted.get("state") or ""
    rows = rows.filter(state=state) if state else rows.filter(closed_at__isnull=True)
    if wanted.get("urgency"):
        rows = rows.filter(urgency=wanted["urgency"])
    match wanted.get("of"):
        case "mine":
            rows = rows.filter(case_worker_id=access.account)
        case "unassigned":
            rows = rows.filter(case_worker__isnull=True)
        case "overdue":
            rows = rows.filter(clocks.overdue())
    found: QuerySet[Case] = rows
    return found


def lines(access: Access, cases: list[Case]) -> list[Line]:
    """The cases with names, in one query each for persons and identities; one event in the journal."""
    ids = [case.person_id for case in cases]
    persons = Person.objects.visible_to(access).in_bulk(ids)
    identities = identity.of(access, ids)
    reading.saw_list(access, Case, [case.pk for case in cases], what="list")
    return [
        Line(
            case,
            identity.display_name(identities.get(case.person_id)),
            persons[case.person_id].code if case.person_id in persons else "",
            URGENCY_LEVEL[case.urgency],
            clocks.of(case),
        )
        for case in cases
    ]
