"""The pages of the ledger: asking, protecting first, withdrawing, looking again, carrying a sheet."""

import base64
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import segno
from django.test import Client
from PIL import Image

from jatigi.agencies.models import Organisation
from jatigi.agencies.who import has_factor
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.protection import bases
from jatigi.protection.actions import record_basis
from jatigi.protection.models import LawfulBasis, Withdrawal
from tests.cast import Cast, Member
from tests.protection.test_ledger import agree
from tests.sign_in import code, enrol, signed_in

Person = Callable[..., UUID]


def drawing() -> str:
    image = io.BytesIO()
    Image.new("RGBA", (300, 120), "white").save(image, "PNG")
    return "data:image/png;base64," + base64.b64encode(image.getvalue()).decode()


def at(member: Member) -> Client:
    """A browser in which somebody of the cast is at work."""
    if not has_factor(member.account):
        enrol(member.account)
    return signed_in(member.account)


def hidden(html: str) -> dict[str, list[str]]:
    """What the page carries along, as a browser would send it."""
    found: dict[str, list[str]] = {}
    html = html[html.index('<form class="form"') :]
    for tag in re.findall(r'<input type="hidden"[^>]*>', html):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            found.setdefault(name[1], []).append(value[1] if value else "")
    return found


def walk(client: Client, subject: UUID, *steps: dict[str, Any], query: str = "") -> Any:
    """Open the consent screen and answer step by step; returns the last answer."""
    url = f"/people/{subject}/agreements/new/{query}"
    answer = client.get(url)
    for step in steps:
        carried = {
            name: values for name, values in hidden(answer.content.decode()).items() if name not in step
        }
        answer = client.post(url, {**carried, **step})
    return answer


EXPLAINED = {"go": "next"}
RECORD = {"go": "next", "record": "yes", "record_categories": ["name", "age", "needs"]}
SHARE = {"go": "next", "share": "yes"}
SIGNED = {"go": "save", "language": "bm", "form": "verbal", "witness": "Tante Oumou"}


def whom(cast: Cast) -> dict[str, Any]:
    return {
        "go": "next", "recipients": [str(cast.croix.pk)], "share_purposes": ["referral"],
        "share_categories": ["name", "needs"], "lasts": "90",
    }  # fmt: skip


def test_the_text_read_aloud_names_the_host_and_promises_help_all_the_same(
    cast: Cast, person: Person, settings: Any
) -> None:
    settings.NODE_HOST = "la Croix-Rouge malienne"
    page = at(cast.awa).get(f"/people/{person()}/agreements/new/").content.decode()
    assert "la Croix-Rouge malienne" in page
    assert "Organisation MMG" in page
    assert "Vous recevrez de l’aide quand même" in page
    assert "changer d’avis" in page
    english = at(cast.awa).get(f"/people/{person()}/agreements/new/?read=en").content.decode()
    assert "You are helped all the same" in english


def test_what_is_read_aloud_and_the_ledger_say_the_name_and_the_acronym(cast: Cast, person: Person) -> None:
    with acting():
        Organisation.objects.filter(pk=cast.gao.pk).update(
            name_fr="Maison des Migrants de Gao", acronym="MdM"
        )
        Organisation.objects.filter(pk=cast.croix.pk).update(name_fr="Croix-Rouge malienne")
    subject = person()
    aloud = at(cast.awa).get(f"/people/{subject}/agreements/new/").content.decode()
    assert "dans notre organisation\u00a0: Maison des Migrants de Gao (MdM)." in aloud
    walk(at(cast.awa), subject, EXPLAINED, RECORD, SHARE, whom(cast), SIGNED)
    ledger = at(cast.awa).get(f"/people/{subject}/agreements/").content.decode()
    assert "Partagé avec\u00a0: Croix-Rouge malienne (CRM)" in ledger


def test_a_whole_conversation_is_recorded_in_one_go(cast: Cast, person: Person) -> None:
    subject = person()
    answer = walk(at(cast.awa), subject, EXPLAINED, RECORD, SHARE, whom(cast), SIGNED)
    assert answer.status_code == 302
    assert answer.url == f"/people/{subject}/agreements/"
    shared, here = sorted(bases.live(cast.awa(), subject), key=lambda basis: basis.recipient_id is None)
    assert here.categories == ["name", "age", "needs"]
    assert (shared.recipient_id, shared.categories, shared.purposes) == (
        cast.croix.pk, ["name", "needs"], ["referral"],
    )  # fmt: skip
    assert (shared.language, shared.form, shared.witness) == ("bm", "verbal", "Tante Oumou")
    assert shared.explained_by_id == cast.awa.account.pk
    assert shared.until == bases.today() + timedelta(days=90)


def test_nothing_is_recorded_before_the_last_step(cast: Cast, person: Person) -> None:
    subject = person()
    answer = walk(at(cast.awa), subject, EXPLAINED, RECORD, SHARE, whom(cast))
    assert answer.status_code == 200
    assert "bm" in answer.content.decode()
    assert not LawfulBasis.objects.visible_to(cast.awa()).exists()


def test_going_back_keeps_what_was_answered(cast: Cast, person: Person) -> None:
    answer = walk(at(cast.awa), person(), EXPLAINED, RECORD, SHARE, {"go": "back"}, {"go": "back"})
    page = answer.content.decode()
    assert re.search(r'name="record" value="yes"[^>]*checked', page)
    assert re.search(r'name="record_categories" value="needs"[^>]*checked', page)


def test_a_step_without_an_answer_is_not_passed(cast: Cast, person: Person) -> None:
    answer = walk(at(cast.awa), person(), EXPLAINED, {"go": "next", "record": "yes"})
    assert answer.status_code == 422
    assert "Choisissez au moins un genre d’information" in answer.content.decode()


def test_refusing_to_be_written_down_ends_the_questions_and_is_kept(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject, recipient=None, purposes=[Purpose.RECEPTION])
    done = {"go": "save", "language": "fr"}
    answer = walk(at(cast.awa), subject, EXPLAINED, {"go": "next", "record": "no"}, done)
    assert answer.status_code == 302
    assert bases.live(cast.awa(), subject) == []
    assert [row.agreed for row in LawfulBasis.objects.visible_to(cast.awa()).order_by("entered_at")] == [
        True, False,
    ]  # fmt: skip


def test_sharing_with_nobody_ends_every_sharing_and_leaves_recording(cast: Cast, person: Person) -> None:
    subject = person()
    here = agree(cast, subject, recipient=None, purposes=[Purpose.RECEPTION])
    agree(cast, subject)
    agree(cast, subject, recipient=cast.loin.pk)
    steps = [EXPLAINED, {"go": "next", "record": "keep"}, {"go": "next", "share": "no"}]
    answer = walk(at(cast.awa), subject, *steps, {"go": "save", "language": "fr"})
    assert answer.status_code == 302
    assert bases.live(cast.awa(), subject) == [here]
    assert Withdrawal.objects.visible_to(cast.awa()).filter(cause="refused").count() == 2


def test_a_signature_is_sealed_and_seen_again(cast: Cast, person: Person) -> None:
    subject, client = person(), at(cast.awa)
    signed = {"go": "save", "language": "fr", "form": "signature", "signature": drawing()}
    later = {"go": "next", "share": "later"}
    assert walk(client, subject, EXPLAINED, RECORD, later, {**signed, "signature": ""}).status_code == 422
    assert walk(client, subject, EXPLAINED, RECORD, later, signed).status_code == 302
    basis = bases.live(cast.awa(), subject)[0]
    assert bytes(basis.signature).startswith(b"\x89PNG")
    page = client.get(f"/agreements/{basis.pk}/").content.decode()
    assert 'src="data:image/png;base64,' in page


def test_a_child_needs_the_adult_who_answers_for_them(cast: Cast, person: Person) -> None:
    child, client = person(minor=True), at(cast.awa)
    later = {"go": "next", "share": "later"}
    alone = walk(client, child, EXPLAINED, RECORD, later, SIGNED)
    assert alone.status_code == 422
    assert "tuteur" in alone.content.decode()
    guardian = {"guardian_role": "guardian", "guardian_name": "Kadia Exemple", "guardian_relation": "tante"}
    assert walk(client, child, EXPLAINED, RECORD, later, {**SIGNED, **guardian}).status_code == 302
    basis = bases.live(cast.awa(), child)[0]
    assert (basis.kind, basis.guardian["relation"]) == ("assent", "tante")


def test_what_a_referral_needs_is_asked_about(cast: Cast, person: Person) -> None:
    query = f"?recipient={cast.croix.pk}&category=health&purpose=referral&next=/afterwards/"
    subject = person()
    page = at(cast.awa).get(f"/people/{subject}/agreements/new/{query}").content.decode()
    carried = hidden(page)
    assert carried["recipients"] == [str(cast.croix.pk)]
    assert carried["share_categories"] == ["health"]
    assert carried["next"] == ["/afterwards/"]
    answer = walk(at(cast.awa), subject, EXPLAINED, RECORD, SHARE, query=query)
    ticked = re.findall(
        r'name="(?:recipients|share_categories)" value="([^"]*)"[^>]*checked', answer.content.decode()
    )
    assert ticked == [str(cast.croix.pk), "health"]
    answer = walk(at(cast.awa), subject, EXPLAINED, RECORD, SHARE, whom(cast), SIGNED, query=query)
    assert answer.url == "/afterwards/"


def test_the_way_back_never_leads_to_another_host(cast: Cast, person: Person) -> None:
    subject = person()
    page = at(cast.awa).get(f"/people/{subject}/agreements/new/?next=https://elsewhere.example/")
    assert "elsewhere.example" not in hidden(page.content.decode())["next"]


def test_the_same_form_sent_twice_is_recorded_once(cast: Cast, person: Person) -> None:
    subject, client = person(), at(cast.awa)
    sent = {
        "step": "4", "record": "yes", "record_categories": ["name"], "share": "later",
        "action_id": str(uuid4()), **SIGNED,
    }  # fmt: skip
    url = f"/people/{subject}/agreements/new/"
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert len(bases.live(cast.awa(), subject)) == 1


def test_protecting_first_takes_one_screen(cast: Cast, person: Person) -> None:
    child = person(minor=True)
    url = f"/people/{child}/agreements/urgent/"
    client = at(cast.awa)
    sent = {
        "kind": "vital_interest", "reason": "Seule à la gare, blessée à la main.",
        "recipients": [str(cast.croix.pk)], "categories": ["name", "health"],
    }  # fmt: skip
    refused = client.post(url, {**sent, "reason": ""})
    assert refused.status_code == 422
    assert not LawfulBasis.objects.visible_to(cast.awa()).exists()
    assert client.post(url, sent).status_code == 302
    live = bases.live(cast.awa(), child)
    assert {basis.recipient_id for basis in live} == {None, cast.croix.pk}
    assert all(basis.second_look_due for basis in live)


def test_protecting_somebody_against_their_word_needs_a_step_up_and_loses_nothing(
    cast: Cast, person: Person
) -> None:
    subject, client = person(), at(cast.moussa)
    agree(cast, subject, agreed=False, recipient=cast.croix.pk)
    url = f"/people/{subject}/agreements/urgent/"
    sent = {
        "kind": "vital_interest", "reason": "Ne respire plus bien.",
        "recipients": [str(cast.croix.pk)], "categories": ["health"],
    }  # fmt: skip
    stopped = client.post(url, sent)
    assert stopped.status_code == 422
    assert "Ne respire plus bien." in stopped.content.decode()
    assert 'href="/account/confirm/"' in stopped.content.decode()
    assert bases.live(cast.moussa(), subject) == []
    client.post("/account/confirm/", {"code": code()})
    assert client.post(url, sent).status_code == 302
    assert {basis.recipient_id for basis in bases.live(cast.moussa(), subject)} == {None, cast.croix.pk}


def test_a_withdrawal_from_the_page_is_immediate(cast: Cast, person: Person) -> None:
    subject = person()
    basis = agree(cast, subject)
    client = at(cast.moussa)
    assert "Retirer cet accord" in client.get(f"/people/{subject}/agreements/").content.decode()
    answer = client.post(f"/agreements/{basis.pk}/withdraw/", {"cause": "person"})
    assert answer.headers["Location"] == f"/people/{subject}/agreements/"
    assert bases.live(cast.awa(), subject) == []
    again = client.post(f"/agreements/{basis.pk}/withdraw/", {"cause": "person"})
    assert again.status_code == 409


def test_supervisors_see_what_waits_and_judge_it(cast: Cast, person: Person) -> None:
    basis = agree(cast, person(), kind="vital_interest", reason="Trouvée sans connaissance au pont.")
    fanta = at(cast.fanta)
    assert "Trouvée sans connaissance" in fanta.get("/second-looks/").content.decode()
    url = f"/second-looks/{basis.pk}/"
    assert fanta.get(url).status_code == 200
    assert fanta.post(url, {"confirmed": "no", "note": ""}).status_code == 422
    assert fanta.post(url, {"confirmed": "yes", "note": ""}).status_code == 302
    assert "Trouvée" not in fanta.get("/second-looks/").content.decode()


def test_the_neutral_sheet_is_drawn_only_when_the_person_wants_it(cast: Cast, person: Person) -> None:
    subject, client = person(at_risk=True), at(cast.awa)
    url = f"/people/{subject}/sheet/"
    question = client.get(url).content.decode()
    assert "exposée" in question
    assert "sheet__line" not in question
    assert client.post(url, {}).status_code == 422
    sheet = client.post(url, {"wanted": "yes"}).content.decode()
    assert "7K3M-Q4T" in sheet
    drawn = re.sub(r"(?s)<header class=\"sheet__tools\">.*?</header>|<head>.*?</head>", "", sheet)
    words = set(re.sub(r"<[^>]*>", " ", drawn).split())
    assert words == {"7K3M-Q4T"}
    assert JournalEntry.objects.filter(action="protection.print_sheet", reason="at_risk").count() == 1


def test_the_qr_code_of_the_sheet_says_the_code_and_nothing_else() -> None:
    assert segno.make("7K3M-Q4T").designator.startswith(("1-", "M1", "M2", "M3", "M4"))


@pytest.mark.parametrize("who", ["drissa", "kadi", "boubacar", "node"])
def test_a_stranger_gets_nothing_from_any_page(cast: Cast, person: Person, who: str) -> None:
    subject = person()
    basis = agree(cast, subject, kind="vital_interest", reason="Secret absolu.")
    client = at(getattr(cast, who))
    for url in (
        f"/people/{subject}/agreements/",
        f"/people/{subject}/agreements/new/",
        f"/people/{subject}/agreements/urgent/",
        f"/people/{subject}/sheet/",
        f"/agreements/{basis.pk}/",
        f"/agreements/{basis.pk}/withdraw/",
        f"/second-looks/{basis.pk}/",
    ):
        for answer in (
            client.get(url),
            client.post(url, {"cause": "person", "confirmed": "yes", "wanted": "yes"}),
        ):
            assert answer.status_code in (403, 404), (url, answer.status_code)
            assert "Secret" not in answer.content.decode()
            assert "7K3M" not in answer.content.decode()
    listed = client.get("/second-looks/")
    assert str(basis.pk) not in listed.content.decode()
    assert bases.live(cast.awa(), subject) == [basis]


def test_opening_the_ledger_is_journalled_without_a_personal_value(cast: Cast, person: Person) -> None:
    subject = person()
    agree(cast, subject, witness="Témoin Unique", reason="Phrase unique", kind="mandate")
    at(cast.awa).get(f"/people/{subject}/agreements/")
    seen = JournalEntry.objects.get(action="protection.ledger")
    assert (seen.outcome, seen.actor) == ("seen", str(cast.awa.account.pk))
    kept = str(list(JournalEntry.objects.values())) + str(list(JournalDetail.objects.values()))
    assert "unique" not in kept.casefold()


def test_pages_cost_the_same_however_long_the_ledger_is(
    cast: Cast, person: Person, django_assert_max_num_queries: Any
) -> None:
    subject, client = person(), at(cast.fanta)

    def queries(url: str) -> int:
        with django_assert_max_num_queries(60) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    client.get("/second-looks/")
    for _ in range(2):
        agree(cast, subject, kind="vital_interest", reason="Urgent.")
    before = {url: queries(url) for url in (f"/people/{subject}/agreements/", "/second-looks/")}
    for _ in range(18):
        agree(cast, subject, kind="vital_interest", reason="Urgent.")
    assert {url: queries(url) for url in before} == before


def test_an_overdue_second_look_is_told_once_and_comes_first_today(cast: Cast, person: Person) -> None:
    from jatigi.kernel import hooks, schedule
    from jatigi.kernel.hooks import Danger
    from jatigi.protection.models import Overdue

    with clock.travel(datetime(2026, 11, 20, 22, tzinfo=UTC)):
        agree(cast, person(minor=True), kind="vital_interest", reason="Seule, de nuit.")
    with clock.travel(datetime(2026, 11, 21, 21, tzinfo=UTC)):
        schedule.run_now("protection.second_looks")
        assert not Overdue.objects.visible_to(cast.fanta()).exists()
    with clock.travel(datetime(2026, 11, 21, 23, tzinfo=UTC)):
        schedule.run_now("protection.second_looks")
        schedule.run_now("protection.second_looks")
        items = [item for tell in hooks.today for item in tell(cast.fanta()) if item.url == "/second-looks/"]
        assert not [
            item for tell in hooks.today for item in tell(cast.lassana()) if item.url == "/second-looks/"
        ]
    assert Overdue.objects.visible_to(cast.fanta()).count() == 1
    assert [(item.danger, item.count) for item in items] == [(Danger.OVERDUE, 1)]


def test_the_first_thing_on_a_persons_page_is_what_they_agreed_to(cast: Cast, person: Person) -> None:
    from jatigi.protection.hooks import accepted

    subject = person()
    record_basis(cast.awa(), subject=subject, kind="consent", purposes=["reception"], categories=["name"])
    (section,) = accepted(cast.awa(), subject)
    assert section.order == 0
    assert len(section.context["live"]) == 1
    assert list(accepted(cast.boubacar(), subject)) == []


def test_the_blank_sheet_and_the_screen_say_the_same(cast: Cast, person: Person) -> None:
    client = at(cast.awa)
    paper = client.get("/agreements/paper/").content.decode()
    screen = client.get(f"/people/{person()}/agreements/new/").content.decode()
    for sentence in re.findall(r"<p>([^<]*)</p>", screen[screen.index('class="aloud') :]):
        assert sentence in paper


@pytest.mark.parametrize(("minor", "kind"), [(False, "consent"), (True, "assent")])
def test_vital_interest_ends_when_an_adult_can_say_no(
    cast: Cast, person: Person, minor: bool, kind: str
) -> None:
    subject = person(minor=minor)
    urgent = agree(cast, subject, kind="vital_interest", reason="Sans connaissance.")
    mandate = agree(cast, subject, kind="mandate", reason="Ordonnance du juge.")
    agree(cast, subject, kind=kind, agreed=False)
    assert set(bases.live(cast.awa(), subject)) == ({urgent, mandate} if minor else {mandate})
