"""Addresses of minutes."""

from django.urls import path

from jatigi.coordination.minutes import following, views, whole

urlpatterns = [
    path("events/<uuid:pk>/minutes/", views.minutes, name="minutes"),
    path("events/<uuid:pk>/minutes/write/", views.insert, name="minutes_insert"),
    path("paragraphs/<uuid:pk>/", views.paragraph, name="paragraph"),
    path("paragraphs/<uuid:pk>/remove/", views.remove, name="paragraph_remove"),
    path("paragraphs/<uuid:pk>/mark/", views.mark, name="paragraph_mark"),
    path("marks/<uuid:pk>/", whole.decide, name="mark_decide"),
    path("marks/<uuid:pk>/remove/", views.unmark, name="mark_remove"),
    path("events/<uuid:pk>/minutes/state/", whole.state, name="minutes_state"),
    path("minutes/versions/<uuid:pk>/", whole.version, name="minutes_version"),
    path("followed/", following.followed, name="followed"),
]
