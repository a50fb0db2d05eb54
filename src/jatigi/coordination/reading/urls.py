"""Addresses of texts that are read."""

from django.urls import path

from jatigi.coordination.reading import views

urlpatterns = [
    path("reading/", views.communiques, name="communiques"),
    path("reading/<uuid:pk>/", views.communique, name="communique"),
    path("reading/<uuid:pk>/decide/", views.decide, name="communique_decide"),
    path("reading/<uuid:pk>/drop/", views.drop, name="communique_drop"),
    path("reading/proposals/<uuid:pk>/", views.proposal, name="proposal"),
    path("reading/proposals/<uuid:pk>/take/", views.take, name="proposal_take"),
    path("reading/proposals/<uuid:pk>/refuse/", views.refuse, name="proposal_refuse"),
]
