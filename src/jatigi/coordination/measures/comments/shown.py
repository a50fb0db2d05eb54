"""Comments beside what they are about, each with what it was answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jatigi.coordination import houses
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.comments import rules
from jatigi.coordination.measures.comments.models import Comment, CommentAnswer, CommentState
from jatigi.coordination.measures.reporting.models import ProgressReport
from jatigi.coordination.measures.reporting.rules import OFFICIAL
from jatigi.kernel.access import Access

TONES = {
    CommentState.SUBMITTED: "warning",
    CommentState.PUBLISHED: "success",
    CommentState.REFUSED: "danger",
    CommentState.WITHDRAWN: "neutral",
}
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with its author's name, and (who, answer) of each answer."""

    comment: Comment
    house: str
    answers: Sequence[tuple[str, CommentAnswer]]

    @property
    def tone(self) -> str:
        return TONES[CommentState(self.comment.state)]


def beside(
    access: Access, *, commitment: Commitment | None = None, report: ProgressReport | None = None
) -> dict[str, Any]:
    """What `coordination/comments/beside.html` shows of a commitment or a report: the comments, the place to write one."""
    rows = Comment.objects.visible_to(access).exclude(state=CommentState.WITHDRAWN)
    rows = rows.filter(report=report) if report is not None else rows.filter(commitment=commitment)
    open_to = report is None or report.state in OFFICIAL
    return {
        "comments": said(access, list(rows.order_by("entered_at")[:SHOWN])),
        "may_comment": open_to and rules.may_comment(access),
        "comment_on": ("report", report.pk)
        if report is not None
        else ("commitment", getattr(commitment, "pk", "")),
    }


def said(access: Access, comments: Sequence[Comment]) -> list[Said]:
    """The comments with their answers; two queries for all of them, none for none."""
    if not comments:
        return []
    answers: dict[UUID, list[CommentAnswer]] = defaultdict(list)
    rows = CommentAnswer.objects.visible_to(access).filter(comment__in=[one.pk for one in comments])
    for answer in rows.order_by("entered_at"):
        answers[answer.comment_id].append(answer)
    called = houses.names(
        {one.organisation_id for one in comments}
        | {answer.organisation_id for several in answers.values() for answer in several}
    )
    return [
        Said(
            one,
            called.get(one.organisation_id, ""),
            [(called.get(answer.organisation_id, ""), answer) for answer in answers[one.pk]],
        )
        for one in comments
    ]
