"""A case as it is about to be opened: the one place where it is checked, one at a time or in an import.

Nothing here writes.
"""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID

from jatigi.cases import checks
from jatigi.cases.codes import Track, Urgency
from jatigi.cases.models import Case
from jatigi.kernel.actions import Act
from jatigi.kernel.models import SealedModel
from jatigi.people.checks import own_site

S = TypeVar("S", bound=SealedModel)


def case(
    act: Act,
    *,
    person: UUID,
    key: UUID,
    urgency: str,
    tracks: Sequence[str] = (),
    site: UUID | None = None,
    case_worker: UUID | None = None,
    mine: Collection[UUID] | None = None,
) -> Case:
    """A case of `person`, sealed under their key, still without code. Raises `Invalid` for unknown codes.

    `mine`: the sites of the organisation, where they are known already. Whether the case worker is one and the
    person has no other open case is for the caller to ask.
    """
    checks.one_of(urgency, Urgency.values, "urgency")
    return Case(
        organisation_id=act.organisation,
        key_id=key,
        person_id=person,
        site_id=own_site(act, site, mine) if site else None,
        tracks=checks.some_of(tracks, Track.values, "tracks"),
        urgency=urgency,
        urgent_until=checks.clock_from(urgency, act.at),
        case_worker_id=case_worker,
        opened_at=act.at,
        opened_by_id=act.signed(),
    )


def hung(case: Case, model: type[S], **columns: Any) -> S:
    """A row of the case, sealed under the same key."""
    place: dict[str, Any] = {"case": case, "organisation_id": case.organisation_id, "key_id": case.key_id}
    return model(**place, **columns)
