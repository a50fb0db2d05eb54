"""Addresses: every room brings its own `urls.py`."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from jatigi.project import views

handler404 = views.not_found

urlpatterns = [
    path("health/live", views.health, name="health"),
    path("health/ready", views.ready, name="ready"),
    *[
        path("", include(f"{room}.urls"))
        for room in settings.ROOMS
        if room != "jatigi.project" and find_spec(f"{room}.urls")
    ],
]
