"""A service without an account answers: through a one-time link, by telephone, with the slip of a sheet. And whoever attacks it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as mails
from django.db import connection
from django.test import Client
from django.urls import reverse

from jatigi.agencies import actions as agencies
from jatigi.agencies.models import Membership, Notification
from jatigi.algorithms.codes import new_code
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role, service_access
from jatigi.kernel.models import JournalEntry
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.referrals import actions
from jatigi.referrals.guests.models import GuestLink
from jatigi.referrals.models import Referral, ReferralEvent
from tests.cast import Cast, agreed, member, organisation
from tests.referrals.conftest import ALL, Send
from tests.sign_in import signed_in

everything = service_access(
    "test", ["referrals.Referral", "referrals.ReferralEvent", "referrals.GuestLink", "agencies.Membership"]
)  # fmt: skip
NAME = "Mamadou Planté"
START = "/reponse/"


@pytest.fixture
def small(cast: Cast, person: Person) -> Service:
    """A dispensary that is known here and has no account."""
    house = organisation("DISP")
    nurse = member(house, "bintou", Role.FOCAL_POINT, Role.SUPERVISOR)
    agreed(cast.boubacar, nurse)
    made = create_service(nurse(), need="health", title_fr="Dispensaire", reach={"phone": "+223 00 00 00 44"})
    membership = Membership.objects.visible_to(everything).get(account=nurse.account)
    agencies.suspend_member(cast.node(), membership)
    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=ALL,
        recipient=house.pk, witness="Oumou",
    )  # fmt: skip
    return made


@pytest.fixture
def asked(cast: Cast, small: Service, sent: Send) -> Referral:
    return sent(service=small.pk)


Link = tuple[str, str]


@pytest.fixture
def invited(cast: Cast, asked: Referral) -> Callable[[], Link]:
    """The sender makes a link: its token and the code that is said."""
    sender = signed_in(cast.moussa.account)

    def doing() -> Link:
        page = sender.post(reverse("referrals:invite", args=[asked.pk])).content.decode()
        token = re.search(r'value="[^"]*/reponse/#([\w-]+)"', page)
        spoken = re.search(r"Code à dire[\s\S]*?>([1-9A-Z]{4}-[1-9A-Z]{3})<", page)
        assert token
        assert spoken
        return token[1], spoken[1]

    return doing


def browser() -> Client:
    """A telephone that came to the page once, and so has its secret."""
    client = Client()
    assert client.get(START).status_code == 200
    return client


def say(client: Client, link: Link, code: str = "") -> Any:
    return client.post(START, {"token": link[0], "code": code or link[1]})


def opened(link: Link) -> tuple[Client, str]:
    client = browser()
    answer = say(client, link)
    assert answer.status_code == 303
    return client, answer["Location"]


def body(answer: Any) -> str:
    """The page without what is new each time: tokens of forms, and its own address."""
    return re.sub(r"\w{64}|/reponse/[\w/-]*", "", answer.content.decode())


def steps(referral: Referral) -> list[tuple[str, str, str]]:
    rows = ReferralEvent.objects.visible_to(everything).filter(referral=referral).order_by("entered_at")
    return [(row.verb, row.channel, str(row.said_by or "")) for row in rows]


def told(cast: Cast, kind: str) -> int:
    return Notification.objects.visible_to(cast.moussa()).filter(kind=kind).count()


def reasons(action: str) -> list[str]:
    return list(JournalEntry.objects.filter(action=action).order_by("seq").values_list("reason", flat=True))


def test_a_guest_answers_once_and_keeps_no_window(
    cast: Cast, asked: Referral, invited: Callable[[], Link]
) -> None:
    link = invited()
    phone = browser()
    question = phone.post(START, {"token": f"http://testserver{START}#{link[0]}"})
    assert question.status_code == 200
    assert not [word for word in (NAME, "MMG", "Dispensaire", asked.code) if word in body(question)]
    assert say(phone, link, new_code()).status_code == 422
    at = say(phone, link)["Location"]
    assert say(phone, link)["Location"] == at  # the answer to the first was lost on the way
    assert link[0] not in at
    page = phone.get(at)
    assert NAME in body(page)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    said = {
        "action_id": "155ea892-5587-4a5b-88b6-614e51d876b2",
        "who": "Bintou Diarra",
        "note": "venez à huit heures",
    }
    assert (
        phone.post(f"{at}receive/", {"action_id": "155ea892-5587-4a5b-88b6-614e51d876b1"}).status_code == 303
    )
    for _again in range(3):
        assert phone.post(f"{at}accept/", said).status_code == 303
    assert phone.post(f"{at}accept/", {"who": "Une autre"}).status_code == 409
    assert phone.post(f"{at}decline/", {"who": "Une autre", "reason": "no_capacity"}).status_code == 409
    after = body(phone.get(at))
    assert "votre réponse est arrivée" in after
    assert NAME not in after
    assert "fièvre" not in after
    assert phone.post(f"{at}serve/", {"who": "Bintou Diarra"}).status_code == 303
    assert phone.post(f"{at}write/", {"note": "encore"}).status_code == 409
    assert steps(asked) == [
        ("send", "", ""), ("receive", "link", ""), ("accept", "link", "Bintou Diarra"), ("serve", "link", "Bintou Diarra"),
    ]  # fmt: skip
    now = Referral.objects.visible_to(everything).get(pk=asked.pk)
    assert (now.state, now.answered_by) == ("in_service", None)
    assert grants_that_live() == 0
    actor = f"guest:{GuestLink.objects.visible_to(everything).get().pk}"
    assert set(
        JournalEntry.objects.filter(action="guest.answer", outcome="done").values_list("actor", flat=True)
    ) == {actor}
    story = signed_in(cast.moussa.account).get(reverse("referrals:detail", args=[asked.pk])).content.decode()
    assert "Bintou Diarra" in story
    with connection.cursor() as cursor:
        cursor.execute("SELECT said_by FROM referrals_referralevent")
        assert not [row for row in cursor.fetchall() if row[0] and b"Bintou" in bytes(row[0])]


def grants_that_live() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM protection_grant WHERE ended_at IS NULL")
        return int(cursor.fetchone()[0])


def test_a_link_that_was_passed_on_opens_nothing_and_the_sender_is_told_once(
    cast: Cast, asked: Referral, invited: Callable[[], Link]
) -> None:
    link = invited()
    phone, at = opened(link)
    other = browser()
    copied = Client()
    copied.cookies["guest"] = "x" * 43
    unknown = body(other.post(START, {"token": "unbekannt" * 5}))
    for attempt in (
        other.post(START, {"token": link[0]}), say(other, link), say(other, link, new_code()), other.get(at), copied.get(at),
        Client().get(at), other.post(f"{at}decline/", {"who": "X", "reason": "no_capacity"}),
    ):  # fmt: skip
        assert (attempt.status_code, body(attempt)) == (404, unknown)
    assert told(cast, "guest.elsewhere") == 1
    assert reasons("guest.notice_elsewhere") == ["elsewhere"] * 7
    assert NAME in body(phone.get(at))
    assert steps(asked) == [("send", "", "")]
    warned = signed_in(cast.moussa.account).get(reverse("referrals:detail", args=[asked.pk])).content.decode()
    assert "suivi à un second endroit" in warned


def test_a_code_is_not_guessed(cast: Cast, asked: Referral, invited: Callable[[], Link]) -> None:
    link = invited()
    thief = browser()
    for misread in ("", "1234", "AAAA-AAA", "7K3M"):
        thief.post(START, {"token": link[0], "code": misread})
    found = [say(thief, link, new_code()).status_code for _try in range(9)]
    assert found == [422] * 8 + [429]
    assert say(thief, link).status_code == 429  # the right one, too late
    with clock.travel(clock.now() + timedelta(minutes=16)):
        assert [say(thief, link, new_code()).status_code for _try in range(2)] == [422, 422]
        assert say(thief, link).status_code == 404
    assert told(cast, "guest.guessed") == 1
    assert reasons("guest.open").count("wrong_code") == GuestLink.WRONG_AT_MOST
    stored = GuestLink.objects.visible_to(everything).get()
    assert bytes(stored.token_hash) != link[0].encode()
    assert link[1].encode() not in bytes(stored.code_hash)


def test_links_that_open_nothing_cannot_be_told_apart(
    cast: Cast, asked: Referral, invited: Callable[[], Link]
) -> None:
    replaced, withdrawn = invited(), invited()
    sender = signed_in(cast.moussa.account)
    live = GuestLink.objects.visible_to(everything).get(withdrawn_at=None)
    sender.post(reverse("referrals:withdraw_link", args=[live.pk]))
    old = invited()
    phone = browser()
    unknown = ("nobody-has-this-token-" * 2, old[1])
    with clock.travel(clock.now() + timedelta(days=40)):
        late = say(phone, old)
    answers = [say(phone, unknown), say(phone, replaced), say(phone, withdrawn), late]
    assert {(answer.status_code, body(answer)) for answer in answers} == {(404, body(answers[0]))}
    bound, at = opened(old)
    with clock.travel(clock.now() + timedelta(days=40)):
        assert NAME not in body(bound.get(at))
        assert bound.post(f"{at}accept/", {"who": "Bintou"}).status_code == 409
    guesses = [phone.post(START, {"token": "x" * 40}).status_code for _try in range(61)]
    assert guesses[-1] == 429
    assert bound.get(at).status_code == 200  # whoever is in stays in
    actions.recall(cast.moussa(), asked)
    assert NAME not in body(bound.get(at))
    assert bound.post(f"{at}nothing_kept/").status_code == 303
    assert Referral.objects.visible_to(everything).get(pk=asked.pk).erasure_confirmed_at is not None


def test_the_mail_with_the_link_says_nothing_else(cast: Cast, asked: Referral, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    at = reverse("referrals:invite", args=[asked.pk])
    page = signed_in(cast.moussa.account).post(at, {"to": "dispensaire@example.org"}).content.decode()
    (mail,) = mails.outbox
    said = f"{mail.subject} {mail.body}"
    assert re.findall(r"/reponse/#([\w-]{43})", said) == re.findall(r"/reponse/#([\w-]{43})\"", page)
    spoken = re.search(r"Code à dire[\s\S]*?>([1-9A-Z]{4}-[1-9A-Z]{3})<", page)
    assert spoken
    assert not [word for word in (NAME, "MMG", "DISP", "antés", asked.code, spoken[1]) if word in said]
    rows = GuestLink.objects.visible_to(everything).all()
    assert [row.to for row in rows] == ["dispensaire@example.org"]


def test_what_is_said_on_the_telephone_is_written_down_with_who_and_when(
    cast: Cast, asked: Referral, health: Service, sent: Send
) -> None:
    desk = signed_in(cast.moussa.account)
    sheet = desk.get(reverse("referrals:slip", args=[asked.pk]))
    assert "talon" in body(sheet)
    printed = desk.post(reverse("referrals:slip", args=[asked.pk])).content.decode()
    assert not [
        word
        for word in (NAME, "Planté", "MMG", "Organisation", "fièvre", "antés", "Dispensaire")
        if word in printed.split("<main")[1]
    ]
    code = next(
        found
        for found in re.findall(r">([1-9A-Z]{4}-[1-9A-Z]{3})<", printed.split("<main")[1])
        if found != asked.code
    )
    assert desk.post("/referrals/read-out/", {"code": new_code()}).status_code == 422
    stranger = signed_in(cast.drissa.account).post("/referrals/read-out/", {"code": code})
    assert stranger.status_code == 422
    at = desk.post("/referrals/read-out/", {"code": code.lower().replace("-", " ")})["Location"]
    assert code not in at
    given = {"said": "decline", "who": "Bintou Diarra", "note": "plus de place"}
    assert desk.post(at, given).status_code == 422  # no reason
    assert desk.post(at, {**given, "reason": "no_capacity"}).status_code == 303
    assert desk.post(at, {**given, "reason": "no_capacity"}).status_code == 422  # no longer among the answers
    assert steps(asked) == [("send", "", ""), ("decline", "slip", "Bintou Diarra")]
    other = sent(service=health.pk)
    by_phone = reverse("referrals:by_phone", args=[other.pk])
    assert signed_in(cast.kadi.account).get(by_phone).status_code == 403
    earlier = (clock.now() - timedelta(days=3)).date()
    form = {"said": "serve", "who": "Kadi"}
    past = {
        "happened_at_day": earlier.day,
        "happened_at_month": earlier.month,
        "happened_at_year": earlier.year,
    }
    assert desk.post(by_phone, form | past).status_code == 422  # before it was sent
    assert desk.post(by_phone, form).status_code == 303
    assert steps(other)[1:] == [("accept", "telephone", "Kadi"), ("serve", "telephone", "Kadi")]
    assert Notification.objects.visible_to(cast.kadi()).filter(kind="referral.by_phone").count() == 1
    assert (
        signed_in(cast.moussa.account).post(reverse("referrals:invite", args=[other.pk])).status_code == 409
    )
