"""Registered actions as operations: `POST /visits/record`, `POST /cases/{id}/write-note`."""

import typing
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from inspect import Parameter
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model, model_validator

from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import EARLIEST, Action, Creation, registry
from jatigi.kernel.api import ERRORS, asking
from jatigi.kernel.models import ProtectedModel

OFFERED = (
    "visit.record", "visit.danger", "visit.link",
    "person.register", "person.update", "group.join", "group.leave",
    "stay.begin", "stay.move", "stay.end",
    "basis.record", "basis.withdraw",
    "case.open", "case.assign", "case.set_urgency", "case.set_tracks", "case.hand_off_to_asylum",
    "case.request_closure", "case.depart", "case.reopen",
    "area.assess", "note.write", "task.add", "service.give",
    "referral.send", "referral.receive", "referral.accept", "referral.waitlist", "referral.decline",
    "referral.redirect", "referral.serve", "referral.not_reached", "referral.complete", "referral.recall",
    "referral.confirm_erasure", "referral.write", "referral.no_show", "referral.person_declines", "referral.withdraw",
    "service.create", "service.update", "service.set_places", "service.assure", "service.suspend",
    "service.resume", "service.end",
)  # fmt: skip
"""What a program may do with a token. Nothing internal, nothing of accounts, nothing that asks for a second
factor, and no signature: plans, closures and second looks are approved by a person in front of the page."""

PURPOSES = (Purpose.RECEPTION, Purpose.CASE_MANAGEMENT)
"""What a token must be for, where the action itself leaves the purpose open."""

COLLECTIONS = {
    "people.Person": "people",
    "people.GroupMember": "group-members",
    "protection.LawfulBasis": "lawful-bases",
}
"""Where things are found, if not under the plural of their table's name."""


Moment = Annotated[AwareDatetime, Field(ge=EARLIEST, lt=datetime(2200, 1, 1, tzinfo=UTC))]
"""A moment with its time zone (without one it could be any of 24), in the lifetime of this system."""
MOMENTS: dict[Any, Any] = {datetime: Moment, datetime | None: Moment | None}


class Done(Schema):
    """What an operation made or changed."""

    type: str
    id: UUID | None
    version: int
    code: str = ""


class Asked(BaseModel):
    """What every operation takes. Unknown fields are refused, at any depth."""

    model_config = ConfigDict(extra="forbid")

    action_id: UUID | None = Field(None, description="given by the client; the same id twice has one effect")
    seen: int | None = Field(None, ge=0, description="the version of the target that its author saw")
    happened_at: Moment | None = Field(None, description="when it happened, if not now")

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, values: Any) -> Any:
        """No database takes U+0000 or half a surrogate pair."""
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in _letters(values)):
            raise ValueError("a text holds U+0000 or half a surrogate pair")
        return values


def path_of(act: Action[Any, Any]) -> str:
    """Where an action is found: "/cases/{uuid:id}/assign"; with the noun where it is not the collection's own."""
    noun, _, verb = act.name.partition(".")
    collection = COLLECTIONS.get(act.model._meta.label, f"{act.model._meta.model_name}s")
    own = noun == act.model._meta.model_name or act.model._meta.label in COLLECTIONS
    step = (verb if own else f"{verb}_{noun}").replace("_", "-")
    return f"/{collection}/{step}" if isinstance(act, Creation) else f"/{collection}/{{uuid:id}}/{step}"


def router() -> Router:
    """A router with one operation for each action that is offered."""
    routes = Router(tags=["actions"])
    for act in map(registry.__getitem__, OFFERED):
        operation = _creating(act) if isinstance(act, Creation) else _changing(act)
        operation.__name__ = act.name.replace(".", "_")
        operation.__doc__ = act.__doc__
        routes.post(
            path_of(act), response={200: Done, **ERRORS}, operation_id=operation.__name__, summary=act.name
        )(operation)
    return routes


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
    access = asking(request, *([act.purpose] if act.purpose else PURPOSES))
    values = {name: getattr(body, name) for name in body.model_fields_set - Asked.model_fields.keys()}
    intent = access.doing(id=body.action_id, seen=body.seen, at=body.happened_at)
    result = act(intent, *target, **values)
    if isinstance(result, ProtectedModel):
        return Done(
            type=result._meta.label, id=result.pk, version=result.version, code=getattr(result, "code", "")
        )
    return Done(type=act.model._meta.label, id=target[0] if target else None, version=0)


def _body(act: Action[Any, Any]) -> type[Asked]:
    """A schema from the signature of the action."""
    hints = typing.get_type_hints(act.body)
    fields: dict[str, Any] = {
        name: (
            MOMENTS.get(hints[name], hints[name]),
            ... if parameter.default is Parameter.empty else parameter.default,
        )
        for name, parameter in act.signature.parameters.items()
        if parameter.kind is Parameter.KEYWORD_ONLY
    }
    title = "".join(word.capitalize() for word in act.name.replace("_", ".").split("."))
    return create_model(title, __base__=Asked, **fields)


def _letters(values: Any) -> Iterator[str]:
    """Every letter of every text in a JSON value."""
    if isinstance(values, str):
        yield from values
    elif isinstance(values, Mapping):
        for name, value in values.items():
            yield from _letters(name)
            yield from _letters(value)
    elif isinstance(values, list):
        for value in values:
            yield from _letters(value)
