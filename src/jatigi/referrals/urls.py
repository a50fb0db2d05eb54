from django.urls import path

from jatigi.referrals import views

app_name = "referrals"
urlpatterns = [
    path("referrals/inbox/", views.inbox, name="inbox"),
    path("referrals/outbox/", views.outbox, name="outbox"),
    path("referrals/emergency/", views.emergency, name="emergency"),
    path("referrals/<uuid:pk>/", views.detail, name="detail"),
]
