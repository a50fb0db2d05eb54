"""Vocabulary of what follows from answers: bands, what to do at once, indications, levels, factors.

Every sentence speaks of indications, to be confirmed or set aside by somebody competent. Codebook a.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """How soon somebody must act (codebook a, triage; the times are common practice, to be confirmed)."""

    IMMEDIATE = "immediate", _("Act today")
    HIGH = "high", _("Act within 72 hours")
    MEDIUM = "medium", _("Act within two weeks")
    LOW = "low", _("Nothing pressing")


BAND_LEVEL: dict[str, int] = {Band.IMMEDIATE: 1, Band.HIGH: 2, Band.MEDIUM: 3, Band.LOW: 0}
"""As the interface draws urgency: 1 within 24 h, 2 within 72 h, 3 within two weeks, 0 without a clock."""
BAND_TONE: dict[str, str] = {
    Band.IMMEDIATE: "danger",
    Band.HIGH: "warning",
    Band.MEDIUM: "info",
    Band.LOW: "success",
}


class ToDo(models.TextChoices):
    """What cannot wait, for whoever is with the person now."""

    SAFE_PLACE = "safe_place", _("Take the person out of reach of whoever threatens them.")
    CARE = "care", _("Call or fetch somebody who gives care.")
    STAY = "stay", _("Do not leave the person alone. Call somebody trained in psychosocial support.")
    CHILD = (
        "child",
        _(
            "Keep the child with a member of the team. Hand the child to nobody before the child-protection focal point has spoken."
        ),
    )
    SUPERVISOR = "supervisor", _("Call your supervisor now.")


class Indication(models.TextChoices):
    """Flags of the screening, each in a sentence that decides nothing."""

    DANGER = "immediate_danger", _("The person may be in danger now.")
    MEDICAL = "medical", _("The person may need care today.")
    SELF_HARM = "self_harm", _("The person speaks of hurting themselves or of no longer living.")
    CHILD_ALONE = "child_alone", _("A child may be without an adult who answers for them.")
    PROTECTION = (
        "international_protection",
        _(
            "The person may need international protection: hand over to the asylum authority, if the person wants it."
        ),
    )
    TRAFFICKING = (
        "trafficking_indications",
        _("There are indications of exploitation: an interview by somebody trained will say more."),
    )


class Level(models.TextChoices):
    """The levels of the determinants of migrant vulnerability (IOM Handbook, part 1)."""

    INDIVIDUAL = "IND", _("The person")
    HOUSEHOLD = "HHF", _("Household and family")
    COMMUNITY = "COM", _("Community")
    STRUCTURAL = "STR", _("Country and law")


class Factor(models.TextChoices):
    """The factors that the screening looks at."""

    SECURITY = "security", _("security")
    PHYSICAL_HEALTH = "physical_health", _("physical health")
    MENTAL_HEALTH = "mental_health", _("mental health")
    HOUSEHOLD = "household_structure", _("who is with the person")
    PAST_VIOLENCE = "past_violence", _("violence on the way")
    RIGHTS = "respect_of_rights", _("respect of rights")
    EXPLOITATION = "exploitation", _("exploitation")
    RESOURCES = "resources", _("shelter and food")
    RETURN = "safety_of_return", _("safety of a return")
    DISABILITY = "health_or_disability", _("daily help")
    DEPENDANTS = "dependants", _("people in care")
    FAMILY = "family_support", _("support of relatives")
    SERVICES = "access_to_services", _("services where the person goes")


class Effect(models.TextChoices):
    """What a factor does here."""

    RISK = "risk", _("Risks")
    PROTECTIVE = "protective", _("Protects")
    NEUTRAL = "neutral", _("Neutral")
    UNKNOWN = "unknown", _("Not known")


class Purpose(models.TextChoices):
    """What a form is for."""

    REGISTRATION = "registration", _("registration")
    SCREENING = "screening", _("screening")
    ASSESSMENT = "assessment", _("assessment")
    FOLLOW_UP = "follow_up", _("follow-up")
    SURVEY = "survey", _("survey")
    FEEDBACK = "feedback", _("feedback")


class About(models.TextChoices):
    """On what a form is filled in."""

    PERSON = "person", _("a person")
    CASE = "case", _("a case")
    REFERRAL = "referral", _("a referral")
    NOTHING = "nothing", _("nobody in particular")


class Vulnerability(models.TextChoices):
    """What the determinants come to: at how many of the four levels risks outweigh what protects."""

    SEVERAL = "several", _("Risks outweigh what protects at several levels")
    ONE = "one", _("Risks outweigh what protects at one level")
    OPEN = "open", _("Not known enough, or in balance")
    PROTECTED = "protected", _("What protects outweighs at every level")


class Functioning(models.TextChoices):
    """The Washington Group Short Set against its recommended cut-off."""

    REACHED = "reached", _("A lot of difficulty in at least one domain")
    OPEN = "open", _("Not known: answers are missing")
    BELOW = "below", _("Below the threshold")
    NOT_FOR_AGE = "not_for_age", _("Not made for this age")


class Mood(models.TextChoices):
    """How content somebody is with the services."""

    DISSATISFIED = "dissatisfied", _("Not satisfied")
    MIXED = "mixed", _("Partly satisfied")
    SATISFIED = "satisfied", _("Satisfied")
    TOO_FEW = "too_few", _("Too few answers")


class Complaint(models.TextChoices):
    """How soon a complaint must be looked at."""

    URGENT = "urgent", _("Look at this complaint today")
    GRAVE = "grave", _("Look at this complaint first")
    ORDINARY = "ordinary", _("Look at this complaint in its turn")


class Care(models.TextChoices):
    """Flags of the first health check, each in a sentence that is no diagnosis."""

    TODAY = "care_today", _("A carer must see the person today.")
    PREGNANCY = "pregnancy_danger", _("A midwife or a carer must see the person today.")
    VIOLENCE = (
        "care_within_72_hours",
        _("Some care after violence only works within 72 hours: go today, if the person wants it."),
    )
    SOON = "care_soon", _("A carer must see the person within 72 hours.")
    NUTRITION = "nutrition", _("The nutrition service must see the person.")
    APART = "apart_until_seen", _("Offer a mask and a place apart until a carer has seen the person.")
    TREATMENT = "treatment_interrupted", _("A treatment must not stop: find a carer before it runs out.")
    FOLLOW_PREGNANCY = "pregnancy_follow_up", _("Offer a consultation for pregnancy or nursing.")
    FOLLOW_UP = "follow_up", _("Offer to have the illness followed.")


class ExportState(models.TextChoices):
    """Where a request for a file of answers stands."""

    WAITING = "waiting", _("A second person must approve")
    MAKING = "making", _("The file is being made")
    READY = "ready", _("Ready to download, once")
    TAKEN = "taken", _("Downloaded")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Could not be made")
    ENDED = "ended", _("Past its time")


class ExportWhy(models.TextChoices):
    """What answers are taken out for."""

    QUALITY = "quality", _("supervision and quality of the work")
    REPORT = "report", _("a report without names")
    PLANNING = "planning", _("planning of services")
    AUDIT = "audit", _("an audit or a check")
    MOVE = "move", _("moving to another system")
