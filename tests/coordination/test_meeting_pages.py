"""A body from its founding to the adopted minutes of a meeting, through the pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.events.agenda import actions as agendas
from jatigi.coordination.events.agenda import proposals
from jatigi.coordination.events.models import AgendaItem, Event
from jatigi.coordination.minutes import actions as minutes
from jatigi.coordination.minutes.models import Minutes, Paragraph, ParagraphText
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from tests.cast import Cast, member
from tests.coordination.meetings import body, event
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def sent(client: Client, name: str, /, *args, **values):
    """A form sent; it was accepted."""
    answer = client.post(reverse(f"coordination:{name}", args=args), values)
    assert answer.status_code == 302, answer.text
    return answer


def opened(client: Client, name: str, *args, query: str = "") -> str:
    answer = client.get(reverse(f"coordination:{name}", args=args) + query)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_body_meets_decides_and_meets_again(cast: Cast, django_assert_max_num_queries) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    office, guest = signed_in(keeper.account), signed_in(cast.lassana.account)
    today = clock.today()
    sent(office, "body_new", name="Cadre de concertation", acronym="CC", kind="consultation", level="regional",
         country="ML", unit="ML07", mandate="Se concerter.", closed="on")  # fmt: skip
    one = Body.objects.visible_to(keeper()).get()
    said = {"organisation": cast.croix.pk, "office": "member", **day("from_on", today)}
    sent(office, "body_seat", one.pk, **said)
    sent(guest, "body_contact", one.pk, cast.croix.pk, kind="main", account=cast.lassana.account.pk)
    assert "Lassana" in opened(guest, "body_members", one.pk)
    assert "Lassana" not in opened(signed_in(cast.drissa.account), "body_members", one.pk)
    sent(
        office, "work_new", one.pk, title="Cartographier les routes", year=today.year, **day("due_on", today)
    )
    sent(office, "event_new", title="Première réunion", kind="meeting", body=one.pk, precision="day",
         starts_at="9h", ends_at="11:30", **day("starts_on", today))  # fmt: skip
    first = Event.objects.visible_to(keeper()).get()
    sent(office, "agenda_add", first.pk, title="Tour de table", minutes=15)
    assert "Cartographier les routes" in opened(office, "agenda", first.pk)
    (line,) = [key for key in keys(opened(office, "agenda", first.pk)) if key.startswith("work:")]
    sent(office, "agenda", first.pk, chosen=line, take="1")
    assert "Cartographier les routes" in opened(office, "agenda_sheet", first.pk)
    sent(
        office,
        "event_add_people",
        first.pk,
        people="Awa Diarra; directrice; CRM\nIssa\tjournaliste\tRadio Gao",
        invited="on",
    )
    assert "Awa Diarra" in opened(guest, "event_people", first.pk)
    sent(office, "session_new", first.pk, title="Ouverture", starts_at="9:00")
    sent(office, "contribution_new", first.pk, speaker="Awa Diarra", role="directrice", summary="Bienvenue.")
    sent(office, "event_state", first.pk)

    sent(guest, "minutes", first.pk)
    sent(guest, "minutes_insert", first.pk, text="La réunion est ouverte.")
    sent(office, "minutes_insert", first.pk, text="Le groupe décide de publier la carte avant mars.")
    opening, decided = sorted(Paragraph.objects.visible_to(keeper()), key=lambda p: p.place)
    sent(office, "paragraph", opening.pk, text="La réunion est ouverte à 9 heures.", based_on=1)
    late = guest.post(
        reverse("coordination:paragraph", args=[opening.pk]),
        {"text": "Ouverte par la Croix-Rouge.", "based_on": 1},
    )
    assert late.status_code == 409
    assert "à 9 heures" in late.text
    assert "Ouverte par la Croix-Rouge." in late.text
    assert ParagraphText.objects.visible_to(keeper()).filter(aside=True).count() == 1
    sent(
        guest,
        "paragraph_mark",
        decided.pk,
        passage="Le groupe décide de publier la carte avant mars.",
        kind="decided",
    )
    text = opened(office, "minutes", first.pk)
    mark = text.split("/marks/")[1].split("/")[0]
    sent(
        office, "mark_decide", mark, addressees=[cast.croix.pk], **day("deadline", today - timedelta(days=0))
    )
    promise = Commitment.objects.visible_to(keeper()).get()
    assert (promise.kind, promise.event_id, promise.closed) == ("decision", first.pk, True)
    sent(office, "minutes_state", first.pk)
    frozen = guest.post(
        reverse("coordination:paragraph", args=[opening.pk]), {"text": "Trop tard.", "based_on": 2}
    )
    assert frozen.status_code == 409
    assert "Trop tard." in frozen.text
    assert "minutes" in {note.kind.partition(".")[0] for note in notices(cast)}

    sent(office, "event_copy", first.pk, **day("starts_on", today + timedelta(days=30)))
    second = Event.objects.visible_to(keeper()).exclude(pk=first.pk).get()
    with django_assert_max_num_queries(40):
        agenda = opened(office, "agenda", second.pk)
    assert "publier la carte" in agenda
    assert "Adoption du compte rendu · " in agenda
    sent(office, "agenda", second.pk, chosen=keys(agenda), take="1")
    assert AgendaItem.objects.visible_to(keeper()).filter(event=second, commitment=promise).exists()
    sent(office, "minutes_state", first.pk, adopted_in=second.pk)
    assert Minutes.objects.visible_to(keeper()).get().state == "adopted"
    with django_assert_max_num_queries(45):
        page = opened(guest, "body", one.pk)
    assert "publier la carte" in page
    with django_assert_max_num_queries(40):
        assert "publier la carte" in opened(guest, "followed", query=f"?body={one.pk}")
    opened(guest, "event", first.pk)
    opened(guest, "events", query=f"?body={one.pk}&year={today.year}")
    stranger = signed_in(cast.drissa.account)
    for name in ("event", "agenda", "minutes"):
        assert stranger.get(reverse(f"coordination:{name}", args=[first.pk])).status_code == 404


def test_circulated_minutes_are_the_first_point_of_the_next_agenda(cast: Cast) -> None:
    keeper, today = member(cast.gao, "assa", Role.COORDINATOR), clock.today()
    one = body(keeper)
    last = event(keeper, one, title="Réunion de juin", starts_on=today - timedelta(days=9))
    following = event(keeper, one, title="Réunion de juillet", starts_on=today + timedelta(days=9))
    agendas.add(keeper(), following, title="Tour de table")
    written = minutes.begin(keeper(), last)
    minutes.insert(keeper(), written, text="La séance est ouverte.")

    def titles(of: Event) -> list[str]:
        rows = AgendaItem.objects.visible_to(keeper()).filter(event=of).order_by("order", "entered_at")
        return [f"{one.title} ({one.state})" for one in rows]

    adoption = "Adoption du compte rendu · Réunion de juin"
    minutes.circulate(keeper(), written)
    assert titles(following) == [f"{adoption} (planned)", "Tour de table (planned)"]
    later = event(keeper, one, starts_on=today + timedelta(days=40))
    assert titles(later) == []  # it stands on an agenda already
    minutes.take_back(keeper(), written)
    assert titles(following) == ["Tour de table (planned)"]
    minutes.circulate(keeper(), written)
    (item,) = AgendaItem.objects.visible_to(keeper()).exclude(adopts=None)
    agendas.settle(keeper(), item, state="left")
    assert proposals.proposed(keeper(), later)[0].key == f"minutes:{written.pk}"
    agendas.fill(keeper(), later, take=[f"minutes:{written.pk}"])
    assert [one.title for one in proposals.proposed(keeper(), later)] == ["Tour de table"]
    minutes.adopt(keeper(), written, adopted_in=later.pk)
    assert titles(later) == [f"{adoption} (treated)"]


def keys(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('name="chosen" value="')[1:]]


def notices(cast: Cast):
    from jatigi.agencies.models import Notification

    return list(Notification.objects.visible_to(cast.lassana()))
