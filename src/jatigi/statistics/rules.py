"""Who may open the internal report, and what counting may look at."""

from django.db.models import OuterRef, Subquery, UUIDField

from jatigi.agencies.models import Membership
from jatigi.cases.models import Case
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.people.models import Person

READERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER, Role.CASE_WORKER, Role.RECEPTION})
EXPORTERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})

COUNTING = service_access(
    "statistics.report",
    [
        "people.Visit", "people.Stay", "people.Person", "cases.Case", "cases.ServiceGiven",
        "referrals.Referral", "places.Site", "agencies.Membership",
    ],
    Purpose.STATISTICS,
)  # fmt: skip
"""Counts for those who may not open a file: rows are counted and never shown. Every query names the organisation."""


def may_read(access: Access) -> bool:
    return access.organisation is not None and access.has(*READERS)


def sites_of_a_referral() -> list[Subquery]:
    """The sites that a referral may count at, the first known one first: of its case, its person, its sender."""
    cases = Case.objects.visible_to(COUNTING).filter(pk=OuterRef("case_id"))
    people = Person.objects.visible_to(COUNTING).filter(pk=OuterRef("person_id"))
    senders = Membership.objects.visible_to(COUNTING).filter(
        organisation_id=OuterRef("organisation_id"), account_id=OuterRef("sent_by_id")
    )
    return [Subquery(rows.values("site_id")[:1], UUIDField()) for rows in (cases, people, senders)]
