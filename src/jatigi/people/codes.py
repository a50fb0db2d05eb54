"""Vocabulary of the welcome desk. Codebook a, c3, d, e, i3."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.protection.codes import LANGUAGES as EXPLAINED_IN


class Need(models.TextChoices):
    """Service families: those of the national mechanism (codebook a, S40) and of the direct-assistance areas."""

    ACCOMMODATION = "accommodation", _("accommodation")
    FOOD = "food", _("food")
    WASH = "wash", _("water and hygiene")
    HEALTH = "health", _("health")
    MHPSS = "mhpss", _("psychosocial support")
    CHILD_PROTECTION = "child_protection", _("child protection")
    FAMILY_LINKS = "family_links", _("restoring family links")
    TRAFFICKING = "trafficking", _("protection of victims of trafficking")
    GBV = "gbv", _("support after gender-based violence")
    LEGAL = "legal", _("legal assistance")
    DOCUMENTS = "documents", _("identity and civil documents")
    ASYLUM = "asylum", _("asylum")
    JUSTICE = "justice", _("access to justice")
    EDUCATION = "education", _("education and training")
    LIVELIHOOD = "livelihood", _("income and work")
    CASH = "cash", _("material or financial assistance")
    TRANSPORT = "transport", _("transport")
    RETURN = "return", _("return")
    REINTEGRATION = "reintegration", _("reintegration")
    INFORMATION = "information", _("information and orientation")


class Wish(models.TextChoices):
    """What somebody who comes to the desk wants: the first tap."""

    INFORMATION = "information", _("information")
    TELEPHONE = "telephone", _("a telephone call")
    BED = "bed", _("a bed")
    MEAL = "meal", _("a meal")
    CARE = "care", _("medical care")
    DOCUMENTS = "documents", _("help with documents")
    FAMILY = "family", _("news of the family")
    OTHER = "other", _("something else")


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("unknown")
    UNSAID = "unsaid", _("prefers not to say")


class AgeGroup(models.TextChoices):
    """Codebook e (UNHCR bands), plus what is not known."""

    UNDER_5 = "0_4", _("0–4 years")
    FROM_5 = "5_11", _("5–11 years")
    FROM_12 = "12_17", _("12–17 years")
    ADULT = "18_59", _("18–59 years")
    FROM_60 = "60", _("60 years and over")
    UNKNOWN = "unknown", _("age unknown")


MINORS = frozenset({AgeGroup.UNDER_5, AgeGroup.FROM_5, AgeGroup.FROM_12})


class BirthKind(models.TextChoices):
    EXACT = "exact", _("exact date")
    YEAR = "year", _("year only")
    ESTIMATED = "estimated", _("estimated age")
    UNKNOWN = "unknown", _("unknown")


class AgeBasis(models.TextChoices):
    """On what an estimated age rests."""

    SAID = "said", _("said by the person")
    SEEN = "seen", _("seen by the agent")
    RELATIVE = "relative", _("said by a relative")
    DOCUMENT = "document", _("document without a date")


class DocumentState(models.TextChoices):
    HELD = "held", _("held")
    LOST = "lost", _("lost")
    CONFISCATED = "confiscated", _("confiscated")
    NEVER = "never", _("never had one")


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", _("passport")
    IDENTITY_CARD = "identity_card", _("identity card")
    CONSULAR_CARD = "consular_card", _("consular card")
    BIRTH_CERTIFICATE = "birth_certificate", _("birth certificate")
    REFUGEE_CARD = "refugee_card", _("refugee or asylum-seeker document")
    LAISSEZ_PASSER = "laissez_passer", _("travel pass")
    OTHER = "other", _("other document")


class Means(models.TextChoices):
    """How somebody arrived or left."""

    BUS = "bus", _("bus")
    LORRY = "lorry", _("lorry")
    CAR = "car", _("car")
    FOOT = "foot", _("on foot")
    PLANE = "plane", _("plane")
    BOAT = "boat", _("boat")
    BROUGHT = "brought", _("brought by a service")
    EXPELLED = "expelled", _("expelled")
    UNKNOWN = "unknown", _("unknown")


class Danger(models.TextChoices):
    """What is asked at the desk before anything else: is there danger now?"""

    NOW = "now", _("Is the person in danger now?")
    HURT = "hurt", _("Is the person hurt or ill?")
    HELD = "held", _("Is the person under 18 and alone, or is somebody holding them?")


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class GroupKind(models.TextChoices):
    FAMILY = "family", _("family")
    TRAVEL = "travel", _("travel group")


class Relation(models.TextChoices):
    """What the person is to those already in the group."""

    SPOUSE = "spouse", _("wife or husband")
    PARENT = "parent", _("father or mother")
    CHILD = "child", _("child")
    SIBLING = "sibling", _("brother or sister")
    RELATIVE = "relative", _("other relative")
    CAREGIVER = "caregiver", _("cares for a child of the group")
    COMPANION = "companion", _("companion on the way")
    UNKNOWN = "unknown", _("not known")


class ImportState(models.TextChoices):
    """Where a list of people that was brought stands."""

    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    WRITING = "writing", _("being brought in")
    DONE = "done", _("brought in")
    ENDED = "ended", _("over: the file is gone")


UNKNOWN = "unknown"
STATELESS = "stateless"
UNSAID = "unsaid"
NO_COUNTRY = {
    UNKNOWN: _("unknown"),
    STATELESS: _("stateless"),
    UNSAID: _("prefers not to say"),
}
"""Answers about the nationality that are not a country."""

LANGUAGES = {**dict(EXPLAINED_IN), UNSAID: _("prefers not to say")}
"""Languages that a person speaks: those of the ledger, or no answer."""


class SuspicionState(models.TextChoices):
    """What became of a possible duplicate."""

    OPEN = "open", _("to look at")
    LATER = "later", _("put off")
    REFERRED = "referred", _("with a colleague")
    SAME = "same", _("the same person")
    NOT_SAME = "not_same", _("two people")


class FoundBy(models.TextChoices):
    """How two records came to be suspected."""

    REGISTRATION = "registration", _("at a registration that nobody compared")
    IMPORT = "import", _("in an import")
    UPDATE = "update", _("when a record was corrected")
    HAND = "hand", _("by somebody of the house")
    MERGE = "merge", _("by way of a record that was joined")
