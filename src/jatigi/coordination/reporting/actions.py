"""Asking for a long report as a document, making it, and its end."""

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.reporting import rules, tasks
from jatigi.coordination.reporting.models import FollowUp, PaperState
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict
from jatigi.kernel.hooks import Notice

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

OVERSIGHT = Purpose.OVERSIGHT
AT_ONCE = 3
"""Documents that one person may have in the making."""


@creation("follow_up.ask", FollowUp, allow=rules.may_ask, purpose=OVERSIGHT)
def ask(act: Act, *, title: str, asked: dict[str, str]) -> FollowUp:
    """Ask for a report as a document; it is made soon. Raises `Conflict` where too many are being made."""
    own = FollowUp.objects.visible_to(act.access).filter(state=PaperState.MAKING, until__gt=act.at)
    if own.count() >= AT_ONCE:
        raise Conflict(
            _("Three of your documents are being made: wait until one of them is ready."), code="busy"
        )
    paper = FollowUp(
        organisation_id=act.organisation, by_id=act.signed(), title=title, asked=asked,
        language=get_language() or "fr", asked_at=act.at, until=act.at + FollowUp.LASTS,
    )  # fmt: skip
    paper.save()
    act.details.update(asked=sorted(asked))
    transaction.on_commit(partial(tasks.make.enqueue, str(paper.pk)))
    return paper


@action("follow_up.store", FollowUp, allow=rules.may_make, purpose=OVERSIGHT, internal=True)
def store(act: Act, paper: FollowUp, *, content: bytes, count: int) -> FollowUp:
    """The document as it was made: who asked is told. Raises `Conflict` where it is over."""
    _must_be_making(paper)
    paper.state, paper.content, paper.count = PaperState.READY, content, count
    paper.save()
    act.details.update(count=count)
    _tell(act, paper, _("The follow-up report is ready. Download it within 24 hours."))
    return paper


@action("follow_up.fail", FollowUp, allow=rules.may_make, purpose=OVERSIGHT, internal=True)
def fail(act: Act, paper: FollowUp) -> FollowUp:
    """It could not be made, or the work broke off: who asked is told, and can ask anew. Raises `Conflict`."""
    _must_be_making(paper)
    paper.state = PaperState.FAILED
    paper.save()
    _tell(act, paper, _("The follow-up report could not be made. You can ask for it again."))
    return paper


@action("follow_up.end", FollowUp, allow=rules.may_make, purpose=OVERSIGHT, internal=True)
def end(_act: Act, paper: FollowUp) -> FollowUp:
    """Its day is over: the document goes."""
    paper.state, paper.content, paper.title = PaperState.ENDED, None, ""
    paper.asked = {}
    paper.save()
    return paper


def _must_be_making(paper: FollowUp) -> None:
    if paper.state != PaperState.MAKING:
        raise Conflict


def _tell(act: Act, paper: FollowUp, words: "Text") -> None:
    url = reverse("coordination:follow_up_paper", args=[paper.pk])
    act.tell(Notice("follow_up.state", words, url, paper.organisation_id, account=paper.by_id))
