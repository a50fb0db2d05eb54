"""Addresses of the directory."""

from django.urls import path

from jatigi.directory import views
from jatigi.directory.alone import views as alone
from jatigi.directory.proposals import views as proposals
from jatigi.directory.reports import views as reports
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
    path("services/upkeep/", reports.upkeep, name="upkeep"),
    path("services/missing/", reports.missing, name="missing"),
    path("services/reports/<uuid:pk>/", reports.report, name="report"),
    path("services/proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("services/proposals/<uuid:pk>/decide/", proposals.decide, name="decide"),
    path("services/<uuid:pk>/", views.service, name="service"),
    path("services/<uuid:pk>/edit/", views.edit, name="edit"),
    path("services/<uuid:pk>/places/", views.places_free, name="places"),
    path("services/<uuid:pk>/assure/", views.assure, name="assure"),
    path("services/<uuid:pk>/approve/", views.approve, name="approve"),
    path("services/<uuid:pk>/report/", reports.on_service, name="report_on"),
    path("services/<uuid:pk>/suspend/", views.suspend, name="suspend"),
    path("services/<uuid:pk>/resume/", views.resume, name="resume"),
    path("services/<uuid:pk>/end/", views.end, name="end"),
    path("info/", alone.start, name="alone"),
    path("info/<slug:tongue>/", alone.start, name="alone_in"),
    path("info/<slug:tongue>/<int:number>/", alone.places, name="alone_places"),
    path("info/<slug:tongue>/<int:number>/<slug:code>/", alone.services, name="alone_services"),
]
