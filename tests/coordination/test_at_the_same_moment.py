"""Two officers change the same commitments at the same moment: one after the other, nothing lost, what is in conflict shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from jatigi.coordination.commitments import actions
from jatigi.coordination.commitments.batches.actions import Row, change_many
from jatigi.coordination.commitments.books import actions as books
from jatigi.coordination.commitments.books import exporting
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.books.models import Book
from jatigi.coordination.commitments.clusters import actions as clusters
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Commitment, Step
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid, JatigiError
from tests.cast import Cast, Member, member
from tests.coordination.standing import Standing
from tests.coordination.test_books import HEAD, edited, xlsx
from tests.coordination.test_no_sentence_is_lost import together

MANY = 30


def tried(outcomes: dict[str, Any], name: str, act: Callable[[], Any]) -> Callable[[], None]:
    """The act, with what came of it noted: "done", or the refusal."""

    def run() -> None:
        try:
            act()
            outcomes[name] = "done"
        except JatigiError as error:
            outcomes[name] = error

    return run


def now(standing: Standing, rows: list[Commitment]) -> list[Commitment]:
    found = Commitment.objects.visible_to(standing.secretary()).in_bulk([one.pk for one in rows])
    return [found[one.pk] for one in rows]


def out(standing: Standing, rows: list[Commitment]) -> bytes:
    return exporting.taken_out(Lists(standing.secretary(), "ML"), now(standing, rows))


@pytest.mark.django_db(transaction=True)
def test_workbooks_batches_and_groups_at_the_same_moment(cast: Cast) -> None:
    """One test, for its world costs more than what it asks."""
    standing = Standing(cast)
    other = member(cast.gao, "assa", Role.COORDINATOR)
    rows = [standing.record(text=f"Recommandation {n}") for n in range(MANY)]
    _two_workbooks(standing, other, rows)
    _two_batches(standing, other, rows)
    _one_reference(standing, other)
    _a_group_is_taken_apart(standing, other, rows)


def _two_workbooks(standing: Standing, other: Member, rows: list[Commitment]) -> None:
    """One says the theme, the other says level and theme, over the same commitments in opposite orders; both brought at once."""
    content = out(standing, rows)
    first = edited(content, {(one.reference, "Thème"): "santé" for one in rows})
    second = edited(
        content,
        {(one.reference, "Niveau"): "local" for one in rows} | {(rows[0].reference, "Thème"): "genre"},
    )
    brought: dict[str, Book] = {}
    outcomes: dict[str, Any] = {}

    def bring_and_write(name: str, who: Member, content: bytes) -> Callable[[], None]:
        def act() -> None:
            brought[name] = books.bring(who(), name="a.xlsx", content=content)
            books.write(who(), brought[name])

        return tried(outcomes, name, act)

    together(bring_and_write("first", standing.secretary, first), bring_and_write("second", other, second))
    refused = [name for name, outcome in outcomes.items() if outcome != "done"]
    assert len(refused) == 1
    assert isinstance(outcomes[refused[0]], Conflict)
    assert outcomes[refused[0]].code == "not_clear"
    late = other if refused == ["second"] else standing.secretary
    shown = books.choose(late(), brought[refused[0]], choices={})
    assert [clash[2:] for clash in shown.told["clashes"]] == [
        [rows[0].reference, *(("genre", "santé") if refused == ["second"] else ("santé", "genre"))]
    ]
    books.write(late(), books.choose(late(), shown, choices={}, rest="here"))
    stand = now(standing, rows)
    assert {one.level for one in stand} == {"local"}
    assert {one.theme for one in stand[1:]} == {"health"}
    assert stand[0].theme == ("health" if refused == ["second"] else "gender")
    told = Step.objects.visible_to(standing.secretary()).filter(commitment__in=[one.pk for one in rows[1:]])
    assert told.count() == 2 * (MANY - 1)


def _two_batches(standing: Standing, other: Member, rows: list[Commitment]) -> None:
    """Both saw the same versions: the second is refused with every row, and nothing of it is written."""
    seen = [Row(commitment=one.pk, seen=one.version) for one in now(standing, rows)]
    outcomes: dict[str, Any] = {}
    together(
        tried(outcomes, "plan", lambda: change_many(standing.secretary(), rows=seen, verb="plan")),
        tried(outcomes, "name", lambda: change_many(other(), rows=seen[::-1], addressees=[{"name": "Mairie", "lead": True}])),
    )  # fmt: skip
    (refused,) = (name for name, outcome in outcomes.items() if outcome != "done")
    assert isinstance(outcomes[refused], Invalid)
    assert len(outcomes[refused].errors) == MANY
    stand = now(standing, rows)
    named = addressees_of([one.pk for one in rows])
    assert {(one.state, len(named[one.pk])) for one in stand} == {
        ("received", 1) if refused == "plan" else ("planned", 0)
    }


def _one_reference(standing: Standing, other: Member) -> None:
    """A reference is given by a workbook and on a page: who comes second is told."""
    book = books.bring(standing.secretary(), name="a.xlsx", content=xlsx(HEAD, ("X-1", "Un.", "", "CNM")))
    said: dict[str, Any] = {
        "kind": "decision",
        "text": "Deux.",
        "event": standing.event.pk,
        "reference": "x-1",
    }
    outcomes: dict[str, Any] = {}
    together(
        tried(outcomes, "book", lambda: books.write(standing.secretary(), book)),
        tried(outcomes, "page", lambda: actions.record(other(), **said)),
    )
    assert sorted(map(str, (outcome == "done" for outcome in outcomes.values()))) == ["False", "True"]
    there = Commitment.objects.visible_to(standing.secretary()).filter(reference__iexact="x-1")
    assert there.count() == 1


def _a_group_is_taken_apart(standing: Standing, other: Member, rows: list[Commitment]) -> None:
    """While a group is taken apart somebody corrects one of it: both stay."""
    group = clusters.confirm(standing.secretary(), commitments=[one.pk for one in rows[:8]], title="Groupe")
    outcomes: dict[str, Any] = {}

    def correct() -> None:
        for one in rows[:8]:
            actions.correct(other(), one, changes={"source": "page 4"})

    separate = [one.pk for one in rows[:8]]
    together(
        tried(outcomes, "correct", correct),
        tried(
            outcomes, "separate", lambda: clusters.separate(standing.secretary(), group, commitments=separate)
        ),
    )
    assert outcomes == {"correct": "done", "separate": "done"}
    assert {(one.source, one.cluster_id) for one in now(standing, rows[:8])} == {("page 4", None)}
    assert connection.is_usable()


def test_whom_it_is_addressed_to_is_part_of_what_somebody_saw(standing: Standing) -> None:
    """An addressee that came while a workbook was out stays, although nobody touched anything else."""
    one = standing.commitment
    content = out(standing, [one])
    actions.address(
        standing.secretary(), one,
        addressees=[{"organisation": standing.cast.croix.pk, "lead": True}, {"organisation": standing.cast.loin.pk}],
    )  # fmt: skip
    book = books.bring(
        standing.secretary(), name="a.xlsx", content=edited(content, {(one.reference, "Niveau"): "local"})
    )
    assert (book.told["clear"], book.told["changed"]) == (True, 1)
    books.write(standing.secretary(), book)
    assert len(addressees_of([one.pk])[one.pk]) == 2
    assert now(standing, [one])[0].level == "local"
