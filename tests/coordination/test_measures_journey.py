"""Two journeys in a real browser: a report through a one-time link in an e-mail, and a hand-over."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.measures import actions as measures
from jatigi.coordination.measures.reporting import actions as reports
from jatigi.kernel import clock
from jatigi.kernel.access import Role
from tests.browser import PHONE
from tests.cast import Cast, member, organisation
from tests.coordination.standing import Standing
from tests.desk import OpenAs, browser, follow, look, open_as, page

__all__ = ["browser", "open_as", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_organisation_reports_through_a_one_time_link_in_an_e_mail(
    cast: Cast, open_as: OpenAs, page: Callable[..., Page], live_server: Any, settings: Any
) -> None:
    settings.PUBLIC_URL, settings.EMAIL_HOST = live_server.url, "localhost"
    standing = Standing(cast)
    house = organisation("ASSO", "association")
    measure = measures.plan(
        standing.secretary(), title="Ouvrir un guichet à Ménaka", commitments=[standing.commitment.pk],
        responsible=house.pk,
    )  # fmt: skip
    reports.add_indicator(
        standing.secretary(), measure, title="Guichets ouverts", unit="guichets", target=Decimal(3), every_months=6,
        first_due_on=clock.today() + timedelta(days=9),
    )  # fmt: skip
    desk = open_as(standing.secretary, reverse("coordination:measure", args=[measure.pk]))
    look(desk, "measure")
    follow(desk.get_by_role("link", name="Demander par courriel").first)
    desk.get_by_label("Adresse électronique de qui rend compte").fill("asso@example.org")
    look(desk, "report-link")
    desk.get_by_role("button", name="Envoyer le lien").click()
    expect(desk.get_by_text("Le lien a été envoyé par courriel.")).to_be_visible()
    link = re.search(r"http\S+#\S+", str(mail.outbox[-1].body))
    assert link
    phone = page(width=PHONE)
    phone.goto(link[0])
    expect(phone.get_by_role("heading", name="Ouvrir un guichet à Ménaka")).to_be_visible()
    assert "#" not in phone.url
    look(phone, "report-by-link")
    phone.get_by_label("Votre nom").fill("Bintou Diarra")
    phone.get_by_label("Qu’a-t-on fait ?").fill("Un guichet est ouvert.")
    phone.get_by_label("Valeur atteinte").fill("1")
    phone.get_by_role("button", name="Envoyer le rapport").click()
    expect(phone.get_by_role("heading", name="Merci, votre rapport est bien arrivé")).to_be_visible()
    look(phone, "report-arrived")
    again = page(width=PHONE)
    again.goto(link[0])
    expect(again.get_by_role("heading", name="Ce lien n’ouvre rien ici")).to_be_visible()
    desk.goto(live_server.url + reverse("coordination:progress_list"))
    follow(desk.get_by_role("link", name="Ouvrir un guichet à Ménaka"))
    expect(desk.get_by_text("Bintou Diarra")).to_be_visible()
    look(desk, "report")
    desk.get_by_role("button", name="Accepter le rapport").click()
    expect(desk.get_by_text("accepté par le secrétariat")).to_be_visible()
    desk.goto(live_server.url + reverse("coordination:measure", args=[measure.pk]))
    look(desk, "measure-reported")


def test_a_focal_point_who_leaves_hands_everything_over(
    cast: Cast, open_as: OpenAs, live_server: Any
) -> None:
    standing = Standing(cast)
    boss = member(cast.croix, "rokia", Role.ORGANISATION_ADMINISTRATOR)
    measure = measures.plan(cast.kadi(), title="Former les agents", commitments=[standing.commitment.pk])
    indicator = reports.add_indicator(
        cast.kadi(), measure, title="Agents formés", every_months=6, first_due_on=clock.today() + timedelta(days=9),
        assigned=cast.kadi.account.pk,
    )  # fmt: skip
    reports.draft(cast.kadi(), indicator, text="En cours.")
    bodies.name_contact(
        cast.kadi(),
        standing.body,
        organisation=cast.croix.pk,
        kind="main",
        account=cast.kadi.account.pk,
        name="Kadi",
    )
    desk = open_as(boss, reverse("agencies:members"), width=PHONE)
    follow(desk.get_by_role("link", name="Kadi"))
    look(desk, "member-with-open-things")
    desk.get_by_role("button", name="Suspendre").click()
    expect(desk.get_by_text("transmettez-le à un collègue")).to_be_visible()
    follow(desk.get_by_role("link", name="Transmettre à un collègue"))
    expect(desk.get_by_text("Comité CNM")).to_be_visible()
    look(desk, "handover")
    desk.get_by_text("Lassana", exact=True).click()
    desk.get_by_role("button", name="Tout transmettre").click()
    expect(desk.get_by_text("Rien n’est en cours")).to_be_visible()
    taker = open_as(cast.lassana, reverse("coordination:handover"))
    expect(taker.get_by_text("Agents formés").first).to_be_visible()
    look(taker, "handover-taken")
