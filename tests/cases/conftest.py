"""A person registered at the house in Gao, a case of theirs, and two more who work there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from jatigi.cases import actions
from jatigi.cases.models import Case, Plan
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel.access import Role, service_access
from jatigi.people import actions as people
from jatigi.people.models import Person
from jatigi.people.shapes import Basis
from tests.cast import Cast, Member, member

CONSENT: Basis = {"kind": "consent", "agreed": True, "form": "verbal", "language": "bm", "witness": "Awa"}

ASSENT: Basis = {
    **CONSENT,
    "kind": "assent",
    "guardian": {"role": "authority", "name": "The judge", "relation": "judge"},
}

everything = service_access(
    "test",
    [
        f"cases.{name}"
        for name in (
            "Case", "CaseEvent", "Plan", "Goal", "PlanAction", "Task", "Note", "Approval", "AreaAssessment",
            "ServiceGiven", "AsylumHandOff",
        )
    ],
)  # fmt: skip

MakePerson = Callable[..., Person]
OpenCase = Callable[..., Case]


@dataclass(frozen=True)
class Team:
    """More of the house in Gao: Sira a second case worker, Oumar a second supervisor."""

    sira: Member
    oumar: Member


@pytest.fixture
def team(cast: Cast) -> Team:
    return Team(member(cast.gao, "sira", Role.CASE_WORKER), member(cast.gao, "oumar", Role.SUPERVISOR))


@pytest.fixture
def person(cast: Cast) -> MakePerson:
    """`person(name="Amadou Keita")`, registered by Awa."""

    def registered(name: str = "Amadou Keita", age_group: str = "18_59", **given: Any) -> Person:
        first, _, family = name.partition(" ")
        minor = age_group in ("0_4", "5_11", "12_17")
        return people.register(
            cast.awa(),
            sex="male",
            age_group=age_group,
            basis=ASSENT if minor else CONSENT,
            names=[{"given": first, "family": family, "kind": "main"}],
            **given,
        )

    return registered


@pytest.fixture
def open_case(cast: Cast, person: MakePerson) -> OpenCase:
    """A case of somebody new, with Moussa; `by` opens it."""

    def opened(by: Member | None = None, **given: Any) -> Case:
        kwargs: dict[str, Any] = {"urgency": "high", "case_worker": cast.moussa.account.pk, **given}
        if "person" not in kwargs:
            kwargs["person"] = person().pk
        return actions.open_case((by or cast.moussa)(), **kwargs)

    return opened


def now(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.visible_to(everything).get(pk=case.pk)


def plan_of(case: Case) -> Plan:
    return Plan.objects.visible_to(everything).get(case=case)


def write_plan(who: Member, case: Case, *, due: Any = None, agreed: bool = True) -> Plan:
    """A plan of one goal with one action."""
    lines = [ActionDraft(text="Accompany to the clinic", need="health", due=due)]
    goals = [GoalDraft(area="health", text="Be treated", actions=lines)]
    return plans.save_plan(who(), plan_of(case), goals=goals, agreed_with_person=agreed)
