"""Who comments, who reads comments, who moderates them: never whom they criticise, never their author."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies import who
from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.comments.models import Comment, CommentAnswer, CommentConcern, CommentState
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting.models import ProgressReport
from jatigi.coordination.rules import REPORTERS, SECRETARIAT, is_secretariat, may_see
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

CIVIL_SOCIETY = (Organisation.Kind.NGO, Organisation.Kind.ASSOCIATION, Organisation.Kind.NETWORK)
KNOWING = service_access("coordination.comments", ["coordination.CommentConcern"])
"""Whom a comment criticises never depends on who asks."""


@visible(Comment)
def comments(access: Access) -> Q:
    """Published ones with what they are about; the own; and those that wait, or were refused, for who moderates them."""
    if not may_see(access):
        return NOTHING
    open_to = Q(state=CommentState.PUBLISHED) | moderated_by(access)
    return Q(organisation_id=access.organisation) | (_about_visible(access) & open_to)


def moderated_by(access: Access) -> Q:
    """Comments that a coordinator moderates: as the secretariat, or in its place where it is concerned itself."""
    if not is_secretariat(access):
        return NOTHING
    house = who.house(access)
    return (Q(moderator_id=house) | Q(moderator=None)) & ~concerning(house) & ~Q(organisation_id=house)


def concerning(organisation: UUID) -> Q:
    """Comments that criticise an organisation."""
    rows = CommentConcern.objects.visible_to(KNOWING).filter(
        comment_id=OuterRef("pk"), organisation_id=organisation
    )
    return Q(Exists(rows))


@visible(CommentConcern)
def concerns(access: Access) -> Q:
    return _with_comment(access)


@visible(CommentAnswer)
def answers(access: Access) -> Q:
    return _with_comment(access)


def may_comment(access: Access) -> bool:
    """Whoever speaks for an organisation of civil society."""
    if not may_see(access) or not access.has(*REPORTERS):
        return False
    return Organisation.objects.filter(pk=who.house(access), kind__in=CIVIL_SOCIETY).exists()


def may_comment_on(access: Access, _thing: Commitment | ProgressReport) -> bool:
    return may_comment(access)


def may_withdraw(access: Access, comment: Comment) -> bool:
    return may_see(access) and access.has(*REPORTERS) and comment.organisation_id == access.organisation


def may_moderate(access: Access, comment: Comment) -> bool:
    return Comment.objects.visible_to(access).filter(moderated_by(access), pk=comment.pk).exists()


def may_answer(access: Access, comment: Comment) -> bool:
    """Whoever speaks for an organisation that is concerned, or for the secretariat, beside what is published."""
    if not may_see(access) or not access.has(*REPORTERS) or comment.state != CommentState.PUBLISHED:
        return False
    if is_secretariat(access) and access.organisation in keepers(comment):
        return True
    rows = CommentConcern.objects.visible_to(KNOWING)
    return rows.filter(comment=comment, organisation_id=who.house(access)).exists()


def keepers(comment: Comment) -> set[UUID]:
    """The organisations that keep up what a comment is about."""
    if comment.report_id:
        report = ProgressReport.objects.visible_to(_ABOUT).get(pk=comment.report_id)
        return measures.secretariats(report.measure_id)
    return {_commitment_of(comment).organisation_id}


def criticised(comment: Comment) -> set[UUID]:
    """Who answers for what a comment is about: those to whom the commitment is addressed and who do something about it."""
    if comment.report_id:
        report = ProgressReport.objects.visible_to(_ABOUT).get(pk=comment.report_id)
        return {report.organisation_id}
    about = _commitment_of(comment)
    addressed = Addressee.objects.visible_to(measures.FOLLOWING).filter(commitment=about)
    doing = Measure.objects.visible_to(measures.FOLLOWING).filter(measures.answering([about.pk]))
    found = set(addressed.exclude(addressed=None).values_list("addressed_id", flat=True))
    return found | set(doing.values_list("organisation_id", flat=True))


_ABOUT = service_access("coordination.comments", ["coordination.Commitment", "coordination.ProgressReport"])


def _commitment_of(comment: Comment) -> Commitment:
    return Commitment.objects.visible_to(_ABOUT).get(pk=str(comment.commitment_id))


def _about_visible(access: Access) -> Q:
    commitment = Commitment.objects.visible_to(access).filter(pk=OuterRef("commitment_id"))
    report = ProgressReport.objects.visible_to(access).filter(pk=OuterRef("report_id"))
    return Q(Exists(commitment)) | Q(Exists(report))


def _with_comment(access: Access) -> Q:
    return Q(Exists(Comment.objects.visible_to(access).filter(pk=OuterRef("comment_id"))))


MODERATORS = frozenset({SECRETARIAT})
