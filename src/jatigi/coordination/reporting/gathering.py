"""What stands in a follow-up report: commitments of an event, a body, a framework or a period, in the order of the report.

By theme as it is called, what is overdue first, then by deadline. Counted and ordered by the database: a page costs the same
however long the report is, and the whole is read in narrow rows.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.engagements.reading import GROUPS, STANDINGS
from jatigi.coordination.engagements.rules import standing_column
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.reporting import rules
from jatigi.coordination.reporting.beside import Said, Step, addressees, steps
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.pages import keyset
from jatigi.places.names import sort_key
from jatigi.publications.showing import dated

CHUNK = 5000
"""As many commitments as one round of queries names."""
ON_A_PAGE = 50
RANKS = ("overdue", "under_way", "kept", "dropped")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: its title, which commitments it holds, and how it is asked for again."""

    title: str
    condition: Q
    asked: dict[str, str]


class Row(NamedTuple):
    """A commitment as a report needs it. place: of its theme among the themes, `rank`: of its standing."""

    id: UUID
    reference: str
    text: str
    source: str
    made_on: date | None
    deadline: date | None
    deadline_precision: str
    theme: str
    state: str
    why: str
    due: date
    place: int
    rank: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment with all that became of it."""

    row: Row
    addressees: Sequence[str]
    answers: Sequence[Said]
    steps: Sequence[Step]

    @property
    def standing(self) -> str:
        return RANKS[self.row.rank]


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments on one theme; `count`: all of them, `entries` those of a page."""

    title: str
    count: int
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of a report, or a page of it: then `next` leads on."""

    title: str
    on: date
    by: str
    total: int
    counts: Sequence[tuple[Any, int]]
    groups: Sequence[Group]
    next: str = ""


def scope(
    access: Access,
    *,
    event: UUID | None = None,
    body: UUID | None = None,
    framework: UUID | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Scope:
    """What is asked for; several together narrow it down. Raises `NotFound` for what the asker may not know of."""
    titles: list[str] = []
    condition, asked = Q(), {}
    if event is not None:
        found = _known(Event.objects.visible_to(access), event)
        titles.append(f"{found.title}, {dated(found.starts_on)}")
        condition &= Q(event_id=event)
        asked["event"] = str(event)
    if body is not None:
        titles.append(_known(Body.objects.visible_to(access), body).name)
        condition &= Q(body_id=body)
        asked["body"] = str(body)
    if framework is not None:
        titles.append(str(_known(Framework.objects.all(), framework)))
        condition &= rules.under(access, framework)
        asked["framework"] = str(framework)
    if first is not None and last is not None:
        days = {"first": dated(first), "last": dated(last)}
        titles.append(_("commitments made from %(first)s to %(last)s") % days)
        condition &= Q(made_on__gte=first, made_on__lte=last)
        asked |= {"first": first.isoformat(), "last": last.isoformat()}
    if not titles:
        raise NotFound
    return Scope(" · ".join(titles), condition, asked)


def total(access: Access, about: Scope) -> int:
    """How many commitments the report holds."""
    return Commitment.objects.visible_to(access).filter(about.condition).count()


def page(access: Access, about: Scope, cursor: str = "") -> Report:
    """A page of the report, with the numbers of the whole."""
    order = ("place", "rank", "due", "reference")
    found = keyset(_rows(access, about), order, cursor, ON_A_PAGE)
    entries = _entries(access, [Row._make(row) for row in found.rows])
    return _report(access, about, entries, found.next)


def gathered(access: Access, about: Scope, progress: Progress = lambda _done, _of: None) -> Report:
    """The whole report. A fixed number of queries for every 5,000 commitments."""
    ordered = _rows(access, about).order_by("place", "rank", "due", "reference", "id")
    rows = [Row._make(row) for row in ordered]
    entries: list[Entry] = []
    for start in range(0, len(rows), CHUNK):
        entries += _entries(access, rows[start : start + CHUNK])
        progress(len(entries), len(rows))
    return _report(access, about, entries)


def _rows(access: Access, about: Scope) -> Any:
    """The commitments in narrow rows, as `Row`."""
    themes = _themes()
    places = [When(theme=code, then=Value(place)) for place, code in enumerate(themes)]
    ranks = [When(standing=name, then=Value(rank)) for rank, name in enumerate(RANKS)]
    return (
        Commitment.objects.visible_to(access)
        .filter(about.condition)
        .alias(standing=standing_column())
        .annotate(place=Case(*places, default=Value(len(themes))), rank=Case(*ranks))
        .values_list(*Row._fields, named=True)
    )


def _report(access: Access, about: Scope, entries: Sequence[Entry], following: str = "") -> Report:
    by_theme, by_standing = _counted(access, about)
    themes: dict[str, Any] = _themes()
    groups = [
        Group(str(themes.get(theme) or _("without a theme")), by_theme[theme], list(found))
        for theme, found in groupby(entries, key=lambda entry: entry.row.theme)
    ]
    own = Organisation.objects.filter(pk=access.organisation).first() if access.organisation else None
    return Report(
        about.title, clock.today(), own.full if own else "", by_standing.total(),
        [(label, by_standing[name]) for name, label in GROUPS.items()], groups, following,
    )  # fmt: skip


def _counted(access: Access, about: Scope) -> tuple[Counter[str], Counter[str]]:
    """How many on each theme, and how many stand how. One query."""
    rows = Commitment.objects.visible_to(access).filter(about.condition)
    found = rows.annotate(standing=standing_column()).values("theme", "standing").annotate(n=Count("pk"))
    by_theme: Counter[str] = Counter()
    by_standing: Counter[str] = Counter(dict.fromkeys(STANDINGS, 0))
    for row in found.order_by():
        by_theme[row["theme"]] += row["n"]
        by_standing[row["standing"]] += row["n"]
    return by_theme, by_standing


def _themes() -> dict[str, Any]:
    """Themes in the order of their names; a commitment without one comes after all of them."""
    return dict(
        sorted(((code, str(label)) for code, label in Theme.choices), key=lambda pair: sort_key(pair[1]))
    )


def _entries(access: Access, rows: Sequence[Row]) -> list[Entry]:
    ids = [row.id for row in rows]
    to, answers = addressees(access, ids)
    done = steps(access, ids)
    return [Entry(row, to.get(row.id, ()), answers.get(row.id, ()), done.get(row.id, ())) for row in rows]


def _known(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
