"""Addresses of coordination."""

from django.urls import path

from jatigi.coordination.bodies.urls import urlpatterns as bodies
from jatigi.coordination.commitments import views as commitments
from jatigi.coordination.documents.urls import urlpatterns as documents
from jatigi.coordination.events.urls import urlpatterns as events
from jatigi.coordination.minutes.urls import urlpatterns as minutes
from jatigi.coordination.reading.urls import urlpatterns as reading
from jatigi.coordination.commitments.batches import views as batches
from jatigi.coordination.commitments.books import views as books
from jatigi.coordination.commitments.clusters import views as clusters

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

urlpatterns += [*bodies, *events, *minutes, *documents, *reading]
