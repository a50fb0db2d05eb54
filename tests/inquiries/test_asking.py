"""Somebody asks whether others know a person: what each side learns, and what nobody ever learns."""

import re

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.inquiries import actions, matching, throttle
from jatigi.inquiries.models import Hit, Inquiry, Reply
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.people.actions import erase, register
from jatigi.protection import bases
from jatigi.protection.actions import record_basis, withdraw_basis
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.protection.agreements.rules import KNOWING
from jatigi.protection.codes import BEYOND, Category
from jatigi.protection.models import LawfulBasis
from tests.cast import member
from tests.inquiries.conftest import (
    ASKED,
    CONSENT,
    everything,
    goes_out,
    hits,
    later,
    now_is,
    replies,
    somebody,
    stepped_up,
)
from tests.sign_in import signed_in

CONTACT = "Demander Lassana au 76 00 11 22, le matin."


def told(member_):
    return [row.text for row in Notification.objects.visible_to(everything).filter(account=member_.account)]


def form_of(person=None):
    return {
        "why": "care", "words": ASKED["words"], "used": ["name", "age", "family"], "agreed": "on", "language": "bm",
        "form": "verbal", "witness": "Oumou",
    }  # fmt: skip


# What whoever holds a likely record gets


def test_whoever_holds_a_likely_record_is_asked_and_nobody_else(cast, lamine, here, there, ask):
    inquiry = ask(here)
    assert hits() == []
    goes_out()
    [hit] = hits()
    assert (hit.person_id, hit.organisation_id, hit.inquiry_id) == (there.pk, cast.croix.pk, inquiry.pk)
    assert told(cast.lassana) == [
        "Une autre organisation demande si vous connaissez quelqu’un. Décidez avec la personne."
    ]
    assert told(cast.drissa) == []
    assert told(cast.moussa) == []


def test_the_case_worker_of_the_person_is_asked_and_no_other(cast, lamine, here, there, ask):
    from jatigi.cases.actions import open_case

    other = member(cast.croix, "binta", Role.CASE_WORKER)
    open_case(cast.lassana(), person=there.pk, urgency="low", case_worker=lamine.account.pk)
    ask(here)
    goes_out()
    [hit] = hits()
    seen = [who for who in (lamine, other, cast.lassana) if Hit.objects.visible_to(who()).filter(pk=hit.pk)]
    assert seen == [lamine, cast.lassana]
    assert [words for words in told(lamine) if "Une autre organisation demande" in words]
    assert told(cast.lassana) == []


def test_a_yes_brings_the_contact_that_the_person_allows(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
    [reply] = Reply.objects.visible_to(cast.moussa())
    assert reply.contact == CONTACT
    assert told(cast.moussa) == [
        f"Votre demande {inquiry.code} a reçu une réponse\u00a0: quelqu’un se fait connaître."
    ]
    basis = LawfulBasis.objects.visible_to(cast.lassana()).get(pk=reply.basis_id)
    assert (basis.subject_id, basis.recipient_id, basis.purposes) == (there.pk, cast.gao.pk, ["elsewhere"])
    assert Hit.objects.visible_to(cast.moussa()).count() == 0


def test_an_answer_needs_an_agreement_between_the_organisations(cast, here, there, ask):
    ask(here)
    goes_out()
    with acting():
        SharingAgreement.objects.visible_to(KNOWING).update(purposes=["referral"])
    page = (
        signed_in(cast.lassana.account).get(reverse("inquiries:decide", args=[hits()[0].pk])).content.decode()
    )
    assert "Cette réponse ne peut pas encore partir" in page
    with pytest.raises(Invalid) as refused:
        actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
    assert set(refused.value.errors) == {"contact"}
    assert not LawfulBasis.objects.visible_to(cast.lassana()).filter(recipient=cast.gao).exists()
    with acting():
        SharingAgreement.objects.visible_to(KNOWING).update(purposes=["referral", "elsewhere"])
    assert (
        actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT).contact == CONTACT
    )


def test_a_contact_closes_with_the_agreement_to_it(cast, here, there, ask):
    ask(here)
    goes_out()
    reply = actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
    withdraw_basis(cast.lassana(), reply.basis_id)
    [closed] = Reply.objects.visible_to(cast.moussa())
    assert closed.contact is None
    assert closed.closed_at is not None


def test_a_question_is_answered_once(cast, here, there, ask):
    ask(here)
    goes_out()
    [hit] = hits()
    actions.keep_quiet(cast.lassana(), hit)
    with pytest.raises(Conflict):
        actions.make_known(cast.lassana(), hit, contact=CONTACT, agreement=CONSENT)
    assert replies() == []


# What whoever asks never learns


def test_no_and_silence_leave_the_asker_with_what_they_had(cast, here, there, ask):
    """Known and refused, known and silent, unknown: the asker's rows and notices are the same."""
    known = ask(here)
    unknown = ask(somebody(cast.moussa, "Zeinabou", "Walet Attaher", mother="Fadimata", year=1980))
    goes_out()
    [hit] = hits()
    assert hit.inquiry_id == known.pk
    actions.keep_quiet(cast.lassana(), hit)

    def seen_by_the_asker(inquiry):
        row = Inquiry.objects.visible_to(cast.moussa()).get(pk=inquiry.pk)
        return (row.version, row.state, row.matched_at is None, row.until - row.asked_at, row.ended_why)

    assert seen_by_the_asker(known) == seen_by_the_asker(unknown)
    assert told(cast.moussa) == told(cast.fanta) == []
    with later(days=31):
        goes_out()
        assert seen_by_the_asker(known) == seen_by_the_asker(unknown)
        assert now_is(known).state == "ended"
    assert told(cast.moussa) == told(cast.fanta) == []


def page_without_chance(answer):
    """The bytes of a page but for what is drawn anew for each one: tokens, the nonce, the id of a form."""
    text = answer.content.decode()
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)
    return re.sub(
        r'(csrfmiddlewaretoken" value="|X-CSRFToken": ?"|nonce="|csrf-token" content=")[^"]+', r"\1", text
    )


def test_the_answer_is_the_same_bytes_whether_somebody_is_known_or_not(cast, here, there):
    unknown = somebody(cast.moussa, "Zeinabou", "Walet Attaher", mother="Fadimata", year=1980)
    client = signed_in(cast.moussa.account)
    answers = []
    for person in (here, unknown):
        sent = client.post(f"/people/{person.pk}/ask/", form_of())
        shown = client.get(sent["Location"])
        answers.append(
            (sent.status_code, sent["Location"], sent.content, shown.status_code, page_without_chance(shown))
        )
    assert answers[0] == answers[1]
    assert "Demande transmise" in answers[0][4]
    goes_out()
    assert len(hits()) == 1
    pages = []
    for inquiry in Inquiry.objects.visible_to(everything).order_by("asked_at"):
        text = page_without_chance(client.get(f"/inquiries/{inquiry.pk}/"))
        about = (inquiry.code, here.code, unknown.code)
        for word in about:
            text = text.replace(word, "CODE").replace(f"{word[:4]}-{word[4:]}", "CODE")
        pages.append(re.sub(r"<time.*?</time>", "", text))
    assert pages[0] == pages[1]


def test_the_same_queries_are_made_whether_somebody_is_known_or_not(
    cast, here, there, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    unknown = somebody(cast.moussa, "Zeinabou", "Walet Attaher", mother="Fadimata", year=1980)
    again = somebody(cast.moussa, "Aïssa", "Maïga", mother="Hawa", year=1970)
    client = signed_in(cast.moussa.account)
    counts = []
    for person in (again, here, unknown):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.post(f"/people/{person.pk}/ask/", form_of())
        counts.append(len(caught))
    assert counts[1] == counts[2]


def test_the_side_that_is_asked_sees_no_name_of_the_asker_s_record(cast, here, there):
    actions.ask(cast.moussa(), person=here.pk, **ASKED)
    goes_out()
    client = signed_in(cast.lassana.account)
    text = client.get(f"/inquiries/received/{hits()[0].pk}/").content.decode()
    assert "Elle prenait un traitement" in text
    assert "Organisation MMG" in text
    assert "Fatumata" in text
    assert "Coulibaly" not in text
    assert here.code not in text


def test_the_data_officer_sees_codes_and_not_the_words(cast, officer, here, ask):
    inquiry = ask(here)
    client = signed_in(officer.account)
    text = client.get("/inquiries/").content.decode()
    assert inquiry.code[:4] in text
    assert "traitement" not in text
    assert client.get(f"/inquiries/{inquiry.pk}/").status_code == 403


# What it takes to ask


def test_a_name_alone_is_not_enough(cast, ask):
    nameless = register(cast.moussa(), sex="male", age_group="18_59", basis={"kind": "consent", "witness": "O"},
                        names=[{"given": "Ali", "family": "Cissé", "kind": "main"}])  # fmt: skip
    for used in (["name"], ["name", "age", "family", "contact"], ["age"]):
        with pytest.raises(Invalid) as refused:
            ask(nameless, used=used)
        assert list(refused.value.errors) == ["used"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "court"}, "words"),
        ({"why": "curiosity"}, "why"),
        ({"used": ["name", "health"]}, "used"),
        ({"agreement": {**CONSENT, "kind": "mandate", "reason": "loi"}}, "kind"),
        ({"agreement": {**CONSENT, "agreed": False}}, "kind"),
    ],
)
def test_without_reason_or_agreement_nothing_is_asked(cast, here, ask, more, field):
    with pytest.raises(Invalid) as refused:
        ask(here, **more)
    assert list(refused.value.errors) == [field]
    assert not Inquiry.objects.visible_to(everything).exists()


def test_one_question_at_a_time_about_a_person(cast, here, ask):
    ask(here)
    with pytest.raises(Invalid):
        ask(here)


def test_nobody_asks_about_somebody_of_another_house_or_without_the_role(cast, there, here, ask):
    with pytest.raises(NotFound):
        ask(there)
    with pytest.raises(Refused):
        ask(here, cast.boubacar)


def test_an_agreement_to_be_asked_about_is_no_agreement_to_be_recorded_or_shared(cast, here, ask):
    recording = bases.recording(cast.moussa(), here.pk)
    inquiry = ask(here)
    assert bases.recording(cast.moussa(), here.pk) == recording
    assert (
        bases.covering(
            cast.moussa(), here.pk, recipient=cast.croix.pk, categories=["name"], purpose="elsewhere"
        )
        is None
    )
    assert inquiry.basis.elsewhere


# What ends a question


def test_taking_the_agreement_back_ends_the_question_and_the_task(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    withdraw_basis(cast.moussa(), inquiry.basis_id)
    ended = now_is(inquiry)
    assert (ended.state, ended.ended_why, ended.words) == ("ended", "withdrawn", None)
    assert hits() == []


def test_what_was_taken_back_before_it_went_out_never_goes_out(cast, here, there, ask):
    withdraw_basis(cast.moussa(), ask(here).basis_id)
    goes_out()
    assert hits() == []


def test_a_no_to_everybody_ends_the_question(cast, here, there, ask):
    inquiry = ask(here)
    record_basis(
        cast.moussa(), subject=here.pk, kind="consent", agreed=False, purposes=[str(p) for p in BEYOND],
        categories=list(Category.values),
    )  # fmt: skip
    assert now_is(inquiry).ended_why == "withdrawn"


def test_it_ends_by_its_date(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    with later(days=31):
        with pytest.raises(Conflict):
            actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
        goes_out()
        assert now_is(inquiry).ended_why == "date"
        assert hits() == []


def test_erasing_who_was_asked_about_leaves_that_it_was_asked(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
    erase(stepped_up(cast.fanta()), here, reason="asked")
    left = now_is(inquiry)
    assert (left.words, left.used, left.state) == (None, [], "ended")
    assert (hits(), replies()) == ([], [])


def test_erasing_whoever_made_themselves_known_takes_the_contact_away(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    actions.make_known(cast.lassana(), hits()[0], contact=CONTACT, agreement=CONSENT)
    erase(stepped_up(cast.lassana()), there, reason="asked")
    assert (hits(), replies()) == ([], [])
    assert now_is(inquiry).state == "open"


# Trawling


def many(cast, count, who=None):
    return [
        somebody(who or cast.moussa, f"Nom{chr(97 + n // 26)}{chr(97 + n % 26)}", "Traoré", year=1950 + n)
        for n in range(count)
    ]


def test_a_trawling_agent_is_slowed_and_reported_once(cast, officer, ask):
    people = many(cast, throttle.AT_ONCE + 3)
    asked = [ask(person) for person in people]
    delays = [(one.due_at - one.asked_at).total_seconds() / 3600 for one in asked]
    assert delays == [0] * throttle.AT_ONCE + [1, 2, 3]
    words = "Moussa interroge les autres organisations sur beaucoup de personnes en peu de temps."
    for responsible in (cast.fanta, officer):
        [text] = told(responsible)
        assert text.startswith(words)
    goes_out()
    assert [now_is(one).matched_at is None for one in asked] == [False] * throttle.AT_ONCE + [True] * 3
    with later(hours=4):
        goes_out()
        assert all(now_is(one).matched_at for one in asked)


def test_being_slowed_looks_like_every_other_answer(cast, here, there):
    people = many(cast, throttle.AT_ONCE + 1)
    client = signed_in(cast.moussa.account)
    answers = []
    for person in people:
        sent = client.post(f"/people/{person.pk}/ask/", form_of())
        answers.append((sent.status_code, sent["Location"], sent.content))
    assert len(set(answers)) == 1


def test_in_the_end_no_more_is_taken_until_a_day_has_passed(cast, here, ask, monkeypatch):
    monkeypatch.setattr(throttle, "AT_ONCE", 1)
    monkeypatch.setattr(throttle, "MOST", 2)
    for person in many(cast, 2):
        ask(person)
    with pytest.raises(throttle.Trawling):
        ask(here)
    refused = JournalEntry.objects.filter(action="inquiry.ask", outcome="refused").get()
    assert refused.reason == "trawling"
    with later(hours=25):
        ask(here)


def test_several_accounts_of_a_house_do_not_ask_more_than_the_house(cast, here, ask, monkeypatch):
    monkeypatch.setattr(throttle, "AT_ONCE_HOUSE", 1)
    [other] = many(cast, 1, cast.awa)
    assert not ask(here).slowed
    assert ask(other, cast.awa).slowed


# The journal


def test_each_question_leaves_ids_and_codes_and_no_personal_value(cast, here, there, ask):
    inquiry = ask(here)
    goes_out()
    entry = JournalEntry.objects.get(action="inquiry.ask", outcome="done")
    details = JournalDetail.objects.get(seq=entry.seq).details
    assert details == {
        "code": inquiry.code, "person": str(here.pk), "used": ["name", "age", "family"], "slowed": False,
    }  # fmt: skip
    everything_written = " ".join(str(row.details) for row in JournalDetail.objects.all())
    for word in ("Coulibaly", "Kulibali", "Sidibé", "traitement"):
        assert word not in everything_written


def test_the_background_goes_on_past_a_question_that_changed_meanwhile(cast, here, there, ask, monkeypatch):
    inquiry = ask(here)
    honest = matching.found

    def and_then_it_ends(asked):
        found = honest(asked)
        withdraw_basis(cast.moussa(), inquiry.basis_id)
        return found

    monkeypatch.setattr(matching, "found", and_then_it_ends)
    goes_out()
    assert hits() == []
