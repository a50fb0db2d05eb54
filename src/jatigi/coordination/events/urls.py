"""Addresses of events."""

from django.urls import path

from jatigi.coordination.events import views
from jatigi.coordination.events.agenda import views as agenda
from jatigi.coordination.events.programme import views as programme
from jatigi.coordination.events.series import views as series

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/new/", views.new, name="event_new"),
    path("events/series/new/", series.new, name="series_new"),
    path("events/series/<uuid:pk>/end/", series.end, name="series_end"),
    path("events/<uuid:pk>/", views.event, name="event"),
    path("events/<uuid:pk>/change/", views.change, name="event_change"),
    path("events/<uuid:pk>/state/", views.state, name="event_state"),
    path("events/<uuid:pk>/copy/", views.copy, name="event_copy"),
    path("events/<uuid:pk>/people/", views.people, name="event_people"),
    path("events/<uuid:pk>/people/new/", views.add_people, name="event_add_people"),
    path("participants/<uuid:pk>/", views.participant, name="participant"),
    path("participants/<uuid:pk>/remove/", views.remove_participant, name="participant_remove"),
    path("events/<uuid:pk>/sessions/new/", programme.new_session, name="session_new"),
    path("sessions/<uuid:pk>/", programme.session, name="session"),
    path("sessions/<uuid:pk>/remove/", programme.remove_session, name="session_remove"),
    path("events/<uuid:pk>/contributions/new/", programme.new_contribution, name="contribution_new"),
    path("contributions/<uuid:pk>/", programme.contribution, name="contribution"),
    path("contributions/<uuid:pk>/remove/", programme.remove_contribution, name="contribution_remove"),
    path("events/<uuid:pk>/agenda/", agenda.agenda, name="agenda"),
    path("events/<uuid:pk>/agenda/new/", agenda.add, name="agenda_add"),
    path("events/<uuid:pk>/agenda/sheet/", agenda.sheet, name="agenda_sheet"),
    path("agenda/<uuid:pk>/", agenda.item, name="agenda_item"),
    path("agenda/<uuid:pk>/turn/", agenda.turn, name="agenda_turn"),
]
