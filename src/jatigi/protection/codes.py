"""Vocabulary of lawful sharing. Codebook k (ICRC handbook, PIM principles)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BasisKind(models.TextChoices):
    """Legal bases. The last two need a written reason and a second look within 24 hours."""

    CONSENT = "consent", _("informed consent")
    ASSENT = "assent", _("child's assent, with a guardian or the competent authority")
    VITAL_INTEREST = "vital_interest", _("vital interest")
    MANDATE = "mandate", _("mandate in law")


class Category(models.TextChoices):
    """Kinds of data about a person, as the consent screen names them."""

    NAME = "name", _("names")
    AGE = "age", _("age and sex")
    NATIONALITY = "nationality", _("nationality and languages")
    CONTACT = "contact", _("telephone")
    FAMILY = "family", _("family and travel group")
    DOCUMENTS = "documents", _("identity documents")
    JOURNEY = "journey", _("journey and stays")
    NEEDS = "needs", _("needs and services received")
    PROTECTION = "protection", _("protection concerns")
    HEALTH = "health", _("health")


class Form(models.TextChoices):
    """How agreement was given."""

    SIGNATURE = "signature", _("signature")
    THUMBPRINT = "thumbprint", _("thumbprint")
    VERBAL = "verbal", _("spoken agreement before a witness")
    PAPER = "paper", _("signed on paper, entered later")
