"""Tasks go along with their case, are told when they are late, and are listed however many there are."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from jatigi.agencies.models import Notification
from jatigi.cases import actions
from jatigi.cases.models import Case, Task
from jatigi.cases.story import timeline
from jatigi.cases.tasks import lists
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import service_access
from tests.cases.conftest import OpenCase, Team, everything
from tests.cast import Cast
from tests.sign_in import signed_in

HOUR = timedelta(hours=1)


def tasks(case: Case) -> dict[str, UUID | None]:
    rows = Task.objects.visible_to(everything).filter(case=case)
    return {task.words: task.assigned_to_id for task in rows}


def told() -> list[tuple[str, UUID]]:
    notes = Notification.objects.visible_to(service_access("test", ["agencies.Notification"]))
    found = notes.filter(kind__in=("task.late", "task.overdue")).order_by("entered_at")
    return [(note.kind, note.account_id) for note in found]


def clocks_at(moment: datetime) -> None:
    with clock.travel(moment):
        schedule.run_now("cases.clocks")


def test_what_rules_gave_to_the_former_case_worker_goes_to_the_new_one(
    cast: Cast, open_case: OpenCase, team: Team
) -> None:
    case = open_case(tracks=["uasc"])
    actions.add_task(cast.moussa(), case, title="Rappeler moi-même")
    actions.add_task(cast.moussa(), case, title="Décider", assigned_to=cast.fanta.account.pk)
    actions.assign(cast.fanta(), case, worker=team.sira.account.pk)
    assert tasks(case) == {
        "Évaluer l’intérêt supérieur de l’enfant": team.sira.account.pk,
        "Rappeler moi-même": cast.moussa.account.pk,
        "Décider": cast.fanta.account.pk,
    }
    said = next(entry for entry in timeline.of(cast.fanta(), case.pk) if "confié" in str(entry.title))
    assert said.text == "Sira, 1 tâche ouverte suit"


def test_a_task_of_nobody_goes_to_the_first_case_worker(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(by=cast.awa, case_worker=None, tracks=["uasc"])
    assert set(tasks(case).values()) == {None}
    actions.assign(cast.fanta(), case, worker=cast.moussa.account.pk)
    assert set(tasks(case).values()) == {cast.moussa.account.pk}


@pytest.mark.parametrize(("urgency", "first", "then"), [("immediate", 1, 4), ("medium", 24, 72)])
def test_a_late_task_is_told_to_whoever_has_it_then_to_the_supervisors_once_each(
    cast: Cast, open_case: OpenCase, urgency: str, first: int, then: int
) -> None:
    due = clock.now() + HOUR
    actions.add_task(cast.moussa(), open_case(urgency=urgency), title="Rappeler", due=due)
    minute = timedelta(minutes=1)
    clocks_at(due + first * HOUR - minute)
    assert told() == []
    worker, supervisor = ("task.late", cast.moussa.account.pk), ("task.overdue", cast.fanta.account.pk)
    for _twice in range(2):
        clocks_at(due + first * HOUR + minute)
        assert told() == [worker]
    for _twice in range(2):
        clocks_at(due + then * HOUR + 2 * minute)
        assert told() == [worker, supervisor]


def test_a_task_that_is_done_or_has_no_day_is_never_late(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    done = actions.add_task(cast.moussa(), case, title="Fait", due=clock.now() + HOUR)
    actions.add_task(cast.moussa(), case, title="Sans date")
    actions.finish_task(cast.moussa(), done)
    clocks_at(clock.now() + timedelta(days=60))
    assert told() == []


def test_all_my_tasks_are_found_page_by_page(cast: Cast, open_case: OpenCase) -> None:
    case, now = open_case(), clock.now()
    for number in range(60):
        due = now + HOUR * (number // 3) if number % 2 else None
        actions.add_task(cast.moussa(), case, title=f"Tâche {number}", due=due)
    access, cursor = cast.moussa(), ""
    seen: list[str] = []
    while not seen or cursor:
        page = lists.my_page(access, cursor)
        seen += [task.words for task in page.rows]
        cursor = page.next
    assert len(seen) == len(set(seen)) == 60
    assert [int(words.split()[1]) % 2 for words in seen] == [1] * 30 + [0] * 30


def test_the_page_of_my_tasks_leads_on_and_back(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    for number in range(30):
        actions.add_task(cast.moussa(), case, title=f"Tâche {number:02}")
    client, here = signed_in(cast.moussa.account), reverse("cases:my_tasks")
    first = client.get(here)
    following = client.get(here + first.context["next"])
    shown = [len(page.context["lines"]) for page in (first, following)]
    assert (shown, following.context["next"], following.context["first"]) == ([25, 5], "", here)
    assert client.get(f"{here}?after=garbage").status_code == 200
