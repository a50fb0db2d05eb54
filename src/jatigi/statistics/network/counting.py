"""One quarter of the network, counted row by row and made fit to be shown.

The content of a `NetworkFigures` row:

    {"total": referrals of the quarter, 0 where they are too few to be shown,
     "by": {"need" | "place" | "organisation": {"answers": table, "reactions": table, "medians": {…}}},
     "reasons": [[[codes], count], …], "silent": [ids of services]}

A table is `{"rows": [[keys], …], "columns": [[codes], …], "cells": [[count or null, …], …], "sums": […], "below": […]}`, as
`algorithms.disclosure.Shown` has it; keys are codes of needs, ids of regions ("" for none) and of organisations. medians:
key → [hours to the first word, hours to the answer], null where too few.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from jatigi.algorithms import disclosure, linked
from jatigi.algorithms.disclosure import Shown
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places.models import AdminUnit
from jatigi.referrals.models import Referral
from jatigi.statistics.network import codes, rules

COLUMNS = (
    "recipient_id", "service_id", "need", "state", "reason", "sent_at", "respond_by", "first_answer", "said_at",
)  # fmt: skip
REGION = 1


@dataclass(slots=True)
class _Tally:
    """Counts of one breakdown: key → column → count; the hours that answers took; which finest parts are in it (`algorithms.linked`)."""

    strata: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    answers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reactions: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    heard: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answered: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    confided: set[str] = field(default_factory=set)


def quarter_of(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def following(quarter: date) -> date:
    return quarter_of(quarter + timedelta(days=95))


def figures(access: Access, quarter: date) -> dict[str, Any]:
    """The content of a quarter, from the rows as they are now; memory grows with the answers, not with the columns."""
    tallies = {by: _Tally() for by in codes.BY}
    strata: dict[tuple[str, ...], int] = {}
    reasons: Counter[str] = Counter()
    places, now = _places(access), clock.now()
    for row in _rows(access, quarter):
        _, service, need, state, reason, *_ = row
        keys = {"need": need, "place": places.get(service, ""), "organisation": str(row[0])}
        stratum = strata.setdefault(tuple(keys.values()), len(strata))
        for by, tally in tallies.items():
            tally.strata[keys[by]].add(stratum)
            _count(tally, keys[by], row, now)
        if (
            reason and state in codes.REFUSED
        ):  # as many as stand in that column: no difference says anything else
            reasons[reason] += 1
    parts = _parts(tallies)
    total = sum(parts["need"]["answers"]["sums"]) if parts["need"] else 0
    return {
        "total": total,
        "by": parts if total else {},
        "reasons": _gathered(reasons) if total else [],
        "silent": [str(pk) for pk in silent(access)],
    }


def silent(access: Access) -> list[UUID]:
    """Services whose newest referrals that are due, at least `SILENT_AFTER`, brought no sign of life."""
    now = clock.now()
    due = (
        Referral.objects.visible_to(access)
        .filter(sent_at__gte=now - timedelta(days=codes.SILENT_DAYS), respond_by__lt=now)
        .exclude(state__in=(codes.NOT_SENT, "recalled", "withdrawn"))
        .annotate(said_at=rules.first_said(access))
        .order_by("service_id", "-sent_at")
        .values_list("service_id", "said_at")
    )
    found = []
    for service, rows in groupby(due.iterator(), key=lambda row: row[0]):
        newest = [said for _service, (_, said) in zip(range(codes.SILENT_AFTER), rows, strict=False)]
        if len(newest) == codes.SILENT_AFTER and not any(newest):
            found.append(service)
    return found


def _rows(access: Access, quarter: date) -> Iterator[tuple[Any, ...]]:
    start, end = _start(quarter), _start(following(quarter))
    rows = Referral.objects.visible_to(access).filter(sent_at__gte=start, sent_at__lt=end)
    rows = rows.exclude(state=codes.NOT_SENT).annotate(
        said_at=rules.first_said(access), first_answer=rules.first_said(access, codes.ANSWERED)
    )
    return iter(rows.values_list(*COLUMNS).iterator())


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))


def _places(access: Access) -> dict[UUID, str]:
    """Service → id of its region; a service at a hidden place has none."""
    parents = dict(AdminUnit.objects.values_list("pk", "parent_id"))
    levels = dict(AdminUnit.objects.values_list("pk", "level"))
    found = {}
    known = Service.objects.visible_to(access).filter(hidden=False)
    for service, place in known.values_list("pk", "unit_id"):
        unit = place
        while unit is not None and levels[unit] > REGION:
            unit = parents[unit]
        found[service] = "" if unit is None else str(unit)
    return found


def _count(tally: _Tally, key: str, row: Sequence[Any], now: datetime) -> None:
    _recipient, _service, need, state, _reason, sent, due, answered, said = row
    tally.answers[key][_answer(state, answered)] += 1
    tally.reactions[key][_reaction(state, due, said, now)] += 1
    if need in codes.CONFIDED:
        tally.confided.add(key)
    if said:
        tally.heard[key].append((said - sent).total_seconds() / 3600)
    if answered:
        tally.answered[key].append((answered - sent).total_seconds() / 3600)


def _answer(state: str, answered: datetime | None) -> str:
    for column, states in (
        ("completed", codes.COMPLETED),
        ("accepted", codes.ACCEPTED),
        ("refused", codes.REFUSED),
    ):
        if state in states:
            return column
    return "rest" if answered else "none"


def _reaction(state: str, due: datetime, said: datetime | None, now: datetime) -> str:
    if said:
        return "in_time" if said <= due else "late"
    return "rest" if due > now or state in ("recalled", "withdrawn") else "silence"


# What may be shown


def _parts(tallies: Mapping[str, _Tally]) -> dict[str, dict[str, Any]]:
    """All breakdowns, protected together; one is empty where all of it is too little, or gives away what another withholds."""
    asked = {(by, kind): _asked(tally, kind) for by, tally in tallies.items() for kind in codes.COLUMNS}
    shown = dict(zip(asked, linked.shown_together(list(asked.values())), strict=True))
    return {
        by: _part(tally, {kind: shown[by, kind] for kind in codes.COLUMNS}) for by, tally in tallies.items()
    }


def _asked(tally: _Tally, kind: str) -> linked.Table:
    counts = {"answers": tally.answers, "reactions": tally.reactions}[kind]
    keys, columns = sorted(tally.answers), list(codes.COLUMNS[kind])
    return linked.Table(
        kind,
        [frozenset(tally.strata[key]) for key in keys],
        [[counts[key][column] for column in columns] for key in keys],
        [codes.LEAST_CONFIDED if key in tally.confided else codes.LEAST for key in keys],
        rest=len(columns) - 1,
    )


def _part(tally: _Tally, shown: Mapping[str, Shown | None]) -> dict[str, Any]:
    """What pages need of a breakdown. Empty where one of its tables is not shown."""
    keys = sorted(tally.answers)
    found = {
        kind: _table(table, keys, list(codes.COLUMNS[kind]))
        for kind, table in shown.items()
        if table is not None
    }
    if len(found) < len(codes.COLUMNS):
        return {}
    return {**found, "medians": _medians(tally, found["answers"], found["reactions"])}


def _table(table: Shown, keys: Sequence[str], columns: Sequence[str]) -> dict[str, Any]:
    return {
        "rows": [[keys[number] for number in row] for row in table.rows],
        "columns": [[columns[number] for number in column] for column in table.columns],
        "cells": table.cells,
        "sums": table.row_totals,
        "below": table.column_totals,
    }


def _medians(
    tally: _Tally, answers: Mapping[str, Any], reactions: Mapping[str, Any]
) -> dict[str, list[float | None]]:
    """Only where the table beside shows that there are enough: a median must not tell how many there are."""
    heard = _enough(reactions, ("in_time", "late"))
    answered = _enough(answers, ("completed", "accepted", "refused"))
    return {
        key: [
            round(median(times[key]), 1) if key in enough and len(times[key]) >= codes.ENOUGH_TIMES else None
            for enough, times in ((heard, tally.heard), (answered, tally.answered))
        ]
        for key in tally.answers
        if key in heard | answered
    }


def _enough(table: Mapping[str, Any], columns: Iterable[str]) -> set[str]:
    """The keys of rows of their own whose shown counts in `columns` are enough for a median."""
    places = [table["columns"].index([column]) for column in columns if [column] in table["columns"]]
    return {
        row[0]
        for row, cells in zip(table["rows"], table["cells"], strict=True)
        if len(row) == 1 and sum(cells[place] or 0 for place in places) >= codes.ENOUGH_TIMES
    }


def _gathered(reasons: Counter[str]) -> list[list[Any]]:
    """The reasons of refusal; those that are too rare together."""
    names = [name for name, _n in reasons.most_common()]
    counts = [reasons[name] for name in names]
    groups = disclosure.gathered(counts, [codes.LEAST_CONFIDED] * len(names))
    large = [group for group in groups if sum(counts[i] for i in group) >= codes.LEAST_CONFIDED]
    return [[[names[i] for i in group], sum(counts[i] for i in group)] for group in large]
