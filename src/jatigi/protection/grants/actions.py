"""Opening and closing grants, always within the act of somebody who may do it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict
from jatigi.kernel.models import OwnedModel, ProtectedModel
from jatigi.protection import bases, rules
from jatigi.protection.models import Grant, LawfulBasis


def open_grant(
    act: Act,
    obj: OwnedModel,
    *,
    recipient: UUID,
    purpose: str,
    basis: LawfulBasis | None,
    until: datetime | None = None,
) -> Grant:
    """Open `obj` to `recipient`. It never outlives its basis. `basis` None: `obj` says nothing of a person.

    Raises `Conflict` where the basis has ended meanwhile, or is not for this recipient and purpose.
    """
    if basis is not None:
        _must_stand(act, basis, recipient, purpose)
        until = min(until, basis.ends_at) if until else basis.ends_at
    grant = Grant(
        organisation_id=obj.organisation_id,
        basis=basis,
        object_type=obj._meta.label,
        object_id=obj.pk,
        recipient_id=recipient,
        purpose=purpose,
        from_at=min(act.at, clock.now()),
        until=until,
    )
    grant.save()
    return grant


def end_grants(_act: Act, obj: ProtectedModel) -> int:
    """Close `obj` to everybody it was opened to. Returns how many grants ended."""
    return _end(object_type=obj._meta.label, object_id=obj.pk)


def end_grants_of(_act: Act, basis: LawfulBasis) -> int:
    """Close everything that was opened on a basis. Returns how many grants ended."""
    return _end(basis_id=basis.pk)


def _end(**which: object) -> int:
    live = Grant.objects.visible_to(rules.LEDGER).filter(ended_at__isnull=True, **which)
    return live.update(ended_at=clock.now())


def _must_stand(act: Act, basis: LawfulBasis, recipient: UUID, purpose: str) -> None:
    """Looks again under a lock, so that a withdrawal at the same moment wins."""
    standing = (
        LawfulBasis.objects.visible_to(act.access)
        .select_for_update(of=("self",))
        .filter(rules.standing(), pk=basis.pk, agreed=True, until__gte=bases.today())
        .first()
    )
    if standing is None or standing.recipient_id != recipient or purpose not in standing.purposes:
        raise Conflict(
            _("The person's agreement no longer covers this. Please ask the person again."), code="no_basis"
        )
