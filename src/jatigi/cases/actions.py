"""Every write on a case. Tasks and the plan have theirs in `tasks.actions` and `plans.actions`."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import notices
from jatigi.cases import checks, opening, rules
from jatigi.cases.checks import Finding
from jatigi.cases.codes import AsylumState, ClosureReason, TaskRule, Track, Urgency
from jatigi.cases.imports import actions as imports
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
from jatigi.cases.story.actions import CM, acted, add, ask_approval, decide, remember, tell
from jatigi.cases.tasks import actions as tasks
from jatigi.kernel import erasure, hooks, states
from jatigi.kernel.access import Role
from jatigi.kernel.actions import Act, action, creation, not_before
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Invalid, Refused
from jatigi.kernel.models import SealedModel
from jatigi.people.codes import Need

CHILD_ALONE = "child_alone"
HANGING: tuple[type[SealedModel], ...] = (
    Task, PlanAction, Goal, Plan, Approval, AreaAssessment, AsylumHandOff, ServiceGiven, Note, CaseEvent,
)  # fmt: skip
"""What hangs on a case, leaves first."""

add_task, finish_task, cancel_task, follow = (
    tasks.add_task,
    tasks.finish_task,
    tasks.cancel_task,
    tasks.follow,
)
remind_task, escalate_task = tasks.remind_task, tasks.escalate_task
import_cases = imports.import_cases


@creation("case.open", Case, allow=rules.may_open, purpose=CM)
def open_case(
    act: Act,
    *,
    person: UUID,
    urgency: str,
    tracks: list[str] | None = None,
    site: UUID | None = None,
    case_worker: UUID | None = None,
    why: str = "",
) -> Case:
    """Open a case for a person of one's own organisation, with an empty plan.

    Raises `Conflict` where the person already has an open one, `Invalid` for unknown codes and where no agreement
    or other basis lets the house keep a case of them.
    """
    if act.account is None:
        raise Refused(code="nobody")
    subject = checks.subject(act.access, person, act.organisation)
    person = subject.id
    checks.one_of(urgency, Urgency.values, "urgency")
    checks.no_open_case(act.access, person)
    checks.still_recorded(person)
    if case_worker is not None:
        checks.worker(act.access, case_worker, act.organisation, "case_worker")
    case = opening.case(
        act, person=person, key=subject.key_id, urgency=urgency, tracks=tracks or [], site=site,
        case_worker=case_worker,
    )  # fmt: skip
    case.code = free_code(Case)
    _save_new(act, case)
    add(case, Plan)
    remember(act, case, "open", checks.note(why, "why"), urgency=urgency, tracks=case.tracks)
    _follow_tracks(act, case)
    _tell_of_new(act, case)
    act.touched("person", "urgency", "tracks", "site", "case_worker")
    return case


@action("case.assign", Case, allow=rules.may_assign, purpose=CM)
def assign(act: Act, case: Case, *, worker: UUID) -> Case:
    """Give the case to a case worker of the organisation; a case worker takes a free one for themselves.

    What rules had given to the one before goes along, and what nobody has.
    """
    checks.may_take(act, worker)
    checks.still_open(case)
    found = checks.worker(act.access, worker, case.organisation_id)
    moved = tasks.hand_over(act, case, case.case_worker_id, found.pk)
    remember(act, case, "assign", to=str(found.pk), tasks=[str(task) for task in moved])
    case.case_worker = found
    case.save()
    act.touched("case_worker")
    if found.pk != act.account:
        tell(act, case, "case.assigned", _("You are now responsible for case %(code)s."), account=found.pk)
    return case


@action("case.set_urgency", Case, allow=rules.may_work, purpose=CM)
def set_urgency(act: Act, case: Case, *, urgency: str, why: str = "") -> Case:
    """Judge the urgency anew. More urgent: a new clock starts. Less urgent: says why."""
    checks.still_open(case)
    checks.one_of(urgency, Urgency.values, "urgency")
    if urgency == case.urgency:
        raise Invalid(urgency=_("This is the urgency already."))
    more = checks.is_more_urgent(urgency, case.urgency)
    reason = checks.note(why, "why", needed=not more)
    remember(act, case, "set_urgency", reason, urgency=urgency, before=case.urgency)
    case.urgency = urgency
    _start_clock(act, case, anew=more)
    case.save()
    act.touched("urgency")
    return case


@action("case.set_tracks", Case, allow=rules.may_work, purpose=CM)
def set_tracks(act: Act, case: Case, *, tracks: list[str]) -> Case:
    """Which procedures of the national mechanism apply: several or none."""
    checks.still_open(case)
    before, case.tracks = case.tracks, checks.some_of(tracks, Track.values, "tracks")
    remember(act, case, "set_tracks", tracks=case.tracks, before=before)
    case.save()
    _follow_tracks(act, case)
    act.touched("tracks")
    return case


@action("case.hand_off_to_asylum", Case, allow=rules.may_work, purpose=CM)
def hand_off_to_asylum(act: Act, case: Case, *, state: str, note: str = "") -> AsylumHandOff:
    """Record a need for international protection and what was done about it."""
    checks.still_open(case)
    checks.one_of(state, AsylumState.values, "state")
    row = add(case, AsylumHandOff, state=state, at=act.at, by_id=act.account, note=checks.note(note, "note"))
    if state == AsylumState.FLAGGED:
        tasks.by_rule(act, case, TaskRule.ASYLUM)
    else:
        for task in tasks.open_tasks(act, case).filter(rule=TaskRule.ASYLUM):
            tasks.finish_task.within(act, task.pk)
    act.touched("asylum")
    return row


@action("area.assess", Case, allow=rules.may_work, purpose=CM)
def assess(act: Act, case: Case, *, findings: list[Finding]) -> Case:
    """What was found in some areas; a later finding replaces an earlier one on the page only."""
    checks.still_open(case)
    for found in checks.findings(findings):
        add(
            case, AreaAssessment, area=found.area, level=found.level, text=found.text,
            assessed_at=act.at, assessed_by_id=act.account,
        )  # fmt: skip
    acted(act, case)
    act.touched("level", "text")
    act.details["areas"] = [found.area for found in findings]
    return case


@action("note.write", Case, allow=rules.may_work, purpose=CM)
def write_note(act: Act, case: Case, *, text: str, follows: UUID | None = None) -> Note:
    """Write a note, perhaps following an earlier one. Notes are never edited."""
    checks.open_then(case, act.at)
    if follows and not Note.objects.visible_to(act.access).filter(pk=follows, case=case).exists():
        raise Invalid(follows=_("The note that this one follows is not in this case."))
    row = add(
        case, Note, text=checks.note(text, needed=True), follows_id=follows,
        written_at=act.at, written_by_id=act.account,
    )  # fmt: skip
    if act.access.has(Role.CASE_WORKER):
        acted(act, case)
    act.touched("text")
    return row


@action("service.give", Case, allow=rules.may_work, purpose=CM)
def give_service(act: Act, case: Case, *, need: str, quantity: int = 1, note: str = "") -> ServiceGiven:
    """Write down what the organisation itself did for the person."""
    checks.open_then(case, act.at)
    if not 1 <= quantity <= 1000:
        raise Invalid(quantity=_("Give a number between 1 and 1000."))
    row = add(
        case, ServiceGiven, need=checks.one_of(need, Need.values, "need"), quantity=quantity,
        note=checks.note(note, "note"), given_at=act.at, given_by_id=act.account,
    )  # fmt: skip
    acted(act, case)
    act.touched("need", "quantity", "note")
    return row


@action("case.request_closure", Case, allow=rules.may_work, purpose=CM)
def request_closure(act: Act, case: Case, *, reason: str, note: str = "") -> Approval:
    """Ask a supervisor to close. Raises `Conflict` while tasks or referrals are open; see `depart`."""
    checks.one_of(reason, ClosureReason.values, "reason")
    if reason == ClosureReason.DEPARTED:
        raise Invalid(reason=_("Record the departure instead: it closes what is open, in order."))
    words = checks.note(note, "note", needed=reason == ClosureReason.OTHER)
    states.advance(case, "request_closure")
    checks.nothing_blocks(act.access, case)
    case.closure_reason = reason
    case.save()
    row = ask_approval(act, case, "closure", words)
    remember(act, case, "request_closure", words, reason=reason)
    return row


@action("case.approve_closure", Case, allow=rules.may_supervise, purpose=CM)
def approve_closure(act: Act, case: Case, *, note: str = "") -> Case:
    """Close the case that somebody else asked to close. Raises `Conflict` where something is open again."""
    states.advance(case, "approve_closure")
    checks.nothing_blocks(act.access, case)
    words = checks.note(note, "note")
    decide(act, case, checks.asked_by_another(act, "closure", case), "approve", words)
    remember(act, case, "approve_closure", words, reason=case.closure_reason)
    _close(act, case, case.closure_reason)
    return case


@action("case.return_closure", Case, allow=rules.may_supervise, purpose=CM)
def return_closure(act: Act, case: Case, *, note: str) -> Case:
    """Not yet: says what is missing."""
    states.advance(case, "return_closure")
    words = checks.note(note, "note", needed=True)
    decide(act, case, checks.asked_by_another(act, "closure", case), "return", words)
    remember(act, case, "return_closure", words)
    case.closure_reason = ""
    case.save()
    return case


@action("case.depart", Case, allow=rules.may_work, purpose=CM)
def depart(act: Act, case: Case, *, note: str = "") -> Case:
    """The person has left: close what is open, in order, then the case; the supervisors are told."""
    states.advance(case, "depart")
    for leave in hooks.departing:
        leave(act, case.pk)
    remember(act, case, "depart", checks.note(note, "note"), reason=ClosureReason.DEPARTED)
    _close(act, case, ClosureReason.DEPARTED)
    tell(act, case, "case.departed", _("Case %(code)s was closed because the person has left."))
    return case


@action("case.reopen", Case, allow=rules.may_work, purpose=CM)
def reopen(act: Act, case: Case, *, why: str, urgency: str = "") -> Case:
    """Open a closed case again with a new clock; its story stays. Raises `Conflict` where another is open."""
    words = checks.note(why, "why", needed=True)
    states.advance(case, "reopen")
    checks.no_open_case(act.access, case.person_id)
    checks.still_recorded(case.person_id)
    remember(act, case, "reopen", words, reason=case.closure_reason)
    case.urgency = checks.one_of(urgency or case.urgency, Urgency.values, "urgency")
    case.closed_at, case.closure_reason = None, ""
    _start_clock(act, case, anew=True)
    case.save()
    act.touched("state", "urgency")
    return case


@action("case.escalate", Case, allow=rules.may_escalate, purpose=CM, internal=True)
def escalate(act: Act, case: Case) -> Case:
    """Nobody acted in time: the supervisors are told, once for each clock."""
    case.escalated_at = act.at
    case.save()
    tell(act, case, "case.overdue", _("Nobody has acted on case %(code)s in time."), urgent=True)
    return case


def follow_screening(act: Act, person: UUID, *, band: str, flags: list[str]) -> None:
    """What a new screening entails in the person's open case, where there is one."""
    case = Case.objects.visible_to(rules.FOLLOWING).filter(person_id=person, closed_at__isnull=True).first()
    if case is None:
        return
    if CHILD_ALONE in flags:
        follow(act, case.pk, rule=TaskRule.BEST_INTERESTS)
    if band in Urgency.values and checks.is_more_urgent(band, case.urgency):
        text = _("A new screening of case %(code)s calls for more urgency.")
        tell(act, case, "case.screened", text, account=case.case_worker_id, urgent=band == Urgency.IMMEDIATE)


def forget(act: Act, person: UUID) -> None:
    """Within an erasure: of each case a shell is left with its code, site, state and dates, which is counted.

    What hangs on it goes, also what was counted as given; what the journal and notices say of it in detail too.
    """
    everything = erasure.access_to(Case._meta.label, *[model._meta.label for model in HANGING])
    for case in Case.objects.visible_to(everything).filter(person_id=person):
        about = {case.pk}
        Note.objects.visible_to(everything).filter(case=case).update(follows=None)
        for model in HANGING:
            rows = model.objects.visible_to(everything).filter(**{way_to_case(model): case})
            about.update(rows.values_list("pk", flat=True))
            rows.delete()
        erasure.forget_details(about)
        notices.forget(about)
        _blank(case, act)


def way_to_case(model: type[SealedModel]) -> str:
    """How a row that hangs on a case leads to it."""
    return {Goal: "plan__case", PlanAction: "goal__plan__case"}.get(model, "case")


def _blank(case: Case, act: Act) -> None:
    case.state, case.closed_at = "closed", case.closed_at or act.at
    case.closure_reason, case.urgency, case.tracks = ClosureReason.OTHER, "", []
    case.urgent_until = case.first_acted_at = case.escalated_at = case.case_worker = None
    case.save()


def _close(act: Act, case: Case, reason: str) -> None:
    not_before(act, case.opened_at)
    tasks.close_tasks(act, case.pk)
    case.state, case.closed_at, case.closure_reason = "closed", act.at, reason
    case.save()
    act.touched("state", "closure_reason")


def _follow_tracks(act: Act, case: Case) -> None:
    if Track.UASC in case.tracks:
        tasks.by_rule(act, case, TaskRule.BEST_INTERESTS)


def _start_clock(act: Act, case: Case, *, anew: bool) -> None:
    case.urgent_until, case.escalated_at = checks.clock_from(case.urgency, act.at), None
    if anew:
        case.first_acted_at = None


def _tell_of_new(act: Act, case: Case) -> None:
    urgent = case.urgency == Urgency.IMMEDIATE
    if case.case_worker_id is None:
        text = _("Case %(code)s was opened and nobody is responsible yet.")
        tell(act, case, "case.unassigned", text, urgent=urgent)
    elif case.case_worker_id != act.account:
        text = _("You are now responsible for case %(code)s.")
        tell(act, case, "case.assigned", text, account=case.case_worker_id, urgent=urgent)


def _save_new(act: Act, case: Case) -> None:
    """Of two people who open at once one is told."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        checks.no_open_case(act.access, case.person_id)
        raise
