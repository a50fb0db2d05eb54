"""Formats that are a row of segments or frames: only those that carry the picture or the sound stay, or the file is refused."""

import re

_SIZES = {
    b"#!AMR\n": (12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0),
    b"#!AMR-WB\n": (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0),
}
"""Bytes of a frame of speech by its type, after the byte that names the type; -1: no such type (RFC 4867, 5.3)."""


def bare_jpeg(content: bytes) -> bytes:
    """Without comments and the segments of applications, except those that say how colours are meant (JFIF, Adobe).

    Raises ValueError where it is no row of segments.
    """
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, at = [content[:2]], 2
    while content[at : at + 2] != b"\xff\xda":
        mark, size = content[at + 1 : at + 2], int.from_bytes(content[at + 2 : at + 4])
        if content[at : at + 1] != b"\xff" or size < 2 or at + 2 + size > len(content):
            raise ValueError("no segment")
        if not (b"\xe1" <= mark <= b"\xef" or mark == b"\xfe") or mark == b"\xee":
            kept.append(content[at : at + 2 + size])
        at += 2 + size
    end = content.rfind(b"\xff\xd9")
    return b"".join(kept) + content[at : end + 2 if end > at else len(content)]


def only_speech(content: bytes) -> bytes:
    """AMR as telephones record it, which has no place for notes. Raises ValueError where it holds anything but speech."""
    head = next((head for head in _SIZES if content.startswith(head)), None)
    if head is None:
        raise ValueError("no AMR of one channel")
    at = len(head)
    whole = at
    while at < len(content):
        size = _SIZES[head][content[at] >> 3 & 15]
        if content[at] & 0x83 or size < 0:
            raise ValueError("no frame of speech")
        at += 1 + size
        whole = at if at <= len(content) else whole
    if whole == len(head):
        raise ValueError("no speech")
    return content[:whole]


def only_adts(content: bytes) -> bytes:
    """AAC in frames of ADTS, which has no place for notes. Raises ValueError where anything lies between them."""
    at = 0
    while at < len(content):
        head = content[at : at + 7]
        size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) == 7 else 0
        if size < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
            raise ValueError("no frame of sound")
        if at + size > len(content):
            break
        at += size
    if not at:
        raise ValueError("no sound")
    return content[:at]


_LYRICS = re.compile(rb"LYRICSBEGIN.*(LYRICS200|LYRICSEND)\Z", re.DOTALL)


def without_lyrics(content: bytes) -> bytes:
    return _LYRICS.sub(b"", content)
