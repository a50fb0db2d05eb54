"""Agreements between organisations: written, signed by each side, in force, ended; what they let go and what they do not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.kernel import clock, hooks, schedule
from jatigi.kernel.access import Access, Role, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, StepUpNeeded
from jatigi.protection.agreements import actions, covering
from jatigi.protection.agreements.models import SharingAgreement
from tests.cast import Cast, Member, agreed, member, organisation
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

ALL = {"name", "needs", "health"}


def draft(cast: Cast, **changes: Any) -> SharingAgreement:
    """From the house to Loin, for a year: names and needs."""
    today = clock.today()
    sides = [
        {"organisation": cast.gao.pk, "gives": True, "takes": False},
        {"organisation": cast.loin.pk, "gives": False, "takes": True},
    ]
    values: dict[str, Any] = {
        "title": "Protocole 7", "paper": "classeur 7", "parties": sides, "purposes": ["referral"],
        "categories": ["name", "needs"], "from_on": today, "until": today + timedelta(days=365),
    } | changes  # fmt: skip
    return actions.draft(cast.boubacar(), **values)


def sign(by: Member, agreement: SharingAgreement, **more: Any) -> SharingAgreement:
    said: dict[str, Any] = {
        "signatory": "Une Signataire",
        "function": "directrice",
        "signed_on": clock.today(),
    } | more
    return actions.sign(replace(by(), stepped_up_at=clock.now()), agreement, **said)


def lacking(cast: Cast, purpose: str = "referral") -> set[str]:
    """What the house may not give to Loin."""
    return set(covering.missing(cast.gao.pk, cast.loin.pk, categories=ALL, purpose=purpose))


def test_nothing_is_covered_before_both_have_signed_and_then_what_stands_in_it_alone(cast: Cast) -> None:
    agreement = draft(cast)
    assert lacking(cast) == ALL
    sign(cast.fanta, agreement)
    assert lacking(cast) == ALL
    with pytest.raises(Invalid):
        sign(cast.boubacar, agreement, organisation=cast.loin.pk)
    with pytest.raises(StepUpNeeded):
        actions.sign(cast.drissa(), agreement, signatory="X", function="chef", signed_on=clock.today())
    with pytest.raises(NotFound):
        sign(cast.lassana, agreement)
    assert sign(cast.drissa, agreement).state == "in_force"
    assert lacking(cast) == {"health"}
    assert lacking(cast, "return") == ALL
    back = covering.missing(cast.loin.pk, cast.gao.pk, categories=ALL, purpose="referral")
    assert back == ALL
    sign_all(cast, draft(cast, title="Avenant santé", categories=["health"]))
    assert lacking(cast) == set()
    with pytest.raises(Conflict):
        actions.discard(cast.boubacar(), agreement)


def sign_all(cast: Cast, agreement: SharingAgreement) -> None:
    for side in (cast.boubacar, cast.drissa):
        sign(side, agreement)


def test_another_text_is_signed_anew_and_a_denounced_one_covers_nothing(cast: Cast) -> None:
    agreement = draft(cast)
    sign(cast.boubacar, agreement)
    values: dict[str, Any] = {
        "title": "Protocole 7 bis", "paper": "classeur 7", "purposes": ["referral"], "categories": ["name"],
        "parties": [{"organisation": one.pk, "gives": True, "takes": True} for one in (cast.gao, cast.loin)],
        "from_on": clock.today() + timedelta(days=1), "until": clock.today() + timedelta(days=90),
    }  # fmt: skip
    actions.change(cast.drissa(), agreement, **values)
    assert sign(cast.drissa, agreement).state == "draft"
    assert sign(cast.boubacar, agreement).state == "signed"
    assert lacking(cast) == ALL, "it begins tomorrow"
    with clock.travel(clock.now() + timedelta(days=1)):
        assert lacking(cast) == {"needs", "health"}
        stepped = replace(cast.drissa(), stepped_up_at=clock.now())
        actions.denounce(stepped, agreement, why="les données ont été transmises à d’autres")
        assert lacking(cast) == ALL
    notices = Notification.objects.visible_to(cast.boubacar())
    assert "sharing.denounce" in notices.values_list("kind", flat=True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"categories": []}, "categories"),
        ({"purposes": ["statistics"]}, "purposes"),
        ({"until": clock.today() - timedelta(days=1)}, "until"),
        ({"until": clock.today() + timedelta(days=2000)}, "until"),
        ({"parties": []}, "parties"),
    ],
)
def test_what_cannot_be_agreed(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        draft(cast, **changes)
    assert set(wrong.value.errors) == {field}


def test_what_a_guest_signed_on_paper_is_written_down_by_the_other_side(cast: Cast) -> None:
    guest = organisation("INVITE")
    sides = [{"organisation": one.pk, "gives": True, "takes": True} for one in (cast.gao, guest)]
    agreement = draft(cast, parties=sides)
    sign(cast.boubacar, agreement)
    assert sign(cast.fanta, agreement, organisation=guest.pk).state == "in_force"
    assert not covering.missing(cast.gao.pk, guest.pk, categories=["needs"], purpose="referral")
    assert agreed(cast.boubacar, organisation("AUTRE")).state == "in_force"


def test_the_end_is_announced_twice_and_comes_by_itself(cast: Cast) -> None:
    agreement = draft(cast, until=clock.today() + timedelta(days=100))
    sign_all(cast, agreement)
    told = Notification.objects.visible_to(cast.drissa()).filter(kind="sharing.ends")
    ends = datetime.combine(agreement.until, time(12), ZoneInfo("UTC"))
    for before, notices in ((61, 0), (60, 1), (59, 1), (14, 2), (1, 2)):
        with clock.travel(ends - timedelta(days=before)):
            schedule.run_now("protection.sharing")
            assert told.count() == notices, before
            assert bool(_renewals(cast.boubacar())) == (before <= 60)
    with clock.travel(ends + timedelta(days=1)):
        assert lacking(cast) == ALL
        schedule.run_now("protection.sharing")
    everything = service_access("test", ["protection.SharingAgreement"])
    assert SharingAgreement.objects.visible_to(everything).get(pk=agreement.pk).state == "ended"


def _renewals(access: Access) -> list[hooks.TodayItem]:
    return [item for ask in hooks.today for item in ask(access) if item.url == reverse("protection:sharing")]


def test_on_the_pages_each_side_signs_and_the_coordinator_sees_which_exist(cast: Cast) -> None:
    ours, theirs = (signed_in(one.account, stepped_up=True) for one in (cast.boubacar, cast.drissa))
    today, last = clock.today(), clock.today() + timedelta(days=300)
    day: Callable[[str, Any], dict[str, Any]] = lambda name, on: {  # noqa: E731
        f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year
    }  # fmt: skip
    form = {
        "title": "Protocole 9", "partners": [str(cast.loin.pk)], "direction": "both", "purposes": ["referral"],
        "categories": ["needs"], "paper": "classeur 9", **day("from_on", today), **day("until", last),
    }  # fmt: skip
    wrong = ours.post(reverse("protection:sharing_new"), form | {"partners": []})
    assert (wrong.status_code, "classeur 9" in wrong.content.decode()) == (422, True)
    made = ours.post(reverse("protection:sharing_new"), form)
    assert made.status_code == 302
    pk = made["Location"].split("/")[-2]
    coordinator = signed_in(member(organisation("CNM"), "coordination", Role.COORDINATOR).account)
    assert "Protocole 9" not in coordinator.get(reverse("protection:sharing")).content.decode()
    for side, where in ((ours, cast.gao), (theirs, cast.loin)):
        said: dict[str, Any] = {
            "organisation": str(where.pk),
            "signatory": "Une Signataire",
            "function": "directrice",
            **day("signed_on", today),
        }
        assert side.post(reverse("protection:sharing_sign", args=[pk]), said).status_code == 302
    shown = coordinator.get(reverse("protection:sharing_one", args=[pk])).content.decode()
    assert "Une Signataire, directrice" in shown
    assert "/stop/" not in shown
    assert "Protocole 9" in coordinator.get(reverse("protection:sharing")).content.decode()
    again = ours.get(f"{reverse('protection:sharing_new')}?like={pk}").content.decode()
    assert f'value="{(last + timedelta(days=1)).year}"' in again
    with pytest.raises(Refused):
        actions.denounce(
            replace(cast.drissa(), organisation=cast.croix.pk, stepped_up_at=clock.now()), UUID(pk), why="x"
        )


def test_a_page_of_agreements_asks_as_often_for_thirty_as_for_three(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        agreed(cast.boubacar, cast.drissa)
    browser = signed_in(cast.boubacar.account)
    browser.get(reverse("protection:sharing"))
    with django_assert_max_num_queries(16):
        assert browser.get(reverse("protection:sharing")).status_code == 200
