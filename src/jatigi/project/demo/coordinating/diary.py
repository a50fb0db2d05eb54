"""The diary of the meetings: acts by the day on which they happen, and what has been made so far under which key."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from jatigi.agencies.models import Account
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places import units
from jatigi.project.demo.replay.stage import Stage

DATA = Path(__file__).parents[1] / "data" / "coordination"
SATURDAY = 5
_BREAKS = re.compile(r"(?<=«) | (?=[:;?!»%])")

Table = Mapping[str, Any]


class Diary:
    """Who acts, when, and what came of it."""

    def __init__(self, stage: Stage, until: datetime) -> None:
        self._stage = stage
        self._until = until
        self._acts: list[tuple[float, int, Callable[..., object]]] = []
        self.made: dict[str, Any] = {}

    def at(self, ago: float, act: Callable[..., object]) -> None:
        """`act` happens so many days before the end of the story, after what was written down for that day before."""
        self._acts.append((-ago, len(self._acts), act))

    def play(self, until_ago: float = 0) -> None:
        """Play what happens up to so many days before the end, and was not played yet."""
        due = sorted(entry for entry in self._acts if entry[0] <= -until_ago)
        self._acts = [entry for entry in self._acts if entry[0] > -until_ago]
        for ago, entries in groupby(due, key=lambda entry: entry[0]):
            with clock.travel(self._moment(ago)):
                for _ago, _number, act in entries:
                    act()

    def _moment(self, ago: float) -> datetime:
        """In working hours, but on the last day, which ends when the story does."""
        moment = self._until + timedelta(days=ago)
        if moment > self._until - timedelta(days=1):
            return moment
        number = int(-10 * ago)
        return moment.replace(hour=9 + number % 7, minute=number * 13 % 60)

    def who(self, name: str) -> Access:
        """The access of "dgme.focal_point.1"."""
        return self._stage.cast[name.replace(".", ":")]

    def house(self, key: str) -> UUID:
        """The organisation of a key."""
        return self._stage.ids[key]

    def house_or_none(self, key: str) -> UUID | None:
        return self._stage.ids.get(key)

    def speaker(self, house: str) -> str:
        """The name of whoever speaks for an organisation."""
        names = _names()
        return next(
            name
            for role in ("focal_point", "coordinator", "supervisor")
            if (name := names.get(f"{house}.{role}.1"))
        )

    def day(self, ago: float) -> date:
        """A day on which people work: before a week-end that is over, after one to come."""
        day = (self._until - timedelta(days=ago)).date()
        over = day.weekday() - SATURDAY
        if over < 0:
            return day
        return day - timedelta(days=over + 1) if ago >= 0 else day + timedelta(days=2 - over)

    @property
    def year(self) -> int:
        return self._until.year

    def unit(self, code: str) -> int:
        """The id of a region of Mali."""
        found = units.on(self._until.date(), "ML", code)
        if found is None:
            raise LookupError(code)
        return found.pk


def script(name: str) -> dict[str, Any]:
    """A file of `data/coordination`, with the spaces that French typography does not break."""
    read = tomllib.loads((DATA / name).read_text("utf-8"))
    return {key: _spaced(value) for key, value in read.items()}


def items(diary: Diary, codes: list[str]) -> list[UUID]:
    """Items of frameworks, named as "GCM/2018/12", or of the plan of the story as "plan:A1"."""
    found = []
    for code in codes:
        if code.startswith("plan:"):
            found.append(diary.made[f"item:{code.removeprefix('plan:')}"].pk)
            continue
        framework, vintage, item = code.split("/")
        rows = FrameworkItem.objects.filter(framework__code=framework, framework__vintage=vintage, code=item)
        found.append(rows.values_list("pk", flat=True).get())
    return found


def typographic(text: str) -> str:
    """The same text with spaces that do not break before : ; ? ! » % and after «."""
    return _BREAKS.sub("\u00a0", text)


def _spaced(value: Any) -> Any:
    if isinstance(value, str):
        return typographic(value).strip()
    if isinstance(value, list):
        return [_spaced(one) for one in value]
    return {key: _spaced(one) for key, one in value.items()} if isinstance(value, dict) else value


@cache
def _names() -> dict[str, str]:
    rows = Account.objects.filter(demonstration=True)
    return dict(rows.values_list("username", "full_name"))
