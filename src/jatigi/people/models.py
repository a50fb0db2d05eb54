"""Visits without a name, persons, their identity apart, stays, groups."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedBytes, SealedField
from jatigi.kernel.models import OwnedModel, SealedModel
from jatigi.people.codes import AgeGroup, GroupKind, ImportState, Means, Relation, Sex
from jatigi.places.models import Country, Site


class Visit(OwnedModel):
    """Somebody came to the desk or called. No name; linked to a person only if one is registered.

    wishes: codes of `Wish` · danger: {code of `Danger`: code of `Answer`}, empty until asked.
    """

    KEEP = timedelta(days=2 * 365)
    CALLED = _("visits")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    wishes = models.JSONField(default=list)
    sex = models.CharField(max_length=8, choices=Sex.choices)
    age_group = models.CharField(max_length=8, choices=AgeGroup.choices)
    people = models.PositiveSmallIntegerField(default=1)
    danger = models.JSONField(default=dict)
    person = models.ForeignKey("Person", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["organisation", "-at", "id"], name="visits_newest_first"),)


class Person(SealedModel):
    """The record of a human being held by one organisation: a code, and what is coarse enough to count."""

    KEEP = timedelta(days=5 * 365)
    CALLED = _("persons")

    code = models.CharField(max_length=8, unique=True)
    sex = models.CharField(max_length=8, choices=Sex.choices)
    age_group = models.CharField(max_length=8, choices=AgeGroup.choices)
    nationalities = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    registered_at = models.DateTimeField(db_index=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    at_risk = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["organisation", "-registered_at", "id"], name="people_newest_first"),)

    @classmethod
    def _fetched(cls, rows: Sequence[Any]) -> None:
        """Nothing is sealed in this table: the keys stay where they are."""

    def ends(self) -> date | None:
        """A tombstone stays: it keeps a restored backup from bringing the person back."""
        return None if self.erased_at else super().ends()


class Identity(SealedModel):
    """Who the person is. Apart from `Person`, sealed, without a reverse name.

    names: [{"given", "family", "kind": main|nickname|other}] · parents: {"father", "mother"} ·
    birth: {"kind", "date"|"year"|"age", "at", "width", "basis"} (`shapes.Birth`) · phones: [{"number", "safe_to_call",
    "safe_to_leave_message", "whose"}] · documents: [{"kind", "number", "country", "state"}] ·
    origin: free text of the place of origin.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    names = SealedField()
    parents = SealedField()
    birth = SealedField()
    phones = SealedField()
    documents = SealedField()
    origin = SealedField()


class Stay(SealedModel):
    """A person at a site: arrived from, towards, how, which bed, departed."""

    KEEP = timedelta(days=5 * 365)
    CALLED = _("stays")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    bed = models.CharField(max_length=20, blank=True)
    arrived_at = models.DateTimeField(db_index=True)
    from_country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    towards_country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=16, choices=Means.choices, default=Means.UNKNOWN)
    departed_at = models.DateTimeField(null=True)
    departed_by = models.CharField(max_length=16, choices=Means.choices, blank=True)
    departed_to = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedField()

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(departed_at__isnull=True), name="one_open_stay"
            ),
        )


class Group(OwnedModel):
    """A family or a travel group."""

    KEEP = timedelta(days=5 * 365)
    CALLED = _("groups of persons")

    kind = models.CharField(max_length=8, choices=GroupKind.choices)
    code = models.CharField(max_length=8, unique=True)


class GroupMember(OwnedModel):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=12, choices=Relation.choices, default=Relation.UNKNOWN)

    class Meta(OwnedModel.Meta):
        constraints = (models.UniqueConstraint(fields=["group", "person"], name="once_in_a_group"),)


class Import(SealedModel):
    """A list of people that somebody brought, while it is checked and until it is written: at most 24 hours.

    options: as `imports.values.Shared`, site as text. verdict: as `imports.judging.Verdict.told`; empty once it is over.
    Sealed under the organisation's own key. What stays is who brought how many, and when.
    """

    KEEP = timedelta(days=2 * 365)
    CALLED = _("lists of people brought in")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)
    options = SealedField()
    verdict = SealedField()
    state = models.CharField(max_length=12, choices=ImportState.choices)
    brought_at = models.DateTimeField()
    until = models.DateTimeField()
    new = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    perhaps = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["organisation", "-brought_at", "id"], name="imports_newest_first"),)


class ImportPart(SealedModel):
    """A piece of the file, until it is written or past its time."""

    brought = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = SealedBytes()

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["brought", "number"], name="one_import_part_per_number"),
        )
