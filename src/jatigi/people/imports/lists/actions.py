"""A list of people as a file: brought, checked, written or gone within a day."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import batches, clock, hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import shared_key
from jatigi.people import rules
from jatigi.people.codes import ImportState
from jatigi.people.imports import judging, tasks, values
from jatigi.people.imports.actions import import_people
from jatigi.people.imports.judging import NEW, PERHAPS, REFUSED, SAME, Verdict
from jatigi.people.imports.suspects import suspect
from jatigi.people.models import Import, ImportPart
from jatigi.questionnaires.data.tables import MOST_BYTES

LASTS = timedelta(hours=24)
PIECE = 1 << 20
ADMINISTRATION = Purpose.ADMINISTRATION


@creation("import.bring", Import, allow=rules.may_import, purpose=ADMINISTRATION, step_up=True)
def bring(act: Act, *, kind: str, content: bytes, options: dict[str, Any]) -> Import:
    """Bring a list to be checked; it is sealed while it waits. kind: xlsx or csv. Raises `Invalid`."""
    if kind not in (judging.XLSX, judging.CSV):
        raise Invalid(file=_("Bring an .xlsx or a .csv file."))
    if not content or len(content) > MOST_BYTES:
        raise Invalid(file=_("This file is empty or too large: at most 20 MB."))
    brought = Import(
        organisation_id=act.organisation, key_id=shared_key(act.organisation), by_id=act.signed(), kind=kind,
        options=options, state=ImportState.CHECKING, brought_at=act.at, until=act.at + LASTS,
    )  # fmt: skip
    brought.save()
    ImportPart.objects.bulk_create(
        ImportPart(
            organisation_id=act.organisation, key_id=brought.key_id, brought=brought, number=number,
            content=content[start : start + PIECE],
        )
        for number, start in enumerate(range(0, len(content), PIECE))
    )  # fmt: skip
    act.details.update(kind=kind, size=len(content))
    transaction.on_commit(partial(tasks.check.enqueue, str(brought.pk)))
    return brought


@action("import.judge", Import, allow=rules.may_check_list, purpose=ADMINISTRATION, internal=True)
def store_verdict(act: Act, brought: Import, *, verdict: Verdict) -> Import:
    """What the check found, for whoever brought the list."""
    _must_be(brought, ImportState.CHECKING)
    _count(act, brought, verdict)
    brought.state, brought.verdict = ImportState.CHECKED, verdict.told()
    brought.save()
    _tell(act, brought, _("Your list of people is checked. Look at what was found."))
    return brought


@action("import.accept", Import, allow=rules.may_bring_list, purpose=ADMINISTRATION, step_up=True)
def accept(act: Act, brought: Import) -> Import:
    """Have a list written in which nothing is wrong. Raises `Conflict`."""
    _must_be(brought, ImportState.CHECKED)
    if brought.refused or not brought.new + brought.perhaps:
        raise Conflict(_("Mend what is listed, then bring the list again: nothing of it was written."))
    brought.state = ImportState.WRITING
    brought.save()
    act.touched("state")
    transaction.on_commit(partial(tasks.write.enqueue, str(brought.pk)))
    return brought


@action("import.write", Import, allow=rules.may_bring_list, purpose=ADMINISTRATION, internal=True)
def write(act: Act, brought: Import, *, verdict: Verdict) -> Import:
    """All rows or none, 1,000 to an event; what is the same is left out, what may be is to be decided by the desk.

    Where something became wrong since the check, nothing is written and the list shows what.
    """
    _must_be(brought, ImportState.WRITING)
    _count(act, brought, verdict)
    if verdict.wrong:
        brought.state, brought.verdict = ImportState.CHECKED, verdict.told()
        brought.save()
        return brought
    rows = [row for row in verdict.rows if row.verdict in (NEW, PERHAPS) and row.values is not None]
    written: dict[int, UUID] = {}
    for start in range(0, len(rows), batches.MOST):
        part = rows[start : start + batches.MOST]
        people = import_people.within(act, rows=[row.values for row in part if row.values is not None])
        written |= {row.number: person for row, person in zip(part, people, strict=True)}
    for row in rows:
        for other, reasons in row.others:
            suspect(act, written[row.number], other, reasons)
        for twin, reasons in row.twins:
            if twin in written:
                suspect(act, written[row.number], written[twin], reasons)
    _forget(act.access, brought)
    brought.state = ImportState.DONE
    brought.save()
    _tell(act, brought, _("Your list of people was brought in."))
    return brought


@action("import.end", Import, allow=rules.may_check_list, purpose=ADMINISTRATION, internal=True)
def end(_act: Act, brought: Import) -> Import:
    """Its 24 hours are over: the file goes."""
    _forget(rules.CHECKING, brought)
    brought.state = ImportState.ENDED
    brought.save()
    return brought


@action("import.drop", Import, allow=rules.may_bring_list, purpose=ADMINISTRATION)
def drop(act: Act, brought: Import) -> Import:
    """Whoever brought it takes it back. Raises `Conflict`."""
    _must_be(brought, ImportState.CHECKED)
    _forget(act.access, brought)
    brought.state = ImportState.ENDED
    brought.save()
    return brought


def content_of(brought: Import) -> bytes:
    """The file, for the background."""
    parts = ImportPart.objects.visible_to(rules.CHECKING).filter(brought=brought).order_by("number")
    return b"".join(part.content for part in parts)


def shared_of(brought: Import) -> values.Shared:
    said = dict(brought.options or {})
    site = said.pop("site", "")
    return values.Shared(site=UUID(site) if site else None, **said)


def _forget(access: Access, brought: Import) -> None:
    ImportPart.objects.visible_to(access).filter(brought=brought).delete()
    brought.verdict, brought.options = None, None


def _must_be(brought: Import, state: str) -> None:
    if brought.state != state or brought.until < clock.now():
        raise Conflict


def _count(act: Act, brought: Import, verdict: Verdict) -> None:
    brought.new, brought.same = verdict.count(NEW), verdict.count(SAME)
    brought.perhaps, brought.refused = verdict.count(PERHAPS), verdict.count(REFUSED)
    if verdict.wrong and not brought.refused:
        brought.refused = 1  # the file as a whole
    act.details.update(new=brought.new, same=brought.same, perhaps=brought.perhaps, refused=brought.refused)


def _tell(act: Act, brought: Import, words: Any) -> None:
    url = reverse("people:import", args=[brought.pk])
    act.tell(hooks.Notice("people.import", words, url, brought.organisation_id, account=brought.by_id))
