"""Who does what at a site: picks the members that act in the story."""

import random

from jatigi.project.demo.institutions import Service, Site, organisation, services, sites, workplace

NOBODY = ""
NORTH = {"ML05", "ML06", "ML07", "ML08", "ML09", "ML10", "ML18", "ML19"}
"""Mali's regions from which Gao is nearer than Bamako, codes of 2023."""
TOO_FAR = 4


def somebody(rng: random.Random, owner: str, *roles: str, at: str = "") -> str:
    """The key of a member of `owner` with the first of these roles that anybody has there; nobody if none.

    One of those who work at the site `at`, where any of them does.
    """
    house = organisation(owner)
    role = next((role for role in roles if house.staff.get(role)), None)
    if role is None:
        return NOBODY
    everybody = range(1, house.staff[role] + 1)
    there = [number for number in everybody if workplace(house, role, number) == at]
    return f"{owner}:{role}:{rng.choice(there or everybody)}"


def receiver(rng: random.Random, owner: str) -> str:
    return somebody(rng, owner, "focal_point", "case_worker", "coordinator", "supervisor")


def candidates(
    rng: random.Random,
    need: str,
    *,
    sender: str,
    near: Site,
    age: int,
    sex: str,
    statuses: tuple[str, ...],
    home: str,
) -> list[Service]:
    """Services of other organisations that a person may be referred to, nearest first, in any order among equals.

    In the same region, in the same half of the country, in the country; for family links and return also in the country of `home`.
    """
    fitting = [
        service
        for service in services().values()
        if service.need == need
        and service.organisation != sender
        and service.is_for(age=age, sex=sex, statuses=statuses)
        and organisation(service.organisation).staff.get("focal_point")
    ]
    near_enough = [service for service in fitting if _distance(service, near, home) < TOO_FAR]
    rng.shuffle(near_enough)
    return sorted(near_enough, key=lambda service: _distance(service, near, home))


def _distance(service: Service, near: Site, home: str) -> int:
    site = sites()[service.site]
    if site.unit == near.unit:
        return 0
    if site.country == near.country:
        return 1 if (site.unit in NORTH) is (near.unit in NORTH) else 2
    return 3 if site.country == home and service.need in ("family_links", "return") else TOO_FAR
