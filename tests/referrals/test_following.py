"""Where a referral stands, for whoever has code and word; how the service was; complaints. And whoever guesses or looks on."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.algorithms.codes import new_code
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role, service_access
from jatigi.kernel.errors import Conflict, NotFound, Refused
from jatigi.people import actions as people
from jatigi.people.models import Person
from jatigi.referrals import actions
from jatigi.referrals.following import actions as following
from jatigi.referrals.following.figures import suppressed
from jatigi.referrals.following.models import Complaint, ComplaintsDesk, Feedback, Follow
from jatigi.referrals.models import Referral
from tests.cast import Cast, Member, member
from tests.referrals.conftest import Send
from tests.sign_in import signed_in

everything = service_access("test", ["referrals.Follow", "referrals.Feedback", "referrals.Complaint"])
SUIVI = "/suivi/"
FINE = {"received": "yes", "respect": "yes", "cost": "none"}
BETRAYING = ("Mamadou", "Planté", "MMG", "CRM", "Soins", "santé", "Gao", "fièvre", "Moussa", "Kadi")


def given(cast: Cast, referral: Referral, **form: str) -> tuple[str, str]:
    """Code and word, as the sender sees them once."""
    page = signed_in(cast.moussa.account).post(reverse("referrals:follow", args=[referral.pk]), form)
    text = page.content.decode()
    code = next(found for found in re.findall(r">([1-9A-Z]{4}-[1-9A-Z]{3})<", text) if found != referral.code)
    return code, form.get("word", "")


def ask(code: str, word: str, **extra: Any) -> Any:
    return Client(**extra).post(SUIVI, {"code": code, "word": word})


def main(answer: Any) -> str:
    """What the page says, without the frame around it and what is new on every page."""
    text = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r'value="[^"]*"', "", text)


def test_code_and_word_tell_where_it_stands_and_nothing_else(cast: Cast, sent: Send, health: Service) -> None:
    referral = sent()
    code, word = given(cast, referral, word="Le Baobâb d’Awa")
    said = []
    for step in (actions.receive, actions.accept, actions.serve):
        page = ask(code.lower(), "le baobab d'awa")
        assert page.status_code == 200
        whole = page.content.decode()
        assert not [secret for secret in (*BETRAYING, referral.code, str(referral.pk)) if secret in whole]
        assert "site-footer" not in whole  # which names whoever hosts the node
        said.append(re.findall(r'notice__title">([^<]+)', main(page))[0])
        step(cast.kadi(), referral)
    assert said == [
        "Votre demande est envoyée, personne n’a encore répondu",
        "Votre demande est arrivée, une réponse viendra",
        "La réponse est oui",
    ]
    newer, _word = given(cast, referral, word=word)
    assert ask(code, word).status_code == 422
    assert ask(newer, word).status_code == 200
    actions.recall(cast.moussa(), referral)
    assert "La demande a été reprise" in main(ask(newer, word))
    with clock.travel(clock.now() + timedelta(days=366)):
        assert ask(newer, word).status_code == 422
    with connection.cursor() as cursor:
        cursor.execute("SELECT lookup FROM referrals_follow")
        assert all(len(bytes(row[0])) == 32 for row in cursor.fetchall())


def test_an_unknown_code_and_a_wrong_word_are_one_answer_made_the_same_way(cast: Cast, sent: Send) -> None:
    code, _word = given(cast, sent(), word="hirondelle")
    found = []
    for typed in ((code, "pirogue"), (new_code(), "hirondelle"), (new_code(), "pirogue")):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(*typed)
        statements = [re.sub(r"'[^']*'|X'[^']*'|\d+", "?", query["sql"])[:90] for query in queries]
        found.append((answer.status_code, main(answer), statements))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == 422
    assert ask("1234", "x").status_code == 422


def test_guessing_ends_soon_and_locks_nobody_out_of_anything_else(cast: Cast, sent: Send) -> None:
    code, word = given(cast, sent(), word="hirondelle")
    other, _same = given(cast, sent(), word="hirondelle")
    answers = [ask(code, f"mot{number}").status_code for number in range(9)]
    assert answers == [422] * 8 + [429]
    assert ask(code, word).status_code == 429
    assert ask(new_code(), word).status_code == 422
    assert ask(other, word).status_code == 200  # another code from the same place
    assert ask(code, word, REMOTE_ADDR="10.0.0.9").status_code == 200  # the same code from another place
    assert signed_in(cast.moussa.account).get(reverse("referrals:outbox")).status_code == 200
    with clock.travel(clock.now() + timedelta(minutes=16)):
        assert ask(code, word).status_code == 200
    for house in range(1, 7):
        found = {ask(code, f"mot{number}", REMOTE_ADDR=f"10.1.0.{house}").status_code for number in range(9)}
        assert 429 in found
    assert (
        ask(code, word, REMOTE_ADDR="10.2.0.1").status_code == 429
    )  # tried too often in a day, from everywhere
    assert ask(other, word, REMOTE_ADDR="10.2.0.1").status_code == 200
    with clock.travel(clock.now() + timedelta(hours=25)):
        assert ask(code, word, REMOTE_ADDR="10.2.0.1").status_code == 200


def test_the_slip_is_neutral_and_for_those_at_risk_it_is_asked_first(
    cast: Cast, sent: Send, person: Person
) -> None:
    referral = sent()
    desk = signed_in(cast.moussa.account)
    at = reverse("referrals:follow", args=[referral.pk])
    assert "en danger" not in main(desk.get(at))
    people.update(cast.moussa(), person, at_risk=True)
    assert "n’imprimez rien" in main(desk.get(at)).replace("N’imprimez", "n’imprimez")
    assert "data-print" not in main(desk.post(at, {"word": "hirondelle"}))
    slip = desk.post(at, {"word": "hirondelle", "print": "1"})
    assert not [
        secret for secret in (*BETRAYING, "hirondelle", "suivi", referral.code) if secret in main(slip)
    ]
    assert "/suivi/" in main(desk.post(at, {"word": "hirondelle", "print": "1", "address": "on"}))
    assert signed_in(cast.kadi.account).get(at).status_code == 403


@pytest.fixture
def desks(cast: Cast) -> dict[str, Member]:
    """Croix, whose service is concerned, was designated first; Loin second. A focal point in each, and one at the sender's."""
    for house in (cast.croix, cast.loin):
        following.designate(cast.node(Purpose.ADMINISTRATION), organisation=house.pk)
    houses = {"croix": cast.croix, "loin": cast.loin, "gao": cast.gao}
    return {name: member(house, f"plaintes-{name}", Role.COMPLAINTS) for name, house in houses.items()}


def test_a_complaint_goes_to_somebody_independent_and_to_nobody_else(
    cast: Cast, sent: Send, desks: dict[str, Member]
) -> None:
    referral = sent()
    actions.serve(cast.kadi(), actions.accept(cast.kadi(), referral))
    code, word = given(cast, referral, word="hirondelle")
    phone = Client()
    token = re.search(
        r'name="token" value="([^"]+)"', phone.post(SUIVI, {"code": code, "word": word}).content.decode()
    )
    assert token
    bad = {
        "token": token[1], "received": "yes", "respect": "no", "cost": "asked", "worse": ["favour"],
        "words_of_complaint": "kanari-plainte", "contact": "kanari-contact", "action_id": "155ea892-5587-4a5b-88b6-614e51d876b2",
    }  # fmt: skip
    assert phone.post("/suivi/avis/", {**bad, "received": ""}).status_code == 422
    for _again in range(2):  # the line broke
        assert phone.post("/suivi/avis/", bad).status_code == 200
    assert phone.post("/suivi/avis/", {**bad, "token": "x"}).status_code == 422
    complaint = Complaint.objects.visible_to(everything).get()
    assert (complaint.desk_id, complaint.concerned_id, complaint.kinds) == (
        cast.loin.pk,
        cast.croix.pk,
        ["favour", "money"],
    )
    kept = Feedback.objects.visible_to(everything).get()
    assert (kept.teller, kept.received, kept.respect, kept.cost) == ("person", "yes", "no", "")
    at = reverse("referrals:complaint", args=[complaint.pk])
    readers = {name: signed_in(who.account).get(at).status_code for name, who in desks.items()}
    assert readers == {"croix": 404, "loin": 200, "gao": 404}
    for who in (cast.moussa, cast.fanta, cast.kadi, cast.lassana, cast.node):
        assert signed_in(who.account).get(at).status_code in (403, 404)
        seen = signed_in(who.account).get(reverse("referrals:detail", args=[referral.pk])).content.decode()
        assert "kanari-" not in seen
        assert complaint.code not in seen
    assert Notification.objects.visible_to(desks["loin"]()).filter(kind="complaint.came").count() == 1
    assert Notification.objects.visible_to(desks["croix"]()).count() == 0
    reader = signed_in(desks["loin"].account)
    page = reader.get(at).content.decode()
    assert {"kanari-plainte", "kanari-contact"} <= set(re.findall(r"kanari-\w+", page))
    assert not [secret for secret in ("Mamadou", referral.code) if secret in page]
    assert reader.post(reverse("referrals:take_complaint", args=[complaint.pk])).status_code == 303
    assert reader.post(at, {"finding": "confirmed", "note": "rappelé"}).status_code == 303
    with pytest.raises(NotFound):
        following.take(desks["croix"](Purpose.OVERSIGHT), complaint)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, contact, note FROM referrals_complaint")
        assert not [cell for row in cursor.fetchall() for cell in row if b"kanari" in bytes(cell)]


def test_without_somebody_independent_it_waits_sealed_and_a_desk_that_ends_hands_on(
    cast: Cast, sent: Send, person: Person
) -> None:
    referral = sent()
    node = cast.node(Purpose.ADMINISTRATION)
    theirs = following.designate(node, organisation=cast.croix.pk)
    following.note_feedback(
        cast.moussa(),
        referral,
        received="no",
        respect="yes",
        cost="none",
        words_of_complaint="refusé à la porte",
    )
    waiting = Complaint.objects.visible_to(everything)
    assert (waiting.get().desk_id, waiting.get().kinds) == (None, ["other"])
    first = following.designate(node, organisation=cast.loin.pk)
    assert waiting.get().desk_id == cast.loin.pk
    with pytest.raises(Conflict):
        following.end_desk(node, first)
    following.designate(node, organisation=cast.gao.pk)
    following.end_desk(node, ComplaintsDesk.objects.get(pk=first.pk))
    assert waiting.get().desk_id == cast.gao.pk
    with pytest.raises(Refused):
        following.designate(cast.fanta(), organisation=cast.loin.pk)
    assert theirs.ended_at is None


def test_the_secretariat_sees_no_small_number(cast: Cast, sent: Send) -> None:
    referral = sent()
    for _each in range(3):
        following.note_feedback(cast.moussa(), referral, **{**FINE, "cost": "asked"})
    secretary = member(cast.loin, "secretaire", Role.COORDINATOR)
    page = signed_in(secretary.account).get(reverse("referrals:complaints_counted"))
    assert page.status_code == 200
    assert not re.findall(r">\s*3\s*<", main(page))
    assert suppressed({"a": 9, "b": 12, "c": 40}) == {"a": None, "b": None, "c": 40}
    assert suppressed({"a": 0, "b": 3, "c": 40}) == {"a": None, "b": None, "c": 40}
    assert suppressed({"a": 10, "b": 12}) == {"a": 10, "b": 12}


def test_an_erasure_ends_what_is_followed_and_leaves_the_complaint_to_whoever_looks_into_it(
    cast: Cast, sent: Send, person: Person, desks: dict[str, Member]
) -> None:
    referral = sent()
    code, word = given(cast, referral, word="hirondelle")
    following.note_feedback(cast.moussa(), referral, **{**FINE, "cost": "asked"})
    people.erase(replace(cast.fanta(), stepped_up_at=clock.now()), person, reason="asked")
    assert ask(code, word).status_code == 422
    assert not Follow.objects.visible_to(everything).exists()
    assert not Feedback.objects.visible_to(everything).exists()
    assert Complaint.objects.visible_to(everything).get().kinds == ["money"]
