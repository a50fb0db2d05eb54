"""Recordings and films without what they say of place, device and person.

Of WAV only the sound stays; tags of MP3 and Ogg are taken away; AMR and AAC are let in where there is nothing but
sound in them; of MP4 and its kin (M4A, 3GP, MOV) every box that is not needed to play is emptied. Raises ValueError
where a recording is none, `Unclean` where it holds what cannot be taken out.
"""

from io import BytesIO
from typing import Any

from mutagen import MutagenError, apev2, id3
from mutagen.mp3 import MP3
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus
from mutagen.oggspeex import OggSpeex
from mutagen.oggvorbis import OggVorbis

from jatigi.questionnaires.filling.segments import only_adts, only_speech, without_lyrics

Cleaned = tuple[str, bytes]
MOST_TAGS = 4


class Unclean(ValueError):
    """It may hold what says who and where, and nothing here can take that out."""


def wave(content: bytes) -> Cleaned:
    kept, at = [], 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        if content[at : at + 4] in (b"fmt ", b"data"):
            kept.append(content[at : at + 8 + size + size % 2])
        at += 8 + size + size % 2
    body = b"WAVE" + b"".join(kept)
    return "audio/wav", b"RIFF" + len(body).to_bytes(4, "little") + body


def mp3_or_aac(content: bytes) -> Cleaned:
    try:
        sound = _untagged(content)
        if sound[:1] == b"\xff" and sound[1] & 0xF6 == 0xF0:
            return "audio/aac", only_adts(sound)
        if sound[:1] != b"\xff" or not MP3(BytesIO(sound)).info.length:  # type: ignore[no-untyped-call, attr-defined]  # of mutagen
            raise ValueError("no sound")
    except (MutagenError, IndexError, EOFError) as error:
        raise ValueError("no sound") from error
    return "audio/mpeg", sound


def _untagged(content: bytes) -> bytes:
    """Without tags in front and behind. Raises ValueError where they do not end."""
    file = BytesIO(content)
    for _again in range(MOST_TAGS):
        for kind in (id3, apev2):
            file.seek(0)
            kind.delete(file)
    sound = without_lyrics(file.getvalue())
    if sound.startswith(b"ID3"):
        raise ValueError("a tag that does not end")
    return sound


def amr(content: bytes) -> Cleaned:
    return "audio/amr", only_speech(content)


_OGG: tuple[tuple[bytes, Any], ...] = (
    (b"OpusHead", OggOpus),
    (b"\x01vorbis", OggVorbis),
    (b"Speex   ", OggSpeex),
)


def ogg(content: bytes) -> Cleaned:
    """One stream of sound. Raises `Unclean` for films, FLAC and several streams: they have other places for notes."""
    first = _single_stream(content)
    opened = next((opened for begins, opened in _OGG if first.startswith(begins)), None)
    if opened is None:
        raise Unclean("not a stream of sound")
    file = BytesIO(content)
    try:
        media = opened(file)
        if getattr(media.tags, "_pad_data", b""):
            raise Unclean("more after the tags")
        media.tags.clear()
        media.tags.vendor = ""
        file.seek(0)
        media.save(file, padding=lambda _info: 0)
    except MutagenError as error:
        raise ValueError("no sound") from error
    return "audio/ogg", file.getvalue()


def _single_stream(content: bytes) -> bytes:
    """The first packet. Everything must be a page of one stream."""
    file, first, serial = BytesIO(content), b"", None
    while file.tell() < len(content):
        try:
            page = OggPage(file)  # type: ignore[no-untyped-call]
        except (MutagenError, EOFError, OSError) as error:
            raise Unclean("something between the pages") from error
        if serial is None:
            first, serial = page.packets[0] if page.packets else b"", page.serial
        elif page.serial != serial or page.first:
            raise Unclean("several streams")
    return first


_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_NEEDED = {
    b"": (b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"),
    b"moov": (b"mvhd", b"trak", b"mvex"),
    b"trak": (b"tkhd", b"edts", b"mdia", b"tref", b"load", b"tapt", b"clef", b"prof", b"enof"),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"vmhd", b"smhd", b"gmhd", b"hdlr", b"dinf", b"stbl"),
    b"moof": (b"mfhd", b"traf"),
    b"traf": (b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"),
}
"""Boxes of a film, by the one that they lie in, without which it cannot be played (ISO/IEC 14496-12, QuickTime)."""
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_TRACKS = (b"vide", b"soun")


def mp4(content: bytes) -> Cleaned:
    brand = content[8:12]
    if brand in _PICTURES:
        raise ValueError("a picture")
    kind = "audio/mp4" if brand in (b"M4A ", b"M4B ") else "video/mp4"
    kind = "video/3gpp" if brand[:3] == b"3gp" else "video/quicktime" if brand == b"qt  " else kind
    emptied = bytearray(content)
    _empty(emptied, 0, len(emptied), b"")
    return kind, bytes(emptied)


def _empty(content: bytearray, at: int, end: int, within: bytes) -> None:
    """Boxes that are not needed become free space of the same size, so that nothing else moves."""
    while at + 8 <= end:
        size, name, head = int.from_bytes(content[at : at + 4]), bytes(content[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16]), 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError("no box")
        if name not in _NEEDED[within]:
            content[at + 4 : at + 8] = b"free"
            content[at + head : at + size] = bytes(size - head)
        elif name in _NEEDED:
            _empty(content, at + head, at + size, name)
        elif name == b"hdlr":
            _unnamed(content, at + head, at + size, within)
        elif name in _DATED and size - head >= 20:
            dates = 16 if content[at + head] == 1 else 8
            content[at + head + 4 : at + head + 4 + dates] = bytes(dates)
        at += size
    content[at:end] = bytes(end - at)


def _unnamed(content: bytearray, at: int, end: int, within: bytes) -> None:
    """A track loses its name. Raises `Unclean` for one that is neither picture nor sound: places on the way, texts."""
    if within == b"mdia" and bytes(content[at + 8 : at + 12]) not in _TRACKS:
        raise Unclean("a track of notes")
    content[at + 24 : end] = bytes(max(0, end - at - 24))
