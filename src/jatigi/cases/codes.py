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
    RETURNED = "returned", _("returned")
    DECEASED = "deceased", _("deceased")
    OTHER = "other", _("other reason")
