"""Pictures without what they say of place, device and person: painted anew, so nothing but what they show is left."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
LARGEST_SIDE = 4096
"""A page of handwriting stays legible."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class Unreadable(ValueError):
    """Not a picture, or a broken one."""


class TooLarge(ValueError):
    """A picture of more pixels than anybody needs."""


def cleaned(content: bytes) -> tuple[str, bytes]:
    """(media type, content): a JPEG stays one, everything else becomes a PNG. Raises `Unreadable`, `TooLarge`."""
    kind, picture = _opened(content)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return f"image/{kind.lower()}", kept.getvalue()


def _opened(content: bytes) -> tuple[str, Image.Image]:
    """What it shows, the right way up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise TooLarge
                kind = "JPEG" if opened.format == "JPEG" else "PNG"
                return kind, ImageOps.exif_transpose(opened).convert("RGB" if kind == "JPEG" else "RGBA")
    except TooLarge:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise Unreadable from error
