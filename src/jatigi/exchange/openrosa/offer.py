"""Which forms a device is offered, and what lies beside them: files, and entity lists as CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5
from io import StringIO
from uuid import UUID

from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.reading import saw_list
from jatigi.questionnaires import catalogue, entities, rules
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.entities import EntityList, Row
from jatigi.questionnaires.entities.actions import for_devices
from jatigi.questionnaires.filling import about
from jatigi.questionnaires.models import Form, FormFile, FormVersion
from jatigi.questionnaires.shape import Shape, shape_of

FIXED = ("name", "label", "__version")
"""The columns that ODK asks of every entity list."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside a form. `entities`: it is an entity list, which changes while the form stays."""

    name: str
    kind: str
    md5: str
    entities: bool = False


def forms(access: Access) -> list[FormVersion]:
    """The current versions of what can be filled in without a page: about nobody, or about what its entity says."""
    offered = [form for kind in About.values for form in about.offered(access, kind)]
    versions = [catalogue.current(form.code, form.organisation_id) for form in sorted(offered, key=title)]
    return [version for version in versions if _for_devices(version)]


def version(access: Access, pk: UUID) -> FormVersion:
    """A version that the device may hold: also an earlier one, to which answers may still come. Raises `NotFound`."""
    found = FormVersion.objects.select_related("form").filter(pk=pk, published_at__isnull=False).first()
    if found is None or not rules.may_fill_in(access, found.form) or not _for_devices(found):
        raise NotFound
    return found


def _for_devices(version: FormVersion) -> bool:
    return version.form.about == About.NOTHING or shape_of(version.xform).entities is not None


def title(form: Form) -> str:
    return catalogue.title(form)


def hash_of(content: bytes) -> str:
    """MD5, by which a device knows what it has already; it protects nothing."""
    return md5(content, usedforsecurity=False).hexdigest()


def has_files(version: FormVersion) -> bool:
    """Whether there is a manifest."""
    return FormFile.objects.filter(form_version=version).exists() or any(_lists(version, set()))


def beside(access: Access, version: FormVersion) -> list[Beside]:
    """Everything that lies beside a version for this device."""
    files = list(FormFile.objects.filter(form_version=version).order_by("name"))
    found = [Beside(file.name, file.kind, file.md5 or hash_of(bytes(file.content))) for file in files]
    for name, listed in _lists(version, {file.name for file in files}):
        content = _csv(listed, for_devices(access, listed))
        found.append(Beside(name, "text/csv", hash_of(content), entities=True))
    return found


def content(access: Access, version: FormVersion, name: str) -> tuple[bytes, str]:
    """A file beside a version and its type; of an entity list the journal keeps whose records left. Raises `NotFound`."""
    file = FormFile.objects.filter(form_version=version, name=name).first()
    if file is not None:
        return bytes(file.content), file.kind
    listed = dict(_lists(version, set())).get(name)
    if listed is None:
        raise NotFound
    rows = for_devices(access, listed)
    if listed.model is not None:
        saw_list(
            access, listed.model, [row.id for row in rows if isinstance(row.id, UUID)], what="list_on_device"
        )
    return _csv(listed, rows), "text/csv"


def _lists(version: FormVersion, hidden: set[str]) -> Iterator[tuple[str, EntityList]]:
    """File name and entity list of whatever the form reads and nobody brought with it."""
    shape: Shape = shape_of(version.xform)
    for name in sorted(set(shape.files.values()) - hidden):
        listed = entities.known(name.removesuffix(".csv")) if name.endswith(".csv") else None
        if listed is not None and listed.rows is not None:
            yield name, listed


def _csv(listed: EntityList, rows: list[Row]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*FIXED, *listed.columns])
    for row in rows:
        values = [row.values.get(column, "") for column in listed.columns]
        writer.writerow([row.id, row.label, row.version, *values])
    return text.getvalue().encode()
