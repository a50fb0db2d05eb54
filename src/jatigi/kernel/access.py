"""Who asks, for which organisation, in which roles and for which purpose."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does in an organisation. Nobody has all of them by default."""

    RECEPTION = "reception", _("reception agent")
    CASE_WORKER = "case_worker", _("case worker")
    SUPERVISOR = "supervisor", _("supervisor")
    FOCAL_POINT = "focal_point", _("referral focal point")
    REINTEGRATION = "reintegration", _("reintegration officer")
    FINANCE = "finance", _("finance officer")
    FAMILY_LINKS = "family_links", _("family-links officer")
    COORDINATOR = "coordinator", _("coordinator")
    DATA_OFFICER = "data_officer", _("data officer")
    COMPLAINTS = "complaints", _("complaints focal point")
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", _("organisation administrator")
    NODE_ADMINISTRATOR = "node_administrator", _("node administrator")


PERSONAL_DATA_ROLES = frozenset(
    {
        Role.RECEPTION,
        Role.CASE_WORKER,
        Role.SUPERVISOR,
        Role.FOCAL_POINT,
        Role.REINTEGRATION,
        Role.FAMILY_LINKS,
        Role.COMPLAINTS,
    }
)
"""The roles that can meet a person's data and therefore always need a second factor."""


class Purpose(models.TextChoices):
    """Why data is looked at. Declared by the page, the action or the token, never guessed."""

    PUBLIC = "public", _("public information")
    RECEPTION = "reception", _("reception and registration")
    CASE_MANAGEMENT = "case_management", _("case management")
    REFERRAL = "referral", _("referral to a service")
    FAMILY_LINKS = "family_links", _("restoring family links")
    RETURN = "return", _("return and reintegration")
    STATISTICS = "statistics", _("statistics without names")
    OVERSIGHT = "oversight", _("supervision and quality")
    ADMINISTRATION = "administration", _("administration of accounts and settings")


@dataclass(frozen=True, slots=True)
class Access:
    """Built once per request and handed to every door.

    `service` names background work; it has no roles and sees only the tables in `scope`
    (model labels such as "referrals.Referral"), for all organisations.
    """

    account: UUID | None = None
    organisation: UUID | None = None
    roles: frozenset[str] = frozenset()
    purpose: str = Purpose.PUBLIC
    service: str = ""
    scope: frozenset[str] = frozenset()
    stepped_up_at: datetime | None = None
    extra: frozenset[str] = field(default=frozenset())
    guest: UUID | None = None
    """The one-time link of somebody without an account; what it opens is for the rules of its room to say."""

    def has(self, *roles: str) -> bool:
        """Whether any of `roles` is held."""
        return not self.roles.isdisjoint(roles)

    def for_purpose(self, purpose: str) -> "Access":
        return replace(self, purpose=purpose)

    def doing(
        self, *, id: UUID | None = None, seen: int | None = None, at: datetime | None = None
    ) -> "Intent":
        """This access about to act: see `Intent`."""
        return Intent(self, id, seen, at)

    @property
    def actor(self) -> str:
        """How the journal names who asks."""
        if self.guest:
            return f"guest:{self.guest}"
        return f"service:{self.service}" if self.service else str(self.account or "anonymous")


ANONYMOUS = Access()


@dataclass(frozen=True, slots=True)
class Intent:
    """An access with what its client says of one act.

    `id`: given by the client, the same id twice has one effect. `seen`: the version of the target
    that the author saw. `at`: when the thing happened, where that is not now.
    """

    access: Access
    id: UUID | None = None
    seen: int | None = None
    at: datetime | None = None


def service_access(name: str, scope: Iterable[str], purpose: str = Purpose.OVERSIGHT) -> Access:
    """The access of named background work, limited to the tables in `scope`."""
    return Access(service=name, scope=frozenset(scope), purpose=purpose)
