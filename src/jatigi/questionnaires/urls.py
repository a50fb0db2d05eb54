"""Addresses of forms and answers. A person stands in them by a random id, never by name or code."""

from django.urls import path

from jatigi.questionnaires import views

app_name = "questionnaires"

urlpatterns = [
    path("forms/screening/paper/", views.paper, name="paper"),
    path("forms/<slug:code>/<uuid:subject>/", views.fill, name="fill"),
    path("forms/<slug:code>/<uuid:subject>/answers", views.receive, name="receive"),
    path("forms/<slug:code>/versions/<str:number>/xform", views.xform, name="xform"),
    path("answers/<uuid:pk>/", views.outcome, name="outcome"),
    path("answers/<uuid:pk>/correct", views.correct, name="correct"),
    path("answers/<uuid:pk>/instance", views.instance, name="instance"),
]
