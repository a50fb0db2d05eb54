"""A node with the people of a region in its encrypted store, and its finder, asked as the welcome desk asks."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.finding.engines import entries, numbers, resident
from bench.finding.records import OWNERS
from bench.region import Region
from jatigi.algorithms.matching import Record

AT_ONCE = 1_000


class Desk:
    """The node's finder in its process, over its socket. Whoever asks may not see the people of one organisation."""

    def __init__(self, region: Region, people: int) -> None:
        from jatigi.people.finder.client import OverSocket
        from jatigi.project import settings
        from tests.cast import Cast

        cast = Cast()
        self._organisations = [cast.gao, cast.croix, cast.loin]
        began = time.monotonic()
        _fill(region, people, self._organisations, cast.awa.account)
        self.filled = time.monotonic() - began
        self._client = OverSocket(Path(settings.FINDER_SOCKET), seconds=60.0)
        began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jatigi", "finder"], env={**os.environ, "JATIGI_FINDER": "1"}
        )
        self._wait()
        self.seconds = time.monotonic() - began

    def find(self, query: Record, hidden: int, limit: int) -> list[int]:
        """Numbers of those found."""
        from jatigi.people.finder.masks import Mask

        seen = frozenset(self._organisations[owner].pk for owner in range(OWNERS) if owner != hidden)
        return numbers(self._client.find(Mask(seen), query, limit))

    def megabytes(self) -> float:
        """What the finder's process holds, everything included."""
        return resident(str(self._process.pid))

    def most_megabytes(self) -> float:
        """What it held at most."""
        return resident(str(self._process.pid), "VmHWM:")

    def end(self) -> None:
        """Stop the finder."""
        self._process.terminate()
        self._process.wait()

    def _wait(self) -> None:
        from jatigi.people.finder.client import Away

        while self._process.poll() is None:
            try:
                if self._client.told()["state"] == "ready":
                    return
            except Away:
                pass
            time.sleep(0.05)
        raise OSError("the finder ended before it was ready")


def _fill(region: Region, people: int, organisations: list[Any], account: Any) -> None:
    from jatigi.kernel.models import DataKey
    from jatigi.kernel.querysets import acting
    from jatigi.people.models import Identity, Person

    made = _rows(region, people, organisations, account)
    while batch := list(islice(made, AT_ONCE)):
        keys, persons, identities = map(list, zip(*batch, strict=True))
        with acting():
            DataKey.objects.bulk_create(keys)
            Person.objects.bulk_create(persons)
            Identity.objects.bulk_create(identities)


def _rows(
    region: Region, people: int, organisations: list[Any], account: Any
) -> Iterator[tuple[Any, Any, Any]]:
    from jatigi.algorithms.codes import new_code
    from jatigi.kernel import clock, vault
    from jatigi.kernel.models import DataKey, organisation_secret
    from jatigi.people.models import Identity, Person

    secrets = [organisation_secret(each.pk) for each in organisations]
    now, codes = clock.now(), set[str]()
    for person_id, owner, record in entries(region.register(people)):
        house = organisations[owner].pk
        code = next(code for code in iter(new_code, None) if code not in codes)
        codes.add(code)
        key = DataKey(
            kind=DataKey.Kind.PERSON,
            organisation_id=house,
            wrapped=vault.wrap(secrets[owner], os.urandom(32)),
        )
        person = Person(
            id=person_id, organisation_id=house, key_id=key.pk, code=code, sex=record.sex or "unknown", age_group="18_59",
            nationalities=list(record.nationalities), languages=[], registered_at=now, registered_by_id=account.pk,
        )  # fmt: skip
        yield (
            key,
            person,
            Identity(organisation_id=house, key_id=key.pk, person_id=person_id, **_sealed(record)),
        )


def _sealed(record: Record) -> dict[str, Any]:
    """The sealed columns as the registration page writes them."""
    given, family = (*record.names, "", "")[:2]
    return {
        "names": [{"given": given, "family": family, "kind": "main"}],
        "parents": {"father": record.father, "mother": record.mother},
        "birth": {"kind": "year", "year": record.birth.year} if record.birth else None,
        "phones": [{"number": number, "safe_to_call": True} for number in record.phones] or None,
        "documents": None,
        "origin": record.origin or None,
    }
