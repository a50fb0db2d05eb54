"""The one door for writing.

Every change is a registered action: a function with keyword-only arguments behind `@action` (it
has a target) or `@creation` (it makes something). The door finds the target through `visible_to`
and checks the rule inside the transaction, runs the body, appends to the journal, and tells those
concerned after commit. A refusal rolls back, is journalled in a transaction of its own, then raised.
`docs/adr/0002-doors.md`.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, hooks, journal, vault
from jatigi.kernel.access import Access, Intent
from jatigi.kernel.errors import Conflict, Invalid, JatigiError, NotFound, Refused, Stale, StepUpNeeded
from jatigi.kernel.models import ActionReceipt, ProtectedModel
from jatigi.kernel.querysets import acting

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=ProtectedModel)

STEP_UP_LASTS = timedelta(minutes=15)
CLOCK_TOLERANCE = timedelta(minutes=5)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing that is recorded happened before: records on paper that are older than this are not brought in."""

registry: dict[str, Action[Any, Any]] = {}


@dataclass
class Act:
    """What a body knows of its act, and where it says what the journal shall remember."""

    access: Access
    action: str
    at: datetime
    fields: set[str] = field(default_factory=set)
    details: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    notices: list[hooks.Notice] = field(default_factory=list)

    @property
    def account(self) -> UUID | None:
        return self.access.account

    @property
    def organisation(self) -> UUID:
        """The organisation for which this is done. Raises `Refused` where there is none."""
        if self.access.organisation is None:
            raise Refused(code="no_organisation")
        return self.access.organisation

    def signed(self) -> UUID:
        """The account that answers for this. Raises `Refused` for background work, which never signs."""
        if self.access.account is None:
            raise Refused(code="no_account")
        return self.access.account

    def touched(self, *fields: str) -> None:
        """Names of fields that the act set, for the journal."""
        self.fields.update(fields)

    def tell(self, notice: hooks.Notice) -> None:
        """Notify somebody, in the transaction of the act."""
        self.notices.append(notice)


class _SentTwice(Exception):
    """The same id was being performed at the same moment; the other one was first."""


class Action(Generic[P, R]):
    """A registered action. Call it with who asks (an `Access`, or an `Intent` where the client said more)."""

    def __init__(
        self,
        body: Callable[..., R],
        name: str,
        model: type[ProtectedModel],
        *,
        allow: Callable[..., bool],
        has_target: bool,
        purpose: str,
        step_up: bool,
        internal: bool,
        before: Callable[[], None] | None = None,
    ) -> None:
        self.body, self.name, self.model, self.allow = body, name, model, allow
        self.has_target, self.purpose, self.step_up, self.internal = has_target, purpose, step_up, internal
        self.before = before
        self.signature = inspect.signature(body, eval_str=False)
        update_wrapper(self, body)
        if name in registry:
            raise RuntimeError(f"two actions are called {name}")
        registry[name] = self

    def __call__(self, who: Access | Intent, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Perform it. Raises `JatigiError`s; see `jatigi.kernel.errors`."""
        intent = who if isinstance(who, Intent) else Intent(who)
        if self.purpose:
            intent = Intent(intent.access.for_purpose(self.purpose), intent.id, intent.seen, intent.at)
        target_id = _id_of(args[0]) if self.has_target else None
        if self.before is not None:
            self.before()
        try:
            try:
                return self._transact(intent, target_id, kwargs)
            except _SentTwice:
                return self._transact(intent, target_id, kwargs)
        except (Refused, NotFound, Conflict, StepUpNeeded) as error:
            self._journal_refusal(intent.access, target_id, error)
            raise

    def _transact(self, intent: Intent, target_id: UUID | None, kwargs: dict[str, Any]) -> R:
        with transaction.atomic(durable=True), acting():
            return self._perform(intent, target_id, kwargs)

    def within(self, act: Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The same as a part of another act: its own rule and event, one transaction."""
        target_id = _id_of(args[0]) if self.has_target else None
        return self._run(Intent(act.access, at=act.at), target_id, kwargs)

    def may(self, access: Access, target: ProtectedModel | None = None) -> bool:
        """Whether the rule allows it now: for showing or hiding a button."""
        access = access.for_purpose(self.purpose) if self.purpose else access
        return self.allow(access, target) if self.has_target else self.allow(access)

    def _perform(self, intent: Intent, target_id: UUID | None, kwargs: dict[str, Any]) -> R:
        if self.step_up:
            require_step_up(intent.access)
        check_time(intent.at)
        if intent.id is None:
            return self._run(intent, target_id, kwargs)
        digest = vault.fingerprint(f"receipt {intent.id}", _canonical(target_id, kwargs))
        receipt = ActionReceipt.objects.filter(pk=intent.id).first()
        if receipt is not None:
            return cast(R, self._answer_again(intent.access, receipt, digest))
        result = self._run(intent, target_id, kwargs)
        self._keep_receipt(intent.id, intent.access, digest, result)
        return result

    def _keep_receipt(self, pk: UUID, access: Access, digest: bytes, result: Any) -> None:
        made = result if isinstance(result, ProtectedModel) else None
        try:
            ActionReceipt.objects.create(
                id=pk,
                action=self.name,
                actor=access.actor,
                digest=digest,
                object_type=made._meta.label if made else "",
                object_id=made.pk if made else None,
            )
        except IntegrityError:
            raise _SentTwice from None

    def _answer_again(self, access: Access, receipt: ActionReceipt, digest: bytes) -> Any:
        same = receipt.action == self.name and receipt.actor == access.actor
        if not same or bytes(receipt.digest) != digest:
            raise Conflict(
                _("This form was already sent with other content. Please start again."), code="reused_id"
            )
        if receipt.object_id is None:
            return None
        made: Any = apps.get_model(receipt.object_type)
        found = made.objects.visible_to(access).filter(pk=receipt.object_id).first()
        if found is None:
            raise NotFound
        return found

    def _run(self, intent: Intent, target_id: UUID | None, kwargs: dict[str, Any]) -> R:
        access = intent.access
        act = Act(access, self.name, intent.at or clock.now())
        target = self._target(access, target_id, intent.seen) if target_id is not None else None
        result = self.body(act, target, **kwargs) if target is not None else self.body(act, **kwargs)
        about = target if target is not None else result
        journal.append(
            access,
            self.name,
            object_type=about._meta.label if isinstance(about, ProtectedModel) else self.model._meta.label,
            object_id=about.pk if isinstance(about, ProtectedModel) else None,
            reason=act.reason,
            fields=act.fields,
            details=act.details,
            happened_at=act.at,
        )
        for notice in act.notices:
            for tell in hooks.notifier:
                tell(access, notice)
        for follow in hooks.changed:
            if isinstance(about, ProtectedModel):
                transaction.on_commit(lambda follow=follow: follow(self.name, about))  # type: ignore[misc]
        return result

    def _target(self, access: Access, target_id: UUID, seen: int | None) -> ProtectedModel:
        found = (
            self.model.objects.visible_to(access).select_for_update(of=("self",)).filter(pk=target_id).first()
        )
        if found is None:
            raise NotFound
        if not self.allow(access, found):
            raise Refused(code=getattr(self.allow, "__name__", "rule"))
        if seen is not None and seen != found.version:
            raise Stale(found)
        return found

    def _journal_refusal(self, access: Access, target_id: UUID | None, error: JatigiError) -> None:
        journal.append(
            access,
            self.name,
            outcome="refused",
            object_type=self.model._meta.label,
            object_id=target_id,
            reason=error.code,
        )
        error.journalled = True


class Creation(Action[P, R]):
    """An action without a target: the rule is asked of the access alone."""

    def _run(self, intent: Intent, target_id: UUID | None, kwargs: dict[str, Any]) -> R:
        if not self.allow(intent.access):
            raise Refused(code=getattr(self.allow, "__name__", "rule"))
        return super()._run(intent, target_id, kwargs)


def action(
    name: str,
    model: type[M],
    *,
    allow: Callable[[Access, M], bool],
    purpose: str = "",
    step_up: bool = False,
    internal: bool = False,
    before: Callable[[], None] | None = None,
) -> Callable[[Callable[Concatenate[Act, M, P], R]], Action[Concatenate[M | UUID, P], R]]:
    """Register `body(act, target, *, …)`. `internal`: only within other actions and scheduled work.

    `before`: what takes long and writes nothing; done before the transaction begins, not where it is part of another.
    """

    def register(body: Callable[Concatenate[Act, M, P], R]) -> Action[Concatenate[M | UUID, P], R]:
        return Action(
            body,
            name,
            model,
            allow=allow,
            has_target=True,
            purpose=purpose,
            step_up=step_up,
            internal=internal,
            before=before,
        )

    return register


def creation(
    name: str,
    model: type[ProtectedModel],
    *,
    allow: Callable[[Access], bool],
    purpose: str = "",
    step_up: bool = False,
    internal: bool = False,
    before: Callable[[], None] | None = None,
) -> Callable[[Callable[Concatenate[Act, P], R]], Creation[P, R]]:
    """Register `body(act, *, …)`, which makes a `model`."""

    def register(body: Callable[Concatenate[Act, P], R]) -> Creation[P, R]:
        return Creation(
            body,
            name,
            model,
            allow=allow,
            has_target=False,
            purpose=purpose,
            step_up=step_up,
            internal=internal,
            before=before,
        )

    return register


def require_step_up(access: Access) -> None:
    """Where only the body of an act can tell that it needs one. Raises `StepUpNeeded`; scheduled work never does."""
    since = access.stepped_up_at
    if not access.service and (since is None or clock.now() - since > STEP_UP_LASTS):
        raise StepUpNeeded


def check_time(at: datetime | None, field: str = "happened_at") -> None:
    """Raises `Invalid` for `field` where `at` lies in the future or before anything is recorded."""
    if at is None:
        return
    if at > clock.now() + CLOCK_TOLERANCE:
        raise Invalid({field: _("This lies in the future. Please check date and time.")})
    if at < EARLIEST:
        raise Invalid({field: _("This lies before the year 2000. Please check the year.")})


def not_before(act: Act, began: datetime, field: str = "happened_at") -> None:
    """What ends something cannot lie before it began, to the minute. Raises `Invalid` for `field`."""
    if act.at < began.replace(second=0, microsecond=0):
        raise Invalid({field: _("This lies before it began. Please check date and time.")})


def _canonical(target_id: UUID | None, kwargs: dict[str, Any]) -> bytes:
    return json.dumps([str(target_id), kwargs], sort_keys=True, default=repr, ensure_ascii=True).encode()


def _id_of(target: Any) -> UUID:
    return target.pk if isinstance(target, ProtectedModel) else UUID(str(target))
