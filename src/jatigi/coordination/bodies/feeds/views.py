"""The calendar of a body: how to subscribe, and the feeds themselves."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jatigi.agencies import who
from jatigi.coordination.asking import found
from jatigi.coordination.bodies import rules
from jatigi.coordination.bodies.feeds import actions
from jatigi.coordination.bodies.feeds.calendar import written
from jatigi.coordination.bodies.models import Body, CalendarFeed
from jatigi.coordination.events.models import Event
from jatigi.coordination.rules import PUBLIC
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS, Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, public

BEFORE = timedelta(days=366)
MOST = 500
ICAL = "text/calendar; charset=utf-8"


@page(purpose=Purpose.OVERSIGHT)
def calendar(request: Request, pk: UUID) -> HttpResponse:
    """How to subscribe; a secret address is shown once, when it is made."""
    body = found(request.access, Body, pk)
    secret = ""
    if request.method == "POST":
        token = getattr(
            actions.renew(intent(request), body), "secret", ""
        )  # sent twice: it was shown already
        secret = request.build_absolute_uri(reverse("coordination:feed", args=[token])) if token else ""
    mine = CalendarFeed.objects.visible_to(request.access).filter(body=body).first()
    address = request.build_absolute_uri(reverse("coordination:body_ics", args=[pk])) if body.public else ""
    context = {"body": body, "feed": mine, "secret": secret, "public_address": address}
    return render(request, "coordination/bodies/calendar.html", context)


@public()
def public_feed(request: Request, pk: UUID) -> HttpResponse:
    """What anybody may know, whoever asks. Raises `NotFound` for a body that is not public."""
    body = Body.objects.visible_to(ANONYMOUS).filter(pk=pk).first()
    if body is None:
        raise NotFound
    return _answer(request, ANONYMOUS, body)


@public()
def private_feed(request: Request, token: str) -> HttpResponse:
    """What the owner of a secret address may see today: a member who left sees nothing any more."""
    rows = CalendarFeed.objects.visible_to(rules.KNOWING)
    feed = rows.filter(token_hash=who.secret_hash(token)).first()
    working = who.working(feed.account_id, feed.organisation_id) if feed else []
    if feed is None or not working or working[0].organisation_id != feed.organisation_id:
        raise NotFound
    access = who.access_as(working[0]).for_purpose(Purpose.OVERSIGHT)
    return _answer(request, access, found(access, Body, feed.body_id))


def _answer(request: Request, access: Access, body: Body) -> HttpResponse:
    rows = Event.objects.visible_to(access).filter(body=body, ends_on__gte=clock.today() - BEFORE)
    if access == ANONYMOUS:
        rows = rows.filter(PUBLIC)
    events = rows.order_by("-starts_on", "id")[:MOST]
    content = written(body, events, lambda one: _page(request, one, access))
    headers = {
        "Content-Disposition": 'inline; filename="calendrier.ics"',
        "Cache-Control": "private, max-age=3600",
    }
    return HttpResponse(content, content_type=ICAL, headers=headers)


def _page(request: Request, event: Event, access: Access) -> str:
    """Where one reads more, for whoever works here."""
    if access == ANONYMOUS:
        return ""
    return request.build_absolute_uri(reverse("coordination:event", args=[event.pk]))
