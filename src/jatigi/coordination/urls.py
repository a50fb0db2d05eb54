"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.bodies.urls import urlpatterns as bodies
from jatigi.coordination.commitments import views as commitments
from jatigi.coordination.documents.urls import urlpatterns as documents
from jatigi.coordination.events.urls import urlpatterns as events
from jatigi.coordination.minutes.urls import urlpatterns as minutes

app_name = "coordination"
urlpatterns = [
    path("commitments/", commitments.listed, name="commitments"),
    path("commitments/<uuid:pk>/", commitments.commitment, name="commitment"),
]

urlpatterns += [*bodies, *events, *minutes, *documents]
