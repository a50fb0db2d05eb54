"""The one door for reading: a protected queryset answers only when it knows who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.expressions import BaseExpression as Expression
from django.db.models.query import ModelIterable

from jatigi.kernel import prepared
from jatigi.kernel.access import Access
from jatigi.kernel.errors import UnopenedRead, WriteOutsideAction

if TYPE_CHECKING:
    from jatigi.kernel.models import ProtectedModel

M = TypeVar("M", bound="ProtectedModel", covariant=True)
Rule = Callable[[Access], Q]

NOTHING = Q(pk__in=[])
_rules: dict[str, Rule] = {}
_acting: ContextVar[bool] = ContextVar("acting", default=False)
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def visible(model: type[ProtectedModel]) -> Callable[[Rule], Rule]:
    """Register the one rule of a protected table: `visible(access) -> Q`."""

    def register(rule: Rule) -> Rule:
        label = model._meta.label
        if label in _rules:
            raise RuntimeError(f"{label} has two rules")
        _rules[label] = rule
        return rule

    return register


def rule_of(model: type[models.Model]) -> Rule | None:
    """The rule of a protected table, None where a room forgot it (a test fails then)."""
    return _rules.get(model._meta.label)


@contextmanager
def acting() -> Iterator[None]:
    """Writing is allowed within. Only the door of the actions opens this."""
    token = _acting.set(True)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def _internally() -> Iterator[None]:
    """Django's own machinery (deferred columns, cascades) may read within."""
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def must_be_acting(label: str) -> None:
    if not _acting.get():
        raise WriteOutsideAction(f"{label} is written outside a registered action")


class ProtectedQuerySet(models.QuerySet[M]):
    """Refuses every read and write until `visible_to` opened it."""

    _opened = False

    def visible_to(self, access: Access) -> ProtectedQuerySet[M]:
        """The rows that `access` may know of. The only way to open a protected table."""
        label = self.model._meta.label
        opened = self.all()
        opened._opened = True
        if access.service:
            return opened if label in access.scope else opened.none()
        rule = rule_of(self.model)
        if rule is None and self.model.OPEN:
            return opened
        if rule is None:
            return opened.none()
        opened.query.add_q(rule(access))  # a rule may look at other tables: that is what it is for
        return opened

    def _clone(self) -> ProtectedQuerySet[M]:
        clone: ProtectedQuerySet[M] = super()._clone()  # type: ignore[misc]
        clone._opened = self._opened
        return clone

    def _must_be_open(self) -> None:
        if not (self._opened or self.model.OPEN or _inside.get()):
            raise UnopenedRead(f"{self.model._meta.label} was read without visible_to(access)")

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        self._must_be_open()
        super()._fetch_all()
        if fresh and self._result_cache and issubclass(self._iterable_class, ModelIterable):
            self.model._fetched(self._result_cache)

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._must_be_open()
        batch: list[M] = []
        for row in super().iterator(chunk_size or 2000):
            batch.append(row)
            if len(batch) == 2000:
                yield from self._handed(batch)
                batch = []
        yield from self._handed(batch)

    def _handed(self, batch: list[M]) -> list[M]:
        if batch and issubclass(self._iterable_class, ModelIterable):
            self.model._fetched(batch)
        return batch

    def count(self) -> int:
        self._must_be_open()
        return super().count()

    def exists(self) -> bool:
        self._must_be_open()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._must_be_open()
        _no_crossing(self.model, _paths([*args, *kwargs.values()]))
        return super().aggregate(*args, **kwargs)

    def explain(self, **kwargs: Any) -> str:
        self._must_be_open()
        return super().explain(**kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._must_be_open()
        return super().resolve_expression(*args, **kwargs)

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Any:
        for queryset in (self, *others):
            queryset._must_be_open()
        return super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]

    def __or__(self, other: Any) -> Any:
        self._must_be_open()
        other._must_be_open()
        return super().__or__(other)

    def __and__(self, other: Any) -> Any:
        self._must_be_open()
        other._must_be_open()
        return super().__and__(other)

    def values(self, *fields: Any, **expressions: Any) -> Any:
        _no_crossing(self.model, _paths([*fields, *expressions.values()]))
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **kwargs: Any) -> Any:
        _no_crossing(self.model, _paths(fields))
        return super().values_list(*fields, **kwargs)

    def annotate(self, *args: Any, **kwargs: Any) -> Any:
        _no_crossing(self.model, _paths([*args, *kwargs.values()]))
        return super().annotate(*args, **kwargs)

    def alias(self, *args: Any, **kwargs: Any) -> Any:
        _no_crossing(self.model, _paths([*args, *kwargs.values()]))
        return super().alias(*args, **kwargs)

    def order_by(self, *fields: Any) -> Self:
        _no_crossing(self.model, _paths(fields))
        return super().order_by(*fields)

    def dates(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        _no_crossing(self.model, [field_name])
        return super().dates(field_name, *args, **kwargs)

    def datetimes(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        _no_crossing(self.model, [field_name])
        return super().datetimes(field_name, *args, **kwargs)

    def _filter_or_exclude_inplace(self, negate: bool, args: Any, kwargs: Any) -> None:
        paths = [*kwargs, *_paths([*args, *filter(_computed, kwargs.values())])]
        _no_crossing(self.model, paths, within_a_room=True)
        super()._filter_or_exclude_inplace(negate, args, kwargs)  # type: ignore[misc]

    def select_related(self, *fields: Any) -> Self:
        _no_crossing(self.model, [f"{name}__" for name in fields])
        return super().select_related(*fields)

    def update(self, **kwargs: Any) -> int:
        self._must_be_open()
        must_be_acting(self.model._meta.label)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._must_be_open()
        must_be_acting(self.model._meta.label)
        with _internally():
            return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        must_be_acting(self.model._meta.label)
        rows = list(objs)
        for row in rows:
            row._stamp()
        if rows:
            self.model._fetched(rows)
        if args or kwargs or not rows:
            return super().bulk_create(rows, *args, **kwargs)
        for row in rows:
            row._prepare_related_fields_for_save("bulk_create")
        prepared.insert_all(rows)
        for row in rows:
            row._state.adding, row._state.db = False, self.db
        return rows

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        self._must_be_open()
        must_be_acting(self.model._meta.label)
        return super().bulk_update(objs, *args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise UnopenedRead(f"raw SQL over {self.model._meta.label}")


def _paths(parts: Iterable[Any]) -> Iterator[str]:
    """The paths that expressions and conditions read, however deep within: `F`, `Q`, aggregates, cases."""
    for part in parts:
        if isinstance(part, str):
            yield part.removeprefix("-")
        elif isinstance(part, models.Q):
            for child in part.children:
                if isinstance(child, tuple):
                    yield child[0]
                    yield from _paths(filter(_computed, child[1:]))
                else:
                    yield from _paths([child])
        elif isinstance(part, models.OuterRef):
            continue  # of the query around, which was asked already
        elif isinstance(part, models.F):
            yield str(getattr(part, "name", ""))
        elif isinstance(part, Expression) and not isinstance(part, models.Subquery):
            yield from _paths(part.get_source_expressions())


def _computed(value: Any) -> bool:
    """Whether a value in a condition is an expression; a text there is only a text."""
    return isinstance(value, (models.F, models.Q, Expression))


def _no_crossing(model: type[models.Model], paths: Iterable[str], *, within_a_room: bool = False) -> None:
    """Refuse a path such as `person__code` that would read another protected table by a join.

    `within_a_room`: a condition may look at a table of the same room, whose rows are opened together.
    """
    from jatigi.kernel.models import ProtectedModel

    for path in paths:
        current: Any = model
        steps = str(path).split("__")
        for step, following in pairwise(steps):
            relation = next((f for f in current._meta.get_fields() if f.name == step), None)
            current = getattr(relation, "related_model", None)
            if current is None or isinstance(current, str):
                break
            reads = following not in ("pk", "id") and following in {"", *_names(current)}
            own = within_a_room and current._meta.app_label == model._meta.app_label
            if reads and not own and issubclass(current, ProtectedModel) and not current.OPEN:
                raise UnopenedRead(f"{model._meta.label}: {path} reads {current._meta.label} by a join")


@lru_cache
def _names(model: type[models.Model]) -> frozenset[str]:
    """Everything of a model that a path can go through or end in; what is not among them is a condition (`__in`)."""
    fields = model._meta.get_fields()
    return frozenset(
        {*(field.name for field in fields), *(getattr(field, "attname", "") for field in fields)}
    )


if TYPE_CHECKING:

    class ProtectedManager(models.Manager[M]):
        """The only manager of protected tables, used for forward relations too."""

        def visible_to(self, access: Access) -> ProtectedQuerySet[M]: ...

else:

    class ProtectedManager(models.Manager.from_queryset(ProtectedQuerySet)):
        """The only manager of protected tables, used for forward relations too."""
