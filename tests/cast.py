"""A small standing cast of organisations and people, made through the actions that the pages use."""

import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from jatigi.agencies import actions as agencies
from jatigi.agencies.models import Account, Notification, Organisation
from jatigi.agencies.rules import SETUP
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import acting
from jatigi.protection.agreements import actions as agreements
from jatigi.protection.agreements.models import SharingAgreement
from jatigi.protection.codes import BEYOND, Category
from tests.clean_slate import again, rows
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


def standing() -> Cast:
    """The cast in this test's database: made by the actions once in a run, its rows put in again afterwards."""
    if any(rows(table)[1] for table in ("agencies_account", "kernel_journalentry")):
        return Cast()  # somebody is there already: its rows would not be the whole of it
    return copy.deepcopy(again(Cast))
