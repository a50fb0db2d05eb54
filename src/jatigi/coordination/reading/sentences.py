"""The text of a file that somebody brings, and what is said of one that cannot be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.communique.opening import Unreadable, text_of
from jatigi.kernel.errors import Invalid

SENTENCES: dict[str, Promise] = {
    "empty": _("There is no text in this file."),
    "too_large": _("This file is too large: at most 10 MB."),
    "old_word": _("This is an old .doc or .rtf. Save it as .docx, then bring it."),
    "protected": _("This file is protected by a password. Bring it without one."),
    "damaged": _("This file is damaged: open it in its program and save it again, or paste the text."),
    "no_text": _(
        "There are only pictures in this file: paste the text, or bring the document it was made from."
    ),
    "too_many_pages": _("This document has more than 60 pages. Bring the pages that matter."),
    "too_long": _("This text is too long. Bring the part that matters."),
    "unknown": _("Bring a .txt, .docx, .pdf or .html."),
}
"""By the reasons of `algorithms.communique.opening`."""


def text_of_file(name: str, content: bytes) -> str:
    """What the file says; outside of any transaction, for it takes its time. Raises `Invalid` for "file"."""
    try:
        return text_of(name, content)
    except Unreadable as error:
        raise Invalid(file=SENTENCES[error.reason]) from None
