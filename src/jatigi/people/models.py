"""Visits without a name, persons, their identity apart, stays, groups."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.fields import SealedBytes, SealedField
from jatigi.kernel.models import OwnedModel, SealedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import (
    AgeGroup,
    FoundBy,
    GroupKind,
    ImportState,
    Means,
    Relation,
    Sex,
    SuspicionState,
)
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
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    """The record that this one was joined to; it keeps what it was, sees nobody, and its code leads on."""

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


# Possible duplicates, and what was decided about them


class Pair(OwnedModel):
    """Two records of one organisation, in the order of their ids."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta(OwnedModel.Meta):
        abstract = True


class Suspicion(Pair):
    """Two records that may be of one person: somebody looks at both and decides.

    later_until: not shown before · for_account: who decides where not everybody may (`referred`).
    because: the merge through which the suspicion came from another record.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "open": {"dismiss": "not_same", "merge": "same", "postpone": "later", "refer": "referred"},
        "later": {"dismiss": "not_same", "merge": "same", "postpone": "later", "refer": "referred"},
        "referred": {"dismiss": "not_same", "merge": "same", "refer": "referred"},
        "same": {"separate": "not_same", "look_again": "open"},
        "not_same": {},
    }
    KEEP = timedelta(days=2 * 365)
    CALLED = _("possible duplicates")

    state = models.CharField(max_length=12, choices=SuspicionState.choices, default=SuspicionState.OPEN)
    found_by = models.CharField(max_length=12, choices=FoundBy.choices)
    found_at = models.DateTimeField()
    later_until = models.DateField(null=True)
    for_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    because = models.ForeignKey("Merge", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta(Pair.Meta):
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="suspected_once"),)
        indexes = (
            models.Index(fields=["organisation", "state", "-found_at", "id"], name="suspicions_newest"),
        )


class NotTheSame(Pair):
    """Somebody looked at both and knows that they are two people: nobody is asked about this pair again."""

    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Pair.Meta):
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="not_the_same_once"),)


class Merge(SealedModel):
    """The record `second` was joined to `first`; until `separated_at`, when all of it was undone.

    moved, held: {table: ids} of what followed and of what was the first one's already · chosen: field → first,
    second or both · before, after: what the record `first` said before and after, sealed under its key. What
    `second` said stays in its own row, which nobody sees meanwhile.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    separated_at = models.DateTimeField(null=True)
    separated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    moved = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    before = SealedField()
    after = SealedField()

    class Meta(SealedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["second"], condition=models.Q(separated_at__isnull=True), name="merged_once"
            ),
        )


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
