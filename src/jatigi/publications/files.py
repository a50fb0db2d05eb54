"""A table as a .csv file, with semicolons as in French spreadsheets; then where it comes from."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from jatigi.publications import showing
from jatigi.publications.grid import WITHHELD
from jatigi.publications.models import Edition

RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(edition: Edition) -> bytes:
    """In UTF-8 with a mark, so that spreadsheets read it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    content = edition.content
    right = content["row_totals"] is not None
    writer.writerow(
        [
            safe(edition.row_name),
            *(safe(one["label"]) for one in content["columns"]),
            *([_("Total")] if right else []),
        ]
    )
    for line in showing.lines(edition):
        writer.writerow([safe(line.label), *(WITHHELD if cell is None else cell for cell in line.cells)])
    writer.writerow([])
    for label, said in about(edition):
        writer.writerow([label, safe(said)])
    return ("\ufeff" + out.getvalue()).encode()


def about(edition: Edition) -> list[tuple[str, str]]:
    """Title, question, period, rule, source, date, licence: what no copy of the numbers should lack."""
    return [
        (_("Title"), edition.title),
        (_("Question answered"), edition.question),
        (_("Period"), showing.period(edition)),
        (_("Rule"), showing.rule(edition)),
        (_("Source"), edition.source),
        (_("Data of"), showing.dated(edition.source_on)),
        (_("Licence"), edition.get_licence_display()),
        (_("Published by"), edition.organisation.full),
        (_("Version"), str(edition.number)),
    ]


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
