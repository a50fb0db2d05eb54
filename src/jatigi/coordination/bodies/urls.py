"""Addresses of bodies and their calendars."""

from django.urls import path

from jatigi.coordination.bodies import views
from jatigi.coordination.bodies.feeds import views as feeds
from jatigi.coordination.bodies.work import views as work

urlpatterns = [
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/new/", views.new, name="body_new"),
    path("bodies/<uuid:pk>/", views.body, name="body"),
    path("bodies/<uuid:pk>/change/", views.change, name="body_change"),
    path("bodies/<uuid:pk>/archive/", views.archive, name="body_archive"),
    path("bodies/<uuid:pk>/members/", views.members, name="body_members"),
    path("bodies/<uuid:pk>/members/new/", views.seat, name="body_seat"),
    path("bodies/<uuid:pk>/members/<uuid:organisation>/", views.contact, name="body_contact"),
    path("seats/<uuid:pk>/end/", views.unseat, name="seat_end"),
    path("bodies/<uuid:pk>/work/", work.plan, name="body_work"),
    path("bodies/<uuid:pk>/work/new/", work.new, name="work_new"),
    path("work/<uuid:pk>/", work.change, name="work_line"),
    path("bodies/<uuid:pk>/calendar/", feeds.calendar, name="body_calendar"),
    path("bodies/<uuid:pk>/calendar.ics", feeds.public_feed, name="body_ics"),
    path("calendar/<str:token>.ics", feeds.private_feed, name="feed"),
]
