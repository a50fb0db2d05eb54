"""A version of a table as it is shown: its lines with totals, its rule and its period in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jatigi.publications.codes import Measure
from jatigi.publications.content import Content, Number
from jatigi.publications.grid import WITHHELD
from jatigi.publications.models import Edition
from jatigi.ui import words


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: Sequence[Number]
    total: bool = False

    @property
    def said(self) -> list[str]:
        """The numbers as an office writes them."""
        return [said(cell) for cell in self.cells]


def lines(edition: Edition) -> list[Line]:
    """The rows with their totals, then the line of totals."""
    content: Content = edition.content
    right, below = content["row_totals"], content["column_totals"]
    found = [
        Line(row["label"], [*cells, *([right[i]] if right is not None else [])])
        for i, (row, cells) in enumerate(zip(content["rows"], content["cells"], strict=True))
    ]
    if below is None:
        return found
    return [
        *found,
        Line(_("Total"), [*below, *([content["total"]] if right is not None else [])], total=True),
    ]


def heads(edition: Edition) -> list[str]:
    content: Content = edition.content
    total = [_("Total")] if content["row_totals"] is not None else []
    return [*(column["label"] for column in content["columns"]), *total]


def said(value: Number) -> str:
    return WITHHELD if value is None else number_format(Decimal(value), use_l10n=True, force_grouping=True)


def rule(edition: Edition) -> str:
    """The rule in one or two sentences with its parameters."""
    if edition.measure != Measure.PEOPLE:
        return _("Nobody is counted: nothing is withheld for protection.")
    sentences = [
        _(
            "Counts from 1 to %(most)d are withheld, and as many others as are needed so that none can be computed "
            "from the totals or from another version; small lines are gathered."
        )
        % {"most": edition.threshold - 1}
    ]
    if edition.rounding > 1:
        sentences.append(_("Numbers are rounded to %(to)d.") % {"to": edition.rounding})
    return " ".join(sentences)


def dated(when: date) -> str:
    """A day as an office writes it: 1er février 2026."""
    return words.dated(when)


def period(edition: Edition) -> str:
    first, last = edition.from_on, edition.until
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        same = first.year == last.year
        return str(first.year) if same else f"{first.year}–{last.year}"
    return _("from %(first)s to %(last)s") % {
        "first": dated(first),
        "last": dated(last),
    }


def as_text(edition: Edition) -> str:
    """The table as it is pasted, for whoever goes on with it."""
    rows = ["\t".join([edition.row_name, *heads(edition)])]
    for line in lines(edition):
        cells = (WITHHELD if cell is None else str(cell) for cell in line.cells)
        rows.append("\t".join([line.label, *cells]))
    return "\n".join(rows)


def withheld(edition: Edition) -> int:
    """How many numbers of it are withheld."""
    return sum(cell is None for line in edition.content["cells"] for cell in line)


def gathered(edition: Edition) -> list[str]:
    """Names of lines and columns that were gathered because they are small."""
    content: Content = edition.content
    return [line["label"] for line in [*content["rows"], *content["columns"]] if len(line["of"]) > 1]
