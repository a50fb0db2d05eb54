"""Addresses of the ledger."""

from django.urls import path

from jatigi.protection import views

app_name = "protection"

urlpatterns = [
    path("people/<uuid:subject>/agreements/", views.ledger, name="ledger"),
    path("people/<uuid:subject>/agreements/new/", views.consent, name="consent"),
    path("second-looks/", views.second_looks, name="second_looks"),
]
