"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.commitments import views as commitments

app_name = "coordination"
urlpatterns = [
    path("commitments/", commitments.listed, name="commitments"),
    path("commitments/<uuid:pk>/", commitments.commitment, name="commitment"),
]
