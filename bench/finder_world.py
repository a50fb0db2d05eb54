"""People of a scratch node, written straight into its tables: a million of them in minutes instead of hours."""

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import uuid4

from jatigi.agencies.models import Account, Organisation
from jatigi.algorithms.codes import new_code
from jatigi.kernel import clock, vault
from jatigi.kernel.models import DataKey, organisation_secret
from jatigi.kernel.querysets import acting
from jatigi.people.models import Identity, Person

SYLLABLES = "ba bou dia dji fa ga ha is ka ki kou la ma mi na sa sé si ta to tou ra ri yo".split()
GIVEN = "Moussa Mamadou Ibrahim Oumar Issa Amadou Boubacar Seydou Adama Fatoumata Aminata Mariam Aïssata Hawa Kadiatou Rokia".split()
FAMILY = "Traoré Coulibaly Diarra Keïta Diallo Sangaré Maïga Touré Cissé Dembélé Sidibé Koné Sissoko Doumbia Camara Bah".split()


def name(rng: Random, common: list[str]) -> str:
    """Half of all bear a common name, the others one of many thousands."""
    if rng.random() < 0.5:
        return rng.choice(common)
    return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3, 4)))).capitalize()


def identity(rng: Random) -> dict[str, Any]:
    """The sealed columns of somebody invented."""
    family = name(rng, FAMILY)
    return {
        "names": [{"given": name(rng, GIVEN), "family": family, "kind": "main"}],
        "parents": {"father": f"{name(rng, GIVEN)} {family}", "mother": f"{name(rng, GIVEN)} {name(rng, FAMILY)}"},
        "birth": {"kind": "year", "year": rng.randint(1950, 2020)},
        "phones": [{"number": f"+2237{rng.randrange(10**7):07}", "safe_to_call": True}] if rng.random() < 0.4 else None,
        "documents": None,
        "origin": rng.choice(("Gao", "Kidal", "Mopti", "Ségou", "Kayes")) if rng.random() < 0.7 else None,
    }  # fmt: skip


def fill(people: int, organisations: list[Organisation], account: Account, seed: int = 7) -> None:
    """So many people, spread over the organisations, without an event in the journal."""
    made = _people(people, organisations, account, Random(seed))
    while batch := list(islice(made, 1000)):
        keys, persons, identities = map(list, zip(*batch, strict=True))
        with acting():
            DataKey.objects.bulk_create(keys)
            Person.objects.bulk_create(persons)
            Identity.objects.bulk_create(identities)


def _people(
    people: int, organisations: list[Organisation], account: Account, rng: Random
) -> Iterator[tuple[DataKey, Person, Identity]]:
    secrets = {each.pk: organisation_secret(each.pk) for each in organisations}
    now, codes = clock.now(), _codes(people)
    for number, code in enumerate(codes):
        house = organisations[number % len(organisations)].pk
        key = DataKey(
            kind=DataKey.Kind.PERSON,
            organisation_id=house,
            wrapped=vault.wrap(secrets[house], os.urandom(32)),
        )
        person = Person(
            id=uuid4(), organisation_id=house, key_id=key.pk, code=code, sex=rng.choice(("male", "female")),
            age_group="18_59", nationalities=[rng.choice(("ML", "SN", "GN", "CI", "NE"))], languages=["bm"],
            registered_at=now - timedelta(minutes=number), registered_by_id=account.pk,
        )  # fmt: skip
        who = Identity(organisation_id=house, key_id=key.pk, person_id=person.pk, **identity(rng))
        yield key, person, who


def _codes(count: int) -> set[str]:
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_code())
    return codes
