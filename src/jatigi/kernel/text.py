"""What people type, cleaned once at the door of the actions."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

NAME_LENGTH = 120
LINE_LENGTH = 300
NOTE_LENGTH = 8000

_ALLOWED_CONTROLS = {"\n", "\t"}
_ALLOWED_FORMATS = {"\u200c", "\u200d", "\u200e", "\u200f"}
_STYLED = ("MATHEMATICAL ", "FULLWIDTH ", "CIRCLED ", "PARENTHESIZED ", "SQUARED ", "NEGATIVE ")


def listed(parts: Iterable[str]) -> str:
    """Parts that may hold commas, one after the other as the reader's language separates them."""
    return gettext("; ").join(parts)


def clean(
    value: str, field: str, *, limit: int = LINE_LENGTH, needed: bool = False, lines: bool = False
) -> str:
    """The text in NFC without outer blanks; any script of the world.

    Raises `Invalid` for `field`: too long, control characters, letters that are pictures of
    letters (mathematical, circled …), or nothing where something is needed.
    """
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not lines:
        text = " ".join(text.split())
    if needed and not text:
        raise Invalid({field: _("Please write something here.")})
    if len(text) > limit:
        raise Invalid({field: _too_long(limit, len(text))})
    if any(map(_is_forbidden, set(text))):
        raise Invalid(
            {field: _("Some characters here are not letters of a language. Please type the text again.")}
        )
    return text


def clean_name(value: str, field: str, *, needed: bool = False) -> str:
    """A name or a part of one: like `clean`, at most `NAME_LENGTH`, with at least one letter."""
    text = clean(value, field, limit=NAME_LENGTH, needed=needed)
    if text and not any(letter.isalpha() for letter in text):
        raise Invalid({field: _("A name has at least one letter.")})
    return text


def _too_long(limit: int, length: int) -> str:
    return ngettext(
        "This is too long: at most %(limit)d character, you wrote %(length)d.",
        "This is too long: at most %(limit)d characters, you wrote %(length)d.",
        limit,
    ) % {"limit": limit, "length": length}


@lru_cache(maxsize=4096)
def _is_forbidden(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category in ("Cc", "Cs", "Co", "Cn"):
        return letter not in _ALLOWED_CONTROLS
    if category == "Cf":
        return letter not in _ALLOWED_FORMATS
    return ord(letter) > 0x7F and unicodedata.name(letter, "").startswith(_STYLED)
