from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.cases.actions import open_case
from jatigi.cases.models import Case
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel.access import Purpose
from jatigi.people.actions import register
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.actions import send
from jatigi.referrals.models import Referral
from tests.cast import Cast, Member
from tests.sign_in import signed_in

ALL = ["name", "age", "nationality", "contact", "needs"]


@pytest.fixture
def health(cast: Cast) -> Service:
    """The receiving service: care at Gao, by the Croix-Rouge."""
    return create_service(cast.lassana(), need="health", title_fr="Soins de santé à Gao")


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(
        cast.awa(),
        sex="male",
        age_group="18_59",
        names=[{"given": "Mamadou", "family": "Planté", "kind": "main"}],
        phones=[
            {"number": "+223 70 00 00 01", "safe_to_call": True, "safe_to_leave_message": False, "whose": ""}
        ],
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )


@pytest.fixture
def agreed(cast: Cast, person: Person) -> LawfulBasis:
    """The person agreed that Croix may know name, age, nationality, telephone and needs."""
    return record_basis(
        cast.moussa(),
        subject=person.pk,
        kind="consent",
        purposes=[Purpose.REFERRAL],
        categories=ALL,
        recipient=cast.croix.pk,
        witness="Oumou",
    )


Send = Callable[..., Referral]


@pytest.fixture
def sent(cast: Cast, person: Person, health: Service, agreed: LawfulBasis) -> Send:
    def doing(by: Member | None = None, **changes: Any) -> Referral:
        wanted: dict[str, Any] = {
            "service": health.pk, "person": person.pk, "urgency": "high", "fields": ["code", "names"],
            "message": "fièvre depuis trois jours",
        }  # fmt: skip
        return send((by or cast.moussa)(), **(wanted | changes))

    return doing


@pytest.fixture
def moussa(cast: Cast) -> Client:
    """The browser of a case worker of the sender."""
    return signed_in(cast.moussa.account)


@pytest.fixture
def kadi(cast: Cast) -> Client:
    """The browser of whoever answers at the receiver."""
    return signed_in(cast.kadi.account)


@pytest.fixture
def case(cast: Cast, person: Person) -> Case:
    """An urgent case of the person."""
    return open_case(
        cast.moussa(), person=person.pk, urgency="high", tracks=[], case_worker=cast.moussa.account.pk
    )


def at(name: str, *args: Any) -> str:
    """The address of a page of referrals."""
    return reverse(f"referrals:{name}", args=args)


def text(answer: Any) -> str:
    """What a page says, as it is sent."""
    return str(answer.content.decode())
