"""What every write on a case shares: a row of the case, a step of its story, a request, a notice."""

from typing import Any, TypeVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.cases import checks, opening
from jatigi.cases.models import Approval, Case, CaseEvent
from jatigi.kernel import hooks, states
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act
from jatigi.kernel.models import SealedModel

CM = Purpose.CASE_MANAGEMENT
S = TypeVar("S", bound=SealedModel)


def add(case: Case, model: type[S], **columns: Any) -> S:
    """A new row of the case, sealed under the same key."""
    row = opening.hung(case, model, **columns)
    row.save()
    return row


def remember(act: Act, case: Case, verb: str, note: str = "", **details: Any) -> None:
    """A step of the story. `details`: codes and ids only."""
    add(case, CaseEvent, verb=verb, at=act.at, by_id=act.account, details=details, note=note)
    act.details.update(details)


def acted(act: Act, case: Case) -> None:
    """Somebody who works on cases did something for the person: the clock stops."""
    if case.first_acted_at is None and checks.stops_the_clock(act):
        case.first_acted_at = act.at
        case.save()


def ask_approval(act: Act, case: Case, kind: str, note: str = "") -> Approval:
    """Put a request before the supervisors."""
    tell(act, case, "approval.requested", _("Case %(code)s waits for your decision."))
    return add(case, Approval, kind=kind, requested_at=act.at, requested_by_id=act.account, note=note)


def decide(act: Act, case: Case, approval: Approval, verb: str, note: str = "") -> None:
    """Answer a request and tell who asked."""
    states.advance(approval, verb)
    approval.decided_at, approval.decided_by_id, approval.note = act.at, act.account, note
    approval.save()
    text = _("Approved: case %(code)s.") if verb == "approve" else _("Returned to you: case %(code)s.")
    tell(act, case, f"approval.{approval.state}", text, account=approval.requested_by_id)


def tell(
    act: Act, case: Case, kind: str, text: Any, *, account: UUID | None = None, urgent: bool = False
) -> None:
    """To one account, or to the supervisors of the organisation."""
    roles = frozenset() if account else frozenset({str(Role.SUPERVISOR)})
    url = reverse("cases:case", args=[case.pk])
    act.tell(
        hooks.Notice(kind, text % {"code": case.code}, url, case.organisation_id, roles, account, urgent)
    )
