"""From an XLSForm source, as reviewable text, to the XForm that is filled in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import BytesIO

from django.utils.translation import gettext as _

from jatigi.kernel.errors import Invalid
from jatigi.questionnaires.shape import Shape, Unsupported, shape_of


@dataclass(frozen=True, slots=True)
class Converted:
    """An XForm, what it asks, and the SHA-256 of the source that it comes from."""

    xform: str
    shape: Shape
    source_sha256: str


def digest(source: str) -> str:
    """What a source is known by: the same text is the same version."""
    return sha256(source.encode()).hexdigest()


def convert(source: str) -> Converted:
    """The XForm of a source in pyxform's Markdown. Raises `Invalid` for what cannot be used, with the reason."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as pyxform_convert

    try:
        made = pyxform_convert(BytesIO(source.encode()), validate=False, file_type=".md").xform
    except PyXFormError as error:
        raise Invalid(source=_("This form cannot be read: %(reason)s") % {"reason": error}) from error
    xform = _as_written(made, source)
    try:
        return Converted(xform, shape_of(xform), digest(source))
    except Unsupported as error:
        raise Invalid(
            source=_("This form asks for something that cannot be checked here: %(reason)s")
            % {"reason": error}
        ) from error


def _as_written(xform: str, source: str) -> str:
    from pyxform.xls2json_backends import md_to_dict

    sheets = md_to_dict(BytesIO(source.encode()))
    rows = [row for name in ("survey", "choices") for row in sheets.get(name, [])]
    return as_written(xform, {text for row in rows for text in row.values()})


def as_written(xform: str, texts: Iterable[str]) -> str:
    """Gives texts back their own apostrophes and spaces, which pyxform straightens as if they were formulas."""
    from pyxform.parsing.sheet_headers import clean_text_values

    own = {_xml(clean_text_values(text, strip_whitespace=True)): _xml(text) for text in sorted(texts)}
    return re.sub(
        r"(<(value|label|hint)>)([^<]+)(</\2>)",
        lambda found: f"{found[1]}{own.get(found[3], found[3])}{found[4]}",
        xform,
    )


def _xml(text: str) -> str:
    return escape(text, quote=False)
