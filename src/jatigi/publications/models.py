"""The versions of tables, with what may be shown of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.publications.codes import Licence, Measure, State


class Edition(OwnedModel):
    """One version of the table that is called `code`, in public addresses and by other rooms; numbered from 1.

    threshold: counts of people below it are withheld, with as many others as keep them from being computed; 0 where no
    people are counted. rounding: shown numbers are multiples of it. from_on, until: the period. source_on: the day of
    which the data is. content: see `gate.Content`; nothing that is withheld is in it. why: of a withdrawal. note: what
    the approver wants changed.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"propose": "proposed", "discard": "discarded"},
        "proposed": {"approve": "published", "send_back": "draft", "discard": "discarded"},
        "published": {"supersede": "superseded", "withdraw": "withdrawn"},
        "superseded": {"withdraw": "withdrawn"},
        "withdrawn": {},
        "discarded": {},
    }

    code = models.SlugField(max_length=80, db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    question = models.CharField(max_length=300)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    confided = models.BooleanField(default=False)
    threshold = models.PositiveSmallIntegerField(default=0)
    rounding = models.PositiveSmallIntegerField(default=1)
    row_name = models.CharField(max_length=80)
    column_name = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=300)
    source_on = models.DateField()
    licence = models.CharField(max_length=10, choices=Licence.choices, default=Licence.CC_BY)
    remarks = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["code", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(state="published"), name="one_published_edition"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(state__in=["draft", "proposed"]),
                name="one_edition_in_work",
            ),
        )
        indexes = (models.Index(fields=["state", "-source_on"], name="editions_by_state"),)

    def __str__(self) -> str:
        return self.title
