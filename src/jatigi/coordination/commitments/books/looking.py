"""What the cells of a workbook point to, by whatever people call it; each list is read once for a whole workbook."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import translation

from jatigi.agencies.aliases import normalised
from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.commitments import areas
from jatigi.coordination.commitments.models import Cluster
from jatigi.coordination.commitments.naming import Names
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import Framework, FrameworkItem
from jatigi.directory.workbooks.placing import bare
from jatigi.kernel.access import Access
from jatigi.places.models import AdminUnit

Called = dict[str, list[Any]]
_CODE = re.compile(r"(.*)\(([^()]+)\)\s*$", re.DOTALL)


class Lists:
    """Bodies, events, groups, items, places and organisations by their names, and their names by id."""

    def __init__(self, access: Access, country: str) -> None:
        self.access = access
        self.country = country
        self._places: dict[str, tuple[str, int | None]] = {}

    @cached_property
    def names(self) -> Names:
        return Names(self.country)

    @cached_property
    def organisations(self) -> dict[UUID, str]:
        """What each is called in a cell: its acronym where nobody else is meant by it, else its whole name."""
        rows = Organisation.objects.values_list("pk", "acronym", "name_fr")
        return {pk: short if short and self.names.meant(short) == [pk] else name for pk, short, name in rows}

    @cached_property
    def bodies(self) -> dict[UUID, Body]:
        return {one.pk: one for one in Body.objects.visible_to(self.access)}

    @cached_property
    def bodies_called(self) -> Called:
        return _called((one.pk, (one.code, one.acronym, one.name)) for one in self.bodies.values())

    @cached_property
    def events(self) -> dict[UUID, Event]:
        return {one.pk: one for one in Event.objects.visible_to(self.access)}

    @cached_property
    def events_called(self) -> Called:
        return _called(
            (one.pk, (one.title, event_name(one))) for one in self.events.values()
        )  # fmt: skip

    @cached_property
    def clusters(self) -> dict[UUID, Cluster]:
        return {one.pk: one for one in Cluster.objects.visible_to(self.access)}

    @cached_property
    def clusters_called(self) -> Called:
        return _called((one.pk, (one.code, one.title)) for one in self.clusters.values())

    @cached_property
    def items(self) -> dict[UUID, str]:
        """What each is called: the code of its framework and its own."""
        codes = dict(Framework.objects.values_list("pk", "code"))
        rows = FrameworkItem.objects.values_list("pk", "framework_id", "code")
        return {pk: f"{codes[framework]} {code}" for pk, framework, code in rows}

    @cached_property
    def items_called(self) -> Called:
        return _called((pk, (name,)) for pk, name in self.items.items())

    @cached_property
    def places_called(self) -> Called:
        """Codes by code and by name, in French and English, with and without the word for its kind: « District de Bamako »."""
        found: Called = defaultdict(list)
        for language in ("fr", "en"):
            with translation.override(language):
                for country, units in areas.offered():
                    _add(found, country, units[0][0])
                    for code, name in units:
                        _add(found, code, code)
                        _add(found, name, code)
                        _add(found, bare(name), code)
        return found

    def place(self, code: str) -> tuple[str, int | None]:
        """Country and unit of a code, as `areas.place_of` says it."""
        if code not in self._places:
            self._places[code] = areas.place_of(code)
        return self._places[code]

    @cached_property
    def units(self) -> dict[int, AdminUnit]:
        return {one.pk: one for one in AdminUnit.objects.all()}


def event_name(event: Event) -> str:
    """What an event is called in a cell: its title with its day, for there may be others of that title."""
    return f"{event.title} ({event.starts_on:%d/%m/%Y})"


def meant(called: Called, text: str) -> list[Any]:
    """What a text means; where it ends in brackets, first the whole, then what stands in them, then what is before."""
    for part in (text, *_parts(text)):
        found = called.get(normalised(part), [])
        if found:
            return found
    return []


def _parts(text: str) -> Iterable[str]:
    match = _CODE.match(text)
    return (match[2], match[1]) if match else ()


def _called(rows: Iterable[tuple[Any, Iterable[str]]]) -> Called:
    found: Called = defaultdict(list)
    for pk, names in rows:
        for name in names:
            if name:
                _add(found, name, pk)
    return found


def _add(found: Called, name: str, value: Any) -> None:
    plain = normalised(name)
    if value not in found[plain]:
        found[plain].append(value)
