"""Columns that are sealed on the way to the database and opened only when looked at."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from jatigi.kernel import vault

if TYPE_CHECKING:
    from jatigi.kernel.models import SealedModel


class Ciphertext(bytes):
    """What stands in the database, not yet opened."""

    __slots__ = ()


class Erased:
    """What is left of a value whose key was destroyed: false, empty, and printed as such."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Any:
        return iter(())

    def get(self, _key: str, default: Any = None) -> Any:
        return default


ERASED = Erased()


class SealedAttribute(DeferredAttribute):
    """Opens the ciphertext at the first look; keeps what was set until it is saved."""

    field: "SealedField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            super().__get__(instance, cls)
        value = instance.__dict__[self.field.attname]
        if isinstance(value, Ciphertext):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: "SealedModel", value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField[Any, Any]):
    """JSON-able value, sealed under the row's person key with its place as associated data."""

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or value is ERASED:
            return None
        if isinstance(value, Ciphertext):
            return bytes(value)
        return vault.seal(model_instance.secret(), self.dumps(value), self._context(model_instance))

    def opened(self, instance: "SealedModel", value: Ciphertext) -> Any:
        """The plain value, or `ERASED` where the key is gone. Raises `Tampered`."""
        secret = instance.secret_or_none()
        if secret is None:
            return ERASED
        return self.loads(vault.unseal(secret, value, self._context(instance)))

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, plain: bytes) -> Any:
        return json.loads(plain)

    def _context(self, instance: "SealedModel") -> bytes:
        return vault.context(instance.organisation_id, instance._meta.db_table, self.attname, instance.pk)


class SealedBytes(SealedField):
    """The same for raw bytes: attachments, signatures."""

    def dumps(self, value: Any) -> bytes:
        return bytes(value)

    def loads(self, plain: bytes) -> Any:
        return plain
