"""The boxes of referrals, the sheet on paper, and what a case shows of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jatigi.cases.models import Case
from jatigi.directory.actions import create_service
from jatigi.kernel.access import Purpose
from jatigi.people.models import Person
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions
from tests.cast import Cast
from tests.referrals.conftest import Send, at, text
from tests.sign_in import signed_in

REFERRAL = Purpose.REFERRAL


# The sheet


@pytest.mark.parametrize("query", ["?ready=1", "?ready=1&where=1"])
def test_the_sheet_betrays_nobody(
    cast: Cast, moussa: Client, person: Person, agreed: LawfulBasis, query: str
) -> None:
    service = create_service(
        cast.lassana(), need="trafficking", title_fr="Protection des victimes de traite",
        reach={"phone": "+223 00 00 00 03", "referral_note": "Foyer de femmes"},
    )  # fmt: skip
    referral = actions.send(
        cast.moussa(), service=service.pk, person=person.pk, urgency="high", fields=["code"], message="secret"
    )
    sheet = text(moussa.get(at("sheet", referral.pk) + query))
    assert referral.code in sheet
    assert "+223 00 00 00 03" in sheet
    for word in (
        "traite", "trafficking", "Foyer", "Planté", person.code, "MMG", "CRM", "Organisation", "Moussa", "secret", "Croix",
    ):  # fmt: skip
        assert word not in sheet


def test_before_the_sheet_somebody_asks_and_a_risk_is_told(
    cast: Cast, moussa: Client, sent: Send, person: Person
) -> None:
    from jatigi.kernel.querysets import acting

    referral = sent()
    assert 'class="sheet"' not in text(moussa.get(at("sheet", referral.pk)))
    assert "shield-alert" not in text(moussa.get(at("sheet", referral.pk)))
    with acting():
        person.at_risk = True
        person.save()
    assert "notice--danger" in text(moussa.get(at("sheet", referral.pk)))
    assert signed_in(cast.kadi.account).get(at("sheet", referral.pk)).status_code in (403, 404)


# Boxes


def test_boxes_are_in_order_of_danger(cast: Cast, kadi: Client, moussa: Client, sent: Send) -> None:
    low, high, now = sent(urgency="low"), sent(urgency="high"), sent(urgency="immediate")
    for browser, box in ((kadi, "inbox"), (moussa, "outbox")):
        shown = [line.referral.pk for line in browser.get(at(box)).context["lines"]]
        assert shown == [now.pk, high.pk, low.pk]
    only = kadi.get(at("inbox"), {"urgency": "low"}).context["lines"]
    assert [line.referral.pk for line in only] == [low.pk]
    assert "Planté" not in text(kadi.get(at("inbox")))


def test_a_sheet_that_somebody_brings_is_found_by_its_code(kadi: Client, sent: Send) -> None:
    referral = sent()
    typed = referral.code.lower().replace("-", " ")
    assert kadi.post(at("code"), {"code": typed})["Location"] == at("detail", referral.pk)
    wrong = kadi.post(at("code"), {"code": "ZZZZ-ZZZ1"})
    assert wrong.status_code == 422
    assert "ZZZZ-ZZZ1" in text(wrong)


Count = Callable[..., Any]


@pytest.mark.parametrize(("box", "who"), [("inbox", "kadi"), ("outbox", "moussa")])
def test_a_box_costs_the_same_for_three_and_for_thirty(
    cast: Cast, sent: Send, box: str, who: str, django_assert_max_num_queries: Count
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(getattr(cast, who).account)
    counts = []
    for number in (3, 24):
        for _number in range(number):
            sent()
        browser.get(at(box))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert browser.get(at(box)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    page = browser.get(at(box))
    assert len(page.context["lines"]) == 25
    following = browser.get(at(box) + page.context["next"])
    assert len(following.context["lines"]) == 2


def test_the_case_page_shows_its_referrals_in_a_bounded_number_of_queries(
    cast: Cast, moussa: Client, sent: Send, case: Case
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jatigi.kernel import hooks

    def draw() -> int:
        with CaptureQueriesContext(connection) as captured:
            drawn = [part for add in hooks.case_sections for part in add(cast.moussa(), case.pk)]
        assert any(part.template == "referrals/case_section.html" for part in drawn)
        return len(captured)

    sent(case=case.pk)
    few = draw()
    for _number in range(6):
        sent(case=case.pk)
    assert draw() == few
