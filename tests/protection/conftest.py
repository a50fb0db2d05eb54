"""People whom the ledger speaks of, known through the kernel's hook as any room above would tell them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.hooks import Subject
from jatigi.kernel.models import DataKey, new_key
from jatigi.kernel.querysets import acting
from tests.cast import Cast


@dataclass
class People:
    """Makes subjects of the house in Gao; only its own members find them."""

    cast: Cast
    known: dict[UUID, Subject]

    def __call__(self, *, minor: bool = False, at_risk: bool = False) -> UUID:
        organisation = self.cast.gao.pk
        with acting():
            key = new_key(DataKey.Kind.PERSON, organisation)
        pk = uuid4()
        self.known[pk] = Subject(pk, key, organisation, "7K3M-Q4T", "/", minor=minor, at_risk=at_risk)
        return pk

    def find(self, access: Access, pk: UUID) -> Subject | None:
        found = self.known.get(pk)
        return found if found and found.organisation == access.organisation else None


@pytest.fixture
def person(cast: Cast) -> Iterator[Callable[..., UUID]]:
    """`person(minor=True)` is the id of somebody registered in Gao."""
    people = People(cast, {})
    hooks.subjects(people.find)
    yield people
    hooks.subjects._functions.remove(people.find)
