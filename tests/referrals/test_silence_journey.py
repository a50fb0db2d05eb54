"""A mother and her daughter are referred in one gesture; the mother is answered, and about the daughter nobody says a word.

In a real browser under a clock that is set: whoever is told, in turn, sees it where they work, and the silence ends with the
next service proposed.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jatigi.directory.actions import create_service
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Purpose
from jatigi.people.actions import join_group, register
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.referrals.models import Referral
from tests.browser import PHONE
from tests.cast import Cast, Member
from tests.desk import OpenAs, browser, look, open_as, page
from tests.directory.conftest import unit
from tests.referrals.conftest import ALL

__all__ = ["browser", "open_as", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ALWAYS = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def somebody(cast: Cast, given: str, **values: Any) -> Person:
    """A person who agreed that the Croix-Rouge learns what it needs."""
    made = register(
        cast.awa(), sex="female", names=[{"given": given, "family": "Planté", "kind": "main"}], **values,
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )  # fmt: skip
    record_basis(
        cast.moussa(), subject=made.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=[*ALL, "family"],
        recipient=cast.croix.pk, witness="Oumou",
    )  # fmt: skip
    return made


def test_a_family_of_which_one_is_answered_and_the_other_is_met_with_silence(
    cast: Cast, open_as: OpenAs
) -> None:
    gao = unit("ML07").pk
    create_service(cast.lassana(), need="health", title_fr="Dispensaire muet", unit=gao, hours=ALWAYS)
    create_service(cast.drissa(), need="health", title_fr="Hôpital régional", unit=gao, places_free=2)
    mother, daughter = (
        somebody(cast, "Fanta", age_group="18_59"),
        somebody(cast, "Sira", age_group="18_59"),
    )
    join_group(cast.awa(), person=daughter.pk, companion=mother.pk)
    start = datetime.combine(clock.now().date() + timedelta(days=7), time(10), UTC)
    with clock.travel(start):
        sent_together(cast, open_as, mother, daughter)
        first, second = (of(cast, person) for person in (mother, daughter))
        answered(cast, open_as, first, second)
    half = second.sent_at + (second.respond_by - second.sent_at) / 2
    late = second.respond_by - second.sent_at
    reminded = "Le référencement {} attend une réponse"
    overdue = "Le référencement {} est sans réponse à l’échéance"
    silent = "Le référencement {} est sans réponse de l’autre organisation"
    for moment, who, words, not_yet in (
        (half, cast.kadi, reminded, (cast.lassana, overdue)),
        (second.respond_by, cast.lassana, overdue, (cast.fanta, silent)),
        (second.respond_by + late / 2, cast.fanta, silent, (cast.moussa, "resté sans réponse")),
    ):
        with clock.travel(moment + timedelta(minutes=1)):
            schedule.run_now("referrals.deadlines")
            told(open_as, who, words, second.code, first.code)
            other, later = not_yet
            tab = open_as(other, reverse("agencies:notifications"), width=PHONE)
            expect(tab.get_by_text(later.format(second.code))).to_have_count(0)
    with clock.travel(second.respond_by + 2 * late + timedelta(days=1)):
        schedule.run_now("referrals.deadlines")
        ended(cast, open_as, first, second)


def of(cast: Cast, person: Person) -> Referral:
    return Referral.objects.visible_to(cast.moussa(Purpose.REFERRAL)).get(person=person.pk)


def sent_together(cast: Cast, open_as: OpenAs, mother: Person, daughter: Person) -> None:
    worker = open_as(cast.moussa, reverse("referrals:send_person", args=[mother.pk]), width=PHONE)
    worker.locator("section.card", has_text="Dispensaire muet").get_by_role(
        "link", name="Référer à ce service"
    ).click()
    worker.get_by_label(daughter.code).check()
    worker.locator("input[name=urgency][value=high]").check()
    worker.get_by_label("Message au service").fill("Elles restent ensemble.")
    look(worker, "family-compose")
    worker.get_by_role("button", name="Envoyer le référencement").click()
    expect(worker.get_by_text("sont partis").or_(worker.get_by_text("est parti")).first).to_be_visible()
    look(worker, "family-sent")


def answered(cast: Cast, open_as: OpenAs, first: Referral, second: Referral) -> None:
    """The desk sees that they belong together, and answers for one of them."""
    desk = open_as(cast.kadi, reverse("referrals:detail", args=[first.pk]), width=PHONE)
    expect(desk.get_by_text("Fanta Planté")).to_be_visible()
    expect(desk.get_by_text(second.code).first).to_be_visible()
    look(desk, "family-received")
    desk.get_by_role("link", name="Accepter").click()
    desk.get_by_role("dialog").get_by_role("button", name="Accepter").click()
    expect(desk.get_by_text("Réponse envoyée : accepté.")).to_be_visible()


def told(open_as: OpenAs, who: Member, words: str, waits: str, answered: str) -> None:
    """They are told once, of the one that waits and not of the one that was answered."""
    tab = open_as(who, reverse("agencies:notifications"), width=PHONE)
    expect(tab.get_by_text(words.format(waits))).to_have_count(1)
    expect(tab.get_by_text(words.format(answered))).to_have_count(0)
    look(tab, "silence-told")


def ended(cast: Cast, open_as: OpenAs, first: Referral, second: Referral) -> None:
    """The sender reads that it ended, and what to propose next; the one that was answered goes on."""
    worker = open_as(cast.moussa, reverse("referrals:detail", args=[second.pk]), width=PHONE)
    expect(worker.get_by_text("expiré sans réponse").first).to_be_visible()
    expect(worker.get_by_role("heading", name="Hôpital régional").first).to_be_visible()
    expect(worker.get_by_role("link", name="L’envoyer là-bas")).to_be_visible()
    expect(worker.get_by_text("éloigné")).to_have_count(0)  # nobody knows where she is
    look(worker, "silence-ended")
    worker.goto(worker.url.partition("/referrals/")[0] + reverse("referrals:detail", args=[first.pk]))
    expect(worker.locator(".page-head__lead")).to_contain_text("accepté")
