"""Workbooks that leave: the empty one to be filled in, and commitments to be edited and brought back."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _

from jatigi.coordination.codes import Level, Theme
from jatigi.coordination.commitments.books.columns import BY_KEY, COLUMNS, french
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.books.reading import BASE
from jatigi.coordination.commitments.books.standing import Standing
from jatigi.coordination.commitments.models import Commitment, CommitmentKind, CommitmentState
from jatigi.kernel.sheets import Sheet, xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = [column.headings[0] for column in COLUMNS]


def template(lists: Lists) -> bytes:
    """One sheet to be filled in, one that says what to write, and the words and codes that are known."""
    head = [column.headings[0] for column in COLUMNS if column.key != "version"]
    with translation.override("fr"):
        return _file([Sheet(_("Commitments"), [head], []), *_about(lists)])


def taken_out(lists: Lists, commitments: Sequence[Commitment]) -> bytes:
    """Commitments with their version, as they stand, twice: once to be edited, once to tell what was edited."""
    standing = Standing(lists, [row.pk for row in commitments])
    lines = list(_lines(lists, standing, commitments))
    with translation.override("fr"):
        sheets = [Sheet(_("Commitments"), [HEAD], lines), *_about(lists), Sheet(BASE, [HEAD], lines)]
        return _file(sheets)


def _lines(lists: Lists, standing: Standing, commitments: Sequence[Commitment]) -> Iterator[list[str | int]]:
    for row in commitments:
        cells: list[str | int] = [
            column.write(lists, standing.value(column.key, row)) for column in COLUMNS
        ]  # fmt: skip
        cells[1] = row.version
        yield cells


def _about(lists: Lists) -> list[Sheet]:
    """What to write, with which words, and which codes are known."""
    hints = [(column.headings[0], str(column.hint)) for column in COLUMNS]
    words = [
        (BY_KEY[key].headings[0], word)
        for key, choices in (
            ("kind", CommitmentKind),
            ("theme", Theme),
            ("level", Level),
            ("state", CommitmentState),
        )
        for word in french(choices).values()
    ]
    codes = [
        *((BY_KEY["body"].headings[0], one.code, one.name) for one in lists.bodies.values()),
        *((BY_KEY["items"].headings[0], name, "") for name in sorted(lists.items.values())),
        *((BY_KEY["cluster"].headings[0], one.code, one.title) for one in lists.clusters.values()),
    ]
    return [
        Sheet(_("What to write"), [[_("Column"), _("What to write")]], hints),
        Sheet(_("Words"), [[_("Column"), _("Word")]], words),
        Sheet(_("Codes"), [[_("Column"), _("Code"), _("Name")]], codes),
    ]


def _file(sheets: Sequence[Sheet]) -> bytes:
    file = BytesIO()
    xlsx(sheets, file)
    return file.getvalue()
