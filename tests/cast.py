"""A small standing cast of organisations and people, made through the actions that the pages use."""

import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from jatigi.agencies import actions as agencies
from jatigi.agencies.models import Account, Notification, Organisation
from jatigi.agencies.rules import SETUP
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import acting
from jatigi.protection.agreements import actions as agreements
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.protection.codes import BEYOND, Category
from tests.sign_in import enrol

PASSWORD = "le fleuve coule vers Gao"

setup = service_access(
    SETUP,
    ["agencies.Organisation", "agencies.Membership", "places.Site", "questionnaires.Form"],
    Purpose.ADMINISTRATION,
)


@dataclass(frozen=True)
class Member:
    """Somebody of the cast: the account and the access it has at work."""

    account: Account
    organisation: Organisation
    roles: frozenset[str]

    def __call__(self, purpose: str = Purpose.CASE_MANAGEMENT) -> Access:
        """The access of this person at work, for a purpose."""
        return Access(self.account.pk, self.organisation.pk, self.roles, purpose)


def organisation(acronym: str, kind: str = Organisation.Kind.NGO, country: str = "ML") -> Organisation:
    return agencies.create_organisation(
        setup, name_fr=f"Organisation {acronym}", kind=kind, country=country, acronym=acronym
    )


def member(
    where: Organisation, name: str, *roles: str, password: str | None = None, site: UUID | None = None
) -> Member:
    account = agencies.create_account(
        setup, where, username=f"{name}.{where.acronym}".lower(), full_name=name.capitalize(),
        roles=roles, password=password, site=site,
    )  # fmt: skip
    enrol(account)
    return Member(account, where, frozenset(roles))


class Cast:
    """Gao (the house: Awa at the desk, Moussa the case worker, Fanta the supervisor, Boubacar the
    administrator), Croix (the receiving service: Kadi its focal point, Lassana its supervisor), and
    Loin, a stranger organisation (Drissa has every role there)."""

    def __init__(self) -> None:
        self.gao = organisation("MMG", Organisation.Kind.GOVERNMENT)
        self.croix = organisation("CRM", Organisation.Kind.RED_CROSS)
        self.loin = organisation("LOIN")
        self.awa = member(self.gao, "awa", Role.RECEPTION, password=None)
        self.moussa = member(self.gao, "moussa", Role.CASE_WORKER, Role.RECEPTION)
        self.fanta = member(self.gao, "fanta", Role.SUPERVISOR)
        self.boubacar = member(self.gao, "boubacar", Role.ORGANISATION_ADMINISTRATOR)
        self.kadi = member(self.croix, "kadi", Role.FOCAL_POINT)
        self.lassana = member(self.croix, "lassana", Role.SUPERVISOR)
        self.drissa = member(self.loin, "drissa", *[r for r in Role.values if r != Role.NODE_ADMINISTRATOR])
        self.node = member(self.gao, "noeud", Role.NODE_ADMINISTRATOR)
        self.agreement = agreed(self.boubacar, self.lassana)


def agreed(one: Member, other: Member | Organisation, **changes: Any) -> SharingAgreement:
    """An agreement in force between the organisations of two who bind them: all categories, both ways, for years.

    `other`: an organisation where nobody works here signs on paper, which `one` writes down.
    """
    house = other.organisation if isinstance(other, Member) else other
    pks = (one.organisation.pk, house.pk)
    today = clock.today()
    values: dict[str, Any] = {
        "title": f"{one.organisation.acronym} et {house.acronym}", "paper": "classeur 3",
        "parties": [{"organisation": pk, "gives": True, "takes": True} for pk in pks],
        "purposes": BEYOND, "categories": Category.values, "from_on": today - timedelta(days=900),
        "until": today + timedelta(days=900),
    } | changes  # fmt: skip
    made = agreements.draft(one(), **values)
    for side, pk in zip((one, other if isinstance(other, Member) else one), pks, strict=True):
        access = replace(side(), stepped_up_at=clock.now())
        said: dict[str, Any] = {"signatory": "Une Signataire", "function": "directrice", "signed_on": today}
        made = agreements.sign(access, made, organisation=pk, **said)
    with transaction.atomic(), acting():  # nobody of the cast has heard anything yet
        told = service_access("test", ["agencies.Notification"])
        Notification.objects.visible_to(told).filter(kind__startswith="sharing.").delete()
    return made


# Once made, the same cast again


@cache
def _first() -> tuple[Cast, list[tuple[str, list[str], list[tuple[Any, ...]]]]]:
    """The cast as the actions made it, and every row that came of it, of tables that were empty before."""
    empty = [table for table in _tables() if not _rows(table)[1]]
    made = Cast()
    return made, [(table, *found) for table in empty if (found := _rows(table))[1]]


def standing() -> Cast:
    """The cast in this test's database: made by the actions once in a run, its rows put in again afterwards."""
    if any(_rows(table)[1] for table in ("agencies_account", "kernel_journalentry")):
        return Cast()  # somebody is there already: its rows would not be the whole of it
    fresh = _first.cache_info().currsize == 0
    made, rows = _first()
    if not fresh:
        # In one transaction: rows that refer to one another are whole only at its end.
        with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
            for table, names, found in rows:
                columns, places = ", ".join(f'"{n}"' for n in names), ", ".join(["%s"] * len(names))
                every = ", ".join([f"({places})"] * len(found))
                values = [value for row in found for value in row]
                cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES {every}', values)  # noqa: S608
            for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(sql)
    return copy.deepcopy(made)


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True)


def _rows(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        return [column[0] for column in cursor.description], list(cursor.fetchall())
