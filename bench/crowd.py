"""A large invented node, written in bulk past the doors: 20,000 people, 30,000 cases, their referrals."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from jatigi.algorithms.codes import new_code
from jatigi.cases.codes import CLOCKS, Urgency
from jatigi.cases.models import Case, Note, Plan, Task
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import DataKey, ProtectedModel, new_keys
from jatigi.kernel.querysets import acting
from jatigi.people.codes import AgeGroup
from jatigi.people.models import Identity, Person, Stay, Visit
from jatigi.places.actions import create_site
from jatigi.places.models import Site
from jatigi.project.demo.names import NameGenerator
from jatigi.protection.codes import Category
from jatigi.protection.models import Grant, LawfulBasis
from jatigi.referrals.models import Referral, ReferralEvent, Snapshot
from tests.cast import Cast

COUNTRIES = ("ML", "NE", "BF", "SN", "GM", "GN", "CI", "NG", "TD", "CM")
BATCH = 1_000


def _codes() -> Iterator[str]:
    """New codes, no two alike: among 30,000 random ones two are alike in two runs of five."""
    given: set[str] = set()
    while True:
        if (code := new_code()) not in given:
            given.add(code)
            yield code


CODES = _codes()


@dataclass(frozen=True)
class Crowd:
    cast: Cast
    site: Site
    service: Service
    people: list[UUID]
    cases: list[UUID]
    names: list[tuple[str, str]]


def fill(people: int, cases: int, seed: int = 20260101) -> Crowd:
    """One house with all of them, half of the cases closed, a third with a referral; two organisations beside it."""
    rng = random.Random(seed)
    cast = Cast()
    site = create_site(
        cast.boubacar(Purpose.ADMINISTRATION), name="Maison de Gao", kind="house", country="ML", beds=80
    )
    service = create_service(cast.lassana(Purpose.REFERRAL), need="health", title_fr="Soins de santé")
    with acting():
        persons, names = _people(cast, site, people, rng)
        opened = _cases(cast, site, persons, cases, rng)
        _referrals(cast, service, opened[: cases // 3], rng)
    return Crowd(
        cast, site, service, [p.pk for p in persons], [c.pk for c in opened if c.state == "open"], names
    )


def _people(
    cast: Cast, site: Site, count: int, rng: random.Random
) -> tuple[list[Person], list[tuple[str, str]]]:
    generator = NameGenerator(rng)
    keys = new_keys(DataKey.Kind.PERSON, cast.gao.pk, count)
    now = clock.now()
    persons, identities, bases, stays, visits, names = [], [], [], [], [], []
    for number, key in enumerate(keys):
        sex: Literal["male", "female"] = rng.choice(("male", "male", "male", "female"))
        country = rng.choice(COUNTRIES)
        named = generator.person(country, sex)
        at = now - timedelta(minutes=rng.randrange(600_000))
        person = Person(
            organisation=cast.gao,
            key_id=key,
            code=next(CODES),
            sex=sex,
            age_group=AgeGroup.ADULT,
            nationalities=[country],
            languages=["fr", "bm"],
            registered_at=at,
            registered_by=cast.awa.account,
            site=site,
        )
        given, family = named.given, named.family or ""
        names.append((given, family))
        identities.append(
            Identity(
                organisation=cast.gao,
                key_id=key,
                person=person,
                names=[{"given": given, "family": family, "kind": "main"}],
                parents={"father": named.father or "", "mother": named.mother or ""},
                birth={"kind": "year", "year": rng.randrange(1970, 2007)},
                phones=[
                    {
                        "number": f"+2237{number:07d}",
                        "safe_to_call": True,
                        "safe_to_leave_message": False,
                        "whose": "",
                    }
                ],
                documents=[],
                origin="",
            )
        )
        bases += [_basis(cast, person, None, at), _basis(cast, person, cast.croix, at)]
        visits.append(
            Visit(
                organisation=cast.gao,
                site=site,
                at=at,
                wishes=["bed"],
                sex=sex,
                age_group=AgeGroup.ADULT,
                person=person,
                recorded_by=cast.awa.account,
            )
        )
        gone = None if number < 60 else at + timedelta(days=rng.randrange(1, 9))
        stays.append(
            Stay(
                organisation=cast.gao,
                key_id=key,
                person=person,
                site=site,
                bed=str(number % 80),
                arrived_at=at,
                from_country_id=country,
                means="bus",
                departed_at=gone,
            )
        )
        persons.append(person)
    for rows in (persons, identities, bases, visits, stays):
        _store(rows)
    return persons, names


def _basis(cast: Cast, person: Person, recipient: Any, at: Any) -> LawfulBasis:
    return LawfulBasis(
        organisation=cast.gao,
        key_id=person.key_id,
        subject_id=person.pk,
        kind="consent",
        purposes=[Purpose.REFERRAL] if recipient else [Purpose.RECEPTION, Purpose.CASE_MANAGEMENT],
        categories=list(Category.values),
        recipient=recipient,
        from_at=at,
        until=(clock.now() + timedelta(days=365)).date(),
        explained_by=cast.awa.account,
        language="bm",
        form="verbal",
        witness="Oumou",
    )


def _cases(cast: Cast, site: Site, persons: list[Person], count: int, rng: random.Random) -> list[Case]:
    cases, plans, tasks, notes = [], [], [], []
    workers = [cast.moussa.account, cast.fanta.account, None]
    for number in range(count):
        person = persons[number % len(persons)]
        urgency = rng.choice(list(Urgency))
        at = person.registered_at + timedelta(hours=number // len(persons) * 200 + 1)
        closed = number >= len(persons) or number % 2 == 1
        case = Case(
            organisation=cast.gao,
            key_id=person.key_id,
            code=next(CODES),
            person=person,
            site=site,
            state="closed" if closed else "open",
            tracks=["international_migrant"],
            urgency=urgency,
            urgent_until=at + limit if (limit := CLOCKS[urgency]) and not closed else None,
            case_worker=rng.choice(workers),
            opened_at=at,
            opened_by=cast.awa.account,
            closed_at=at + timedelta(days=20) if closed else None,
            closure_reason="goals_met" if closed else "",
        )
        cases.append(case)
        plans.append(Plan(organisation=cast.gao, key_id=person.key_id, case=case))
        if not closed and number % 3 == 0:
            tasks.append(
                Task(
                    organisation=cast.gao,
                    key_id=person.key_id,
                    case=case,
                    title="Appeler le service de santé",
                    due=at + timedelta(days=5),
                    assigned_to=case.case_worker,
                )
            )
        notes += [
            Note(
                organisation=cast.gao,
                key_id=person.key_id,
                case=case,
                text="Entretien ; la personne se repose.",
                written_at=at + timedelta(hours=hour),
                written_by=cast.moussa.account,
            )
            for hour in (1, 30)
        ]
    for rows in (cases, plans, tasks, notes):
        _store(rows)
    return cases


def _referrals(cast: Cast, service: Service, cases: list[Case], rng: random.Random) -> None:
    keys = new_keys(DataKey.Kind.SNAPSHOT, cast.gao.pk, len(cases))
    referrals, snapshots, events, grants = [], [], [], []
    for case, key in zip(cases, keys, strict=True):
        state = rng.choice(("sent", "received", "accepted", "completed", "declined"))
        referral = Referral(
            organisation=cast.gao,
            key_id=case.key_id,
            code=next(CODES),
            state=state,
            urgency=case.urgency,
            need="health",
            service=service,
            recipient=cast.croix,
            person_id=case.person_id,
            case=case,
            sent_at=case.opened_at,
            sent_by=cast.moussa.account,
            respond_by=case.opened_at + timedelta(days=3),
            answered_at=case.opened_at + timedelta(days=1)
            if state in ("accepted", "completed", "declined")
            else None,
            answered_by=cast.kadi.account if state in ("accepted", "completed", "declined") else None,
            reason="no_capacity" if state == "declined" else "",
            outcome="need_met" if state == "completed" else "",
        )
        referrals.append(referral)
        snapshots.append(
            Snapshot(
                organisation=cast.gao,
                key_id=key,
                referral=referral,
                fields={"code": "123-4567", "names": "Nom inventé"},
                message="fièvre",
            )
        )
        events.append(
            ReferralEvent(
                organisation=cast.gao,
                key_id=case.key_id,
                referral=referral,
                verb="send",
                at=referral.sent_at,
                by=cast.moussa.account,
                by_organisation=cast.gao,
            )
        )
        grants.append(
            Grant(
                organisation=cast.gao,
                object_type="referrals.Snapshot",
                object_id=snapshots[-1].pk,
                recipient=cast.croix,
                purpose=Purpose.REFERRAL,
                from_at=referral.sent_at,
            )
        )
    for rows in (referrals, snapshots, events, grants):
        _store(rows)


def _store(rows: list[Any]) -> None:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        model: type[ProtectedModel] = type(batch[0])
        model.objects.bulk_create(batch)
