"""Reading identities: one query for a page, names put together as the person has them."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.kernel.access import Access
from jatigi.people.models import Identity


def of(access: Access, persons: Collection[UUID]) -> dict[UUID, Identity]:
    """Identities by person, those that `access` may see. Journalling is the caller's (`reading.saw_list`)."""
    rows = Identity.objects.visible_to(access).filter(person_id__in=list(persons))
    return {row.person_id: row for row in rows}


def names_of(identity: Identity | None) -> list[str]:
    """Every name as written, the main one first; empty where none is known."""
    return [
        " ".join(part for part in (name["given"], name["family"]) if part) for name in ordered_names(identity)
    ]


def ordered_names(identity: Identity | None) -> list[dict[str, str]]:
    """The names as stored ({"given", "family", "kind"}), the main one first."""
    return sorted((identity and identity.names) or [], key=lambda name: name["kind"] != "main")


def display_name(identity: Identity | None) -> str:
    """The main name, or the words for a person without one."""
    names = names_of(identity)
    return names[0] if names else _("Name not recorded")
