"""Scheduled work: what is past its end date is ended."""

from contextlib import suppress
from datetime import timedelta
from itertools import groupby

from jatigi.kernel import clock, erasure
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.people import actions, retention, rules, search
from jatigi.people.codes import ImportState
from jatigi.people.duplicates import late
from jatigi.people.imports.lists import actions as lists
from jatigi.people.models import Import

AT_ONCE = 200
PERSONS = ("people.Person", "people.Identity")


@scheduled(
    rules.RETENTION,
    every=timedelta(days=1),
    scope=tuple(model._meta.label for model in erasure.tables()),
)
def end_what_is_due(access: Access) -> None:
    """Erase persons, and delete rows of every other kind, `erasure.NOTICE` (30 days) after their end date.

    Until then the list of what is due shows persons by code, and of other kinds how many and from which day.
    """
    for person in list(retention.to_erase()):
        actions.erase(access, person, reason="retention")
    rows = erasure.due(access, before=clock.today() - erasure.NOTICE)
    for table, due in groupby(rows, key=lambda row: row.table):
        ids = [row.id for row in due]
        for start in range(0, 0 if table in PERSONS else len(ids), AT_ONCE):
            actions.expire(access, table=table, ids=ids[start : start + AT_ONCE])
    erasure.forget_receipts()
    erasure.scrub()


@scheduled(rules.LISTS, every=timedelta(hours=1), scope=("people.Import", "people.ImportPart"))
def end_lists(access: Access) -> None:
    """Lists that nobody had written within 24 hours: the file goes. Those of all organisations."""
    over = Import.objects.visible_to(access).filter(until__lt=clock.now())
    for brought in list(over.exclude(state__in=(ImportState.DONE, ImportState.ENDED))):
        lists.end(access, brought)


@scheduled(rules.COMPARING, every=timedelta(minutes=1), scope=("people.Person", "people.Identity"))
def compare_late(access: Access) -> None:
    """Whoever was entered while the search by name was getting ready is compared as soon as it answers."""
    with suppress(search.Unready):
        late.compare(access)
