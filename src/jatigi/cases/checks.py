"""What the actions of this room check before they write. Nothing here writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account, Membership
from jatigi.cases.codes import CLOCKS, Area, Level, Urgency
from jatigi.cases.models import Approval, Case
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.protection import bases
from jatigi.protection.rules import LEDGER


@dataclass(frozen=True)
class Finding:
    """What was found in one area: codes of `Area` and `Level`, and free text."""

    area: str
    level: str
    text: str = ""


def one_of(value: str, choices: Collection[str], field: str) -> str:
    """Raises `Invalid` for `field` where `value` is not on the list."""
    if value not in choices:
        raise Invalid({field: _("Choose one of the answers.")})
    return value


def some_of(values: Collection[str], choices: Collection[str], field: str) -> list[str]:
    """The values in the order of the list. Raises `Invalid`."""
    if not set(values) <= set(choices):
        raise Invalid({field: _("Choose among the answers.")})
    return [choice for choice in choices if choice in values]


def note(text: str, field: str = "text", *, needed: bool = False) -> str:
    return clean(text, field, limit=NOTE_LENGTH, needed=needed, lines=True)


def findings(given: Collection[Finding]) -> list[Finding]:
    """The findings with clean text. Raises `Invalid`: none, an unknown area or level, an area twice."""
    if not given:
        raise Invalid({"": _("Say something about one area at least.")})
    if len({found.area for found in given}) < len(given):
        raise Invalid({"": _("Each area is assessed once.")})
    return [
        Finding(
            one_of(found.area, Area.values, "area"),
            one_of(found.level, Level.values, f"{found.area}-level"),
            note(found.text, f"{found.area}-text"),
        )
        for found in given
    ]


def worker(access: Access, account: UUID, organisation: UUID, field: str = "worker") -> Account:
    """A case worker of the organisation. Raises `Invalid`."""
    found = workers(access, organisation, account_id=account).get(account)
    if found is None:
        raise no_worker(field)
    return found


def workers(access: Access, organisation: UUID, **among: UUID) -> dict[UUID, Account]:
    """The case workers of the organisation by account."""
    members = Membership.objects.visible_to(access).filter(organisation_id=organisation, active=True, **among)
    return {m.account_id: m.account for m in members.select_related("account") if Role.CASE_WORKER in m.roles}


def no_worker(field: str) -> Invalid:
    return Invalid({field: _("Choose a case worker of your organisation.")})


def colleague(access: Access, account: UUID | None, organisation: UUID, field: str) -> UUID | None:
    """Somebody who works on cases of the organisation, or nobody. Raises `Invalid`."""
    if account is None or account == access.account:
        return account
    members = Membership.objects.visible_to(access).filter(
        organisation_id=organisation, account_id=account, active=True
    )
    if not any({Role.CASE_WORKER, Role.SUPERVISOR} & set(member.roles) for member in members):
        raise no_worker(field)
    return account


def subject(access: Access, person: UUID, organisation: UUID) -> hooks.Subject:
    """The person whose case it is: a record of one's own organisation. Raises `NotFound`."""
    found = hooks.subject(access, person)
    if found.organisation != organisation:
        raise NotFound
    return found


def no_open_case(access: Access, person: UUID) -> None:
    """Raises `Conflict` that names the open case, of which there is at most one."""
    found = Case.objects.visible_to(access).filter(person_id=person, closed_at__isnull=True).first()
    if found is not None:
        raise Conflict(
            _("This person already has an open case: %(code)s.") % {"code": found.code}, code="case_open"
        )


def recorded(people: Collection[UUID]) -> set[UUID]:
    """Those of whom a living basis lets the house keep a case."""
    return {
        person
        for person, live in bases.live_of(LEDGER, people).items()
        if any(basis.recipient_id is None and Purpose.CASE_MANAGEMENT in basis.purposes for basis in live)
    }


def still_recorded(person: UUID) -> None:
    """Raises `Invalid` where the person's agreement has ended and nothing else lets the house keep a case."""
    if person not in recorded([person]):
        raise not_recorded()


def not_recorded() -> Invalid:
    return Invalid(
        person=_("Nothing lets the house keep a case of this person any more. Ask the person first.")
    )


def still_open(case: Case) -> None:
    if case.state == "closed":
        raise Conflict(_("The case is closed. Reopen it first, then continue."), code="closed")


def open_then(case: Case, at: datetime) -> None:
    """What happened before the closure may still be written down after it."""
    if case.closed_at is not None and at >= case.closed_at:
        still_open(case)


def nothing_blocks(access: Access, case: Case) -> None:
    """Raises `Conflict` that says what stands in the way of closing."""
    sentences = [
        str(blocker.sentence) for blocked in hooks.blocks_closure for blocker in blocked(access, case.pk)
    ]
    if sentences:
        raise Conflict(
            _("The case cannot be closed yet. %(what)s") % {"what": " ".join(sentences)}, code="blocked"
        )


def may_take(act: Act, account: UUID) -> None:
    """A case worker takes a case for themselves only. Raises `Refused`."""
    if account != act.account and not act.access.has(Role.SUPERVISOR):
        raise Refused(_("Only a supervisor gives a case to somebody else."), code="assign_other")


def asked_by_another(act: Act, kind: str, case: Case) -> Approval:
    """The request that waits for a decision. Raises `Conflict` where there is none, `Refused` for one's own."""
    found = Approval.objects.visible_to(act.access).filter(case=case, kind=kind, state="requested").first()
    if found is None:
        raise Conflict(code="nothing_requested")
    if found.requested_by_id == act.account:
        raise Refused(_("You asked for this yourself. Another supervisor decides."), code="own_request")
    return found


def is_more_urgent(new: str, old: str) -> bool:
    order = list(Urgency.values)
    return order.index(new) < order.index(old)


def clock_from(urgency: str, start: datetime) -> datetime | None:
    """Until when something must be done, counted from the moment the urgency was judged."""
    span = CLOCKS[urgency]
    return start + span if span else None


def stops_the_clock(act: Act) -> bool:
    return act.access.has(Role.CASE_WORKER, Role.SUPERVISOR) and not act.access.service
