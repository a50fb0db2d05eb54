"""Who fills in a form, who reads what was answered, and who learns no more than the band.

Answers and results are restricted: case workers and supervisors of the organisation that holds them.
A reception agent fills in the screening and then sees its outcome, not the reasons, not the answers of
a colleague. No other role has business with either; no grant opens them.
"""

from django.db.models import Q

from jatigi.agencies.rules import SETUP
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.questionnaires.models import Answer, Outcome, Result

FILL = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
"""Who fills in a form about a person and learns the outcome."""
RESTRICTED = frozenset({Role.CASE_WORKER, Role.SUPERVISOR})
"""Who reads answers and reasons."""

READING = frozenset({Purpose.CASE_MANAGEMENT, Purpose.REFERRAL, Purpose.OVERSIGHT})
"""What answers may be read for."""

PUBLISHING = service_access(
    SETUP, ["questionnaires.Form", "questionnaires.FormVersion"], Purpose.ADMINISTRATION
)
"""The set-up of a node, which brings the shipped forms."""
RECEIVING = service_access(
    "questionnaires.receiving", ["questionnaires.Answer", "questionnaires.Outcome"], Purpose.CASE_MANAGEMENT
)
"""Whether an answer was received before, or corrected before, never depends on who sends it."""


@visible(Answer)
@visible(Result)
def answers(access: Access) -> Q:
    return _own(access) if access.has(*RESTRICTED) and access.purpose in READING else NOTHING


@visible(Outcome)
def outcomes(access: Access) -> Q:
    return _own(access) if access.has(*FILL) and access.purpose in READING | {Purpose.RECEPTION} else NOTHING


def _own(access: Access) -> Q:
    return Q(organisation_id=access.organisation) if access.organisation else NOTHING


def may_fill(access: Access) -> bool:
    return access.organisation is not None and access.has(*FILL)


def may_read(access: Access) -> bool:
    """Whether reasons and answers are shown at all."""
    return access.has(*RESTRICTED)


def may_recompute(access: Access, _answer: Answer) -> bool:
    return may_read(access)


def may_publish(access: Access) -> bool:
    """Only set-up, which brings what is shipped; uploads come with the catalogue of forms."""
    return access.service == SETUP
