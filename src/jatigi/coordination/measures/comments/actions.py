"""Every write of a comment: by civil society, by who moderates, by whom it concerns."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.comments import rules
from jatigi.coordination.measures.comments.models import (
    Comment,
    CommentAnswer,
    CommentConcern,
    Ground,
)
from jatigi.coordination.measures.reporting.models import ProgressReport
from jatigi.coordination.measures.reporting.rules import OFFICIAL
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.text import clean

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

OVERSIGHT = Purpose.OVERSIGHT
TEXT_LENGTH, WHY_LENGTH = 3000, 500


@action("comment.on_commitment", Commitment, allow=rules.may_comment_on, purpose=OVERSIGHT)
def on_commitment(act: Act, commitment: Commitment, *, text: str) -> Comment:
    """What civil society says of a commitment; it waits for its moderation. Raises `Invalid`."""
    return _submit(act, Comment(organisation_id=act.organisation, commitment=commitment), text)


@action("comment.on_report", ProgressReport, allow=rules.may_comment_on, purpose=OVERSIGHT)
def on_report(act: Act, report: ProgressReport, *, text: str) -> Comment:
    """The same of a report that its organisation stands by. Raises `Conflict`, `Invalid`."""
    if report.state not in OFFICIAL:
        raise Conflict(_("This report is not validated yet."), code="not_validated")
    return _submit(act, Comment(organisation_id=act.organisation, report=report), text)


@action("comment.withdraw", Comment, allow=rules.may_withdraw, purpose=OVERSIGHT)
def withdraw(act: Act, comment: Comment) -> Comment:
    """Its author takes it back; nobody else reads it any more. Raises `Conflict`."""
    states.advance(comment, "withdraw")
    comment.save()
    act.touched("state")
    return comment


@action("comment.publish", Comment, allow=rules.may_moderate, purpose=OVERSIGHT)
def publish(act: Act, comment: Comment) -> Comment:
    """It stands beside the official answer. Its author, and whom it concerns, are told. Raises `Conflict`."""
    _moderated(act, comment, "publish")
    _tell(act, comment, "comment.published", _("Your comment is published."), comment.organisation_id)
    rows = CommentConcern.objects.visible_to(rules.KNOWING).filter(comment=comment)
    for house in rows.values_list("organisation_id", flat=True):
        _tell(act, comment, "comment.concerns", _("A comment concerns you: you can answer it."), house)
    return comment


@action("comment.refuse", Comment, allow=rules.may_moderate, purpose=OVERSIGHT)
def refuse(act: Act, comment: Comment, *, ground: str, why: str) -> Comment:
    """It goes against a written rule: which one, and a sentence that its author reads. Raises `Conflict`, `Invalid`."""
    if ground not in Ground.values:
        raise Invalid(ground=_("Choose from the list."))
    comment.ground = ground
    comment.why = clean(why, "why", limit=WHY_LENGTH, needed=True)
    _moderated(act, comment, "refuse")
    act.touched("ground", "why")
    text = _("Your comment was not published: read why.")
    _tell(act, comment, "comment.refused", text, comment.organisation_id)
    return comment


@action("comment.answer", Comment, allow=rules.may_answer, purpose=OVERSIGHT)
def answer(act: Act, comment: Comment, *, text: str) -> CommentAnswer:
    """What a concerned organisation, or the secretariat, says to it; once each. Raises `Conflict`, `Invalid`."""
    rows = CommentAnswer.objects.visible_to(act.access)
    if rows.filter(comment=comment, organisation_id=act.organisation).exists():
        raise Conflict(_("Your organisation has answered this comment already."), code="answered")
    said = CommentAnswer(
        organisation_id=act.organisation,
        comment=comment,
        text=clean(text, "text", limit=TEXT_LENGTH, needed=True, lines=True),
        written_by_id=act.signed(),
    )
    said.save()
    act.details["answer"] = str(said.pk)
    _tell(act, comment, "comment.answered", _("Your comment was answered."), comment.organisation_id)
    return said


def _submit(act: Act, comment: Comment, text: str) -> Comment:
    comment.text = clean(text, "text", limit=TEXT_LENGTH, needed=True, lines=True)
    comment.written_by_id = act.signed()
    concerned = rules.criticised(comment) - {act.organisation}
    comment.moderator_id = _moderator(act, comment, concerned)
    comment.save()
    CommentConcern.objects.bulk_create(
        CommentConcern(organisation_id=house, comment=comment) for house in sorted(concerned)
    )
    act.touched("text")
    act.details["comment"] = str(comment.pk)
    _ask_moderators(act, comment, concerned)
    return comment


def _moderator(act: Act, comment: Comment, concerned: set[UUID]) -> UUID | None:
    """A secretariat that is neither concerned nor the author; None where there is none: another coordinator then."""
    independent = rules.keepers(comment) - concerned - {act.organisation}
    return min(independent) if independent else None


def _ask_moderators(act: Act, comment: Comment, concerned: set[UUID]) -> None:
    text, url = _("A comment waits for its moderation."), reverse("coordination:comments")
    houses = [comment.moderator_id] if comment.moderator_id else _others(concerned | {act.organisation})
    for house in houses:
        act.tell(Notice("comment.waits", text, url, house, rules.MODERATORS))


def _others(without: set[UUID]) -> list[UUID]:
    rows = Organisation.objects.filter(active=True).exclude(pk__in=without)
    return list(rows.values_list("pk", flat=True))


def _moderated(act: Act, comment: Comment, verb: str) -> None:
    states.advance(comment, verb)
    comment.moderated_by_id, comment.moderated_at = act.signed(), act.at
    comment.save()
    act.touched("state")


def _tell(act: Act, comment: Comment, kind: str, text: "Text", house: UUID) -> None:
    act.tell(Notice(kind, text, reverse("coordination:comment", args=[comment.pk]), house, REPORTERS))
