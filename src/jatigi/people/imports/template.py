"""The empty list to be filled in: one sheet with French headings, and one that says what each may hold."""

from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.sheets import Sheet, xlsx
from jatigi.people.imports.columns import HEADINGS

HINTS = {
    "given": _("As the person has it."),
    "family": _("As the person has it; may stay empty."),
    "sex": _("F, M, autre or inconnu. Must be answered."),
    "birth": _("31/12/1990, 12/1990 or 1990. This or the age must be answered; inconnu where nobody knows."),
    "age": _("In years, on the day of the record."),
    "nationality": _("Name of the country, or its two letters; several with commas."),
    "language": _("Several with commas."),
    "father": _("Name of the father."),
    "mother": _("Name of the mother."),
    "phone": _("Several with commas. Nobody is called unless the person says that it is safe."),
    "document": _("passport, identity card, consular card…"),
    "document_number": _("As it stands on the document."),
    "origin": _("Town or village."),
    "registered": _("31/12/2025. Empty: today."),
    "agreement": _("oui or non. Without agreement no record is made."),
    "guardian": _("For a child: who agreed with them."),
}
"""Columns of the template and what stands in them."""


def workbook() -> bytes:
    with translation.override("fr"):
        head = [_heading(field) for field in HINTS]
        about = [(heading, str(hint)) for heading, hint in zip(head, HINTS.values(), strict=True)]
        sheets = [
            Sheet(str(_("People")), [head], []),
            Sheet(str(_("What to write")), [[str(_("Column")), str(_("What to write"))]], about),
        ]
        file = BytesIO()
        xlsx(sheets, file)
    return file.getvalue()


def _heading(field: str) -> str:
    heading = HEADINGS[field][0]
    return heading[:1].upper() + heading[1:]
