"""Addresses of documents."""

from django.urls import path

from jatigi.coordination.documents import views

urlpatterns = [
    path("bodies/<uuid:pk>/documents/new/", views.to_body, name="body_document"),
    path("events/<uuid:pk>/documents/new/", views.to_event, name="event_document"),
    path("documents/<uuid:pk>/", views.document, name="document"),
    path("documents/<uuid:pk>/remove/", views.remove, name="document_remove"),
]
