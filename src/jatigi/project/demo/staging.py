"""Builds the place of the story: organisations, accounts, sites, services. Everything through the actions of the rooms."""

from datetime import datetime, timedelta
from uuid import UUID

from jatigi.agencies import actions as agencies
from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.directory import actions as directory
from jatigi.directory.rules import APPROVERS
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places import actions as places
from jatigi.project.demo import agreeing
from jatigi.project.demo.chance import dice
from jatigi.project.demo.hours import by_day
from jatigi.project.demo.institutions import (
    HOW_TO_REFER,
    NOTICE_FR,
    Member,
    Organisation,
    Service,
    Site,
    members,
    organisations,
)
from jatigi.project.demo.replay.stage import Stage
from jatigi.project.demo.upkeep import KEEPERS
from jatigi.questionnaires import shipped

BEFORE = timedelta(days=3)
"""The place is there some days before the first arrival."""


def username(member: Member) -> str:
    """`mdm-gao.reception.1`: whoever tries the demonstration finds their way by it."""
    return member.key.replace(":", ".")


def build(first: datetime) -> Stage:
    """The stage on which the story is played, built shortly before `first`."""
    stage = Stage()
    with clock.travel(first - BEFORE):
        shipped.publish_all()
        for one in organisations():
            _house(stage, one)
    _know_the_members(stage)
    with clock.travel(first - BEFORE / 2):
        for one in organisations():
            for site in one.sites:
                for service in site.services:
                    stage.ids[service.key] = _service(stage, service)
    with clock.travel(first - BEFORE / 3):
        agreeing.agree(stage)
    return stage


def _house(stage: Stage, one: Organisation) -> None:
    made = agencies.create_organisation(
        who.setup_access,
        name_fr=one.name_fr,
        name_en=one.name_en,
        acronym=one.acronym,
        kind=one.kind,
        country=one.country,
        demonstration=True,
    )
    stage.ids[one.key] = made.pk
    for site in one.sites:
        stage.ids[site.key] = _site(made.pk, site)
        stage.beds[site.key] = site.beds
    for member in members(one):
        agencies.create_account(
            who.setup_access,
            made,
            username=username(member),
            full_name=f"{member.given} {member.family}",
            roles=[member.role],
            site=stage.ids[member.site],
            demonstration=True,
        )
    for key, role in one.guests.items():
        account = Account.objects.get(username=key.replace(":", "."))
        agencies.add_member(who.setup_access, made, account=account.pk, roles=[role])


def _site(organisation: UUID, site: Site) -> UUID:
    made = places.create_site(
        who.setup_access,
        organisation=organisation,
        name=site.name_fr,
        kind=site.kind,
        country=site.country,
        unit=site.unit,
        beds=site.beds,
        hidden=site.restricted,
        time_zone=site.time_zone,
        address=f"{site.town}. {NOTICE_FR}.",
    )
    return made.pk


def _know_the_members(stage: Stage) -> None:
    """The access of every member, from the membership, as the middleware builds it; under `key@house` where a guest."""
    keys = {username(member): member.key for one in organisations() for member in members(one)}
    accounts = Account.objects.filter(demonstration=True, username__in=keys)
    for account, member in who.roles_of(accounts):
        key = keys[account.username]
        stage.cast[f"{key}@{member.organisation_id}" if key in stage.cast else key] = who.access_as(member)


def _service(stage: Stage, service: Service) -> UUID:
    made = directory.create_service(
        _keeper(stage, service.organisation),
        need=service.need,
        title_fr=service.title_fr,
        title_en=service.title_en,
        description_fr=f"{HOW_TO_REFER[service.refer][0]} {NOTICE_FR}.",
        description_en=HOW_TO_REFER[service.refer][1],
        site=stage.ids[service.site],
        for_whom={
            "minimum_age": service.min_age,
            "maximum_age": service.max_age,
            "sexes": [service.sex] if service.sex else [],
            "statuses": service.statuses,
        },
        hours=by_day(service.hours),
        reach={
            "phone": service.phone,
            "how_to_refer": service.refer,
            "referral_note": HOW_TO_REFER[service.refer][0],
            "emergency": service.emergency,
        },
        capacity=service.capacity,
        places_free=_free(service),
    )
    return made.pk


def _free(service: Service) -> int | None:
    """How many places are free, where they are counted."""
    if service.capacity is None:
        return None
    return dice("free", service.key).randint(0, service.capacity)


def _keeper(stage: Stage, organisation: str) -> Access:
    return next(
        stage.cast[key]
        for role in sorted(KEEPERS, key=_asks)
        if (key := f"{organisation}:{role}:1") in stage.cast
    )


def _asks(role: str) -> bool:
    """Whether somebody of this role proposes a service and does not put it into the directory."""
    return role not in APPROVERS
