"""Looking for commitments that read alike: every night, and when somebody asks."""

from datetime import timedelta

from django_tasks import task

from jatigi.coordination.commitments import rules
from jatigi.coordination.commitments.clusters import actions, proposing
from jatigi.kernel import schedule
from jatigi.kernel.access import Access

SCOPE = ("coordination.Commitment", "coordination.Likeness", "coordination.Event")


@schedule.scheduled(rules.LOOKING, every=timedelta(hours=24), scope=SCOPE)
def look(access: Access) -> None:
    """What reads alike is proposed; it is compared before anything is written."""
    found = proposing.look(access)
    if found:
        actions.propose(access, found=found)


@task()
def look_now() -> None:
    """The same when somebody asked for it."""
    schedule.run_now(rules.LOOKING)
