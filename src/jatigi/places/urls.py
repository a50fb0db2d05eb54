"""Addresses of sites and reference data."""

from django.urls import path

from jatigi.places import views

app_name = "places"

urlpatterns = [
    path("sites/", views.sites, name="sites"),
    path("sites/new/", views.create, name="create"),
    path("sites/<uuid:pk>/", views.site, name="site"),
    path("sites/<uuid:pk>/edit/", views.edit, name="edit"),
    path("sites/<uuid:pk>/today/", views.note, name="note"),
    path("beds/", views.board, name="board"),
    path("regions/", views.regions, name="regions"),
]
