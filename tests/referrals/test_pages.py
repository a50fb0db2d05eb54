"""The pages of a referral that was sent, as both sides and strangers meet them."""

import pytest
from django.test import Client

from jatigi.cases.models import Case
from jatigi.directory.actions import create_service
from jatigi.kernel.access import Purpose
from jatigi.people.models import Person
from jatigi.protection.actions import withdraw_basis
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions
from jatigi.referrals.models import Referral, ReferralEvent, Snapshot
from tests.cast import Cast
from tests.cast import agreed as arranged
from tests.referrals.conftest import Send, at, text
from tests.sign_in import signed_in

REFERRAL = Purpose.REFERRAL
SECRETS = ("Planté", "fièvre depuis trois jours", "70 00 00 01")


def referrals_of(cast: Cast) -> list[Referral]:
    return list(Referral.objects.visible_to(cast.moussa(REFERRAL)).order_by("sent_at"))


# Both sides


def test_each_side_sees_what_is_theirs(
    cast: Cast, moussa: Client, kadi: Client, sent: Send, person: Person
) -> None:
    referral = sent()
    mine, theirs = text(moussa.get(at("detail", referral.pk))), text(kadi.get(at("detail", referral.pk)))
    for page in (mine, theirs):
        assert "Mamadou Planté" in page
        assert "fièvre depuis trois jours" in page
    assert f"/people/{person.pk}/" in mine
    for hidden in (str(person.pk), str(person.key_id), "70 00 00 01", "/people/", "/cases/"):
        assert hidden not in theirs
    assert at("answer", referral.pk, "accept") in theirs
    assert at("answer", referral.pk, "accept") not in mine
    assert at("recall", referral.pk) in mine
    assert at("recall", referral.pk) not in theirs


def test_opening_a_referral_is_journalled(cast: Cast, kadi: Client, sent: Send) -> None:
    from jatigi.kernel.models import JournalEntry

    referral = sent()
    kadi.get(at("detail", referral.pk))
    entry = JournalEntry.objects.filter(action="referrals.open", object_id=referral.pk).get()
    assert (entry.actor, entry.outcome) == (str(cast.kadi.account.pk), "seen")


ADDRESSES = ["detail", "recall", "again", "sheet"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_finds_no_page(cast: Cast, sent: Send, name: str) -> None:
    referral = sent()
    page = signed_in(cast.drissa.account).get(at(name, referral.pk))
    assert page.status_code == 404
    assert referral.code not in text(page)


@pytest.mark.parametrize(
    "verb", ["receive", "accept", "waitlist", "decline", "redirect", "serve", "not_reached", "complete"]
)
def test_a_stranger_answers_nothing(cast: Cast, sent: Send, verb: str) -> None:
    referral = sent()
    form = {"position": "1", "reason": "duplicate", "outcome": "need_met", "note": "x"}
    assert signed_in(cast.drissa.account).post(at("answer", referral.pk, verb), form).status_code == 404
    assert signed_in(cast.boubacar.account).post(at("answer", referral.pk, verb), form).status_code == 403
    assert signed_in(cast.fanta.account).post(at("answer", referral.pk, verb), form).status_code == 403
    assert referrals_of(cast)[0].state == "sent"


def test_strangers_find_nothing_in_boxes_or_by_code(cast: Cast, sent: Send) -> None:
    referral = sent()
    stranger = signed_in(cast.drissa.account)
    for box in ("inbox", "outbox"):
        for part in ("answer", "waiting", "under_way", "over"):
            assert referral.code not in text(stranger.get(at(box), {"part": part}))
    found = stranger.post(at("code"), {"code": referral.code})
    assert found.status_code == 422
    assert stranger.get(at("send_person", referral.person_id)).status_code == 404


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("boubacar", ["inbox", "outbox", "emergency"]),
        ("node", ["inbox", "outbox", "emergency"]),
        ("awa", ["inbox"]),
        ("kadi", ["outbox", "emergency"]),
    ],
)
def test_the_wrong_role_opens_no_box(cast: Cast, who: str, pages: list[str]) -> None:
    browser = signed_in(getattr(cast, who).account)
    assert [browser.get(at(page)).status_code for page in pages] == [403] * len(pages)


def test_the_welcome_desk_sees_what_it_sent_and_not_what_case_workers_send(
    cast: Cast, sent: Send, case: Case
) -> None:
    by_moussa, by_awa = sent(case=case.pk), sent(cast.awa)
    desk = signed_in(cast.awa.account)
    assert desk.get(at("detail", by_awa.pk)).status_code == 200
    assert desk.get(at("detail", by_moussa.pk)).status_code == 404
    assert not Snapshot.objects.visible_to(cast.awa(REFERRAL)).filter(referral=by_moussa).exists()
    assert not ReferralEvent.objects.visible_to(cast.awa(REFERRAL)).filter(referral=by_moussa).exists()


# After a withdrawal or a recall


@pytest.mark.parametrize("ending", ["withdrawn", "recalled", "declined"])
def test_afterwards_no_page_of_the_receiver_shows_a_word(
    cast: Cast, kadi: Client, sent: Send, agreed: LawfulBasis, ending: str
) -> None:
    referral = sent(fields=["code", "names", "phones"])
    actions.write(cast.moussa(), referral, note="Monsieur Planté arrive à 9 h")
    actions.accept(cast.kadi(), referral)
    assert all(secret in text(kadi.get(at("detail", referral.pk))) for secret in SECRETS)
    if ending == "withdrawn":
        withdraw_basis(cast.moussa(), agreed)
    elif ending == "recalled":
        actions.recall(cast.moussa(), referral, note="Planté a changé d’avis")
    else:
        actions.decline(cast.kadi(), referral, reason="no_capacity")
    pages = [at("detail", referral.pk), at("inbox"), f"{at('inbox')}?part=over", "/", "/notifications/"]
    pages += [at("answer", referral.pk, verb) for verb in ("accept", "complete", "redirect")]
    for address in pages:
        shown = text(kadi.get(address, follow=True))
        assert [secret for secret in (*SECRETS, "arrive à 9 h", "changé d’avis") if secret in shown] == [], (
            address
        )


def test_a_late_answer_is_told_on_the_page_that_the_sender_took_it_back(
    cast: Cast, kadi: Client, moussa: Client, sent: Send
) -> None:
    referral = sent()
    moussa.post(at("recall", referral.pk), {"note": ""})
    answer = kadi.post(at("answer", referral.pk, "accept"), {"was": "sent", "note": "venez demain"})
    assert answer.status_code == 409
    assert "Ce référencement a été repris le " in text(answer)


def test_the_receiver_confirms_that_nothing_is_kept(
    cast: Cast, kadi: Client, moussa: Client, sent: Send
) -> None:
    referral = sent()
    moussa.post(at("recall", referral.pk), {"note": ""})
    assert at("nothing_kept", referral.pk) in text(kadi.get(at("detail", referral.pk)))
    assert referral.code in text(kadi.get(at("inbox")))
    assert moussa.post(at("nothing_kept", referral.pk)).status_code == 403
    assert kadi.post(at("nothing_kept", referral.pk)).status_code == 303
    assert kadi.post(at("nothing_kept", referral.pk)).status_code == 409
    assert referrals_of(cast)[0].erasure_confirmed_by_id == cast.kadi.account.pk


# Answers


def test_the_desk_answers_step_by_step_and_the_sender_sees_it(
    cast: Cast, kadi: Client, moussa: Client, sent: Send
) -> None:
    referral = sent()
    steps: list[tuple[str, dict[str, str]]] = [
        ("receive", {}), ("waitlist", {"position": "3", "note": "Patience"}), ("accept", {"note": "Lundi 9 h"}),
        ("serve", {}), ("complete", {"outcome": "need_met", "note": "Guéri"}),
    ]  # fmt: skip
    for verb, form in steps:
        was = referrals_of(cast)[0].state
        answer = kadi.post(at("answer", referral.pk, verb), {**form, "was": was})
        assert (verb, answer.status_code) == (verb, 303)
    page = text(moussa.get(at("detail", referral.pk)))
    assert all(said in page for said in ("Patience", "Lundi 9 h", "Guéri", "Kadi"))


@pytest.mark.parametrize(
    ("verb", "form", "field"),
    [
        ("waitlist", {"position": ""}, "position"),
        ("waitlist", {"position": "0"}, "position"),
        ("decline", {"reason": ""}, "reason"),
        ("decline", {"reason": "because"}, "reason"),
        (
            "accept",
            {"happened_at_day": "1", "happened_at_month": "1", "happened_at_year": "2020"},
            "happened_at",
        ),
        ("accept", {"happened_at_day": "x"}, "happened_at"),
    ],
)
def test_a_wrong_answer_keeps_what_was_typed(
    cast: Cast, kadi: Client, sent: Send, verb: str, form: dict[str, str], field: str
) -> None:
    referral = sent()
    answer = kadi.post(at("answer", referral.pk, verb), {**form, "note": "tapé avec soin"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert "tapé avec soin" in text(answer)
    assert referrals_of(cast)[0].state == "sent"


def test_the_second_of_two_sees_who_answered_and_keeps_what_was_typed(
    cast: Cast, kadi: Client, sent: Send
) -> None:
    referral = sent()
    lassana = signed_in(cast.lassana.account)
    assert kadi.post(at("answer", referral.pk, "accept"), {"was": "sent"}).status_code == 303
    second = lassana.post(
        at("answer", referral.pk, "decline"),
        {"was": "sent", "reason": "no_capacity", "note": "Nous sommes pleins"},
    )
    assert second.status_code == 409
    assert "Kadi" in text(second)
    assert "Nous sommes pleins" in text(second)
    assert referrals_of(cast)[0].state == "accepted"


def test_a_reminder_meanwhile_does_not_stand_in_the_way(cast: Cast, kadi: Client, sent: Send) -> None:
    from jatigi.kernel import clock, schedule

    referral = sent()
    with clock.travel(referral.respond_by):
        schedule.run_now("referrals.deadlines")
        assert referrals_of(cast)[0].reminded_at is not None
    assert kadi.post(at("answer", referral.pk, "accept"), {"was": "sent"}).status_code == 303


def test_directing_elsewhere_and_sending_it_there(
    cast: Cast, kadi: Client, moussa: Client, sent: Send, person: Person
) -> None:
    other = create_service(cast.drissa(), need="health", title_fr="Hôpital régional")
    referral = sent()
    choice = kadi.get(at("answer", referral.pk, "redirect"), {"need": "health", "where": "all"})
    assert f"?service={other.pk}" in text(choice)
    done = kadi.post(
        f"{at('answer', referral.pk, 'redirect')}?service={other.pk}",
        {"reason": "no_capacity", "was": "sent"},
    )
    assert done.status_code == 303
    assert "Hôpital régional" in text(moussa.get(at("detail", referral.pk)))
    assert moussa.get(at("again", referral.pk))["Location"] == at("send_on", referral.pk)
    to = f"{at('send_person_to', person.pk, other.pk)}?again={referral.pk}"
    page = text(moussa.get(to))
    assert f"recipient={cast.loin.pk}" in page
    refused = moussa.post(to, {"fields": ["code", "names"], "urgency": "high"})
    assert refused.status_code == 422
    from jatigi.protection.actions import record_basis
    from tests.referrals.conftest import ALL

    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[REFERRAL], categories=ALL,
        recipient=cast.loin.pk, witness="Oumou",
    )  # fmt: skip
    page = text(moussa.get(to))
    assert "Aucun accord entre les organisations ne couvre" in page
    assert 'name="message"' not in page
    refused = moussa.post(to, {"fields": ["code", "names"], "urgency": "high"})
    assert "Aucun accord entre votre organisation et celle-ci ne couvre" in text(refused)
    assert "La personne n’a pas accepté que" not in text(refused)
    arranged(cast.boubacar, cast.drissa, categories=["needs", "name"])
    assert "fièvre depuis trois jours" in text(moussa.get(to))
    assert moussa.post(to, {"fields": ["code", "names"], "urgency": "high"}).status_code == 303
    second = referrals_of(cast)[1]
    assert (second.redirected_from_id, second.recipient_id) == (referral.pk, cast.loin.pk)
    assert second.code in text(moussa.get(at("detail", referral.pk)))


def test_a_message_reaches_the_other_side(cast: Cast, kadi: Client, moussa: Client, sent: Send) -> None:
    referral = sent()
    assert kadi.post(at("message", referral.pk), {"note": "Quelle langue parle-t-il ?"}).status_code == 303
    assert "Quelle langue" in text(moussa.get(at("detail", referral.pk)))
    empty = moussa.post(at("message", referral.pk), {"note": " "})
    assert empty.status_code == 422
