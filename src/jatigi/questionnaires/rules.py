"""Who fills in a form, who reads what was answered, and who learns no more than the band.

Screenings and assessments are judged: case workers and supervisors read their answers and reasons, a reception agent
who fills one in sees its outcome and neither the reasons nor the answers, be they her own: what was told stays off a
shared desk, and whoever must correct something asks the questions again. The answers to any other
ordinary form are read by whoever may fill it in as well. The answers to a restricted form are read by whoever gave
them, by supervisors, and by the roles that the form names; for everybody else there are none. What is confided (feedback
that is restricted: complaints) is read by the complaints focal point and by nobody else, not even by whoever wrote it
down. Pages, interface and export all ask these rules. Statistics open no answer, draft, file or result to anybody; only the
work that makes a file which was asked for and, of a restricted form, approved by a second person (`taking_out`) reads
answers for them: as supervisors and data officers, every one that is not confided. No other role has business with any
of it; no grant opens it.
"""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from jatigi.agencies.rules import SETUP
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.questionnaires import codes
from jatigi.questionnaires.models import (
    Answer,
    AnswerFile,
    BoundEntity,
    Draft,
    DraftFile,
    Form,
    Outcome,
    Result,
)

FILL = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
"""Who fills in a form about a person and learns the outcome, where the form names nobody."""
RESTRICTED = frozenset({Role.CASE_WORKER, Role.SUPERVISOR})
"""Who reads answers and reasons."""
EXPORTING = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})
"""Who takes answers out, for statistics."""
TAKING_OUT = "questionnaires.taking_out"
"""In `Access.extra` while a file of answers is made."""
JUDGED = (codes.Purpose.SCREENING, codes.Purpose.ASSESSMENT)
"""Forms whose filling in gives no right to read the answers."""

READING = frozenset({Purpose.CASE_MANAGEMENT, Purpose.REFERRAL, Purpose.OVERSIGHT})
"""What answers may be read for."""

DRAFTS = "questionnaires.drafts"
"""The scheduled work that ends drafts."""
PUBLISHING = service_access(
    SETUP, ["questionnaires.Form", "questionnaires.FormVersion"], Purpose.ADMINISTRATION
)
"""The set-up of a node, which brings the shipped forms."""
RECEIVING = service_access(
    "questionnaires.receiving", ["questionnaires.Answer", "questionnaires.Outcome"], Purpose.CASE_MANAGEMENT
)
"""Whether an answer was received before, or corrected before, never depends on who sends it."""
BINDING = service_access("questionnaires.binding", ["questionnaires.BoundEntity"], Purpose.CASE_MANAGEMENT)
"""Nor whether an entity came before."""


@visible(Answer)
def answers(access: Access) -> Q:
    confided = Q(restricted=True, form_version__form__purpose=codes.Purpose.FEEDBACK)
    if access.has(Role.COMPLAINTS):
        return _own(access) & (confided | _not_confided(access)) if _reads(access) else NOTHING
    return _own(access) & _not_confided(access) & ~confided if _reads(access) else NOTHING


def _reads(access: Access) -> bool:
    taken_out = access.purpose == Purpose.STATISTICS and TAKING_OUT in access.extra
    return access.organisation is not None and (access.purpose in READING or taken_out)


def taking_out(access: Access) -> Access:
    """`access` while it makes the file of an export. Only for that: nothing else may read answers for statistics."""
    return replace(access, extra=access.extra | {TAKING_OUT})


def _not_confided(access: Access) -> Q:
    """What a role opens besides: of what is confided, nothing that it does not name."""
    if access.purpose == Purpose.STATISTICS:
        return Q() if access.has(*EXPORTING) else _named(access, "form_version__form")
    named = _named(access, "form_version__form")
    fills, plain = access.has(*FILL), ~Q(form_version__form__purpose__in=JUDGED)
    ordinary = (Q(form_version__form__roles=[]) & plain if fills else NOTHING) | named
    author = Q(answered_by_id=access.account)
    restricted = (author & plain if fills else NOTHING) | named
    if access.has(*RESTRICTED):
        ordinary, restricted = Q(), author | named
    if access.has(Role.SUPERVISOR):
        restricted = Q()
    return Q(restricted=True) & restricted | Q(restricted=False) & ordinary


@visible(Result)
def results(access: Access) -> Q:
    """With the answer, for those who read reasons at all."""
    seen = Answer.objects.visible_to(access).filter(pk=OuterRef("answer_id"))
    if not access.has(*RESTRICTED):
        seen = seen.filter(_named(access, "form_version__form"))
    return _own(access) & Q(Exists(seen))


@visible(Outcome)
def outcomes(access: Access) -> Q:
    """The band, for whoever works with the person; of a restricted form, for those who read its answers.

    Whoever wrote down what is confided learns that it was kept and how soon it will be looked at.
    """
    if access.organisation is None or access.purpose not in READING | {Purpose.RECEPTION}:
        return NOTHING
    named = _named(access, "form")
    ordinary = Q() if access.has(*FILL) else named
    restricted = (Q(by_id=access.account) if access.has(*FILL) else NOTHING) | named
    if access.has(Role.SUPERVISOR):
        restricted = Q()
    confided = Q(restricted=True, form__purpose=codes.Purpose.FEEDBACK)
    if not access.has(Role.COMPLAINTS):
        restricted &= ~confided | Q(by_id=access.account)
    return _own(access) & (Q(restricted=True) & restricted | Q(restricted=False) & ordinary)


@visible(AnswerFile)
def answer_files(access: Access) -> Q:
    return Q(Exists(Answer.objects.visible_to(access).filter(pk=OuterRef("answer_id"))))


@visible(Draft)
def drafts(access: Access) -> Q:
    """Whoever began it, and nobody else, while at work for the same organisation."""
    return _own(access) & Q(account_id=access.account) if access.account else NOTHING


@visible(DraftFile)
def draft_files(access: Access) -> Q:
    return Q(Exists(Draft.objects.visible_to(access).filter(pk=OuterRef("draft_id"))))


def _named(access: Access, form: str) -> Q:
    """Rows of forms that name a role which `access` has."""
    rows = NOTHING
    for role in sorted(access.roles):
        rows |= Q(**{f"{form}__roles__icontains": f'"{role}"'})
    return rows


@visible(BoundEntity)
def bound_entities(_access: Access) -> Q:
    """Nobody: only the receiving of answers looks a device's name for a record up."""
    return NOTHING


def _own(access: Access) -> Q:
    return Q(organisation_id=access.organisation) if access.organisation else NOTHING


def may_fill(access: Access) -> bool:
    return access.organisation is not None and access.has(*FILL)


def may_send(access: Access) -> bool:
    """Whether some form might be theirs to fill in; which ones `may_fill_in` says."""
    return access.organisation is not None and access.account is not None and bool(access.roles)


def may_fill_in(access: Access, form: Form) -> bool:
    """The roles that the form names, else whoever fills in forms about people; a form of their own or a shipped one."""
    theirs = form.organisation_id in (None, access.organisation)
    return may_send(access) and theirs and access.has(*(form.roles or FILL))


def may_read(access: Access) -> bool:
    """Whether reasons are shown at all."""
    return access.has(*RESTRICTED)


def may_recompute(access: Access, _answer: Answer) -> bool:
    return may_read(access)


def may_discard(access: Access, draft: Draft) -> bool:
    return draft.account_id == access.account


def may_end(access: Access) -> bool:
    """The scheduled work on drafts."""
    return access.service == DRAFTS


def may_publish(access: Access) -> bool:
    """Only set-up, which brings what is shipped; uploads come with the catalogue of forms."""
    return access.service == SETUP
