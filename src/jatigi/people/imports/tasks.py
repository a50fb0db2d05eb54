"""The work behind a list of people: checked and written outside the request. A task knows an id and nothing else."""

from uuid import UUID

from django.core.cache import cache
from django.utils import translation
from django_tasks import task

from jatigi.agencies import who
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.people import rules
from jatigi.people.codes import ImportState
from jatigi.people.models import Import

REMEMBERED = 3600


@task()
def check(brought: str) -> None:
    """Judge a list that waits; one that was judged or is over is left alone."""
    _judged(brought, ImportState.CHECKING)


@task()
def write(brought: str) -> None:
    """Judge it once more and write it, as whoever brought it."""
    _judged(brought, ImportState.WRITING)


def _judged(brought: str, state: str) -> None:
    from jatigi.people.imports import files, judging

    found = Import.objects.visible_to(rules.CHECKING).filter(pk=UUID(brought)).first()
    if found is None or found.state != state or found.until < clock.now():
        return
    access, language = _as_brought(found)
    if access is None:
        return
    with translation.override(language):
        verdict = judging.judge(
            access, found.kind, files.content_of(found), files.shared_of(found),
            lambda done, of: cache.set(_key(found.pk), (done, of), REMEMBERED),
        )  # fmt: skip
        if state == ImportState.CHECKING:
            files.store_verdict(rules.CHECKING, found, verdict=verdict)
        else:
            files.write(access, found, verdict=verdict)


def progress_of(brought: UUID) -> tuple[int, int]:
    """How many rows were compared, of how many."""
    done, of = cache.get(_key(brought), (0, 1))
    return done, of


def _as_brought(brought: Import) -> tuple[Access | None, str]:
    """What whoever brought it may do today; None where they no longer work there."""
    for member in who.working(brought.by_id, brought.organisation_id):
        if member.organisation_id == brought.organisation_id:
            return who.access_as(member).for_purpose(Purpose.ADMINISTRATION), member.account.language
    return None, ""


def _key(brought: UUID) -> str:
    return f"people-import:{brought}"
