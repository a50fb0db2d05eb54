"""Who sends a link to report with, and what whoever holds one may do: report on its due date, once."""

from django.db.models import Q

from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ReportDue
from jatigi.coordination.measures.reporting.rules import KNOWING
from jatigi.coordination.rules import REPORTERS, may_see
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.querysets import NOTHING, visible

LINKS = service_access("coordination.links", ["coordination.ReportLink"])
"""Finds the link of somebody who has no account, and says that it was opened."""


@visible(ReportLink)
def links(access: Access) -> Q:
    """The own organisation's; and for whoever holds one, that one."""
    if access.guest is not None:
        return Q(pk=access.guest)
    return Q(organisation_id=access.organisation) if may_see(access) and access.has(*REPORTERS) else NOTHING


def may_invite(access: Access, due: ReportDue) -> bool:
    """The organisation that reports, and the secretariat of what is answered."""
    if not may_see(access) or not access.has(*REPORTERS):
        return False
    return due.organisation_id == access.organisation or measures.minds(access, measure_of(due))


def may_withdraw(access: Access, link: ReportLink) -> bool:
    return may_see(access) and access.has(*REPORTERS) and link.organisation_id == access.organisation


def may_open(access: Access, _link: ReportLink) -> bool:
    return access.service == LINKS.service


def holds(access: Access, link: ReportLink) -> bool:
    return access.guest == link.pk


def guest_access(link: ReportLink) -> Access:
    """Whoever reports through `link`: nobody's account, for the organisation that is asked."""
    return Access(organisation=due_of(link).organisation_id, purpose=Purpose.OVERSIGHT, guest=link.pk)


def due_of(link: ReportLink) -> ReportDue:
    return ReportDue.objects.visible_to(KNOWING).get(pk=link.due_id)


def indicator_of(due: ReportDue) -> MeasureIndicator:
    return MeasureIndicator.objects.visible_to(KNOWING).get(pk=due.indicator_id)


def measure_of(due: ReportDue) -> Measure:
    return Measure.objects.visible_to(KNOWING).get(pk=indicator_of(due).measure_id)


def passages(due: ReportDue) -> list[Commitment]:
    """What the measure answers, as far as the organisation that reports may read it: open ones, and those addressed to it."""
    answered = measures.answered_by(measure_of(due).pk)
    to_it = Addressee.objects.visible_to(measures.FOLLOWING).filter(
        addressed_id=due.organisation_id, commitment_id__in=[one.pk for one in answered]
    )
    theirs = set(to_it.values_list("commitment_id", flat=True))
    return [one for one in answered if not one.closed or one.pk in theirs]
