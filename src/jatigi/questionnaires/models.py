"""Forms, their versions, encrypted answers, and what was computed from them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import OpenModel, SealedModel


class Form(OpenModel):
    """A questionnaire under a stable code."""

    LASTS_WITH_NODE = True

    code = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=20)
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)


class FormVersion(OpenModel):
    """One published version: the XForm that pyxform made from the reviewable source. Never changed."""

    LASTS_WITH_NODE = True

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    xform = models.TextField()
    source_sha256 = models.CharField(max_length=64, unique=True)

    class Meta(OpenModel.Meta):
        constraints = (models.UniqueConstraint(fields=["form", "number"], name="one_version_per_number"),)


class Answer(SealedModel):
    """One filling of one version about one person. Editing makes a new row that supersedes, once.

    values: {question: text as written or chosen}, groups within, questions without an answer left out.
    """

    KEEP = timedelta(days=5 * 365)
    CALLED = _("answers to questionnaires")

    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(db_index=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    instance_id = models.CharField(max_length=80)
    xml = SealedField()
    values = SealedField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "instance_id"], name="one_answer_per_instance"),
            models.UniqueConstraint(fields=["supersedes"], name="superseded_once"),
        )


class Result(SealedModel):
    """What a typed function computed from an answer; recomputable from its inputs and versions.

    band: "" or how urgent · flags: codes · inputs: {"values", "facts"} (`scoring.Facts`) · reasons: as the function says.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=80)
    function_version = models.CharField(max_length=20)
    band = models.CharField(max_length=20)
    flags = SealedField()
    inputs = SealedField()
    reasons = SealedField()
    computed_at = models.DateTimeField()


class Outcome(SealedModel):
    """Of an answer what everybody who works with the person may know: its band and what to do at once.

    to_do: codes of `codes.ToDo`. The answers and the reasons stay with `Answer` and `Result`.
    """

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    band = models.CharField(max_length=20, blank=True)
    to_do = SealedField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["subject_id", "-at"], name="outcomes_of_a_person"),)
