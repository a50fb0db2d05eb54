"""Questions that journalists would ask, each answered by a sentence with its number, its source and its date.

Only public commitments and published tables are counted. What nobody knows is said so.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Addressee
from jatigi.coordination.engagements import reading
from jatigi.coordination.engagements.reading import Wanted
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS
from jatigi.publications import showing
from jatigi.publications.codes import State
from jatigi.publications.models import Edition
from jatigi.publications.reading import Cell, Standing, figure
from jatigi.publications.showing import dated

MOST_NAMED = 5
MOST_TABLES = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentence` is "" where nobody knows yet. url: the rows from which it was counted."""

    question: str
    sentence: str = ""
    source: str = ""
    on: str = ""
    url: str = ""


def answers(year: int) -> list[Answer]:
    """Those about commitments made in `year`, then one for each published table."""
    rows = reading.matching(Wanted(year=year))
    counted = reading.counts(rows)
    total = sum(counted.values())
    found = [
        _made(year, total),
        *_standing(year, counted, total),
        _whom(year, total),
        _nobody(year, rows.filter(unaddressed=True).count(), total),
        _theme(year, total),
    ]
    return [*found, *_tables()]


def _made(year: int, total: int) -> Answer:
    question = _("How many commitments were made in %(year)d?") % {"year": year}
    sentence = ngettext(
        "%(n)d public commitment was made in %(year)d.",
        "%(n)d public commitments were made in %(year)d.",
        total,
    )
    return _of(question, sentence % {"n": total, "year": year} if total else "", year=year)


def _standing(year: int, counted: dict[str, int], total: int) -> Iterator[Answer]:
    asked: dict[str, tuple[str, Callable[[int], str]]] = {
        "kept": (
            _("How many of them were kept?"),
            lambda n: ngettext("%(n)d of %(total)d was kept.", "%(n)d of %(total)d were kept.", n),
        ),
        "overdue": (
            _("How many of them are overdue?"),
            lambda n: ngettext(
                "The deadline of %(n)d of %(total)d has passed without it being kept.",
                "The deadline of %(n)d of %(total)d has passed without them being kept.",
                n,
            ),
        ),
        "dropped": (
            _("How many of them were dropped?"),
            lambda n: ngettext(
                "%(n)d of %(total)d was dropped, with its reason.",
                "%(n)d of %(total)d were dropped, with their reasons.",
                n,
            ),
        ),
    }
    for name, (question, sentence) in asked.items():
        said = sentence(counted[name]) % {"n": counted[name], "total": total} if total else ""
        yield _of(question, said, year=year, state=name)


def _whom(year: int, total: int) -> Answer:
    """One question, the organisations to which most is addressed."""
    question = _("To whom are they addressed?")
    made = reading.matching(Wanted(year=year)).values("pk")
    rows = Addressee.objects.visible_to(ANONYMOUS).filter(commitment_id__in=made)
    named = Counter(pk or name for pk, name in rows.values_list("addressed_id", "name"))
    first = named.most_common(MOST_NAMED)
    houses = {
        row.pk: row.full
        for row in Organisation.objects.filter(pk__in=[one for one, _n in first if not isinstance(one, str)])
    }
    listed = ", ".join(f"{one if isinstance(one, str) else houses[one]} ({n})" for one, n in first)
    said = _("Most often to: %(names)s.") % {"names": listed} if first and total else ""
    return _of(question, said, year=year)


def _nobody(year: int, n: int, total: int) -> Answer:
    question = _("How many of them name nobody who should act?")
    sentence = ngettext("%(n)d of %(total)d names nobody.", "%(n)d of %(total)d name nobody.", n)
    return _of(question, sentence % {"n": n, "total": total} if total else "", year=year, nobody="1")


def _theme(year: int, total: int) -> Answer:
    question = _("What are most of them about?")
    themes = reading.matching(Wanted(year=year)).exclude(theme="").values_list("theme", flat=True)
    first = Counter(themes).most_common(1)
    if not first or not total:
        return _of(question, "", year=year)
    theme, n = first[0]
    said = _("Most often about: %(theme)s (%(n)d of %(total)d).") % {
        "theme": Theme(theme).label,
        "n": n,
        "total": total,
    }
    return _of(question, said, year=year, theme=theme)


def _of(question: str, sentence: str, **rows: str | int) -> Answer:
    """An answer that is counted now, from the public commitments."""
    url = f"{reverse('coordination:engagements')}?{urlencode(rows)}"
    today = dated(clock.today())
    return Answer(question, sentence, _("public commitments of this site"), today, url)


def _tables() -> Iterator[Answer]:
    """The question of each published table, answered by its total where it shows one."""
    rows = Edition.objects.visible_to(ANONYMOUS).filter(state=State.PUBLISHED)
    for edition in rows.order_by("-source_on", "title")[:MOST_TABLES]:
        total = figure(edition, Cell("", ""))
        shown = total.standing == Standing.SHOWN
        said = _("%(n)s in all (%(period)s).") % {
            "n": showing.said(total.value),
            "period": showing.period(edition),
        }
        yield Answer(
            edition.question, said if shown else _("The table gives the answer by line."), edition.source,
            dated(edition.source_on), reverse("publications:one", args=[edition.code]),
        )  # fmt: skip
