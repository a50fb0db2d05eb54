"""The work behind a list of people: checked and written outside the request. A task knows an id and nothing else."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from jatigi.agencies import who
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.people import rules, search
from jatigi.people.codes import ImportState
from jatigi.people.models import Import
from jatigi.questionnaires.data.tables import Finding

if TYPE_CHECKING:
    from jatigi.people.imports.judging import Verdict

REMEMBERED = 3600
PAUSES = (1, 2, 4, 8, 16, 30)
"""Seconds after which a list is judged once more where the search by name is getting ready."""


@task()
def check(brought: str) -> None:
    """Judge a list that waits; one that was judged or is over is left alone."""
    _judged(brought, ImportState.CHECKING)


@task()
def write(brought: str) -> None:
    """Judge it once more and write it, as whoever brought it."""
    _judged(brought, ImportState.WRITING)


def _judged(brought: str, state: str) -> None:
    from jatigi.people.imports import judging
    from jatigi.people.imports.lists import actions as lists

    found = Import.objects.visible_to(rules.CHECKING).filter(pk=UUID(brought)).first()
    if found is None or found.state != state or found.until < clock.now():
        return
    access, language = _as_brought(found)
    if access is None:
        return
    with translation.override(language):
        verdict = _patiently(
            lambda: judging.judge(
                access, found.kind, lists.content_of(found), lists.shared_of(found),
                lambda done, of: cache.set(_key(found.pk), (done, of), REMEMBERED),
            )
        )  # fmt: skip
        if state == ImportState.CHECKING:
            lists.store_verdict(rules.CHECKING, found, verdict=verdict)
        else:
            lists.write(access, found, verdict=verdict)


def _patiently(judge: Callable[[], "Verdict"]) -> "Verdict":
    """A list is never written without being compared: where nobody can be for a minute, that is what is wrong with it."""
    from jatigi.people.imports.judging import Verdict

    for pause in PAUSES:
        try:
            return judge()
        except search.Unready:
            time.sleep(pause)
    sentence = _(
        "The search by name is getting ready. Bring the list again in a minute: nothing of it was written."
    )
    return Verdict(wrong=[Finding(str(_("the list")), 0, "", str(sentence))])


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
