"""Two houses that hold a record of one woman under two spellings, and a third that holds none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jatigi.inquiries import actions
from jatigi.inquiries.models import Hit, Inquiry, Reply
from jatigi.inquiries.rules import MATCHING
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Role, service_access
from jatigi.people import search
from jatigi.people.actions import register
from jatigi.people.models import Person
from tests.cast import Cast, Member, member

CONSENT: dict[str, Any] = {"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"}
ASKED: dict[str, Any] = {
    "why": "care", "words": "Elle prenait un traitement au lieu d’avant.", "used": ["name", "age", "family"],
    "agreement": CONSENT,
}  # fmt: skip

everything = service_access(
    "test",
    ["inquiries.Inquiry", "inquiries.Hit", "inquiries.Reply", "agencies.Notification", "people.Person"],
)


@pytest.fixture(autouse=True)
def engine() -> None:
    """Nobody is remembered from another test."""
    search.engine = search.InMemory()


@pytest.fixture
def lamine(cast: Cast) -> Member:
    """A case worker of the Croix-Rouge."""
    return member(cast.croix, "lamine", Role.CASE_WORKER)


@pytest.fixture
def officer(cast: Cast) -> Member:
    """Who answers for the data of the house in Gao."""
    return member(cast.gao, "penda", Role.DATA_OFFICER)


def somebody(
    who: Member, given: str, family: str, mother: str = "Kadiatou Sidibé", year: int = 1991
) -> Person:
    return register(
        who(), sex="female", names=[{"given": given, "family": family, "kind": "main"}], mother=mother,
        birth={"kind": "year", "year": year}, basis={"kind": "consent", "witness": "Oumou"},
    )  # fmt: skip


@pytest.fixture
def here(cast: Cast) -> Person:
    """The record of the house in Gao."""
    return somebody(cast.moussa, "Mahamadou Fatoumata", "Coulibaly")


@pytest.fixture
def there(cast: Cast) -> Person:
    """The record of the Croix-Rouge: the same woman as another scribe heard her."""
    return somebody(cast.lassana, "Mamadou Fatumata", "Kulibali")


@pytest.fixture
def ask(cast: Cast) -> Callable[..., Inquiry]:
    def asking(person: Person, who: Member | None = None, **more: Any) -> Inquiry:
        return actions.ask((who or cast.moussa)(), person=person.pk, **{**ASKED, **more})

    return asking


def goes_out() -> None:
    """The background takes its turn."""
    schedule.run_now(MATCHING)


def hits() -> list[Hit]:
    return list(Hit.objects.visible_to(everything).order_by("found_at"))


def replies() -> list[Reply]:
    return list(Reply.objects.visible_to(everything))


def now_is(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.visible_to(everything).get(pk=inquiry.pk)


def later(**much: int) -> Any:
    return clock.travel(clock.now() + timedelta(**much))


def stepped_up(access: Any) -> Any:
    return replace(access, stepped_up_at=clock.now())
