"""What other rooms' acts entail in a case, and what a case tells on a person's page."""

from datetime import timedelta
from uuid import UUID

import pytest

from jatigi.agencies.models import Notification
from jatigi.cases import actions
from jatigi.cases.models import Case, Task
from jatigi.cases.screening import suggestion
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.actions import Act
from jatigi.kernel.models import JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.people import hooks as people
from jatigi.questionnaires import following
from tests.cases.conftest import MakePerson, OpenCase, everything
from tests.cast import Cast


def act_of(access: Access) -> Act:
    return Act(access, "test.act", clock.now())


def tasks(case: Case) -> list[tuple[str, str]]:
    return [(task.rule, task.words) for task in Task.objects.visible_to(everything).filter(case=case)]


def told(kind: str) -> list[UUID]:
    notes = Notification.objects.visible_to(service_access("test", ["agencies.Notification"]))
    return [note.account_id for note in notes.filter(kind=kind)]


def test_a_receivers_act_leaves_a_follow_up_task_in_a_case_that_it_cannot_open(
    cast: Cast, open_case: OpenCase
) -> None:
    case = open_case()
    with acting():
        actions.follow(
            act_of(cast.kadi(Purpose.REFERRAL)), case.pk, rule="follow_up", title="Ask how it went"
        )
    assert tasks(case) == [("follow_up", "Ask how it went")]
    event = JournalEntry.objects.filter(action="task.add").get()
    assert event.actor == "service:cases.following"


def test_nothing_follows_into_a_closed_case(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    actions.depart(cast.moussa(), case)
    with acting():
        actions.follow(act_of(cast.kadi()), case.pk, rule="follow_up")
    assert tasks(case) == []


def test_a_child_found_alone_by_a_later_screening_makes_the_task_once(
    cast: Cast, open_case: OpenCase
) -> None:
    case = open_case(urgency="medium")
    act = act_of(cast.awa())
    with acting():
        for _twice in range(2):
            actions.follow_screening(act, case.person_id, band="immediate", flags=["child_alone"])
    assert [rule for rule, _words in tasks(case)] == ["best_interests"]
    assert {(notice.account, notice.urgent) for notice in act.notices} == {(cast.moussa.account.pk, True)}


def test_a_screening_that_says_nothing_new_disturbs_nobody(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="high")
    act = act_of(cast.awa())
    with acting():
        actions.follow_screening(act, case.person_id, band="high", flags=["medical"])
    assert (tasks(case), act.notices) == ([], [])


def test_an_unassigned_case_calls_the_supervisors_and_an_assigned_one_its_worker(
    cast: Cast, open_case: OpenCase, person: MakePerson
) -> None:
    actions.open_case(cast.awa(), person=person().pk, urgency="immediate")
    assert told("case.unassigned") == [cast.fanta.account.pk]
    open_case(by=cast.awa)
    assert told("case.assigned") == [cast.moussa.account.pk]


def test_tracks_are_suggested_from_the_nationality(cast: Cast, person: MakePerson) -> None:
    assert suggestion(cast.awa(), person(nationalities=["ML", "FR"])).tracks == ["returning_national"]
    assert suggestion(cast.awa(), person(nationalities=["SN"])).tracks == ["international_migrant"]
    assert suggestion(cast.awa(), person(nationalities=["unknown"])).tracks == []


def test_the_person_page_shows_urgency_and_what_was_promised(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="immediate")
    due = clock.now() + timedelta(days=1)
    actions.add_task(cast.moussa(), case, title="Call the brother", due=due)

    def shown(who: Access) -> list[tuple[int, list[str]]]:
        found = [part for tell in people.protects for part in tell(who, case.person_id) if part.urgency]
        return [(part.urgency, [str(words) for words, _due in part.promises]) for part in found]

    assert shown(cast.moussa()) == [(1, ["Quelqu’un agit", "Call the brother"])]
    assert shown(cast.awa()) == [(1, ["Quelqu’un agit"])]
    assert shown(cast.drissa()) == []


def test_one_goes_on_from_a_person_to_the_case_or_to_a_new_one(
    cast: Cast, open_case: OpenCase, person: MakePerson
) -> None:
    somebody, case = person(), open_case()
    subject = hooks.subject(cast.awa(), somebody.pk)

    def ways(who: Access, pk: UUID) -> list[str]:
        steps = [step.url for tell in people.next_steps for step in tell(who, pk)]
        return [url for url in steps if "case" in url]

    assert ways(cast.awa(), somebody.pk) == [f"/people/{somebody.pk}/case/"]
    assert ways(cast.awa(), case.person_id) == [f"/cases/{case.pk}/"]
    assert ways(cast.kadi(), case.person_id) == []
    after = [item.url for tell in following.next_steps for item in tell(cast.awa(), subject, "high")]
    assert f"/people/{somebody.pk}/case/" in after


@pytest.mark.parametrize("purpose", [Purpose.RECEPTION, Purpose.CASE_MANAGEMENT])
def test_the_life_of_a_person_says_that_a_case_was_opened_and_closed(
    cast: Cast, open_case: OpenCase, purpose: str
) -> None:
    case = open_case()
    actions.depart(cast.moussa(), case)
    story = [e for tell in hooks.person_timeline for e in tell(cast.awa(purpose), case.person_id)]
    assert sum(case.code in str(entry.title) for entry in story) == 2
