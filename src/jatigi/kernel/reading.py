"""Opening a record or a list with identities: one event in the journal each, and no copying of the house."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks, journal
from jatigi.kernel.access import Access, Role
from jatigi.kernel.errors import NotFound, TooMany
from jatigi.kernel.models import JournalEntry, ProtectedModel, microseconds
from jatigi.kernel.querysets import acting

M = TypeVar("M", bound=ProtectedModel)

WARNED = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})
"""Who is told that somebody reads more than work explains."""


def open_record(access: Access, model: type[M], pk: UUID | str, *, what: str = "open") -> M:
    """The record, its opening journalled.

    Raises `NotFound` (journalled too) where it is not visible, `TooMany` where the account opened
    `settings.READING_LIMIT` others within `settings.READING_WINDOW`.
    """
    record = model.objects.visible_to(access).filter(pk=pk).first()
    refused = NotFound.code if record is None else TooMany.code if _copies(access, model, record.pk) else ""
    journal.append(
        access,
        f"{model._meta.app_label}.{what}",
        outcome="refused" if refused else "seen",
        object_type=model._meta.label,
        object_id=UUID(str(pk)),
        reason=refused,
    )
    if record is None or refused:
        error = NotFound() if record is None else TooMany()
        error.journalled = True
        if record is not None:
            _warn(access)
        raise error
    return record


def _copies(access: Access, model: type[ProtectedModel], pk: UUID) -> bool:
    """Whether this would be one file more than anybody needs in so short a time; those just opened stay open."""
    counted = settings.READING_LIMIT and model._meta.label in settings.READING_COUNTED
    if access.account is None or not counted:
        return False
    seen = _recently(access).filter(outcome="seen", object_type__in=settings.READING_COUNTED)
    opened = set(seen.values_list("object_id", flat=True).distinct()[: settings.READING_LIMIT])
    return len(opened) >= settings.READING_LIMIT and str(pk) not in opened


def _recently(access: Access) -> models.QuerySet[JournalEntry]:
    since = microseconds(clock.now() - settings.READING_WINDOW)
    return JournalEntry.objects.filter(actor=access.actor, time_us__gte=since)


def _warn(access: Access) -> None:
    """Tell those who answer for the organisation, once for each time it happens."""
    if _recently(access).filter(outcome="refused", reason=TooMany.code).count() > 1:
        return
    who = get_user_model().objects.get(pk=access.account) if access.account else None
    text = _("%(who)s opened more than %(n)d files within a short time and was stopped. Ask why.") % {
        "who": who.get_full_name() if who else "",
        "n": settings.READING_LIMIT,
    }
    notice = hooks.Notice(
        "reading.many", text, reverse("agencies:notifications"), access.organisation, WARNED, urgent=True
    )
    with transaction.atomic(), acting():
        for tell in hooks.notifier:
            tell(access, notice)


def saw_list(access: Access, model: type[ProtectedModel], ids: Collection[UUID], *, what: str) -> None:
    """Journal one event for a page of results with identities."""
    if ids:
        journal.append(
            access,
            f"{model._meta.app_label}.{what}",
            outcome="seen",
            object_type=model._meta.label,
            details={"ids": sorted(str(pk) for pk in ids)},
        )
