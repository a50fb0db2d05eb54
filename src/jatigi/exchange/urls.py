"""Addresses of the JSON interface and of OpenRosa, which answer in their own way, never with a page; and of the
pages of devices."""

from django.urls import URLPattern, include, path

from jatigi.exchange.api import problems
from jatigi.exchange.api.app import api
from jatigi.exchange.hsds import views as hsds
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
_hsds = [
    path("hsds/", hsds.root, name="hsds"),
    path("hsds/services", hsds.services, name="hsds_services"),
    path("hsds/services/<uuid:pk>", hsds.service, name="hsds_service"),
    path("hsds/service_at_locations", hsds.service_at_locations, name="hsds_service_at_locations"),
    path("hsds/service_at_locations/<uuid:pk>", hsds.service_at_location, name="hsds_service_at_location"),
    path("hsds/organizations", hsds.organizations, name="hsds_organizations"),
    path("hsds/organizations/<uuid:pk>", hsds.organization, name="hsds_organization"),
    path("hsds/locations", hsds.locations, name="hsds_locations"),
    path("hsds/locations/<uuid:pk>", hsds.location, name="hsds_location"),
    path("hsds/taxonomies", hsds.taxonomies, name="hsds_taxonomies"),
    path("hsds/taxonomies/<uuid:pk>", hsds.taxonomy_record, name="hsds_taxonomy"),
    path("hsds/taxonomy_terms", hsds.taxonomy_terms, name="hsds_taxonomy_terms"),
    path("hsds/taxonomy_terms/<uuid:pk>", hsds.taxonomy_term, name="hsds_taxonomy_term"),
    path("hsds/<path:rest>", hsds.unknown, name="hsds_unknown"),
]
_devices = [
    path("devices/", devices.devices, name="devices"),
    path("devices/new/", devices.new_device, name="new_device"),
    path("devices/<uuid:pk>/revoke/", devices.revoke_device, name="revoke_device"),
]

urlpatterns = [
    path("api/v1/", include((_patterns, _app), namespace=_namespace)),
    path("api/v1/<path:rest>", problems.answering(problems.unknown)),
    path("", include((_openrosa + _hsds + _devices, "exchange"))),
]
