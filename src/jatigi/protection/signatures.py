"""The drawing that the signature pad sends: a small PNG and nothing else."""

import base64
import binascii

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

PREFIX = "data:image/png;base64,"
MAGIC = b"\x89PNG\r\n\x1a\n"
LARGEST = 200_000
WIDEST = 4000


def from_data_url(text: str) -> bytes | None:
    """The PNG's bytes, None for an empty pad. Raises `Invalid` for `signature`: not a PNG, or too large."""
    if not text:
        return None
    if not text.startswith(PREFIX) or len(text) > LARGEST * 4 // 3 + len(PREFIX):
        raise _refused()
    try:
        png = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise _refused() from None
    if not _is_png(png):
        raise _refused()
    return png


def to_data_url(png: bytes) -> str:
    return PREFIX + base64.b64encode(png).decode("ascii")


def _is_png(data: bytes) -> bool:
    """Signature, a header chunk first with a plausible size, and an end: PNG specification, 5.2 and 11.2."""
    if not data.startswith(MAGIC) or data[12:16] != b"IHDR" or b"IEND" not in data[-12:]:
        return False
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return 0 < width <= WIDEST and 0 < height <= WIDEST


def _refused() -> Invalid:
    return Invalid(signature=_("The signature could not be read. Please clear the field and sign again."))
