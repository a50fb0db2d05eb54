"""Public commitments with what stands beside them, in a fixed number of queries for any number of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import OPEN, Addressee, Commitment
from jatigi.coordination.engagements import rules
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.publications.showing import dated

STANDINGS = {
    "kept": gettext_lazy("kept"),
    "under_way": gettext_lazy("under way"),
    "overdue": gettext_lazy("overdue"),
    "dropped": gettext_lazy("dropped"),
}


GROUPS = {
    "kept": gettext_lazy("Kept"),
    "under_way": gettext_lazy("Under way"),
    "overdue": gettext_lazy("Overdue"),
    "dropped": gettext_lazy("Dropped"),
}
"""The same of several, as a heading."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the public commitments is asked for; "" or None where it does not matter."""

    standing: str = ""
    theme: str = ""
    year: int | None = None
    unaddressed: bool = False
    ids: dict[str, UUID] = field(default_factory=dict)
    """body, event, framework, addressee → id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment as a list shows it."""

    commitment: Commitment
    addressees: Sequence[str]
    body: str = ""
    event: str = ""

    @property
    def standing(self) -> str:
        return standing_of(self.commitment)

    @property
    def said(self) -> Any:
        """How it stands, in a word; the finer state where nothing else is said."""
        finer = self.commitment.get_state_display()
        return STANDINGS[self.standing] if self.standing != "under_way" else finer

    @property
    def deadline(self) -> str:
        return deadline_of(self.commitment)

    @property
    def url(self) -> str:
        """Where its source can be read, if that is an address of the web."""
        return web(self.commitment.source_url)


def web(url: str) -> str:
    """The address, "" where it is none of the web."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def standing_of(commitment: Any) -> str:
    """How a commitment stands, by its state and its deadline."""
    if commitment.state not in OPEN:
        return str(commitment.state)
    late = commitment.deadline is not None and commitment.deadline < clock.today()
    return "overdue" if late else "under_way"


def everything() -> ProtectedQuerySet[Commitment]:
    """The public commitments."""
    return Commitment.objects.visible_to(ANONYMOUS)


def matching(wanted: Wanted) -> ProtectedQuerySet[Commitment]:
    rows = everything().filter(rules.standing(wanted.standing))
    if wanted.theme in Theme.values:
        rows = rows.filter(theme=wanted.theme)
    if wanted.year is not None:
        rows = rows.filter(made_on__year=wanted.year)
    if wanted.unaddressed:
        rows = rows.filter(unaddressed=True)
    for name, pk in wanted.ids.items():
        if name in ("body", "event"):
            rows = rows.filter(**{f"{name}_id": pk})
        else:
            rows = rows.filter(rules.addressed_to(pk) if name == "addressee" else rules.under(pk))
    return rows


def counts(rows: ProtectedQuerySet[Commitment]) -> dict[str, int]:
    """How many stand how. One query."""
    found = rows.annotate(standing=rules.standing_column()).values("standing").annotate(n=Count("pk"))
    known = {row["standing"]: row["n"] for row in found.order_by()}
    return {name: known.get(name, 0) for name in STANDINGS}


def called(standing: str, count: int) -> str:
    """What so many commitments that stand so are called: « engagements tenus »."""
    words = {
        "kept": ngettext("commitment kept", "commitments kept", count),
        "under_way": ngettext("commitment under way", "commitments under way", count),
        "overdue": ngettext("commitment overdue", "commitments overdue", count),
        "dropped": ngettext("commitment dropped", "commitments dropped", count),
    }
    return words[standing]


def entries(commitments: Sequence[Commitment]) -> list[Entry]:
    """The commitments in words. Three queries."""
    to = addressees(one.pk for one in commitments)
    bodies = _named(Body, {one.body_id for one in commitments})
    events = _named(Event, {one.event_id for one in commitments})
    return [
        Entry(one, to.get(one.pk, ()), bodies.get(one.body_id, ""), events.get(one.event_id, ""))
        for one in commitments
    ]


def addressees(commitments: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Commitment → whom it is addressed to, the first to answer first."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Addressee.objects.visible_to(ANONYMOUS).filter(commitment_id__in=list(commitments))
    for row in rows.select_related("addressed").order_by("-lead", "entered_at", "pk"):
        found[row.commitment_id].append(str(row))
    return found


def answers(rows: Iterable[Addressee]) -> list[str]:
    """What addressees officially say of a commitment: who, whether they accept it, in which words, when."""
    return [
        " · ".join(
            filter(
                None,
                [
                    str(row), str(row.get_answer_display()), row.answer_text,
                    dated(row.answered_on) if row.answered_on else "",
                ],
            )
        )
        for row in rows
        if row.answer
    ]  # fmt: skip


def answers_to(commitment: Commitment) -> list[str]:
    """The same for one public commitment."""
    rows = Addressee.objects.visible_to(ANONYMOUS).filter(commitment=commitment)
    return answers(rows.select_related("addressed").order_by("-lead", "entered_at", "pk"))


def _named(model: Any, pks: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Names of bodies and events that anybody may know of."""
    rows = model.objects.visible_to(ANONYMOUS).filter(pk__in=[pk for pk in pks if pk])
    return {row.pk: row.name if isinstance(row, Body) else row.title for row in rows}


# What can be chosen


def bodies() -> list[tuple[str, str]]:
    rows = Body.objects.visible_to(ANONYMOUS).filter(rules.told_of("body_id"))
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def events() -> list[tuple[str, str]]:
    rows = Event.objects.visible_to(ANONYMOUS).filter(rules.told_of("event_id"))
    found = rows.order_by("-starts_on").values_list("pk", "title", "starts_on")[:200]
    return [(str(pk), f"{title} ({day.year})") for pk, title, day in found]


def frameworks() -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in Framework.objects.filter(rules.served()).order_by("code")]


def organisations() -> list[tuple[str, str]]:
    rows = Organisation.objects.filter(rules.named_somewhere()).order_by("name_fr")
    return [(str(row.pk), row.full) for row in rows]


def years() -> list[int]:
    """Years in which public commitments were made, the newest first."""
    days = everything().exclude(made_on=None).order_by("made_on").values_list("made_on", flat=True).distinct()
    return sorted({day.year for day in days if day is not None}, reverse=True)


def deadline_of(commitment: Commitment) -> str:
    """The deadline as exactly as it is known; "" where none was said."""
    if commitment.deadline is None:
        return ""
    if commitment.deadline_precision == "year":
        return _("in %(year)d") % {"year": commitment.deadline.year}
    if commitment.deadline_precision == "month":
        return date_format(commitment.deadline, "F Y")
    return dated(commitment.deadline)
