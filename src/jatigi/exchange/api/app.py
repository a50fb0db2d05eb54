"""The interface put together: token, reads of the rooms, writes of the registry."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.security import HttpBearer

from jatigi.agencies import tokens
from jatigi.exchange.api import problems, writes
from jatigi.kernel.access import Access
from jatigi.kernel.http import public


class Bearer(HttpBearer):
    """`Authorization: Bearer …`: the token of one person for one purpose."""

    def authenticate(self, request: HttpRequest, token: str) -> Access | None:
        access = tokens.access_of_token(token)
        if access is not None:
            request.access = access  # type: ignore[attr-defined]
        return access


class Interface(NinjaAPI):
    """Describes itself once: working the description out takes a second, and anybody may ask for it."""

    _described: Any = None

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        if self._described is None:
            self._described = super().get_openapi_schema(*args, **kwargs)
        return self._described


def build() -> NinjaAPI:
    """The whole interface. A room offers its reads as `routers: dict[prefix, Router]` in its `api.py`."""
    api = Interface(
        title="Jatigi",
        version="1",
        description="Visits, people, stays, lawful bases, cases, referrals, services; bodies, events, commitments, measures, frameworks.",
        auth=Bearer(),
        docs_url=None,
        docs_decorator=lambda view: public()(require_safe(view)),
        urls_namespace="api",
    )
    problems.register(api)
    for room in settings.ROOMS:
        if find_spec(f"{room}.api") and room not in ("jatigi.kernel", "jatigi.exchange"):
            for prefix, routes in import_module(f"{room}.api").routers.items():
                api.add_router(prefix, routes)
    api.add_router("", writes.router())
    return api


api = build()
