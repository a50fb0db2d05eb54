"""The work behind a long report, outside the request: the document holds what whoever asked may know of."""

from uuid import UUID

from django.core.cache import cache
from django.utils import translation
from django_tasks import task

from jatigi.agencies import who
from jatigi.coordination.reporting import rules, writing
from jatigi.coordination.reporting.asked import scope_of
from jatigi.coordination.reporting.gathering import gathered
from jatigi.coordination.reporting.models import FollowUp, PaperState
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose

REMEMBERED = 3600


@task()
def make(paper: str) -> None:
    """Make a document that waits for it; one that was made or is over is left alone.

    What cannot be made is marked so, and the error goes on to the log; where the worker dies, `jobs` does it later.
    """
    from jatigi.coordination.reporting import actions

    found = _in_the_making(paper)
    if found is None:
        return
    try:
        made = _made(found)
        if made is None:
            actions.fail(rules.MAKING, found)
        else:
            actions.store(rules.MAKING, found, content=made[0], count=made[1])
    except Exception:
        if left := _in_the_making(paper):
            actions.fail(rules.MAKING, left)
        raise


def progress_of(paper: UUID) -> tuple[int, int]:
    """How far the work is: each commitment is gathered, then written."""
    done, of = cache.get(_key(paper), (0, 1))
    return done, of


def _made(paper: FollowUp) -> tuple[bytes, int] | None:
    """The file with the number of its commitments; None where whoever asked no longer works there."""
    access = _as_asked(paper)
    if access is None:
        return None
    with translation.override(paper.language):
        about = scope_of(access, paper.asked)
        if about is None:
            return None
        report = gathered(access, about, lambda done, of: _remember(paper.pk, done, 2 * of))
        content = writing.as_docx(report, lambda done, of: _remember(paper.pk, of + done, 2 * of))
    return content, report.total


def _in_the_making(paper: str) -> FollowUp | None:
    rows = FollowUp.objects.visible_to(rules.MAKING)
    return rows.filter(pk=UUID(paper), state=PaperState.MAKING, until__gt=clock.now()).first()


def _as_asked(paper: FollowUp) -> Access | None:
    """What whoever asked may see today; None where they no longer work there."""
    for member in who.working(paper.by_id, paper.organisation_id):
        if member.organisation_id == paper.organisation_id:
            return who.access_as(member).for_purpose(Purpose.OVERSIGHT)
    return None


def _remember(paper: UUID, done: int, of: int) -> None:
    cache.set(_key(paper), (done, of), REMEMBERED)


def _key(paper: UUID) -> str:
    return f"follow-up:{paper}"
