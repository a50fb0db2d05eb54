"""Vocabulary of lawful sharing. Codebook k (ICRC handbook, PIM principles)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Purpose


class BasisKind(models.TextChoices):
    """Legal bases. The last two need a written reason and a second look within 24 hours."""

    CONSENT = "consent", _("informed consent")
    ASSENT = "assent", _("child's assent, with a guardian or the competent authority")
    VITAL_INTEREST = "vital_interest", _("vital interest")
    MANDATE = "mandate", _("mandate in law")


URGENT = frozenset({BasisKind.VITAL_INTEREST, BasisKind.MANDATE})
"""Nobody was asked: a written reason now, a second look by another person afterwards."""

SECOND_LOOK_WITHIN = timedelta(hours=24)


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


CATEGORY_ICONS = {
    Category.NAME: "id-card",
    Category.AGE: "calendar",
    Category.NATIONALITY: "globe",
    Category.CONTACT: "phone",
    Category.FAMILY: "users",
    Category.DOCUMENTS: "file-text",
    Category.JOURNEY: "route",
    Category.NEEDS: "hand-heart",
    Category.PROTECTION: "shield",
    Category.HEALTH: "stethoscope",
}
FORM_ICONS = {
    Form.SIGNATURE: "signature",
    Form.THUMBPRINT: "fingerprint",
    Form.VERBAL: "speech",
    Form.PAPER: "file-text",
}


class Cause(models.TextChoices):
    """Why a basis ended before its time."""

    PERSON = "person", _("withdrawn by the person")
    GUARDIAN = "guardian", _("withdrawn by the guardian or the authority")
    REFUSED = "refused", _("the person was asked again and refused")
    SECOND_LOOK = "second_look", _("not confirmed by the second look")
    MISTAKE = "mistake", _("recorded by mistake")
    ERASURE = "erasure", _("the person was erased")


ELSEWHERE = "elsewhere"
"""Asking other organisations of the node whether they know the person: nothing is shown to them for it, so no access has
this purpose. Agreed to without a recipient; or, by somebody who is asked about, towards the organisation that asked."""

ASKED_FOR = (
    Purpose.RECEPTION,
    Purpose.CASE_MANAGEMENT,
    Purpose.REFERRAL,
    Purpose.FAMILY_LINKS,
    Purpose.RETURN,
    Purpose.STATISTICS,
    ELSEWHERE,
)
"""The purposes for which a person can be asked. Looking after accounts is not one."""

HERE = (Purpose.RECEPTION, Purpose.CASE_MANAGEMENT)
"""What data is recorded for by whoever receives the person."""

BEYOND = (Purpose.REFERRAL, Purpose.FAMILY_LINKS, Purpose.RETURN, ELSEWHERE)
"""What data leaves the house for: a no to sharing with anybody is a no to all of it."""

YEAR = 365
LONGEST = timedelta(days=5 * YEAR)
"""No basis lasts longer than a file is kept."""

RECORDING_LASTS = {
    BasisKind.CONSENT: LONGEST,
    BasisKind.ASSENT: timedelta(days=YEAR),
    BasisKind.VITAL_INTEREST: timedelta(days=30),
    BasisKind.MANDATE: timedelta(days=YEAR),
}
SHARING_LASTS = {
    BasisKind.CONSENT: timedelta(days=YEAR),
    BasisKind.ASSENT: timedelta(days=180),
    BasisKind.VITAL_INTEREST: timedelta(days=30),
    BasisKind.MANDATE: timedelta(days=YEAR),
}
"""How long a basis of each kind lasts unless another day is chosen; never longer for the urgent kinds.

Rules of this project, to be confirmed with the data-protection authority: an agreement covers the
12 months of a follow-up, a child is asked again sooner, and vital interest bridges the time until
the person can be asked.
"""

LANGUAGES = (
    ("fr", _("French")),
    ("bm", _("Bambara")),
    ("ff", _("Fulfulde")),
    ("ses", _("Koyraboro Senni (Songhay)")),
    ("snk", _("Soninke")),
    ("tmh", _("Tamasheq")),
    ("ha", _("Hausa")),
    ("ar", _("Arabic")),
    ("mey", _("Hassaniya")),
    ("dyu", _("Dioula")),
    ("mos", _("Mooré")),
    ("wo", _("Wolof")),
    ("mnk", _("Mandinka")),
    ("man", _("Malinke")),
    ("sus", _("Susu")),
    ("dje", _("Zarma")),
    ("kr", _("Kanuri")),
    ("dgo", _("Dogon")),
    ("bwq", _("Bomu")),
    ("sef", _("Senufo")),
    ("ee", _("Ewe")),
    ("ak", _("Akan")),
    ("yo", _("Yoruba")),
    ("ig", _("Igbo")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("sgn", _("sign language")),
    ("other", _("another language")),
)
"""Languages in which something can be explained: ISO 639-1 or 639-3, those of the routes first."""
