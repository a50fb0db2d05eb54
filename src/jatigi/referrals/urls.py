"""Addresses of referrals: ids and codes of the vocabulary only."""

from django.urls import path

from jatigi.referrals.following.views import complaints, person
from jatigi.referrals.following.views import sender as following
from jatigi.referrals.guests.views import guest, sender
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
    path("referrals/read-out/", sender.read_out, name="read_out"),
    path("referrals/<uuid:pk>/link/", sender.invite, name="invite"),
    path("referrals/links/<uuid:pk>/withdraw/", sender.withdraw, name="withdraw_link"),
    path("referrals/<uuid:pk>/by-phone/", sender.by_phone, name="by_phone"),
    path("referrals/<uuid:pk>/slip/", sender.slip, name="slip"),
    path("reponse/", guest.start, name="guest"),
    path("reponse/<uuid:pk>/", guest.answer, name="guest_answer"),
    path("reponse/<uuid:pk>/<slug:verb>/", guest.give, name="guest_give"),
    path("referrals/<uuid:pk>/follow/", following.follow, name="follow"),
    path("referrals/<uuid:pk>/feedback/", following.feedback, name="feedback"),
    path("suivi/", person.follow, name="suivi"),
    path("suivi/avis/", person.feedback, name="suivi_feedback"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/figures/", complaints.counted, name="complaints_counted"),
    path("complaints/desks/", complaints.desks, name="complaints_desks"),
    path("complaints/desks/<uuid:pk>/end/", complaints.end_desk, name="end_complaints_desk"),
    path("complaints/<uuid:pk>/", complaints.complaint, name="complaint"),
    path("complaints/<uuid:pk>/take/", complaints.take, name="take_complaint"),
    path("referrals/<uuid:pk>/sheet/", detail.sheet, name="sheet"),
    path("cases/<uuid:case>/refer/", sending.choose, name="send"),
    path("cases/<uuid:case>/refer/<uuid:service>/", sending.compose, name="send_to"),
    path("people/<uuid:person>/refer/", sending.choose, name="send_person"),
    path("people/<uuid:person>/refer/<uuid:service>/", sending.compose, name="send_person_to"),
]
