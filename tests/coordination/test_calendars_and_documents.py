"""Calendars that other programs subscribe to, series of meetings, and files."""

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from jatigi.agencies.actions import suspend_member
from jatigi.agencies.models import Membership
from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.feeds import actions as feeds
from jatigi.coordination.documents import actions as documents
from jatigi.coordination.documents.files import kind_of, safe_name
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.models import Event
from jatigi.coordination.events.series import actions as series
from jatigi.kernel import clock
from jatigi.kernel.access import Role, service_access
from jatigi.kernel.errors import Invalid
from tests.cast import Cast, member
from tests.coordination.meetings import body, event
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def entries(answer) -> dict[str, icalendar.Event]:
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    return {str(one["uid"]): one for one in calendar.events}


def test_a_secret_calendar_shows_what_its_owner_may_see_and_ends_with_them(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper, closed=True)
    coming = event(keeper, group, starts_on=date(2027, 7, 6), starts_at=time(9), city="Alger", country="DZ")
    bodies.seat(keeper(), group, organisation=cast.croix.pk)
    at = {
        who: reverse("coordination:feed", args=[feeds.renew(who(), group).secret])
        for who in (cast.lassana, cast.drissa)
    }
    anybody = Client()
    ((uid, first),) = entries(anybody.get(at[cast.lassana])).items()
    assert first.start.isoformat() == "2027-07-06T09:00:00+01:00"
    assert first["dtstart"].params["TZID"] == "Africa/Algiers"
    assert str(first["summary"]) == "Réunion ordinaire"
    assert entries(anybody.get(at[cast.drissa])) == {}
    assert anybody.get(reverse("coordination:body_ics", args=[group.pk])).status_code == 404
    assert anybody.get(reverse("coordination:feed", args=["x" * 43])).status_code == 404

    events.cancel(keeper(), coming, why="salle fermée")
    ((again, second),) = entries(anybody.get(at[cast.lassana])).items()
    assert again == uid
    assert (str(second["status"]), second["sequence"]) == ("CANCELLED", 1)
    renewed = feeds.renew(cast.lassana(), group).secret
    assert anybody.get(at[cast.lassana]).status_code == 404
    members = Membership.objects.visible_to(service_access("test", ["agencies.Membership"]))
    boss = member(cast.croix, "chef", Role.ORGANISATION_ADMINISTRATOR)
    suspend_member(boss(), members.get(account=cast.lassana.account))
    assert anybody.get(reverse("coordination:feed", args=[renewed])).status_code == 404


def test_a_public_calendar_shows_public_events_alone(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper, public=True)
    event(keeper, group, title="Conférence ouverte", public=True)
    event(keeper, group, title="Préparation")
    shown = entries(Client().get(reverse("coordination:body_ics", args=[group.pk])))
    assert [str(one["summary"]) for one in shown.values()] == ["Conférence ouverte"]
    assert next(iter(shown.values())).start == clock.today()


def test_every_first_tuesday_until_it_is_ended(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group, first = body(keeper), clock.today().replace(day=1) + timedelta(days=40)
    said: dict[str, Any] = {
        "title": "Réunion",
        "kind": "meeting",
        "body": group.pk,
        "starts_on": first.replace(day=1),
    }
    with pytest.raises(Invalid, match="rule"):
        series.plan(keeper(), rule="FREQ=HOURLY", until=first, **said)
    with pytest.raises(Invalid, match="until"):
        series.plan(keeper(), rule="FREQ=DAILY", until=first + timedelta(days=100), **said)
    planned = series.plan(keeper(), rule="FREQ=MONTHLY;BYDAY=1TU", until=first + timedelta(days=330), **said)
    rows = Event.objects.visible_to(keeper()).filter(series=planned)
    assert {one.starts_on.weekday() for one in rows} == {1}
    assert all(one.starts_on.day <= 7 for one in rows)
    assert rows.count() >= 11
    earliest = rows.first()
    assert earliest is not None
    events.change(keeper(), earliest, title="Réunion élargie", kind="workshop", starts_on=first)
    series.end(keeper(), planned, why="le groupe se repose")
    assert set(rows.values_list("state", flat=True)) == {"cancelled"}


def test_a_file_is_what_it_contains_and_is_only_saved(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper, closed=True)
    bodies.seat(keeper(), group, organisation=cast.croix.pk)
    for content in (
        b"",
        b"<html><script>x</script>",
        b"\x7fELF",
        archive("xl/vbaProject.bin"),
        b"MZ\x00\x90",
    ):
        with pytest.raises(Invalid):
            kind_of(content)
    assert kind_of(archive("word/document.xml"))[1] == "docx"
    assert safe_name("../../rapport final.exe", "pdf") == "rapport-final.pdf"
    client = signed_in(cast.lassana.account)
    file = SimpleUploadedFile("mandat.exe", b"%PDF-1.7 mandat")
    address = reverse("coordination:body_document", args=[group.pk])
    assert client.post(address, {"title": "Mandat", "file": file}).status_code == 302
    one = Document.objects.visible_to(keeper()).get()
    answer = client.get(reverse("coordination:document", args=[one.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="mandat.pdf"'
    assert answer.content == b"%PDF-1.7 mandat"
    stranger = signed_in(cast.drissa.account)
    assert stranger.get(reverse("coordination:document", args=[one.pk])).status_code == 404
    for name, content in (("a.docx", b"\x7fELF"), ("a.jpg", b"\xff\xd8\xffbroken")):
        assert client.post(address, {"file": SimpleUploadedFile(name, content)}).status_code == 422


def test_a_picture_does_not_say_where_it_was_taken(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    kept = documents.add_to_body(keeper(), body(keeper), title="", name="IMG_1.jpeg", content=photograph())
    shown = Image.open(BytesIO(kept.content))
    assert (kept.kind, kept.name, shown.size) == ("image/jpeg", "IMG_1.jpg", (30, 40))  # the right way up
    assert not shown.getexif()
    assert b"Exif" not in kept.content


def photograph() -> bytes:
    """A picture that was turned, and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (16.0, 16.0, 0.0)
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", exif=exif)
    return made.getvalue()


def archive(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as whole:
        for name in ("[Content_Types].xml", *names):
            whole.writestr(name, "x")
    return held.getvalue()
