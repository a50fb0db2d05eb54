"""Two records that are most likely of one person, and everything that is stored of somebody."""

from dataclasses import replace
from typing import Any

from django.apps import apps

from jatigi.kernel import clock, moving
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.models import ProtectedModel
from jatigi.people.duplicates import lists
from jatigi.people.models import Identity, Person, Suspicion
from tests.cast import Cast, Member
from tests.people.conftest import Register

everything = service_access(
    "test", [m._meta.label for m in apps.get_models() if issubclass(m, ProtectedModel)], Purpose.OVERSIGHT
)


def now(who: Member, purpose: str = Purpose.CASE_MANAGEMENT) -> Access:
    """Somebody who has just shown the second factor again."""
    return replace(who(purpose), stepped_up_at=clock.now())


def coulibaly(register: Register, who: Member | None = None, /, **more: Any) -> Person:
    return register(
        who,
        name="Mahamadou Coulibaly",
        birth={"kind": "year", "year": 1997},
        age_group="",
        mother="Awa Traoré",
        **more,
    )


def kulibali(register: Register, who: Member | None = None, /, **more: Any) -> Person:
    return register(
        who,
        name="Mamadu Kulibali",
        birth={"kind": "year", "year": 1997},
        age_group="",
        mother="Hawa Traore",
        **more,
    )


def waiting(cast: Cast) -> list[Suspicion]:
    return list(lists.undecided(cast.awa()))


def picture(*people: Person) -> dict[str, Any]:
    """Everything that is stored of these people, opened, as plain values."""
    return {str(person.pk): dict(_rows(person)) for person in people}


def _rows(person: Person) -> Any:
    yield "person", _row(Person.objects.visible_to(everything).get(pk=person.pk))
    yield "identity", _row(Identity.objects.visible_to(everything).get(person=person.pk))
    for each in moving.followers():
        for row in each.of(person.pk):
            yield f"{each.table} {row.pk}", _row(row)
            for table, path in each.hanging.items():
                model = apps.get_model(table)
                for hung in model.objects.visible_to(everything).filter(**{path: row.pk}):
                    yield f"{table} {hung.pk}", _row(hung)


def _row(row: Any) -> dict[str, Any]:
    hidden = {"version", "keep_until"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in hidden}
