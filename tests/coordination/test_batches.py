"""Many commitments changed together: all of them or none."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.coordination.commitments import actions
from jatigi.coordination.commitments.batches.actions import Row, change_many
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel.errors import Invalid
from tests.coordination.standing import Standing
from tests.coordination.test_commitments import told
from tests.sign_in import signed_in


def rows(*commitments: Commitment) -> list[Row]:
    return [Row(commitment=one.pk, seen=one.version) for one in commitments]


def now(standing: Standing, *made: Commitment) -> list[Commitment]:
    found = Commitment.objects.visible_to(standing.secretary()).in_bulk([one.pk for one in made])
    return [found[one.pk] for one in made]


def test_many_are_changed_at_once_and_each_organisation_hears_of_it_once(standing: Standing) -> None:
    croix, many = standing.cast.croix, [standing.record(text=f"Recommandation {n}") for n in range(12)]
    change: dict[str, Any] = {
        "addressees": [{"organisation": croix.pk, "lead": True}, {"name": "Mairie"}],
        "deadline": date(2031, 2, 1), "deadline_precision": "month", "theme": "health", "verb": "plan",
        "items": [standing.item.pk], "public": True,
    }  # fmt: skip
    change_many(standing.secretary(), rows=rows(*many), **change)
    changed = now(standing, *many)
    assert {(one.due, one.theme, one.state, one.public, one.unaddressed) for one in changed} == {
        (date(2031, 2, 28), "health", "planned", True, False)
    }
    named = addressees_of([one.pk for one in many])
    assert all(
        [(str(one), one.lead) for one in named[pk]] == [(croix.full, True), ("Mairie", False)] for pk in named
    )
    links = CommitmentLink.objects.visible_to(standing.secretary()).filter(item=standing.item)
    assert links.count() == 12
    notices = Notification.objects.visible_to(told).filter(
        kind="commitment.addressed", text__startswith="12 "
    )
    assert sorted(one.account.username for one in notices.select_related("account")) == [
        "kadi.crm",
        "lassana.crm",
    ]
    again: dict[str, Any] = {"addressees": [{"organisation": croix.pk}], "items": [standing.item.pk]}
    change_many(standing.secretary(), rows=rows(*changed), **again)
    assert links.count() == 12


def test_one_row_in_the_way_holds_all_back(standing: Standing) -> None:
    foreign = actions.record(
        standing.cast.drissa(), kind="decision", text="Décision d’ailleurs", source="presse"
    )
    dropped = actions.move(standing.secretary(), standing.nobodys, verb="drop", why="sans objet")
    seen = rows(standing.commitment, dropped, foreign, standing.overdue)
    actions.correct(standing.secretary(), standing.overdue, changes={"theme": "data"})
    with pytest.raises(Invalid) as refused:
        change_many(standing.secretary(), rows=seen, verb="begin")
    assert list(refused.value.errors) == ["row_2_state", "row_3_commitment", "row_4_commitment"]
    assert now(standing, standing.commitment)[0].state == "received"
    with pytest.raises(Invalid) as refused:
        change_many(standing.secretary(), rows=rows(*now(standing, standing.secret)), public=True)
    assert list(refused.value.errors) == ["row_1_public"]
    for wrong in ({}, {"verb": "drop"}, {"verb": "fly"}, {"items": [standing.commitment.pk]}):
        with pytest.raises(Invalid):
            change_many(standing.secretary(), rows=rows(standing.commitment), **wrong)


def test_what_was_found_is_changed_together_from_the_list(standing: Standing) -> None:
    page, address = signed_in(standing.secretary.account), reverse("coordination:commitment_batch")
    listed = page.get(reverse("coordination:commitments"), {"unaddressed": "on"})
    chosen = page.post(address, {"everything": "1", "asked": listed.context["asked"]})
    assert chosen.context["count"] == 2
    sent = {"rows": chosen.context["rows"], "names": "CRM", "verb": "plan"}
    assert page.post(address, sent)["Location"] == reverse("coordination:commitments")
    assert {one.state for one in now(standing, standing.nobodys, standing.secret)} == {"planned"}
    refused = page.post(address, sent)
    assert refused.status_code == 422
    assert {reference for reference, _why in refused.context["refused"]} == {
        standing.nobodys.reference,
        standing.secret.reference,
    }
    ticked = page.post(address, {"chosen": f"{standing.overdue.pk}:{standing.overdue.version}"})
    assert [line.commitment for line in ticked.context["lines"]] == [standing.overdue]
    assert page.post(address, {"chosen": "rubbish"}).status_code == 302
