"""Addresses of the welcome desk. No name ever stands in one."""

from django.urls import path

from jatigi.people.duplicates import views as duplicates
from jatigi.people.views import desk, due, lists, paper, people, registration, stays

app_name = "people"

urlpatterns = [
    path("welcome/", desk.welcome, name="welcome"),
    path("welcome/<uuid:pk>/danger/", desk.danger, name="danger"),
    path("welcome/<uuid:pk>/now/", desk.now, name="now"),
    path("people/", people.people, name="people"),
    path("people/search/", desk.search, name="search"),
    path("people/new/", registration.new, name="new"),
    path("people/new/alike/", registration.alike, name="alike"),
    path("people/due/", due.due, name="due"),
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/duplicates/<uuid:pk>/", duplicates.compare, name="compare"),
    path("people/duplicates/<uuid:pk>/join/", duplicates.merge, name="merge"),
    path("people/joined/<uuid:pk>/separate/", duplicates.separate, name="separate"),
    path("people/lists/", lists.bring, name="imports"),
    path("people/lists/template/", lists.empty, name="import_template"),
    path("people/lists/<uuid:pk>/", lists.brought, name="import"),
    path("people/lists/<uuid:pk>/progress/", lists.progress, name="import_progress"),
    path("people/lists/<uuid:pk>/accept/", lists.accept, name="import_accept"),
    path("people/lists/<uuid:pk>/drop/", lists.drop, name="import_drop"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/edit/", registration.edit, name="edit"),
    path("people/<uuid:pk>/duplicate/", duplicates.report, name="report_duplicate"),
    path("people/<uuid:pk>/visitor/", desk.visitor, name="visitor"),
    path("people/<uuid:pk>/together/", people.together, name="together"),
    path("people/<uuid:pk>/arrive/", stays.arrive, name="arrive"),
    path("people/<uuid:pk>/erase/", due.erase, name="erase"),
    path("group-members/<uuid:pk>/leave/", people.leave, name="leave"),
    path("stays/tonight/", stays.tonight, name="tonight"),
    path("stays/<uuid:pk>/bed/", stays.bed, name="bed"),
    path("stays/<uuid:pk>/depart/", stays.depart, name="depart"),
    path("paper/", paper.sheets, name="paper"),
    path("paper/visits/", paper.visits, name="paper_visits"),
    path("paper/registration/", paper.registration, name="paper_registration"),
]
