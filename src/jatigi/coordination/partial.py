"""Days of which only the year or the month may be known, kept as ISO 8601 cut to its precision: "1981", "2005-06"."""

import re
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from jatigi.kernel.errors import Invalid
from jatigi.ui.words import dated

LENGTH = 10
Parts = tuple[int, int | None, int | None]
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parts(text: str) -> Parts | None:
    """(year, month or None, day or None); None where nothing is known."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def text_of(known: Parts | None) -> str:
    """The ISO text of what a form understood."""
    if known is None:
        return ""
    return "-".join([f"{known[0]:04}", *(f"{part:02}" for part in known[1:] if part is not None)])


def clean(text: str, field: str) -> str:
    """The text, if it is a day, a month or a year of the calendar, or empty. Raises `Invalid` for `field`."""
    known = parts(text)
    try:
        if text and (known is None or not date(known[0], known[1] or 1, known[2] or 1)):
            raise ValueError
    except ValueError:
        raise Invalid({field: _("Write the date like 2005-06-16, or only the year and the month.")}) from None
    return text


def words(text: str) -> str:
    """As people write it: « 16 juin 2005 », « juin 2005 », « 2005 »; "" where nothing is known."""
    known = parts(text)
    if known is None:
        return ""
    year, month, day = known
    if month is None:
        return str(year)
    if day is None:
        return formats.date_format(date(year, month, 1), "F Y")
    return dated(date(year, month, day))


def began_by(text: str, day: date) -> bool:
    """Whether what began then, as exactly as it is known, had begun on `day`; True where nothing is known."""
    return not text or text <= day.isoformat()[: len(text)]
