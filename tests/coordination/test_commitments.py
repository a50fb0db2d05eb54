"""Commitments: what was said, to whom, and what became of it."""

import re
from datetime import date, timedelta

import pytest

from jatigi.agencies.models import Notification
from jatigi.coordination.commitments import actions, reminding
from jatigi.coordination.commitments.models import Commitment, Step
from jatigi.coordination.commitments.saying import Named
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import ANONYMOUS, Access, service_access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, Stale
from tests.coordination.standing import Standing

told = service_access("test", ["agencies.Notification"])


def seen(access: Access) -> set[str]:
    return set(Commitment.objects.visible_to(access).values_list("reference", flat=True))


def notices(kind: str) -> list[str]:
    rows = Notification.objects.visible_to(told).filter(kind=kind)
    return sorted(row.account.username for row in rows.select_related("account"))


def test_a_passage_is_recorded_as_it_was_said(standing: Standing) -> None:
    year = (clock.today() - timedelta(days=100)).year
    made = standing.commitment
    assert re.fullmatch(rf"R-{year}-\w{{4}}-\w{{3}}", made.reference)
    assert re.fullmatch(rf"D-{year}-\w{{4}}-\w{{3}}", standing.nobodys.reference)
    later = [standing.secret, standing.record(), standing.record()]
    drawn = [one.reference.rpartition(f"{year}-")[2] for one in later]
    assert not any(code.isdigit() for code in drawn)  # nothing is counted: what is not shown leaves no gap
    assert len(set(drawn)) == 3
    assert (made.body_id, made.made_on) == (standing.body.pk, standing.event.starts_on)
    assert made.words.endswith("doter la maison des migrants d un agent de sante")
    assert not made.unaddressed
    assert standing.nobodys.unaddressed
    assert standing.overdue.overdue
    assert not made.overdue
    assert notices("commitment.addressed") == ["kadi.crm", "kadi.crm", "lassana.crm", "lassana.crm"]
    given = standing.record(
        reference="CMW/C/MLI/2 §12", deadline=date(2031, 2, 3), deadline_precision="month"
    )
    assert (given.reference, given.deadline) == ("CMW/C/MLI/2 §12", date(2031, 2, 28))
    for wrong, field in (
        ({"reference": "cmw/c/mli/2 §12"}, "reference"),
        ({"text": " "}, "text"),
        ({"event": standing.event.pk, "body": standing.closed_body.pk}, "event"),
        ({"event": None}, "source"),
        ({"deadline": date(2020, 1, 1)}, "deadline"),
        ({"theme": "moon"}, "theme"),
        ({"made_on": clock.today() + timedelta(days=2)}, "made_on"),
        ({"addressees": [{"name": "A", "lead": True}, {"name": "B", "lead": True}]}, "addressees"),
    ):
        with pytest.raises(Invalid) as refused:
            standing.record(**wrong)
        assert list(refused.value.errors) == [field]


def test_who_sees_what(standing: Standing) -> None:
    everything = {one.reference for one in (standing.commitment, standing.nobodys, standing.overdue)}
    assert seen(standing.cast.moussa()) == everything | {standing.secret.reference}
    assert seen(standing.cast.kadi()) == everything | {standing.secret.reference}
    assert seen(standing.cast.drissa()) == everything
    assert seen(ANONYMOUS) == set()
    actions.publish(standing.secretary(), standing.commitment)
    assert seen(ANONYMOUS) == {standing.commitment.reference}
    with pytest.raises(Conflict):
        actions.publish(standing.secretary(), standing.secret)
    with pytest.raises(NotFound):
        actions.move(standing.cast.drissa(), standing.secret, verb="begin")
    with pytest.raises(Refused):
        actions.move(standing.cast.drissa(), standing.commitment, verb="begin")
    actions.address(
        standing.secretary(),
        standing.secret,
        addressees=[{"organisation": standing.cast.loin.pk, "lead": True}],
    )
    assert standing.secret.reference in seen(standing.cast.drissa())


def test_addressees_answer_and_are_replaced(standing: Standing) -> None:
    made, croix = standing.commitment, standing.cast.croix
    addressed = actions.addressees_of(made)[0]
    with pytest.raises(Refused):
        actions.answer(standing.secretary(), addressed, answer="accepted")
    actions.answer(standing.cast.kadi(), addressed, answer="noted", text="Nous en prenons note.")
    assert notices("commitment.answered") == ["salif.mmg"]
    both: list[Named] = [
        {"organisation": croix.pk},
        {"name": "Mairie de Gao", "lead": True},
        {"name": " mairie de GAO"},
    ]
    actions.address(standing.secretary(), made, addressees=both)
    there = actions.addressees_of(made)
    assert [(str(one), one.lead, one.answer) for one in there] == [
        ("Mairie de Gao", True, ""),
        (croix.full, False, "noted"),
    ]
    actions.answer(standing.secretary(), there[0], answer="accepted")
    with pytest.raises(Invalid):
        actions.address(standing.secretary(), made, addressees=[])
    assert len(notices("commitment.addressed")) == 4


def test_what_becomes_of_it_is_said_by_a_person(standing: Standing) -> None:
    salif, made = standing.secretary(), standing.commitment
    with pytest.raises(Refused):
        actions.propose(standing.cast.awa(), made, verb="begin", why="x")
    proposed = actions.propose(standing.cast.kadi(), made, verb="begin", why="Mesure M-1 commencée")
    assert (proposed.state, proposed.proposed) == ("received", "begin")
    assert notices("commitment.proposed") == ["salif.mmg"]
    moved = actions.move(salif, made, verb="begin")
    assert (moved.state, moved.proposed) == ("under_way", "")
    with pytest.raises(Invalid):
        actions.move(salif, made, verb="drop")
    dropped = actions.move(salif, made, verb="drop", why="Sans objet depuis la nouvelle loi")
    assert (dropped.settled_on, dropped.open) == (clock.today(), False)
    assert actions.move(salif, made, verb="reopen").settled_on is None
    before = Commitment.objects.visible_to(salif).get(pk=made.pk)
    changes = {"theme": "trafficking", "deadline": date(2031, 5, 1), "deadline_precision": "year"}
    actions.correct(salif.doing(seen=before.version), made, changes=changes, items=[standing.item.pk])
    with pytest.raises(Stale):
        actions.correct(salif.doing(seen=before.version), made, changes={"theme": "data"})
    story = Step.objects.visible_to(salif).filter(commitment=made).order_by("at", "entered_at")
    assert [step.verb for step in story] == ["begin", "drop", "reopen", "correct"]
    last = story.last()
    assert last is not None
    assert last.changes["deadline"] == [None, "2031-12-31"]


def test_a_deadline_is_recalled_once_for_each_step_and_all_of_them_together(standing: Standing) -> None:
    today = clock.today()
    for days in (30, 29, 8, 0, 40):
        standing.record(
            deadline=today + timedelta(days=days), addressees=[{"organisation": standing.cast.croix.pk}]
        )
    schedule.run_now("coordination.reminders")
    rows = Notification.objects.visible_to(told).filter(kind="commitment.due")
    assert sorted((row.account.username, row.text) for row in rows.select_related("account")) == [
        ("kadi.crm", "1 engagement est en retard."),
        ("kadi.crm", "L’échéance de 4 engagements approche."),
        ("lassana.crm", "1 engagement est en retard."),
        ("lassana.crm", "L’échéance de 4 engagements approche."),
        ("salif.mmg", "1 engagement est en retard."),
        ("salif.mmg", "L’échéance de 4 engagements approche."),
    ]
    schedule.run_now("coordination.reminders")
    assert rows.count() == 6
    due = date(2031, 6, 30)
    reminded: date | None = None
    recalled: list[int] = []
    for number in range(-40, 70):
        day = due + timedelta(days=number)
        if reminding.is_due(due, reminded, day):
            reminded = day
            recalled.append(number)
    assert recalled == [-30, -7, 0, 30, 60]
