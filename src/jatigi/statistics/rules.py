"""Who may open the internal report, and what counting may look at."""

from jatigi.kernel.access import Access, Purpose, Role, service_access

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
