"""Whom a token lets act, in one statement: every request of a program or a device asks it first."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, models

from jatigi.agencies import who
from jatigi.kernel import clock
from jatigi.kernel.access import Access

NOTE_USE_EVERY = timedelta(days=1)
LIVE = """
    SELECT t.id, t.device, t.purpose, t.account_id, t.organisation_id, m.roles,
           t.last_used_at IS NULL OR t.last_used_at < %s
    FROM agencies_token t
    JOIN agencies_membership m ON m.account_id = t.account_id AND m.organisation_id = t.organisation_id AND m.active
    JOIN agencies_account a ON a.id = t.account_id AND a.is_active
    JOIN agencies_organisation o ON o.id = t.organisation_id AND o.active
    WHERE t.token_hash = %s AND t.revoked_at IS NULL AND t.expires_at > %s
"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A live token and the access it gives. `unnoted`: that it is in use was not noted for a day."""

    token: UUID
    device: bool
    access: Access
    unnoted: bool


def bearer(text: str) -> Bearer | None:
    """None for a token that is unknown, expired or revoked, or whose owner may no longer work there."""
    now = clock.now()
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(LIVE, [moment(now - NOTE_USE_EVERY), who.secret_hash(text), moment(now)])
        found = cursor.fetchone()
    if found is None:
        return None
    token, device, purpose, account, organisation, roles, unnoted = found
    uuid = models.UUIDField().to_python
    access = Access(
        account=uuid(account),
        organisation=uuid(organisation),
        roles=frozenset(json.loads(roles)),
        purpose=purpose,
    )
    return Bearer(uuid(token), bool(device), access, bool(unnoted))
