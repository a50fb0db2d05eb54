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
    """Make the file of an export that may be made; one that was made or has ended is left alone."""
    from jatigi.questionnaires.data import actions

    found = Export.objects.visible_to(rules.MAKING).select_related("form").filter(pk=UUID(export)).first()
    if found is None or found.state != ExportState.MAKING or found.until < clock.now():
        return
    access = _as_asked(found)
    if access is None:
        return
    options, kind = exporting.options_of(found.options), found.options["kind"]
    count, content = exporting.as_bytes(
        access, found.form, options, kind, lambda progress: _remember(found.pk, progress)
    )
    actions.store(rules.MAKING, found, content=content, answers=count)


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
