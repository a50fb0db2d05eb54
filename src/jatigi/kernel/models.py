"""Bases of every protected table, and the kernel's own tables: keys, journal, receipts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models, transaction

from jatigi.kernel import clock, prepared, vault
from jatigi.kernel.errors import NotFound
from jatigi.kernel.querysets import ProtectedManager, _internally, must_be_acting

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text


class ProtectedModel(models.Model):
    """A row with a random id, a version, and a door before it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    keep_until = models.DateField(null=True, editable=False, db_index=True)

    objects: ClassVar[ProtectedManager[Self]] = ProtectedManager()

    OPEN: ClassVar[bool] = False
    """Whether anybody on this node may read the table; it is still written through actions only."""
    KEEP: ClassVar[timedelta | None] = None
    """How long a row of this kind is kept after it was entered; None: as long as its parent."""
    LASTS_WITH_NODE: ClassVar[bool] = False
    """Says where and how people work and nothing about whoever came: stays as long as the node."""
    CALLED: ClassVar[Text] = ""
    """What rows of this kind are called where it is said how many are past their end; of every kind with `KEEP`."""

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def ends(self) -> date | None:
        """The day after which this row need not be kept, by the rule of its kind; None: with its parent."""
        return (self.entered_at + self.KEEP).date() if self.KEEP else None

    def _stamp(self) -> None:
        must_be_acting(self._meta.label)
        self.keep_until = self._kept_until()

    def _kept_until(self) -> date | None:
        """As its kind says; what would be over as it is written stays for a month, for whoever mistook the year."""
        ends = self.ends()
        over = ends is not None and ends < clock.today()
        return clock.today() + timedelta(days=30) if over else ends

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._stamp()
        if self._state.adding and not args and not kwargs:
            prepared.insert(self)
            self._state.adding, self._state.db = False, DEFAULT_DB_ALIAS
            return
        if not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version", "keep_until"}
        super().save(*args, **kwargs)

    def save_once(self) -> bool:
        """Insert this new row unless one with the same unique values is there; whether it was inserted."""
        self._stamp()
        if not prepared.insert_once(self):
            return False
        self._state.adding, self._state.db = False, DEFAULT_DB_ALIAS
        return True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        must_be_acting(self._meta.label)
        with _internally():
            return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        with _internally():
            super().refresh_from_db(*args, **kwargs)
        type(self)._fetched([self])

    @classmethod
    def _fetched(cls, rows: Sequence[Any]) -> None:
        """Called with rows that were just read."""


class OpenModel(ProtectedModel):
    """A table that anybody on this node may read: organisations, published forms."""

    OPEN = True

    class Meta(ProtectedModel.Meta):
        abstract = True


class OwnedModel(ProtectedModel):
    """A row that one organisation holds."""

    # Without an index of its own: most rows of a node belong to one organisation, and a planner that has no statistics
    # would walk them all. What is listed by organisation has an index that says in which order.
    organisation = models.ForeignKey(
        settings.ORGANISATION_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    organisation_id: UUID

    class Meta(ProtectedModel.Meta):
        abstract = True


class SealedModel(OwnedModel):
    """A row with sealed columns. `key_id` names the person's key (or the organisation's)."""

    key_id = models.UUIDField(db_index=True, editable=False)

    class Meta(OwnedModel.Meta):
        abstract = True

    _wrapped: bytes | None = None
    _wrapped_known = False

    def secret_or_none(self) -> bytes | None:
        """The opened key, or None where it was destroyed."""
        if not self._wrapped_known:
            type(self)._fetched([self])
        if self._wrapped is None:
            return None
        return vault.unwrap(organisation_secret(self.organisation_id), self._wrapped)

    def sealed_with(self, other: SealedModel) -> Self:
        """This new row, held and sealed as `other` is: its key is not looked up a second time."""
        self.organisation_id, self.key_id = other.organisation_id, other.key_id
        other.secret()
        self._wrapped, self._wrapped_known = other._wrapped, True
        return self

    def secret(self) -> bytes:
        """The opened key. Raises `NotFound` where the person was erased."""
        secret = self.secret_or_none()
        if secret is None:
            raise NotFound
        return secret

    @classmethod
    def _fetched(cls, rows: Sequence[Any]) -> None:
        """Keys travel with their rows: one query for a page, nothing kept between requests."""
        keys = prepared.wrapped_keys({row.key_id for row in rows})
        for row in rows:
            row._wrapped = keys.get(row.key_id)
            row._wrapped_known = True


class DataKey(models.Model):
    """A wrapped key: an organisation's or the log's (by the node key), or a subject's (by its organisation's)."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation"
        PERSON = "person"
        SNAPSHOT = "snapshot"
        SHARED = "shared"
        LOG = "log"

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    organisation_id = models.UUIDField(db_index=True)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation_id"],
                condition=models.Q(kind="organisation"),
                name="one_organisation_key",
            ),
            models.UniqueConstraint(
                fields=["organisation_id"], condition=models.Q(kind="shared"), name="one_shared_key"
            ),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="log"), name="one_log_key"),
        )


@lru_cache(maxsize=512)
def organisation_secret(organisation: UUID) -> bytes:
    """The opened key of an organisation, kept in memory. Raises `vault.Locked` where it has none."""
    row = DataKey.objects.filter(kind=DataKey.Kind.ORGANISATION, organisation_id=organisation).first()
    if row is None or row.wrapped is None:
        raise vault.Locked(f"organisation {organisation} has no key")
    return vault.unwrap(vault.node_key(), bytes(row.wrapped))


def new_organisation_key(organisation: UUID) -> None:
    """Give a new organisation its key, and the key for what belongs to no person."""
    must_be_acting("kernel.DataKey")
    secret = vault.new_secret()
    DataKey.objects.bulk_create(
        [
            DataKey(
                kind=DataKey.Kind.ORGANISATION,
                organisation_id=organisation,
                wrapped=vault.wrap(vault.node_key(), secret),
            ),
            DataKey(
                kind=DataKey.Kind.SHARED,
                organisation_id=organisation,
                wrapped=vault.wrap(secret, vault.new_secret()),
            ),
        ]
    )


def new_key(kind: str, organisation: UUID) -> UUID:
    """Make and store a key for one subject; returns its id."""
    must_be_acting("kernel.DataKey")
    wrapped = vault.wrap(organisation_secret(organisation), vault.new_secret())
    return DataKey.objects.create(kind=kind, organisation_id=organisation, wrapped=wrapped).pk


def new_keys(kind: str, organisation: UUID, count: int) -> list[UUID]:
    """The same for many subjects at once, in two statements."""
    must_be_acting("kernel.DataKey")
    secret = organisation_secret(organisation)
    rows = [
        DataKey(kind=kind, organisation_id=organisation, wrapped=vault.wrap(secret, vault.new_secret()))
        for _ in range(count)
    ]
    return [row.pk for row in DataKey.objects.bulk_create(rows, batch_size=500)]


@lru_cache(maxsize=512)
def shared_key(organisation: UUID) -> UUID:
    """The id of the key under which an organisation seals what belongs to no person. It never changes."""
    return DataKey.objects.get(kind=DataKey.Kind.SHARED, organisation_id=organisation).pk


def log_secret() -> bytes:
    """32 bytes from which the journal's signing key follows; made at the first need, survives rotation."""
    row = DataKey.objects.filter(kind=DataKey.Kind.LOG).first()
    if row is None:
        with transaction.atomic():
            row = DataKey.objects.get_or_create(
                kind=DataKey.Kind.LOG,
                defaults={
                    "organisation_id": UUID(int=0),
                    "wrapped": vault.wrap(vault.node_key(), vault.new_secret()),
                },
            )[0]
    return vault.unwrap(vault.node_key(), bytes(row.wrapped or b""))


def steady_fingerprint(label: str, *parts: bytes) -> bytes:
    """Like `vault.fingerprint`, and still the same after the node key was changed: for codes that people keep."""
    return vault.fingerprint(label, *parts, key=log_secret())


def destroy_keys(keys: Iterable[UUID]) -> int:
    """Destroy keys for good: what they sealed can never be read again. Returns how many."""
    must_be_acting("kernel.DataKey")
    return DataKey.objects.filter(pk__in=list(keys), wrapped__isnull=False).update(
        wrapped=None, destroyed_at=clock.now()
    )


class JournalEntry(models.Model):
    """One event of the Merkle log, `seq` from 0. No foreign keys: it never stands in the way of live data.

    Columns hold what the leaf commits to, as it is hashed: ids as text ("" for none), moments as
    microseconds since 1970 in UTC, names of fields joined by commas. Reading a million of them back
    costs no conversion.
    """

    seq = models.BigIntegerField(primary_key=True)
    time_us = models.BigIntegerField(db_index=True)
    happened_us = models.BigIntegerField()
    actor = models.CharField(max_length=80)
    organisation = models.CharField(max_length=36, db_index=True)
    purpose = models.CharField(max_length=32)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=36, db_index=True)
    outcome = models.CharField(max_length=16)
    reason = models.CharField(max_length=80)
    fields = models.TextField()
    commitment = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["actor", "time_us"], name="journal_of_an_actor"),)

    @property
    def time(self) -> datetime:
        """When it was entered."""
        return from_microseconds(self.time_us)

    @property
    def happened_at(self) -> datetime:
        return from_microseconds(self.happened_us)


def from_microseconds(count: int) -> datetime:
    return datetime.fromtimestamp(count // 1_000_000, UTC) + timedelta(microseconds=count % 1_000_000)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class JournalDetail(models.Model):
    """The erasable part of an event: ids and codes, never a personal value; the event commits to it."""

    seq = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField()
    details = models.JSONField()


class JournalHead(models.Model):
    """One row: how long the log is, and the frontier from which the next root follows."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=bytes)


class JournalCheckpoint(models.Model):
    """A signed note over the root at `size`; the same text is written beside the node key."""

    size = models.BigIntegerField(primary_key=True)
    time = models.DateTimeField(default=clock.now)
    note = models.TextField()


class ActionReceipt(models.Model):
    """What became of an action whose client gave it an id: the same id twice has one effect."""

    id = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    digest = models.BinaryField()
    object_type = models.CharField(max_length=80)
    object_id = models.UUIDField(null=True)
    time = models.DateTimeField(default=clock.now, db_index=True)


class Tombstone(models.Model):
    """A person was erased here. Kept so that a restored backup erases them again."""

    id = models.UUIDField(primary_key=True)
    key_id = models.UUIDField(unique=True)
    organisation_id = models.UUIDField()
    erased_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=40)


class ScheduledRun(models.Model):
    """When a named job last ran, so that a restart neither skips nor repeats it."""

    name = models.CharField(primary_key=True, max_length=80)
    last_started = models.DateTimeField(null=True)
    last_finished = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
