"""Cases and what hangs on them. Everything about one person is sealed under that person's key."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import (
    Area,
    Asked,
    AsylumState,
    CaseState,
    ClosureReason,
    ItemState,
    Level,
    PlanState,
    TaskRule,
    Urgency,
)
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import SealedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import Need
from jatigi.people.models import Person
from jatigi.places.models import Site

ACCOUNT = settings.AUTH_USER_MODEL


class Case(SealedModel):
    """One passage of one person through one organisation's care.

    The row itself holds only what a welcome desk may know; everything else hangs on it in tables
    with a narrower rule. The clock: act before `urgent_until`, stopped by `first_acted_at`.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "open": {"request_closure": "closing", "depart": "closed", "hand_over": "closed"},
        "closing": {"approve_closure": "closed", "return_closure": "open", "hand_over": "closed"},
        "closed": {"reopen": "open"},
    }
    KEEP = timedelta(days=5 * 365)
    CALLED = _("cases")

    code = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.OPEN)
    tracks = models.JSONField(default=list)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    urgent_until = models.DateTimeField(null=True)
    first_acted_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    case_worker = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_index=True)
    opened_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closure_reason = models.CharField(max_length=16, choices=ClosureReason.choices, blank=True)

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "state", "-opened_at", "id"], name="cases_newest_first"),
            models.Index(fields=["organisation", "-opened_at", "id"], name="cases_of_all_states"),
            models.Index(fields=["organisation", "person", "-opened_at"], name="cases_of_a_person"),
            models.Index(
                fields=["organisation", "case_worker", "-opened_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="cases_of_a_worker",
            ),
            models.Index(
                fields=["organisation", "urgency"],
                condition=models.Q(case_worker__isnull=True, closed_at__isnull=True),
                name="cases_of_nobody",
            ),
            models.Index(
                fields=["organisation", "urgent_until", "id"],
                condition=models.Q(first_acted_at__isnull=True, closed_at__isnull=True),
                name="cases_by_clock",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(closed_at__isnull=True), name="one_open_case"
            ),
        )

    def ends(self) -> date | None:
        """Kept as long after its closure as the rule of its kind says; an open case has no end date yet."""
        return (self.closed_at + self.KEEP).date() if self.closed_at else None


class CaseEvent(SealedModel):
    """One step of a case's story: what no other table remembers. `details`: codes and ids only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)
    note = SealedField()


class AsylumHandOff(SealedModel):
    """A need for international protection and what was done about it. The last row is the present state."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=AsylumState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    note = SealedField()


class AreaAssessment(SealedModel):
    """What was found in one area, once; a later one replaces it on the page and stays in the story."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    area = models.CharField(max_length=16, choices=Area.choices)
    level = models.CharField(max_length=12, choices=Level.choices)
    text = SealedField()
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")


class Plan(SealedModel):
    """The case plan, made with the person; approved by a supervisor."""

    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"submit": "submitted"},
        "submitted": {"approve": "approved", "return": "draft"},
        "approved": {"revise": "draft"},
    }

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    agreed_with_person = models.BooleanField(default=False)
    saved_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = SealedField()


class Goal(SealedModel):
    """What the person and the case worker want to reach."""

    TRANSITIONS: ClassVar[Transitions] = {
        "open": {"reach": "reached", "drop": "dropped"},
        "reached": {"drop": "dropped"},
        "dropped": {},
    }

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    area = models.CharField(max_length=16, choices=Area.choices)
    text = SealedField()
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.OPEN)
    position = models.PositiveSmallIntegerField(default=0)


class PlanAction(SealedModel):
    """Who does what until when, for a goal. `by_person`: the person does it."""

    TRANSITIONS: ClassVar[Transitions] = {
        "planned": {"finish": "done", "drop": "dropped"},
        "done": {"drop": "dropped"},
        "dropped": {},
    }

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    text = SealedField()
    need = models.CharField(max_length=20, choices=Need.choices, blank=True)
    owner = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.BooleanField(default=False)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.PLANNED)
    position = models.PositiveSmallIntegerField(default=0)


class Task(SealedModel):
    """Something to do, made by hand or by a rule, which then names it."""

    TRANSITIONS: ClassVar[Transitions] = {
        "open": {"finish": "done", "cancel": "cancelled"},
        "done": {},
        "cancelled": {},
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default="open")
    rule = models.CharField(max_length=40, choices=TaskRule.choices, blank=True)
    plan_action = models.ForeignKey(PlanAction, null=True, on_delete=models.SET_NULL, related_name="+")
    title = SealedField()
    due = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "state", "due"], name="tasks_by_due"),
            models.Index(fields=["assigned_to", "state", "due"], name="tasks_of_somebody"),
        )

    @property
    def words(self) -> str:
        """What is to be done: as written, or as the rule says."""
        return self.title or self.get_rule_display()


class Note(SealedModel):
    """Never edited, only followed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    text = SealedField()
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")


class ServiceGiven(SealedModel):
    """What the organisation itself did for the person."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    need = models.CharField(max_length=20, choices=Need.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(default=1)
    note = SealedField()


class Approval(SealedModel):
    """A supervisor was asked to approve a plan or a closure, and answered."""

    TRANSITIONS: ClassVar[Transitions] = {
        "requested": {"approve": "approved", "return": "returned", "withdraw": "withdrawn"},
        "approved": {},
        "returned": {},
        "withdrawn": {},
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Asked.choices)
    state = models.CharField(max_length=12, default="requested")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedField()

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(state="requested"), name="one_open_approval"
            ),
        )
        indexes = (models.Index(fields=["organisation", "state"], name="approvals_waiting"),)
