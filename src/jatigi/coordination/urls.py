"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.engagements import views as engagements
from jatigi.coordination.evidence import views as evidence
from jatigi.coordination.reporting import views as reporting

app_name = "coordination"

urlpatterns = [
    path("engagements/", engagements.engagements, name="engagements"),
    path("engagements/questions/", engagements.asked, name="questions"),
    path("engagements.csv", engagements.as_file, name="engagements_file"),
    path("engagements/<uuid:pk>/", engagements.engagement, name="engagement"),
    path("coordination/reports/", reporting.reports, name="follow_up"),
    path("coordination/reports/follow-up.docx", reporting.document, name="follow_up_file"),
    path("coordination/evidence/", evidence.evidence, name="evidence"),
    path("coordination/evidence/new/", evidence.new, name="evidence_new"),
    path("coordination/evidence/<uuid:pk>/stop/", evidence.stop, name="evidence_stop"),
]
