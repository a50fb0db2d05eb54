"""Addresses of the JSON interface and of OpenRosa, which answer in their own way, never with a page; and of the
pages of devices."""

from django.urls import URLPattern, include, path

from jatigi.exchange.api import problems
from jatigi.exchange.api.app import api
from jatigi.exchange.openrosa import devices, views

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = problems.answering(_pattern.callback)

_openrosa = [
    path("openrosa/", views.root, name="openrosa_root"),
    path("openrosa/formList", views.form_list, name="openrosa_list"),
    path("openrosa/forms/<uuid:pk>/form.xml", views.form, name="openrosa_form"),
    path("openrosa/forms/<uuid:pk>/manifest", views.manifest, name="openrosa_manifest"),
    path("openrosa/forms/<uuid:pk>/media/<str:name>", views.media, name="openrosa_media"),
    path("openrosa/submission", views.submit, name="openrosa_submission"),
]
_devices = [
    path("devices/", devices.devices, name="devices"),
    path("devices/new/", devices.new_device, name="new_device"),
    path("devices/<uuid:pk>/revoke/", devices.revoke_device, name="revoke_device"),
]

urlpatterns = [
    path("api/v1/", include((_patterns, _app), namespace=_namespace)),
    path("api/v1/<path:rest>", problems.answering(problems.unknown)),
    path("", include((_openrosa + _devices, "exchange"))),
]
