"""Vocabulary of case management. Codebook a (tracks, triage, areas) and e (closure)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.TextChoices):
    """The three procedures of the national mechanism (codebook a, S40); several or none may apply."""

    RETURNING_NATIONAL = "returning_national", _("returning nationals")
    INTERNATIONAL_MIGRANT = "international_migrant", _("international migrants")
    UASC = "uasc", _("unaccompanied or separated children")


class Urgency(models.TextChoices):
    """Triage (codebook a): immediate the same day, high within 72 hours, medium within two weeks."""

    IMMEDIATE = "immediate", _("immediate danger")
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


CLOCKS: dict[str, timedelta | None] = {
    Urgency.IMMEDIATE: timedelta(hours=24),
    Urgency.HIGH: timedelta(hours=72),
    Urgency.MEDIUM: timedelta(weeks=2),
    Urgency.LOW: None,
}


class Area(models.TextChoices):
    """Assessment areas (codebook a, direct assistance)."""

    SAFETY = "safety", _("safety and security")
    ACCOMMODATION = "accommodation", _("accommodation")
    FOOD = "food", _("food and nutrition")
    WASH = "wash", _("water and hygiene")
    HEALTH = "health", _("physical health")
    MHPSS = "mhpss", _("mental health and psychosocial support")
    EDUCATION = "education", _("education and training")
    LIVELIHOOD = "livelihood", _("income and livelihood")
    DOCUMENTS = "documents", _("legal status and documents")
    JUSTICE = "justice", _("access to justice")
    FAMILY = "family", _("family tracing and reunification")
    RETURN = "return", _("return and reintegration")
    SOLUTION = "solution", _("durable solution")
    PARTICIPATION = "participation", _("participation and own strengths")


class Level(models.TextChoices):
    """What an area says: of risks and of strengths."""

    NONE = "none", _("no need")
    SOME = "some", _("some need")
    SEVERE = "severe", _("severe need")
    STRENGTH = "strength", _("strength to build on")
    UNKNOWN = "unknown", _("not known")


class ClosureReason(models.TextChoices):
    GOALS_MET = "goals_met", _("goals met")
    DEPARTED = "departed", _("departed")
    TRANSFERRED = "transferred", _("transferred")
    DECLINED = "declined", _("the person wants no more support")
    LOST_CONTACT = "lost_contact", _("contact lost")
    RETURNED = "returned", _("returned home")
    DECEASED = "deceased", _("deceased")
    OTHER = "other", _("other reason")


class AsylumState(models.TextChoices):
    """A need for international protection: case management hands over to the asylum authority (codebook a, S2)."""

    FLAGGED = "flagged", _("may need international protection")
    HANDED_OFF = "handed_off", _("oriented to the asylum authority")
    DECLINED = "declined", _("the person does not want it")


class TaskRule(models.TextChoices):
    """Tasks that a rule makes; the label is the task's title."""

    BEST_INTERESTS = "best_interests", _("Assess the best interests of the child")
    ASYLUM = "asylum", _("Orient the person to the asylum authority")
    PLAN = "plan", _("Do what the plan says")
    FOLLOW_UP = "follow_up", _("Follow up after the referral")


TASK_WITHIN: dict[str, timedelta] = {
    TaskRule.BEST_INTERESTS: timedelta(hours=72),
    TaskRule.ASYLUM: timedelta(hours=72),
}
"""Initial best-interests assessment within 24 to 72 hours (codebook e, UNHCR 2021; to be confirmed)."""

TASK_LATE: dict[str, tuple[timedelta, timedelta]] = {
    Urgency.IMMEDIATE: (timedelta(hours=1), timedelta(hours=4)),
    Urgency.HIGH: (timedelta(hours=4), timedelta(hours=24)),
    Urgency.MEDIUM: (timedelta(hours=24), timedelta(hours=72)),
    Urgency.LOW: (timedelta(hours=72), timedelta(days=7)),
}
"""How long after its time a task is told to whoever has it, then to the supervisors, by the urgency of its case."""

FOLLOW_UP_WITHIN = timedelta(hours=72)
"""The case worker sees to what a referral came to."""

URGENCY_LEVEL: dict[str, int] = {
    Urgency.IMMEDIATE: 1,
    Urgency.HIGH: 2,
    Urgency.MEDIUM: 3,
    Urgency.LOW: 0,
    "": 0,
}
"""How the interface draws an urgency: 1 within 24 h, 2 within 72 h, 3 within 2 weeks, 0 without a clock.

Of a case or referral whose person was erased nothing is known any more: "".
"""


class CaseState(models.TextChoices):
    OPEN = "open", _("open case")
    CLOSING = "closing", _("closure requested")
    CLOSED = "closed", _("closed case")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for approval")
    APPROVED = "approved", _("approved")


class ItemState(models.TextChoices):
    """Goals, actions of a plan, tasks and requests: what became of them."""

    OPEN = "open", _("to be reached")
    REACHED = "reached", _("reached")
    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")
    CANCELLED = "cancelled", _("cancelled")


class Asked(models.TextChoices):
    """What a supervisor decides on."""

    PLAN = "plan", _("case plan")
    CLOSURE = "closure", _("closure")
