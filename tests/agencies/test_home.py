"""The home page says what must be done today, the most dangerous first; each role sees its own."""

from datetime import timedelta

import pytest

from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from tests.cast import Cast
from tests.sign_in import signed_in


@pytest.fixture
def three_things(monkeypatch: pytest.MonkeyPatch) -> None:
    def today(access: Access) -> list[hooks.TodayItem]:
        if not access.has("case_worker"):
            return []
        now = clock.now()
        return [
            hooks.TodayItem(hooks.Danger.SOON, "Préparer un rendez-vous", "/c/", now + timedelta(days=2)),
            hooks.TodayItem(hooks.Danger.LIFE, "Mettre une personne à l’abri", "/a/", now),
            hooks.TodayItem(hooks.Danger.TODAY, "Rappeler plus tard", "/b2/", now + timedelta(hours=5)),
            hooks.TodayItem(
                hooks.Danger.TODAY, "Rappeler d’abord", "/b1/", now + timedelta(hours=1), count=3
            ),
        ]

    monkeypatch.setattr(hooks.today, "_functions", [today])


def test_the_most_dangerous_comes_first_then_what_is_due_first(cast: Cast, three_things: None) -> None:
    page = signed_in(cast.moussa.account).get("/").content.decode()
    order = ["l’abri", "Rappeler d’abord", "plus tard", "rendez-vous"]
    assert [page.index(text) for text in order] == sorted(page.index(text) for text in order)
    assert "6 choses vous attendent" in page


def test_an_empty_day_says_what_to_do_first(cast: Cast, three_things: None) -> None:
    page = signed_in(cast.awa.account).get("/").content.decode()
    assert "Tout est fait" in page
    assert "Commencez par" in page


def test_every_role_opens_its_home_page(cast: Cast) -> None:
    people = (
        cast.awa,
        cast.moussa,
        cast.fanta,
        cast.boubacar,
        cast.kadi,
        cast.lassana,
        cast.drissa,
        cast.node,
    )
    assert {signed_in(person.account).get("/").status_code for person in people} == {200}


def test_the_node_administrator_is_offered_no_file(cast: Cast) -> None:
    page = signed_in(cast.node.account).get("/").content.decode()
    for address in ("/people/", "/cases/", "/referrals/", "/welcome/"):
        assert f'href="{address}' not in page
