"""Addresses of forms and answers. A person stands in them by a random id, never by name or code."""

from django.urls import path

from jatigi.questionnaires import views
from jatigi.questionnaires.catalogue.urls import urlpatterns as catalogue
from jatigi.questionnaires.data import views as data
from jatigi.questionnaires.filling import answers
from jatigi.questionnaires.filling import views as filling

app_name = "questionnaires"

urlpatterns = [
    path("forms/screening/paper/", views.paper, name="paper"),
    *catalogue,
    path("forms/drafts/", filling.drafts, name="drafts"),
    path("forms/drafts/<uuid:pk>/discard", filling.discard, name="discard_draft"),
    path("forms/drafts/<uuid:pk>/instance", filling.draft_instance, name="draft_instance"),
    path("forms/drafts/<uuid:pk>/files/<str:name>", filling.draft_file, name="draft_file"),
    path("forms/<slug:code>/fill/", filling.fill_about, name="fill_about"),
    path("forms/<slug:code>/fill/answers", filling.receive_about, name="receive_about"),
    path("forms/<slug:code>/fill/draft", filling.save_draft, name="save_draft"),
    path("forms/<slug:code>/<uuid:subject>/", filling.fill, name="fill"),
    path("forms/<slug:code>/<uuid:subject>/answers", filling.receive, name="receive"),
    path("forms/<slug:code>/versions/<str:number>/xform", views.xform, name="xform"),
    path("forms/<slug:code>/versions/<str:number>/files/<str:name>", views.form_file, name="form_file"),
    path("answers/<uuid:pk>/", views.outcome, name="outcome"),
    path("answers/<uuid:pk>/correct", filling.correct, name="correct"),
    path("answers/<uuid:pk>/instance", filling.instance, name="instance"),
    path("answers/<uuid:pk>/read", answers.answer, name="answer"),
    path("answers/<uuid:pk>/files/<str:name>", filling.answer_file, name="answer_file"),
    path("forms/<slug:code>/data/", data.data, name="data"),
    path("forms/<slug:code>/data/import/", data.bring, name="bring"),
    path("exports/<uuid:pk>/", data.export, name="export"),
    path("exports/<uuid:pk>/progress", data.export_progress, name="export_progress"),
    path("exports/<uuid:pk>/<slug:verb>/", data.decide_export, name="decide_export"),
    path("exports/<uuid:pk>/file", data.take_export, name="take_export"),
]
