"""Addresses: `/publications/` for anybody, `/tables/` for those who make them."""

from django.urls import path

from jatigi.publications import public, views

app_name = "publications"

urlpatterns = [
    path("publications/", public.published, name="published"),
    path("publications/<slug:code>/", public.one, name="one"),
    path("publications/<slug:code>/<int:number>/", public.one, name="version"),
    path("publications/<slug:code>/<int:number>.csv", public.as_file, name="file"),
    path("tables/", views.tables, name="tables"),
    path("tables/new/", views.new, name="new"),
    path("tables/<uuid:pk>/", views.table, name="table"),
    path("tables/<uuid:pk>/change/", views.change, name="change"),
    path("tables/<uuid:pk>/act/", views.act, name="act"),
    path("tables/<uuid:pk>/say/", views.say, name="say"),
]
