"""One file from one request: which answers, which tables, which kind of file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from io import BytesIO
from typing import IO, Any

from django.utils import translation

from jatigi.kernel import sheets
from jatigi.kernel.access import Access
from jatigi.questionnaires.data.columns import tables
from jatigi.questionnaires.data.languages import around
from jatigi.questionnaires.data.rows import Options, Sheets, answers
from jatigi.questionnaires.models import Form, FormVersion
from jatigi.questionnaires.rules import taking_out

XLSX, CSV, ZIP = "xlsx", "csv", "zip"
KINDS: Mapping[str, str] = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
    ZIP: "application/zip",
}
"""Endings of files to their media types."""
STEP = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """How many answers were read of how many; each table reads them once."""

    done: int
    of: int


def options_of(said: Mapping[str, Any]) -> Options:
    """From `Export.options`."""
    known = {field.name for field in fields(Options)}
    return Options(**{name: value for name, value in said.items() if name in known})


def ending(form: Form, kind: str) -> str:
    """ "zip" where a .csv would need several files."""
    many = kind == CSV and len(tables(_versions(form), personal=True)) > 1
    return ZIP if many else kind


def write(
    access: Access,
    form: Form,
    options: Options,
    kind: str,
    file: IO[bytes],
    tell: Callable[[Progress], None] = lambda _p: None,
) -> int:
    """Write the answers that `access` may read; returns how many. Memory does not grow with their number."""
    access, versions = taking_out(access), _versions(form)
    ids = answers(access, form)
    found = tables(versions, personal=options.personal)
    total = max(1, len(ids) * len(found))

    def report(done: int) -> None:
        if done % STEP == 0:
            tell(Progress(done, total))

    writers = {XLSX: sheets.xlsx, CSV: sheets.comma_separated, ZIP: sheets.several_comma_separated}
    with translation.override(around(options.language)):
        made = Sheets(access, ids, found, options, {version.pk: version.number for version in versions})
        writers[ending(form, kind)](made.all(report), file)
    return len(ids)


def as_bytes(
    access: Access, form: Form, options: Options, kind: str, tell: Callable[[Progress], None]
) -> tuple[int, bytes]:
    """The same as a file in memory: it is packed, and sealed before it is stored."""
    buffer = BytesIO()
    count = write(access, form, options, kind, buffer, tell)
    return count, buffer.getvalue()


def _versions(form: Form) -> list[FormVersion]:
    return list(FormVersion.objects.filter(form=form, published_at__isnull=False).order_by("published_at"))
