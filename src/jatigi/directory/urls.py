"""Addresses of the directory."""

from django.urls import path

from jatigi.directory import views
from jatigi.directory.workbooks import views as workbooks

app_name = "directory"

urlpatterns = [
    path("services/", views.search, name="search"),
    path("services/own/", views.own, name="own"),
    path("services/new/", views.new, name="new"),
    path("services/3w.<str:kind>", workbooks.published, name="published"),
    path("services/workbooks/", workbooks.bring, name="workbooks"),
    path("services/workbooks/template/", workbooks.empty, name="workbook_template"),
    path("services/workbooks/<uuid:pk>/", workbooks.workbook, name="workbook"),
    path("services/workbooks/<uuid:pk>/answers/", workbooks.answer, name="workbook_answer"),
    path("services/workbooks/<uuid:pk>/write/", workbooks.write, name="workbook_write"),
    path("services/workbooks/<uuid:pk>/drop/", workbooks.drop, name="workbook_drop"),
    path("services/<uuid:pk>/", views.service, name="service"),
    path("services/<uuid:pk>/edit/", views.edit, name="edit"),
    path("services/<uuid:pk>/places/", views.places_free, name="places"),
    path("services/<uuid:pk>/assure/", views.assure, name="assure"),
    path("services/<uuid:pk>/suspend/", views.suspend, name="suspend"),
    path("services/<uuid:pk>/resume/", views.resume, name="resume"),
    path("services/<uuid:pk>/end/", views.end, name="end"),
]
