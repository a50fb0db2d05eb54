"""Addresses of questions: ids only."""

from django.urls import path

from jatigi.inquiries.views import asking, deciding

app_name = "inquiries"

urlpatterns = [
    path("people/<uuid:person>/ask/", asking.ask, name="ask"),
    path("inquiries/", asking.asked, name="asked"),
    path("inquiries/transmitted/", asking.transmitted, name="transmitted"),
    path("inquiries/received/", deciding.received, name="received"),
    path("inquiries/received/<uuid:pk>/", deciding.decide, name="decide"),
    path("inquiries/received/<uuid:pk>/quiet/", deciding.quiet, name="quiet"),
    path("inquiries/<uuid:pk>/", asking.inquiry, name="inquiry"),
]
