"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.commitments import views as commitments

app_name = "coordination"
urlpatterns = [
    path("commitments/", commitments.listed, name="commitments"),
    path("commitments/overdue/", commitments.overdue, name="overdue"),
    path("commitments/new/", commitments.new, name="commitment_new"),
    path("commitments/<uuid:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<uuid:pk>/edit/", commitments.edit, name="commitment_edit"),
    path("commitments/<uuid:pk>/address/", commitments.address, name="commitment_address"),
    path("commitments/<uuid:pk>/move/", commitments.move, name="commitment_move"),
    path("commitments/<uuid:pk>/publish/", commitments.publish, name="commitment_publish"),
    path("commitments/<uuid:pk>/unpublish/", commitments.unpublish, name="commitment_unpublish"),
    path("commitments/<uuid:pk>/decline/", commitments.decline, name="commitment_decline"),
    path("commitments/addressees/<uuid:pk>/", commitments.answer, name="commitment_answer"),
]
