"""What anybody reads of commitments: the list, one of them, questions, and all of it as a file."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jatigi.coordination.codes import Theme
from jatigi.coordination.engagements import beside, questions, reading
from jatigi.coordination.engagements.reading import GROUPS, STANDINGS, Wanted
from jatigi.kernel import clock
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, public
from jatigi.kernel.pages import keyset
from jatigi.publications.files import safe

BY_ID = ("body", "event", "framework", "addressee")
CHUNK = 1000


@require_safe
@public()
def engagements(request: Request) -> HttpResponse:
    """How many stand how, and those that are asked for, the newest first."""
    wanted = _wanted(request)
    rows = reading.matching(wanted)
    found = keyset(rows, ("-entered_at",), request.GET.get("after", ""))
    chosen = {name: value for name, value in request.GET.items() if name != "after" and value}
    without = {name: value for name, value in chosen.items() if name != "state"}
    counted = reading.counts(reading.matching(_wanted(request, state="")))
    context = {
        "entries": reading.entries(found.rows),
        "next": f"?{urlencode({**chosen, 'after': found.next})}" if found.next else "",
        "stats": [
            (
                reading.called(name, counted[name]),
                counted[name],
                f"?{urlencode({**without, 'state': name})}",
                name == wanted.standing,
            )
            for name in GROUPS
        ],
        "total": sum(counted.values()),
        "chosen": chosen,
        "choices": _choices(chosen),
        "file": f"?{urlencode(chosen)}" if chosen else "",
    }
    return render(request, "coordination/engagements/list.html", context)


@require_safe
@public()
def engagement(request: Request, pk: UUID) -> HttpResponse:
    """One commitment, word for word, with what was done and what is said of it."""
    commitment = reading.everything().filter(pk=pk).first()
    if commitment is None:
        raise NotFound
    done, remarks = beside.of(commitment)
    context = {
        "entry": reading.entries([commitment])[0],
        "commitment": commitment,
        "answers": reading.answers_to(commitment),
        "done": done,
        "remarks": remarks,
    }
    return render(request, "coordination/engagements/one.html", context)


@require_safe
@public()
def asked(request: Request) -> HttpResponse:
    """Questions of one year, answered by figures."""
    known = reading.years()
    year = _year(request.GET.get("year", "")) or (known[0] if known else clock.today().year)
    context = {"answers": questions.answers(year), "year": year, "years": known}
    return render(request, "coordination/engagements/questions.html", context)


@require_safe
@public()
def as_file(request: Request) -> StreamingHttpResponse:
    """The public commitments that are asked for, as open data: semicolons, UTF-8 with a mark."""
    lines = _lines(_wanted(request))
    name = f"engagements-{clock.today():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Echo:
    """What the writer of a line hands on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(wanted: Wanted) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    heads = (
        _("Reference"), _("Kind"), _("Exact passage"), _("Source"), _("Address of the source"), _("Made on"),
        _("Body"), _("Event"), _("Addressed to"), _("Deadline"), _("Theme"), _("State"), _("Standing"), _("Reason"),
    )  # fmt: skip
    yield "\ufeff" + writer.writerow(heads)
    after = ""
    while True:
        page = keyset(reading.matching(wanted), ("-entered_at",), after, size=CHUNK)
        for entry in reading.entries(page.rows):
            yield writer.writerow(_line(entry))
        if not page.next:
            return
        after = page.next


def _line(entry: reading.Entry) -> list[str]:
    one = entry.commitment
    return [
        safe(str(cell or ""))
        for cell in (
            one.reference, one.get_kind_display(), one.text, one.source, one.source_url, one.made_on, entry.body,
            entry.event, " | ".join(entry.addressees), one.deadline, one.get_theme_display(), one.get_state_display(),
            STANDINGS[entry.standing], one.why,
        )
    ]  # fmt: skip


def _wanted(request: Request, state: str | None = None) -> Wanted:
    given = request.GET
    ids = {name: pk for name in BY_ID if (pk := _uuid(given.get(name, ""))) is not None}
    return Wanted(
        standing=given.get("state", "") if state is None else state,
        theme=given.get("theme", ""),
        year=_year(given.get("year", "")),
        unaddressed="nobody" in given,
        ids=ids,
    )


def _choices(chosen: dict[str, Any]) -> list[tuple[str, str, str, list[tuple[str, str, bool]]]]:
    """(name, label, what no choice is called, options) of each list that there is something to choose in."""
    listed: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        ("state", _("State"), _("all states"), [(name, str(label)) for name, label in GROUPS.items()]),
        ("theme", _("Theme"), _("all themes"), [(str(value), str(label)) for value, label in Theme.choices]),
        ("body", _("Body"), _("all bodies"), reading.bodies()),
        ("event", _("Event"), _("all events"), reading.events()),
        ("framework", _("Framework"), _("all frameworks"), reading.frameworks()),
        ("addressee", _("Addressed to"), _("all addressees"), reading.organisations()),
        ("year", _("Year"), _("all years"), [(str(year), str(year)) for year in reading.years()]),
    ]
    return [
        (name, label, none, [(value, words, chosen.get(name) == value) for value, words in options])
        for name, label, none, options in listed
        if options
    ]


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
