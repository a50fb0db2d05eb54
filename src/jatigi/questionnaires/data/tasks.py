"""The work behind an export, outside the request: the file is made as whoever asked would see it, then sealed."""

from uuid import UUID

from django.core.cache import cache
from django_tasks import task

from jatigi.agencies import who
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.questionnaires.codes import ExportState
from jatigi.questionnaires.data import exporting, rules
from jatigi.questionnaires.data.exporting import Progress
from jatigi.questionnaires.models import Export

REMEMBERED = 3600


@task()
def make(export: str) -> None:
    """Make the file of an export that may be made; one that was made or has ended is left alone.

    What cannot be made is marked so, and the error goes on to the log; where the worker dies, `jobs` does it later.
    """
    from jatigi.questionnaires.data import actions

    found = _in_the_making(export)
    if found is None:
        return
    access = _as_asked(found)
    if access is None:
        actions.fail(rules.MAKING, found)
        return
    try:
        count, content = _made(access, found)
        actions.store(rules.MAKING, found, content=content, answers=count)
    except Exception:
        if left := _in_the_making(export):
            actions.fail(rules.MAKING, left)
        raise


def _in_the_making(export: str) -> Export | None:
    rows = Export.objects.visible_to(rules.MAKING).select_related("form")
    return rows.filter(pk=UUID(export), state=ExportState.MAKING, until__gt=clock.now()).first()


def _made(access: Access, export: Export) -> tuple[int, bytes]:
    options, kind = exporting.options_of(export.options), export.options["kind"]
    return exporting.as_bytes(
        access, export.form, options, kind, lambda progress: _remember(export.pk, progress)
    )


def progress_of(export: UUID) -> Progress:
    """How far the work on an export is."""
    done, of = cache.get(_key(export), (0, 1))
    return Progress(done, of)


def _as_asked(export: Export) -> Access | None:
    """What whoever asked may see today; None where they no longer work there."""
    for member in who.working(export.by_id, export.organisation_id):
        if member.organisation_id == export.organisation_id:
            return who.access_as(member).for_purpose(Purpose.STATISTICS)
    return None


def _remember(export: UUID, progress: Progress) -> None:
    cache.set(_key(export), (progress.done, progress.of), REMEMBERED)


def _key(export: UUID) -> str:
    return f"export:{export}"
