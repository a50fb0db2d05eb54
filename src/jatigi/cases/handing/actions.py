"""Both ends of a transfer, each within the act by which the receiver takes the case over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases import opening, rules
from jatigi.cases.checks import Finding
from jatigi.cases.codes import ClosureReason, TaskRule, Track, Urgency
from jatigi.cases.models import AreaAssessment, Case, Goal, Note, Plan
from jatigi.cases.story.actions import CM, add, remember, tell
from jatigi.cases.tasks import actions as tasks
from jatigi.kernel import states
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import NotFound
from jatigi.people.models import Person


@dataclass(frozen=True, slots=True)
class Handed:
    """What of a case goes along with the person. `goals`: (area, words)."""

    urgency: str
    tracks: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    goals: Sequence[tuple[str, str]] = ()
    note: str = ""
    details: dict[str, str] = field(default_factory=dict)


@creation("case.take_over", Case, allow=rules.may_take_over, purpose=CM, internal=True)
def take_over(act: Act, *, person: UUID, handed: Handed) -> Case:
    """Open the receiver's own case of a person who was just taken in, with what was handed over. Nobody has it yet.

    Raises `NotFound` for a person of another house.
    """
    whose = (
        Person.objects.visible_to(rules.TAKING).filter(pk=person, organisation_id=act.organisation).first()
    )
    if whose is None:
        raise NotFound
    case = opening.case(act, person=person, key=whose.key_id, urgency=handed.urgency, tracks=handed.tracks)
    case.code = free_code(Case)
    case.save()
    plan = add(case, Plan)
    for position, (area, text) in enumerate(handed.goals):
        goal = Goal(
            organisation_id=case.organisation_id, key_id=case.key_id, plan=plan, area=area, text=text,
            position=position,
        )  # fmt: skip
        goal.save()
    for found in handed.findings:
        add(
            case, AreaAssessment, area=found.area, level=found.level, text=found.text,
            assessed_at=act.at, assessed_by_id=act.account,
        )  # fmt: skip
    if handed.note:
        add(case, Note, text=handed.note, written_at=act.at, written_by_id=act.account)
    remember(act, case, "take_over", urgency=handed.urgency, **handed.details)
    if Track.UASC in case.tracks:
        tasks.by_rule(act, case, TaskRule.BEST_INTERESTS)
    told = _("Case %(code)s was taken over and nobody is responsible yet.")
    tell(act, case, "case.unassigned", told, urgent=handed.urgency == Urgency.IMMEDIATE)
    act.touched("person", "urgency", "tracks")
    return case


@action("case.hand_over", Case, allow=rules.may_hand_over, internal=True)
def hand_over(act: Act, case: Case, *, referral: str) -> Case:
    """The receiver has it from now on: what is still to do here is cancelled, and the case ends as transferred."""
    states.advance(case, "hand_over")
    tasks.close_tasks(act, case.pk)
    case.closed_at, case.closure_reason = act.at, ClosureReason.TRANSFERRED
    case.save()
    remember(act, case, "hand_over", referral=referral)
    tell(act, case, "case.handed_over", _("Case %(code)s was taken over by the other organisation."))
    act.touched("state", "closure_reason")
    return case


def handed_over(act: Act, case: UUID, referral: str) -> None:
    """Close the sender's case, which the receiver cannot open; nothing where it is closed already."""
    following = Act(rules.FOLLOWING, act.action, act.at)
    found = Case.objects.visible_to(rules.FOLLOWING).filter(pk=case, closed_at__isnull=True).first()
    if found is not None:
        hand_over.within(following, found, referral=referral)
