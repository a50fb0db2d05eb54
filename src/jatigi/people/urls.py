"""Addresses of the welcome desk. No name ever stands in one."""

from django.urls import path

from jatigi.people import views

app_name = "people"

urlpatterns = [
    path("people/<uuid:pk>/", views.person, name="person"),
]
