"""Addresses of the catalogue, below /forms/."""

from django.urls import path

from jatigi.questionnaires.catalogue import views

urlpatterns = [
    path("forms/", views.catalogue, name="catalogue"),
    path("forms/bring", views.bring, name="bring_form"),
    path("forms/<uuid:pk>/", views.form, name="form"),
    path("forms/<uuid:pk>/bring", views.bring_version, name="bring_version"),
    path("forms/<uuid:pk>/settings", views.settle, name="settle"),
    path("forms/<uuid:pk>/retire", views.retire, name="retire"),
    path("forms/<uuid:pk>/reopen", views.reopen, name="reopen"),
    path("forms/version-<uuid:pk>/trial", views.trial, name="trial"),
    path("forms/version-<uuid:pk>/tried", views.tried, name="tried"),
    path("forms/version-<uuid:pk>/xform", views.version_xform, name="version_xform"),
    path("forms/version-<uuid:pk>/media/<str:name>", views.version_file, name="version_file"),
    path("forms/version-<uuid:pk>/publish", views.publish, name="publish"),
    path("forms/version-<uuid:pk>/original", views.original, name="original"),
    path("forms/version-<uuid:pk>/clean", views.clean_copy, name="clean_copy"),
]
