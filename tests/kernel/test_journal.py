"""The journal notices an edit, a removal, a reordering, and a truncation behind a checkpoint."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F

from jatigi.algorithms import transparency
from jatigi.kernel import journal
from jatigi.kernel.models import JournalCheckpoint, JournalDetail, JournalEntry, JournalHead
from jatigi.kernel.verification import verify
from tests.cast import Cast
from tests.kernel.conftest import open_site


@pytest.fixture(autouse=True)
def own_checkpoints(tmp_path: Path, settings) -> None:
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")


@pytest.fixture
def log(cast: Cast) -> int:
    """A journal with some events, a checkpoint, and events after it; returns the checkpoint's size."""
    for number in range(6):
        open_site(cast.awa(), name=f"Site {number}")
    point = journal.checkpoint()
    assert point is not None
    open_site(cast.awa(), name="Après")
    return point.size


def test_an_untouched_journal_is_sound(log: int) -> None:
    verdict = verify()
    assert verdict.sound
    assert (verdict.size, verdict.checkpoints) == (JournalEntry.objects.count(), 1)


def test_a_journal_is_sound_while_people_work(log: int, cast: Cast) -> None:
    def somebody_works(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if '"leaf"' in sql and sql.startswith("SELECT") and not worked:
            worked.append(sql)
            open_site(cast.awa(), name="Pendant ce temps")
        return answer

    worked: list[str] = []
    with connection.execute_wrapper(somebody_works):
        verdict = verify()
    assert worked
    assert verdict.sound
    assert verdict.size < JournalEntry.objects.count()


def test_a_checkpoint_is_made_only_when_something_was_added(log: int) -> None:
    assert journal.checkpoint() is not None
    assert journal.checkpoint() is None


def _edit() -> None:
    JournalEntry.objects.filter(seq=3).update(outcome="refused")


def _edit_with_leaf() -> None:
    entry = JournalEntry.objects.get(seq=3)
    entry.reason = "other"
    entry.leaf = journal.leaf_of(entry)
    entry.save()


def _remove() -> None:
    JournalEntry.objects.filter(seq=3).delete()


def _swap() -> None:
    JournalEntry.objects.filter(seq=2).update(seq=-1)
    JournalEntry.objects.filter(seq=3).update(seq=2)
    JournalEntry.objects.filter(seq=-1).update(seq=3)


def _remove_and_renumber() -> None:
    JournalEntry.objects.filter(seq=3).delete()
    for seq in sorted(JournalEntry.objects.filter(seq__gt=3).values_list("seq", flat=True)):
        JournalEntry.objects.filter(seq=seq).update(seq=F("seq") - 1)


def _truncate_behind_the_checkpoint() -> None:
    JournalEntry.objects.filter(seq__gte=4).delete()
    frontier = transparency.Frontier()
    for leaf in JournalEntry.objects.order_by("seq").values_list("leaf", flat=True):
        frontier.append_hash(bytes(leaf))
    JournalHead.objects.update(size=4, frontier=frontier.to_bytes())


def _truncate_with_its_checkpoint() -> None:
    _truncate_behind_the_checkpoint()
    JournalCheckpoint.objects.all().delete()


def _change_details() -> None:
    detail = JournalDetail.objects.latest("seq")
    detail.details = {"kind": "shelter"}
    detail.save()


def _forge_a_checkpoint() -> None:
    row = JournalCheckpoint.objects.get()
    row.note = row.note.replace("\n", "\n1", 1)
    row.save()


FORGERIES = [
    _edit, _edit_with_leaf, _remove, _swap, _remove_and_renumber, _truncate_behind_the_checkpoint,
    _truncate_with_its_checkpoint, _change_details, _forge_a_checkpoint,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forgery_is_found(log: int, forge: Callable[[], None]) -> None:
    forge()
    assert not verify().sound


def test_erasing_details_leaves_the_proof_valid(log: int) -> None:
    JournalDetail.objects.all().delete()
    assert verify().sound
