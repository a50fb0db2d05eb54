"""What a request asks for: numbers within limits, ids, moments; anything else is a sentence by parameter."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

PER_PAGE, MOST, MOST_MINIMAL = 20, 100, 1000
LAST_PAGE = 100_000
FARTHEST = 1_000_000
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of the standard. Raises `Invalid` for what cannot be one."""

    query: QueryDict

    @property
    def page(self) -> int:
        return self._whole("page", 1, LAST_PAGE)

    @property
    def per_page(self) -> int:
        """At most 100; ids only, 1000."""
        return self._whole("per_page", PER_PAGE, MOST_MINIMAL if self.minimal else MOST)

    @property
    def minimal(self) -> bool:
        return self._flag("minimal")

    @property
    def full(self) -> bool:
        return self._flag("full") or self._flag("full_service")

    @property
    def search(self) -> str:
        return self.query.get("search", "")[:LONGEST]

    def id(self, name: str) -> UUID | None:
        said = self.query.get(name, "")
        try:
            return UUID(said) if said else None
        except ValueError:
            raise Invalid({name: _("This is no id of the standard (UUID).")}) from None

    def moment(self, name: str) -> datetime | None:
        """Where no time zone is said, UTC."""
        said = self.query.get(name, "").replace(" ", "+")
        try:
            found = datetime.fromisoformat(said) if said else None
        except ValueError:
            raise Invalid({name: _("Write the day like 2026-12-31.")}) from None
        return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)

    def number(self, name: str, most: float) -> float | None:
        """A number between -most and most."""
        said = self.query.get(name, "")
        try:
            found = float(said) if said else None
        except ValueError:
            found = most + 1
        if found is not None and not -most <= found <= most:
            raise Invalid({name: _("Here a number is needed.")})
        return found

    @property
    def lines(self) -> bool:
        """`format=ndjson`: everything without pages, one record a line. Raises `Invalid` for another format."""
        said = self.query.get("format", "json")
        if said not in ("json", "ndjson"):
            raise Invalid(format=_("Only json and ndjson are given out."))
        return said == "ndjson"

    def _flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in ("1", "true", "yes")

    def _whole(self, name: str, usual: int, most: int) -> int:
        said = self.query.get(name, "")
        if not said:
            return usual
        if not (said.isascii() and said.isdecimal() and 1 <= int(said[:7]) <= LAST_PAGE and len(said) < 8):
            raise Invalid({name: _("Here a number is needed.")})
        return min(int(said), most)
