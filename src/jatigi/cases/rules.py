"""Who may see a case and who may act on it.

The row of a case is a fact: it says that somebody is looked after, how urgently and by whom. What
hangs on it (assessment, plan, tasks, notes, services, approvals, story) is open to the case workers
and supervisors of the organisation that holds it, and to nobody else.
"""

from collections.abc import Mapping

from django.db.models import Q

from jatigi.cases.models import (
    Approval,
    AreaAssessment,
    AsylumHandOff,
    Case,
    CaseEvent,
    Goal,
    Note,
    Plan,
    PlanAction,
    ServiceGiven,
    Task,
)
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import NOTHING, visible

CLOCKS_JOB = "cases.clocks"
FOLLOWING = service_access(
    "cases.following", ["cases.Case", "cases.Task", "cases.Approval"], Purpose.CASE_MANAGEMENT
)
"""Brings about in a case what an act in another room entails, where its author may not open the case."""
TAKING = service_access("cases.handing", ["people.Person"])
"""Whether a person is of the house, for a focal point who takes their case over and opens no file."""

Purposes = Mapping[str, frozenset[str]]
CONTENT: Purposes = {
    Role.CASE_WORKER: frozenset({Purpose.CASE_MANAGEMENT, Purpose.REFERRAL}),
    Role.SUPERVISOR: frozenset({Purpose.CASE_MANAGEMENT, Purpose.REFERRAL, Purpose.OVERSIGHT}),
}
"""Which roles read what is in a case, for which purposes."""
FACT: Purposes = {
    Role.CASE_WORKER: CONTENT[Role.CASE_WORKER] | {Purpose.RECEPTION},
    Role.SUPERVISOR: CONTENT[Role.SUPERVISOR] | {Purpose.RECEPTION},
    Role.RECEPTION: frozenset({Purpose.RECEPTION, Purpose.CASE_MANAGEMENT, Purpose.REFERRAL}),
    Role.REINTEGRATION: frozenset({Purpose.RETURN}),
    Role.FAMILY_LINKS: frozenset({Purpose.FAMILY_LINKS}),
}
"""Which roles learn that a case exists, for which purposes."""


def _held(access: Access, purposes: Purposes) -> Q:
    knows = any(access.purpose in purposes.get(role, ()) for role in access.roles)
    return Q(organisation_id=access.organisation) if knows and access.organisation else NOTHING


@visible(Case)
def cases(access: Access) -> Q:
    """The fact of a case, within the organisation that holds it."""
    return _held(access, FACT)


@visible(AreaAssessment)
@visible(Plan)
@visible(Goal)
@visible(PlanAction)
@visible(Task)
@visible(Note)
@visible(ServiceGiven)
@visible(Approval)
@visible(CaseEvent)
@visible(AsylumHandOff)
def contents(access: Access) -> Q:
    """What is in a case: case workers and supervisors of the organisation that holds it."""
    return _held(access, CONTENT)


def may_open(access: Access) -> bool:
    return access.has(Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR)


def may_take_over(access: Access) -> bool:
    """Whoever may accept for their organisation opens the case that they accept."""
    return access.has(Role.FOCAL_POINT, Role.SUPERVISOR)


def may_hand_over(access: Access, _case: Case) -> bool:
    """Only what another room's act entails: the receiver accepted."""
    return access.service == FOLLOWING.service


def may_work(access: Access, _row: ProtectedModel) -> bool:
    """Assess, plan, note, serve, ask for closure."""
    return access.has(Role.CASE_WORKER, Role.SUPERVISOR)


def may_add_task(access: Access, case: Case) -> bool:
    return access.service == FOLLOWING.service or may_work(access, case)


def may_assign(access: Access, case: Case) -> bool:
    """A supervisor assigns; a case worker takes a case that nobody has."""
    return access.has(Role.SUPERVISOR) or (access.has(Role.CASE_WORKER) and case.case_worker_id is None)


def may_supervise(access: Access, _row: ProtectedModel) -> bool:
    return access.has(Role.SUPERVISOR)


def may_decide_plan(access: Access, plan: Plan) -> bool:
    """A supervisor other than the one who asked."""
    return access.has(Role.SUPERVISOR) and plan.submitted_by_id != access.account


def may_escalate(access: Access, _row: ProtectedModel) -> bool:
    return access.service == CLOCKS_JOB


def reads_contents(access: Access) -> bool:
    """Whether assessments, plans and notes are open to this access at all."""
    return any(access.purpose in CONTENT.get(role, ()) for role in access.roles)
