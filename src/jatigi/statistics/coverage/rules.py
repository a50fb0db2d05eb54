"""Who plans with the map, and what counting looks at."""

from jatigi.kernel.access import Purpose, Role, service_access

READERS = frozenset({Role.COORDINATOR})
"""The secretariat and the coordinators of the network."""

COUNTING = service_access(
    "statistics.coverage",
    [
        "cases.Case", "cases.Plan", "cases.Goal", "cases.PlanAction", "cases.ServiceGiven", "referrals.Referral",
        "places.Site",
    ],
    Purpose.STATISTICS,
)  # fmt: skip
"""Cases of every organisation are counted by region and need, and shown as bands only."""
