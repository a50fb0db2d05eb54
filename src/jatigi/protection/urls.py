"""Addresses of the ledger."""

from django.urls import path

from jatigi.protection import views

app_name = "protection"

urlpatterns = [
    path("people/<uuid:subject>/agreements/", views.ledger, name="ledger"),
    path("people/<uuid:subject>/agreements/new/", views.consent, name="consent"),
    path("people/<uuid:subject>/agreements/urgent/", views.urgent, name="urgent"),
    path("people/<uuid:subject>/sheet/", views.sheet, name="sheet"),
    path("agreements/paper/", views.paper, name="paper"),
    path("agreements/<uuid:pk>/", views.agreement, name="agreement"),
    path("agreements/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("second-looks/", views.second_looks, name="second_looks"),
    path("second-looks/<uuid:pk>/", views.second_look, name="second_look"),
]
