"""Where a follow-up report stands, for the pages from which one click leads to it."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from jatigi.kernel import clock


def report(
    *,
    event: UUID | str | None = None,
    body: UUID | str | None = None,
    framework: UUID | str | None = None,
    year: int | None = None,
) -> str:
    """Of an event, a body, a framework, a year, or of what they have in common; of this year where none is said."""
    asked = {name: str(pk) for name, pk in (("event", event), ("body", body), ("framework", framework)) if pk}
    if not asked:
        year = year or clock.today().year
    if year:
        asked |= {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    return f"{reverse('coordination:follow_up')}?{urlencode(asked)}"
