"""Which table, then which of its numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jatigi.publications import reading, showing
from jatigi.publications.models import Edition
from jatigi.publications.reading import Cell, Standing

MARK = "\x1f"


class TableForm(forms.Form):
    """Among what is published."""

    table = forms.ChoiceField(label=_("Published table"))

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["table"]
        field.choices = [(edition.code, edition.title) for edition in editions]


class CellForm(forms.Form):
    """Among the numbers that it shows."""

    cell = forms.ChoiceField(label=_("Which number?"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gathered = set(showing.gathered(edition))
        field: Any = self.fields["cell"]
        field.choices = [
            (MARK.join(cell), _named(edition, cell))
            for cell in reading.cells(edition)
            if reading.figure(edition, cell).standing == Standing.SHOWN and not gathered & set(cell)
        ]

    def chosen(self) -> Cell:
        row, _mark, column = self.cleaned_data["cell"].partition(MARK)
        return Cell(row, column)


def _named(edition: Edition, cell: Cell) -> str:
    number = showing.said(reading.figure(edition, cell).value)
    total = gettext("Total")
    return f"{' · '.join((cell.row or total, cell.column or total))} ({number})"
