"""What waits here until it is whole."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedBytes
from jatigi.kernel.models import SealedModel


class Part(SealedModel):
    """A file of a submission that a device sends in several requests, until the last of them comes.

    Sealed under the organisation's own key: before the whole is here nobody knows whom it is about. `instance_id` and
    the name of the file as the device gave them, `neutral` the name under which it is kept; cleaned already. Whatever
    a device begins anew replaces what it sent before.
    """

    KEEP = timedelta(days=1)
    CALLED = _("parts of submissions")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instance_id = models.CharField(max_length=80)
    name = models.CharField(max_length=160)
    neutral = models.CharField(max_length=160)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    content = SealedBytes()

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "account", "instance_id", "name"], name="one_part_per_name"
            ),
        )
