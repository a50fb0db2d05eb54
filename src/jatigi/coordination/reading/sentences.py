"""What is said of a file that cannot be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
