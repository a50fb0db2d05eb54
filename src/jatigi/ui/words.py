"""Words and numbers as an office of the country writes them; the filters of every template."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import defaultfilters
from django.utils import formats, timezone, translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def or_absent(value: Any) -> Any:
    """The value, or a soft "not given"."""
    if value in (None, "", []):
        return format_html('<span class="absent">{}</span>', _("Not given"))
    return moment(value) if isinstance(value, date) else conditional_escape(value)


def number(value: Any) -> str:
    """1234567 → 1 234 567 with narrow spaces in French; 12.500 → 12,5; nothing for None."""
    if isinstance(value, Decimal):
        value = Decimal(f"{value.normalize():f}")
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


def number_or_text(value: Any) -> Any:
    return number(value) if isinstance(value, int | float) else value


def money(value: Any) -> str:
    """An amount in XOF, without decimals."""
    return "" if value is None else f"{number(round(value))}\u00a0F\u00a0CFA"


def dated(value: Any, pattern: str = "DATE_FORMAT") -> str:
    """A day or a moment by a pattern of Django; in French the first of a month is « 1er ». "" for nothing.

    As the filter `date` it stands in for that of Django in every template.
    """
    if not isinstance(value, date):
        return str(defaultfilters.date(value, pattern))
    language = translation.get_language() or "fr"
    return _in_words(value, pattern, language) if type(value) is date else _written(value, pattern, language)


def _written(value: date, pattern: str, language: str) -> str:
    letters = str(formats.get_format(pattern))
    if value.day == 1 and language.startswith("fr"):
        letters = letters.replace("j", r"j\e\r")
    return formats.date_format(value, letters)


_in_words = lru_cache(maxsize=4096)(_written)
"""Long lists say the same days again and again."""


def moment(value: Any) -> SafeString:
    """A day or a moment as an office writes it, readable by machines too."""
    if not isinstance(value, date):
        return SafeString(conditional_escape("" if value is None else value))
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    words = dated(local, "DATETIME_FORMAT" if isinstance(value, datetime) else "DATE_FORMAT")
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat(),
        words,
    )


def how_long(delta: Any) -> str:
    """A span in the largest unit that fits: minutes, hours, days."""
    minutes = int(abs(delta.total_seconds()) // 60)
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


def tone(level_tag: str) -> str:
    """The tone of one of Django's messages."""
    return {"error": "danger", "debug": "info"}.get(level_tag, level_tag or "info")
