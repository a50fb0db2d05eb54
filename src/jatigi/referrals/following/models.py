"""Codes to follow a referral with, what the person says of the service, complaints and who receives them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.directory.models import Service
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import OpenModel, OwnedModel, SealedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import Need

ACCOUNT = settings.AUTH_USER_MODEL


class Teller(models.TextChoices):
    """Who told it."""

    WORKER = "worker", _("told to whoever referred")
    PERSON = "person", _("by the person, with the code")


class Received(models.TextChoices):
    YES = "yes", _("yes")
    PARTLY = "partly", _("in part")
    NO = "no", _("no")


class Respect(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSAID = "unsaid", _("I would rather not say")


class Cost(models.TextChoices):
    NONE = "none", _("nothing was asked")
    ANNOUNCED = "announced", _("a price that was said before")
    ASKED = "asked", _("money was asked for what is free")


class Kind(models.TextChoices):
    """What a complaint is about."""

    MONEY = "money", _("money asked for what is free")
    FAVOUR = "favour", _("something else was asked in return: a favour, work, sex")
    VIOLENCE = "violence", _("insults, threats, blows")
    REFUSAL = "refusal", _("refused because of who somebody is")
    OTHER = "other", _("something else")


class Finding(models.TextChoices):
    """What came of a complaint."""

    CONFIRMED = "confirmed", _("confirmed, and acted upon")
    UNCONFIRMED = "unconfirmed", _("could not be confirmed")
    ELSEWHERE = "elsewhere", _("handed to the authority that is in charge, as the person wished")
    DROPPED = "dropped", _("dropped, as the person wished")


class Follow(OwnedModel):
    """A code and a secret word with which somebody sees where a referral stands.

    lookup: a keyed hash of both together. A wrong word and an unknown code are the same: no row has that hash.
    """

    LASTS = timedelta(days=365)

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    lookup = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()

    def is_live(self, now: datetime) -> bool:
        return now < self.ends_at


class Feedback(OwnedModel):
    """How the service was, as the person says: once by each way of telling it. Codes and a date, no words.

    cost: empty where money was asked for what is free; that is in the complaint and nowhere else.
    """

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    teller = models.CharField(max_length=8, choices=Teller.choices)
    told_at = models.DateTimeField()
    noted_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    received = models.CharField(max_length=8, choices=Received.choices)
    received_on = models.DateField(null=True)
    respect = models.CharField(max_length=8, choices=Respect.choices)
    cost = models.CharField(max_length=12, choices=Cost.choices, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["referral", "teller"], name="one_feedback_by_each_way"),
        )


class ComplaintsDesk(OpenModel):
    """An organisation whose complaints focal points receive what people say against a service of another one."""

    LASTS_WITH_NODE = True

    house = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Complaint(SealedModel):
    """What a person says against a service. Cut off from person and referral from the first moment.

    Sealed under a key of its own, of the organisation through which it came, which never reads it. desk: who looks
    into it, never `concerned`; None until somebody independent is designated.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "received": {"take": "in_hand"},
        "in_hand": {"close": "closed"},
        "closed": {},
    }
    KEEP = timedelta(days=5 * 365)
    CALLED = _("complaints")

    class State(models.TextChoices):
        RECEIVED = "received", _("not looked into yet")
        IN_HAND = "in_hand", _("being looked into")
        CLOSED = "closed", _("settled")

    code = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    kinds = models.JSONField(default=list)
    need = models.CharField(max_length=20, choices=Need.choices)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    concerned = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    teller = models.CharField(max_length=8, choices=Teller.choices)
    came_at = models.DateTimeField()
    words = SealedField()
    contact = SealedField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    note = SealedField()

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["desk", "state", "-came_at", "id"], name="complaints_of_a_desk"),)
