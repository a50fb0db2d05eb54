"""Addresses of referrals: ids and codes of the vocabulary only."""

from django.urls import path

from jatigi.referrals.views import along, answering, boxes, detail, drafts, duty, passing, sending

app_name = "referrals"

urlpatterns = [
    path("referrals/inbox/", boxes.inbox, name="inbox"),
    path("referrals/outbox/", boxes.outbox, name="outbox"),
    path("referrals/code/", boxes.code, name="code"),
    path("referrals/emergency/", sending.emergency, name="emergency"),
    path("referrals/<uuid:pk>/", detail.detail, name="detail"),
    path("referrals/<uuid:pk>/draft/", drafts.resume, name="draft"),
    path("referrals/<uuid:pk>/discard/", drafts.discard, name="discard"),
    path("referrals/<uuid:pk>/answer/<slug:verb>/", answering.answer, name="answer"),
    path("referrals/<uuid:pk>/nothing-kept/", answering.nothing_kept, name="nothing_kept"),
    path("referrals/<uuid:pk>/message/", detail.message, name="message"),
    path("referrals/<uuid:pk>/accompany/", along.accompany, name="accompany"),
    path("referrals/<uuid:pk>/arrive/", along.arrive, name="arrive"),
    path("referrals/<uuid:pk>/return/", along.agree_return, name="return"),
    path("referrals/duty/", duty.rota_page, name="duty"),
    path("referrals/duty/<uuid:pk>/take/", duty.take, name="duty_take"),
    path("referrals/<uuid:pk>/attach/", detail.attach, name="attach"),
    path("referrals/<uuid:pk>/recall/", detail.recall, name="recall"),
    path("referrals/<uuid:pk>/again/", sending.again, name="again"),
    path("referrals/<uuid:pk>/send-on/", passing.send_on, name="send_on"),
    path("referrals/<uuid:pk>/sheet/", detail.sheet, name="sheet"),
    path("cases/<uuid:case>/refer/", sending.choose, name="send"),
    path("cases/<uuid:case>/refer/<uuid:service>/", sending.compose, name="send_to"),
    path("people/<uuid:person>/refer/", sending.choose, name="send_person"),
    path("people/<uuid:person>/refer/<uuid:service>/", sending.compose, name="send_person_to"),
]
