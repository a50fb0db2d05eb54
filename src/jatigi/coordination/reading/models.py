"""Texts that were brought to be read, and what the rules propose of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import Event
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import Country


class Communique(OwnedModel):
    """A press release or minutes as they were brought: the text stays, as the source of what was taken from it.

    country: of which it speaks; there its names count. event: what it tells of, once a person said so.
    """

    LASTS_WITH_NODE = True

    title = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "-brought_at", "id"], name="communiques_newest_first"),
        )

    def __str__(self) -> str:
        return self.title


class ProposalKind(models.TextChoices):
    EVENT = "event", _("event")
    THEME = "theme", _("theme")
    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")
    SESSION = "session", _("session")
    COMMITMENT = "commitment", _("recommendation or decision")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("to be decided")
    ACCEPTED = "accepted", _("taken over")
    REFUSED = "refused", _("refused")


class ReadProposal(OwnedModel):
    """One thing that the rules read in text[from_char:to_char]. Nothing enters without a person.

    said: what was read, by the names of the fields of its form. became: what came of it, by its id.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "proposed": {"accept": "accepted", "refuse": "refused"},
        "refused": {"accept": "accepted"},
        "accepted": {},
    }

    communique = models.ForeignKey(Communique, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ProposalKind.choices)
    number = models.PositiveIntegerField()
    from_char = models.PositiveIntegerField()
    to_char = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    became = models.UUIDField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["communique", "kind", "number"], name="proposals_of_a_communique"),)
