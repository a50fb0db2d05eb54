"""Addresses of the ledger and of agreements between organisations."""

from django.urls import path

from jatigi.protection import views
from jatigi.protection.agreements import views as agreements

app_name = "protection"

urlpatterns = [
    path("people/<uuid:subject>/agreements/", views.ledger, name="ledger"),
    path("people/<uuid:subject>/agreements/new/", views.consent, name="consent"),
    path("people/<uuid:subject>/agreements/urgent/", views.urgent, name="urgent"),
    path("people/<uuid:subject>/sheet/", views.sheet, name="sheet"),
    path("agreements/paper/", views.paper, name="paper"),
    path("agreements/<uuid:pk>/", views.agreement, name="agreement"),
    path("agreements/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("sharing/", agreements.sharing, name="sharing"),
    path("sharing/new/", agreements.new, name="sharing_new"),
    path("sharing/<uuid:pk>/", agreements.one, name="sharing_one"),
    path("sharing/<uuid:pk>/change/", agreements.change, name="sharing_change"),
    path("sharing/<uuid:pk>/sign/", agreements.sign, name="sharing_sign"),
    path("sharing/<uuid:pk>/stop/", agreements.stop, name="sharing_stop"),
    path("second-looks/", views.second_looks, name="second_looks"),
    path("second-looks/<uuid:pk>/", views.second_look, name="second_look"),
]
