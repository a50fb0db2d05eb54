"""Documents of bodies and events."""

from django.conf import settings
from django.db import models

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import Event
from jatigi.kernel.models import OwnedModel


class Document(OwnedModel):
    """A file of a body, or of one of its events. kind: its media type by its content, not by its name. size: in bytes."""

    LASTS_WITH_NODE = True

    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["body", "entered_at"], name="documents_of_a_body"),
            models.Index(fields=["event", "entered_at"], name="documents_of_an_event"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(body=None) ^ models.Q(event=None), name="a_document_is_of_one_thing"
            ),
        )

    def __str__(self) -> str:
        return self.title
