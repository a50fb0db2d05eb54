"""Pages of commitments: finding, reading, recording, answering."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jatigi.coordination.commitments.models import Commitment
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from tests.coordination.standing import Standing
from tests.sign_in import signed_in

Listed = Callable[..., set[str]]


@pytest.fixture
def secretary(standing: Standing) -> Client:
    return signed_in(standing.secretary.account)


def references(client: Client, page: str = "commitments", **asked: str) -> set[str]:
    """The references that a list shows."""
    lines = client.get(reverse(f"coordination:{page}"), asked).context["lines"]
    return {line.commitment.reference for line in lines}


def test_commitments_are_found_by_words_and_by_what_is_said_of_them(
    standing: Standing, secretary: Client
) -> None:
    made, law, late = standing.commitment, standing.nobodys, standing.overdue
    special = standing.record(
        text="Former 50 agents, 100 % de femmes.", theme="gender", level="regional", country="ML",
        items=[standing.item.pk], kind="decision",
    )  # fmt: skip
    everything = {row.reference for row in (made, law, late, special, standing.secret)}
    assert references(secretary) == everything
    assert references(secretary, words="REFOULES sante") == {made.reference}
    assert references(secretary, words="100 %") == {special.reference}
    assert references(secretary, words=law.reference) == {law.reference}
    assert references(secretary, unaddressed="on") == {
        law.reference,
        special.reference,
        standing.secret.reference,
    }
    assert references(secretary, state="overdue") == references(secretary, "overdue") == {late.reference}
    assert references(secretary, addressee=str(standing.cast.croix.pk)) == {made.reference, late.reference}
    assert references(secretary, body=str(standing.closed_body.pk)) == {standing.secret.reference}
    assert references(secretary, event=str(standing.event.pk)) == everything - {standing.secret.reference}
    assert references(secretary, item=str(standing.item.pk)) == {special.reference}
    assert references(secretary, kind="decision", theme="gender") == {special.reference}
    assert references(secretary, place="ML", level="regional") == {special.reference}
    assert made.made_on is not None
    assert references(secretary, year=str(made.made_on.year)) == everything
    assert references(secretary, body="rubbish", year="x") == everything
    stranger = signed_in(standing.cast.drissa.account)
    assert standing.secret.reference not in references(stranger)
    assert stranger.get(reverse("coordination:commitment", args=[standing.secret.pk])).status_code == 404


def test_a_list_costs_the_same_however_long_it_is(standing: Standing, secretary: Client) -> None:
    page = reverse("coordination:commitments")
    secretary.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        secretary.get(page)
    for number in range(30):
        standing.record(text=f"Recommandation {number}", addressees=[{"name": f"Mairie {number}"}])
    with CaptureQueriesContext(connection) as many:
        answer = secretary.get(page)
    assert len(many) == len(few) <= 30
    shown = {line.commitment.reference for line in answer.context["lines"]}
    following = secretary.get(page + answer.context["next"])
    assert len(shown) == 25
    assert not shown & {line.commitment.reference for line in following.context["lines"]}


def test_a_commitment_is_recorded_addressed_and_moved_on_its_pages(
    standing: Standing, secretary: Client
) -> None:
    new = {
        "kind": "recommendation", "text": "Ouvrir un point d’écoute.", "event": str(standing.event.pk),
        "deadline_month": "6", "deadline_year": str(clock.today().year + 1), "place": "ML07", "names": "crm\nMairie de Gao",
        "first_leads": "on",
    }  # fmt: skip
    bad = secretary.post(reverse("coordination:commitment_new"), new | {"event": "", "deadline_month": "13"})
    assert bad.status_code == 422
    assert "Ouvrir un point d’écoute." in bad.content.decode()
    secretary.post(reverse("coordination:commitment_new"), new)
    made = Commitment.objects.visible_to(standing.secretary()).get(text=new["text"])
    page = reverse("coordination:commitment", args=[made.pk])
    shown = secretary.get(page)
    assert [(str(one), one.lead) for one, _may in shown.context["addressees"]] == [
        (standing.cast.croix.full, True),
        ("Mairie de Gao", False),
    ]
    assert shown.context["line"].deadline == f"juin {clock.today().year + 1}"
    assert made.made_on is not None
    edit = reverse("coordination:commitment_edit", args=[made.pk])
    form = secretary.get(edit)
    values = {
        "kind": made.kind, "text": made.text, "event": str(made.event_id), "body": str(made.body_id), "place": "ML07",
        "theme": "health", "made_on_day": made.made_on.day, "made_on_month": made.made_on.month,
        "made_on_year": made.made_on.year, "seen": form.context["seen"],
    }  # fmt: skip
    assert secretary.post(edit, values).status_code == 302
    stale = secretary.post(edit, values | {"theme": "data"})
    assert stale.status_code == 409
    assert [before for _label, before, _after in stale.context["stale"]] == ["santé"]
    move = reverse("coordination:commitment_move", args=[made.pk])
    assert secretary.post(move, {"verb": "drop", "why": ""}).status_code == 422
    secretary.post(move, {"verb": "plan", "why": ""})
    kadi = signed_in(standing.cast.kadi.account)
    addressee = shown.context["addressees"][0][0]
    kadi.post(
        reverse("coordination:commitment_answer", args=[addressee.pk]), {"answer": "accepted", "text": "Oui"}
    )
    told = [str(step.title) for step in secretary.get(page).context["happened"]]
    assert told == ["Réponse officielle", "Prévu", "Corrigé", "Enregistré"]
    assert kadi.get(edit).status_code == 403


def test_what_is_due_stands_in_today(standing: Standing) -> None:
    def items(who: Access) -> set[tuple[str, int]]:
        found = [item for ask in hooks.today for item in ask(who)]
        return {(item.url.rpartition("/")[2], item.count) for item in found if "/commitments/" in item.url}

    croix = standing.cast.croix.pk
    assert items(standing.cast.kadi()) == {(f"?addressee={croix}", 1)}
    assert items(standing.cast.awa()) == set()
    assert items(standing.secretary()) == {
        ("?mine=1&state=overdue", 1),
        ("?mine=1&state=open&unaddressed=on", 2),
    }
