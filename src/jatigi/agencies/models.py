"""Organisations, offices, accounts, members, invitations, factor resets, notices and tokens."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import OpenModel, OwnedModel
from jatigi.places.models import AdminUnit, Country, Site


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        """User names are stored in small letters; how somebody types theirs does not matter."""
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their memberships, never from the account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=64, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="fr")
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False, editable=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the account must carry: a new password or epoch ends them all."""
        content = f"{self.password}|{self.session_epoch}"
        return salted_hmac("jatigi.agencies.session", content, secret=secret, algorithm="sha256").hexdigest()


class Organisation(OpenModel):
    """Somebody who receives, protects, refers or decides. Everybody on the node may know that it exists."""

    LASTS_WITH_NODE = True

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("public service")
        UN = "un", _("United Nations agency")
        RED_CROSS = "red_cross", _("Red Cross society")
        NGO = "ngo", _("non-governmental organisation")
        NETWORK = "network", _("network")
        ASSOCIATION = "association", _("association")
        COMMITTEE = "committee", _("committee")

    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    acronym = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        english = (translation.get_language() or "fr").startswith("en")
        return (self.name_en if english and self.name_en else self.name_fr) or self.acronym

    @property
    def short(self) -> str:
        return self.acronym or str(self)

    @property
    def full(self) -> str:
        """The name with the acronym by which the house is called, for whoever does not know one of them."""
        name = str(self)
        return name if self.acronym in name else f"{name} ({self.acronym})"


class Office(OwnedModel):
    """A part of an organisation at a place."""

    LASTS_WITH_NODE = True

    name = models.CharField(max_length=160)
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)


class Membership(OwnedModel):
    """An account works for an organisation, in some roles."""

    KEEP = timedelta(days=2 * 365)
    CALLED = _("memberships that ended")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "account"], name="one_membership_per_organisation"
            ),
        )

    def ends(self) -> date | None:
        """Counted from the day on which the member was suspended; whoever works here has no end."""
        return None if self.active else clock.today() + self.KEEP


class Invitation(OwnedModel):
    """A one-time link: to make an account and join, or to choose a new password. Only its hash is kept."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("invitation to join")
        PASSWORD = "password", _("new password")

    LASTS = timedelta(days=7)
    PASSWORD_LASTS = timedelta(hours=24)
    KEEP = timedelta(days=30)
    CALLED = _("invitations")

    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.MEMBER)
    username = models.CharField(max_length=64, blank=True)
    full_name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    token_hash = models.BinaryField(unique=True)
    invited_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")


class FactorReset(OwnedModel):
    """A lost second factor: one person asks on site, a second one agrees, then it is reset."""

    TRANSITIONS: ClassVar[dict[str, dict[str, str]]] = {
        "requested": {"approve": "approved", "refuse": "refused"},
        "approved": {"use": "used"},
        "refused": {},
        "used": {},
    }
    LASTS = timedelta(hours=24)
    KEEP = timedelta(days=365)
    CALLED = _("resets of a second factor")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="requested")
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)


class Notification(OwnedModel):
    """Something to know, without a personal value; shown in the application, mailed without content."""

    KEEP = timedelta(days=90)
    CALLED = _("notices")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["account", "read_at", "-entered_at"], name="notices_of_an_account"),)


class Token(OwnedModel):
    """Lets a program act as one person, for one purpose. Only its hash is kept.

    `device`: it is for filling in forms on one device and opens nothing else; its label says which device.
    """

    LASTS_AT_MOST = timedelta(days=365)
    KEEP = timedelta(days=2 * 365)
    CALLED = _("access tokens")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    label = models.CharField(max_length=80)
    device = models.BooleanField(default=False)
    token_hash = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)


class OrganisationAlias(OpenModel):
    """A name by which others call an organisation in one country, as a person confirmed. `normal`: as it is compared."""

    LASTS_WITH_NODE = True

    text = models.CharField(max_length=200)
    normal = models.CharField(max_length=200)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta(OpenModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["normal", "country"], name="one_meaning_of_a_name_in_a_country"),
        )

    def __str__(self) -> str:
        return self.text
