"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.bodies.urls import urlpatterns as bodies
from jatigi.coordination.commitments import views as commitments
from jatigi.coordination.commitments.batches import views as batches
from jatigi.coordination.commitments.books import views as books
from jatigi.coordination.commitments.clusters import views as clusters
from jatigi.coordination.documents.urls import urlpatterns as documents
from jatigi.coordination.engagements import views as engagements
from jatigi.coordination.events.urls import urlpatterns as events
from jatigi.coordination.evidence import views as evidence
from jatigi.coordination.frameworks.urls import urlpatterns as frameworks
from jatigi.coordination.handover import views as handover
from jatigi.coordination.measures import views as measures
from jatigi.coordination.measures.comments import views as comments
from jatigi.coordination.measures.links import views as links
from jatigi.coordination.measures.reporting import detail as reports
from jatigi.coordination.measures.reporting import views as reporting
from jatigi.coordination.measures.reporting.files import views as report_files
from jatigi.coordination.minutes.urls import urlpatterns as minutes
from jatigi.coordination.reading.urls import urlpatterns as reading
from jatigi.coordination.reporting import views as follow_up

app_name = "coordination"
urlpatterns = [
    path("commitments/", commitments.listed, name="commitments"),
    path("commitments/overdue/", commitments.overdue, name="overdue"),
    path("commitments/batch/", batches.batch, name="commitment_batch"),
    path("commitments/new/", commitments.new, name="commitment_new"),
    path("commitments/workbook.xlsx", books.take_out, name="commitments_workbook"),
    path("commitments/books/", books.bring, name="books"),
    path("commitments/books/template/", books.template, name="book_template"),
    path("commitments/books/<uuid:pk>/", books.book, name="book"),
    path("commitments/books/<uuid:pk>/choose/", books.choose, name="book_choose"),
    path("commitments/books/<uuid:pk>/write/", books.write, name="book_write"),
    path("commitments/books/<uuid:pk>/drop/", books.drop, name="book_drop"),
    path("commitments/<uuid:pk>/", commitments.commitment, name="commitment"),
    path("measures/", measures.measures, name="measures"),
    path("measures/new/", measures.new, name="measure_new"),
    path("measures/proposed/", measures.proposed, name="proposed_states"),
    path("measures/proposed/<uuid:pk>/", measures.decide, name="proposed_decide"),
    path("measures/due/", reporting.dues, name="reports_due"),
    path("measures/due/<uuid:pk>/link/", links.make, name="report_link"),
    path("measures/links/<uuid:pk>/withdraw/", links.withdraw, name="report_link_withdraw"),
    path("measures/reports/", reporting.waiting, name="progress_list"),
    path("measures/reports/<uuid:pk>/", reports.report, name="progress"),
    path("measures/reports/<uuid:pk>/document/", report_files.attach, name="progress_attach"),
    path("measures/reports/documents/<uuid:pk>/", report_files.file, name="progress_file"),
    path("measures/reports/documents/<uuid:pk>/remove/", report_files.detach, name="progress_detach"),
    path("measures/reports/<uuid:pk>/change/", reporting.rewrite, name="progress_change"),
    path("measures/reports/<uuid:pk>/<slug:verb>/", reports.step, name="progress_step"),
    path("measures/indicators/<uuid:pk>/", reporting.change_indicator, name="indicator_change"),
    path("measures/indicators/<uuid:pk>/report/", reporting.write, name="progress_new"),
    path("measures/<uuid:pk>/", measures.measure, name="measure"),
    path("measures/<uuid:pk>/change/", measures.change, name="measure_change"),
    path("measures/<uuid:pk>/indicator/", reporting.new_indicator, name="indicator_new"),
    path("measures/<uuid:pk>/<slug:verb>/", measures.step, name="measure_step"),
    path("comments/", comments.comments, name="comments"),
    path("comments/<uuid:pk>/", comments.comment, name="comment"),
    path("comments/<uuid:pk>/<slug:verb>/", comments.step, name="comment_step"),
    path("comments/on/<slug:about>/<uuid:pk>/", comments.write, name="comment_write"),
    path("rapport/", links.by_link, name="report_by_link"),
    path("handover/", handover.handover, name="handover"),
    path("engagements/", engagements.engagements, name="engagements"),
    path("engagements/questions/", engagements.asked, name="questions"),
    path("engagements.csv", engagements.as_file, name="engagements_file"),
    path("engagements/<uuid:pk>/", engagements.engagement, name="engagement"),
    path("coordination/reports/", follow_up.reports, name="follow_up"),
    path("coordination/reports/follow-up.docx", follow_up.document, name="follow_up_file"),
    path("coordination/reports/documents/", follow_up.ask, name="follow_up_ask"),
    path("coordination/reports/documents/<uuid:pk>/", follow_up.paper, name="follow_up_paper"),
    path(
        "coordination/reports/documents/<uuid:pk>/progress/",
        follow_up.paper_progress,
        name="follow_up_progress",
    ),
    path("coordination/reports/documents/<uuid:pk>/file/", follow_up.paper_file, name="follow_up_paper_file"),
    path("coordination/evidence/", evidence.evidence, name="evidence"),
    path("coordination/evidence/new/", evidence.new, name="evidence_new"),
    path("coordination/evidence/<uuid:pk>/stop/", evidence.stop, name="evidence_stop"),
    path("commitments/<uuid:pk>/edit/", commitments.edit, name="commitment_edit"),
    path("commitments/<uuid:pk>/address/", commitments.address, name="commitment_address"),
    path("commitments/<uuid:pk>/move/", commitments.move, name="commitment_move"),
    path("commitments/<uuid:pk>/publish/", commitments.publish, name="commitment_publish"),
    path("commitments/<uuid:pk>/unpublish/", commitments.unpublish, name="commitment_unpublish"),
    path("commitments/<uuid:pk>/decline/", commitments.decline, name="commitment_decline"),
    path("commitments/addressees/<uuid:pk>/", commitments.answer, name="commitment_answer"),
    path("clusters/", clusters.clusters, name="clusters"),
    path("clusters/proposals/", clusters.proposals, name="cluster_proposals"),
    path("clusters/look/", clusters.look, name="cluster_look"),
    path("clusters/decide/", clusters.decide, name="cluster_decide"),
    path("clusters/<uuid:pk>/", clusters.cluster, name="cluster"),
    path("clusters/<uuid:pk>/rename/", clusters.rename, name="cluster_rename"),
    path("clusters/<uuid:pk>/merge/", clusters.merge, name="cluster_merge"),
    path("clusters/<uuid:pk>/separate/", clusters.separate, name="cluster_separate"),
    path("clusters/<uuid:pk>/answer/", clusters.answer, name="cluster_answer"),
]
urlpatterns += [*bodies, *events, *minutes, *documents, *frameworks, *reading]
