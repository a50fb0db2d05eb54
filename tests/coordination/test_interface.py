"""What a program reads of the room with a token of somebody: as much as they see, filtered, a page at a time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.coordination.models import CommitmentLink
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import JournalEntry
from jatigi.kernel.querysets import acting
from tests.cast import Cast, Member
from tests.coordination.standing import PASSAGE, Standing

pytestmark = pytest.mark.django_db


def program(who: Member) -> Client:
    """A program of theirs, that may look at what is agreed."""
    access = replace(who(), stepped_up_at=clock.now())
    token: Any = agencies.create_token(access, purpose=Purpose.OVERSIGHT, label="programme")
    return Client(headers={"Authorization": f"Bearer {token.secret}"})


def read(of: Client, address: str) -> Any:
    answer = of.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_program_reads_commitments_as_its_owner_sees_them(standing: Standing, cast: Cast) -> None:
    with acting():
        CommitmentLink(organisation=cast.gao, commitment=standing.commitment, item=standing.item).save()
    croix, stranger = program(cast.lassana), program(cast.drissa)

    whole = read(croix, f"commitments/{standing.commitment.pk}")
    assert (whole["text"], whole["organisation_id"], whole["body_id"], whole["state"], whole["overdue"]) == (
        PASSAGE, str(cast.gao.pk), str(standing.body.pk), "received", False,
    )  # fmt: skip
    assert whole["serves"] == [str(standing.item.pk)]
    assert whole["addressees"] == [
        {"organisation_id": str(cast.croix.pk), "name": cast.croix.full, "lead": True, "answer": "",
         "answer_text": "", "answered_on": None}
    ]  # fmt: skip
    assert JournalEntry.objects.latest("seq").object_id == str(standing.commitment.pk)

    def found(query: str, of: Client = croix) -> set[str]:
        return {one["id"] for one in read(of, f"commitments?{query}")["items"]}

    known = {standing.commitment, standing.nobodys, standing.overdue}
    all_of_them = {str(one.pk) for one in known}
    yesterday = clock.today() - timedelta(days=1)
    assert found("") == all_of_them | {str(standing.secret.pk)}
    assert found("", stranger) == all_of_them
    assert found("state=overdue") == {str(standing.overdue.pk)} == found(f"deadline_until={yesterday}")
    assert found(f"deadline_from={yesterday}") == set()
    assert found(f"addressee={cast.croix.pk}") == {str(standing.commitment.pk), str(standing.overdue.pk)}
    assert found("unaddressed=true&kind=decision") == {str(standing.nobodys.pk)}
    assert found(f"item={standing.item.pk}&words=accueil%20REFOULES") == {str(standing.commitment.pk)}
    assert found(f"body={standing.closed_body.pk}", stranger) == set()
    assert found(f"kept_by={cast.croix.pk}") == set()

    pages: list[str] = []
    after = ""
    while not pages or after:
        page = read(croix, f"commitments?limit=1&after={after}")
        pages += [one["id"] for one in page["items"]]
        after = page["next"]
    assert pages[0] == str(standing.overdue.pk)
    assert sorted(pages) == sorted(all_of_them | {str(standing.secret.pk)})

    for address in (f"commitments/{standing.secret.pk}", f"events/{standing.closed_event.pk}"):
        assert stranger.get(f"/api/v1/{address}").status_code == 404
    assert str(standing.closed_event.pk) not in {one["id"] for one in read(stranger, "events")["items"]}
    assert read(stranger, f"events?body={standing.body.pk}")["items"][0]["title"] == "Atelier de Gao"
    seats = read(stranger, f"bodies/{standing.body.pk}")["members"]
    assert [(one["organisation_id"], one["office"]) for one in seats] == [
        (str(cast.gao.pk), "secretariat"), (str(cast.croix.pk), "member"),
    ]  # fmt: skip
    assert croix.get("/api/v1/commitments?state=whatever").status_code == 422
    assert croix.get("/api/v1/commitments?place=XX99").status_code == 422
