"""Every registered action as one operation: `POST /visits/record`, `POST /cases/{id}/assign`."""

import typing
from datetime import datetime
from inspect import Parameter
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field, create_model

from jatigi.kernel.access import Access
from jatigi.kernel.actions import Action, Creation, registry
from jatigi.kernel.api import ERRORS
from jatigi.kernel.errors import Refused
from jatigi.kernel.models import ProtectedModel

PLURALS = {"person": "people", "basis": "lawful-bases", "case": "cases", "inquiry": "inquiries"}


class Done(Schema):
    """What an operation made or changed."""

    type: str
    id: UUID | None
    version: int
    code: str = ""


def exposed() -> list[Action[Any, Any]]:
    """The actions that the interface offers: all but the internal ones, and none of accounts and secrets."""
    return [act for name, act in sorted(registry.items()) if not act.internal and not _administrative(act)]


def path_of(act: Action[Any, Any]) -> str:
    """Where an action is found, e.g. "/cases/{id}/assign"."""
    noun, _, verb = act.name.partition(".")
    collection = PLURALS.get(noun, f"{noun}s").replace("_", "-")
    middle = "/" if isinstance(act, Creation) else "/{uuid:id}/"
    return f"/{collection}{middle}{verb.replace('_', '-')}"


def router() -> Router:
    """A router with one operation for each exposed action."""
    routes = Router(tags=["actions"])
    for act in exposed():
        operation = _creating(act) if isinstance(act, Creation) else _changing(act)
        operation.__name__ = act.name.replace(".", "_")
        operation.__doc__ = act.__doc__
        routes.post(
            path_of(act),
            response={200: Done, **ERRORS},
            operation_id=operation.__name__,
            summary=act.name,
        )(operation)
    return routes


def _administrative(act: Action[Any, Any]) -> bool:
    return act.model._meta.app_label == "agencies" or act.step_up or act.name.startswith("test.")


def _creating(act: Action[Any, Any]) -> Any:
    body_type = _body(act)

    def operate(request: HttpRequest, body: body_type) -> Done:  # type: ignore[valid-type]
        return _perform(act, request, body, [])

    return operate


def _changing(act: Action[Any, Any]) -> Any:
    body_type = _body(act)

    def operate(request: HttpRequest, id: UUID, body: body_type) -> Done:  # type: ignore[valid-type]
        return _perform(act, request, body, [id])

    return operate


def _perform(act: Action[Any, Any], request: HttpRequest, body: Any, target: list[UUID]) -> Done:
    access: Access = request.access  # type: ignore[attr-defined]
    if act.purpose and act.purpose != access.purpose:
        raise Refused(code="purpose")
    values = {name: getattr(body, name) for name in body.model_fields_set if name not in _DOOR}
    intent = access.doing(id=body.action_id, seen=body.seen, at=body.happened_at)
    result = act(intent, *target, **values)
    if isinstance(result, ProtectedModel):
        return Done(
            type=result._meta.label, id=result.pk, version=result.version, code=getattr(result, "code", "")
        )
    return Done(type=act.model._meta.label, id=target[0] if target else None, version=0)


_DOOR = ("action_id", "seen", "happened_at")


def _body(act: Action[Any, Any]) -> type[Schema]:
    """A schema from the signature of the action, unknown fields refused."""
    hints = typing.get_type_hints(act.body)
    fields: dict[str, Any] = {
        "action_id": (UUID | None, Field(None, description="the same id twice has one effect")),
        "seen": (int | None, Field(None, description="the version of the target that was seen")),
        "happened_at": (datetime | None, Field(None, description="when it happened, if not now")),
    }
    for name, parameter in act.signature.parameters.items():
        if parameter.kind is Parameter.KEYWORD_ONLY:
            default = ... if parameter.default is Parameter.empty else parameter.default
            fields[name] = (hints[name], default)
    title = "".join(word.capitalize() for word in act.name.replace("_", ".").split("."))
    return create_model(title, __base__=_Strict, **fields)


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")
