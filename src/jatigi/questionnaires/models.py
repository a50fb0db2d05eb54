"""Forms, their versions, encrypted answers, and what was computed from them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel.fields import SealedBytes, SealedField
from jatigi.kernel.models import OpenModel, OwnedModel, SealedModel
from jatigi.questionnaires.codes import About, ExportState, ExportWhy, Purpose


class Form(OpenModel):
    """A questionnaire under a stable code, of one organisation or (`organisation` None) come with Jatigi for all.

    about: on what it is filled in · roles: codes of who may fill it in, of `rules.FILL` where empty.
    """

    LASTS_WITH_NODE = True

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    about = models.CharField(max_length=12, choices=About.choices, default=About.PERSON)
    roles = models.JSONField(default=list)
    restricted = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta(OpenModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "code"], name="one_form_per_code"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(organisation=None), name="one_shipped_form_per_code"
            ),
        )


class FormVersion(OpenModel):
    """One version: what was brought, and the XForm that pyxform made of it. Never changed once published.

    `published_at` None: on trial. source: the file as it was brought; shipped forms are text. languages: as the form
    names them. warnings: [{"sheet", "row", "column", "message"}] as they were told.
    """

    LASTS_WITH_NODE = True

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    xform = models.TextField()
    source = models.BinaryField()
    source_name = models.CharField(max_length=160)
    source_sha256 = models.CharField(max_length=64)
    languages = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta(OpenModel.Meta):
        constraints = (models.UniqueConstraint(fields=["form", "number"], name="one_version_per_number"),)


class FormFile(OpenModel):
    """A file beside a version, which its form names: a choice list, a picture."""

    LASTS_WITH_NODE = True

    form_version = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=80)
    content = models.BinaryField()
    md5 = models.CharField(max_length=32)

    class Meta(OpenModel.Meta):
        constraints = (models.UniqueConstraint(fields=["form_version", "name"], name="one_file_per_name"),)


class Answer(SealedModel):
    """One filling of one version, about a person or nobody. Editing makes a new row that supersedes, once.

    values: {question: text as written or chosen}, groups within, repetitions as lists, questions without an answer
    left out. about_type, about_id: the case or referral on which it was filled in. `restricted`: as its form was.
    The key is the person's, or the organisation's own for what is about nobody.
    """

    KEEP = timedelta(days=5 * 365)
    CALLED = _("answers to questionnaires")

    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(null=True, db_index=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    instance_id = models.CharField(max_length=80)
    xml = SealedField()
    values = SealedField()
    restricted = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "instance_id"], name="one_answer_per_instance"),
            models.UniqueConstraint(fields=["supersedes"], name="superseded_once"),
        )


class AnswerFile(SealedModel):
    """A photograph, a recording or another file that came with an answer, without what it said of place and device."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    content = SealedBytes()

    class Meta(SealedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["answer", "name"], name="one_answer_file_per_name"),)


class Draft(SealedModel):
    """What somebody has begun to fill in: theirs alone, one per form and place, until it is sent."""

    KEEP = timedelta(days=30)
    CALLED = _("drafts of forms")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(null=True, db_index=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    corrects = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="+")
    xml = SealedField()
    saved_at = models.DateTimeField()


class DraftFile(SealedModel):
    """A file of a draft, cleaned already."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=80)
    content = SealedBytes()

    class Meta(SealedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["draft", "name"], name="one_draft_file_per_name"),)


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
    subject_id = models.UUIDField(null=True)
    restricted = models.BooleanField(default=False)
    band = models.CharField(max_length=20, blank=True)
    to_do = SealedField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["subject_id", "-at"], name="outcomes_of_a_person"),)


class BoundEntity(OwnedModel):
    """The record that an entity of a form became or changed: `entity_id` is the name that devices have for it.

    changes: how often devices changed it. branch, left_at: the chain of changes that a device made without a
    connection, and the version of the record after the last of them.
    """

    KEEP = timedelta(days=5 * 365)
    CALLED = _("entities that devices know")

    list = models.CharField(max_length=60)
    entity_id = models.UUIDField()
    record_id = models.UUIDField()
    person_id = models.UUIDField(null=True, db_index=True)
    changes = models.PositiveIntegerField(default=0)
    branch = models.UUIDField(null=True)
    left_at = models.PositiveIntegerField(default=1)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "list", "entity_id"], name="one_record_per_entity"
            ),
        )


class Export(SealedModel):
    """A request for a file of a form's answers: who asked and why, who approved, and what became of it.

    options: as `data.rows.Options`, and "kind". `answers`: how many went into the file. `until`: when request and file end.
    Sealed under the organisation's own key: it is about no person.
    """

    KEEP = timedelta(days=2 * 365)
    CALLED = _("exports of answers")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=ExportWhy.choices)
    reason = SealedField()
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ExportState.choices)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answers = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["organisation", "form", "-asked_at"], name="exports_of_a_form"),)


class ExportPart(SealedModel):
    """A piece of the file of an export, until it is downloaded or past its time."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = SealedBytes()

    class Meta(SealedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["export", "number"], name="one_part_per_number"),)
