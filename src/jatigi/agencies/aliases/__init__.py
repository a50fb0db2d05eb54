"""How organisations are called elsewhere: names that a person confirmed, in the country in which they mean that one.

The same acronym is somebody else in another country: CRS is the Senegalese Red Cross and an agency from the United States.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from jatigi.agencies.models import OrganisationAlias


@lru_cache(maxsize=20_000)
def normalised(text: str) -> str:
    """A name as aliases are compared: without case, accents, signs and blanks; any script."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "".join(re.findall(r"[^\W_]+", letters))


def confirmed(texts: Iterable[str] | None = None) -> dict[tuple[str, str], UUID]:
    """(normalised name, country) to the organisation that a person confirmed; of `texts`, or of all."""
    rows = OrganisationAlias.objects.filter(organisation__active=True)
    if texts is not None:
        rows = rows.filter(normal__in={normalised(text) for text in texts})
    return {(row.normal, row.country_id): row.organisation_id for row in rows.order_by("confirmed_at")}


def meant(text: str, country: str) -> UUID | None:
    """The organisation that `text` was confirmed to mean in `country` (ISO 3166-1); None where nobody said."""
    return confirmed([text]).get((normalised(text), country))
