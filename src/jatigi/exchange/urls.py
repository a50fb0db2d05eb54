"""Addresses of the JSON interface. What is not there is answered in its own way, never with a page."""

from django.urls import URLPattern, include, path

from jatigi.exchange.api import problems
from jatigi.exchange.api.app import api

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = problems.answering(_pattern.callback)

urlpatterns = [
    path("api/v1/", include((_patterns, _app), namespace=_namespace)),
    path("api/v1/<path:rest>", problems.answering(problems.unknown)),
]
