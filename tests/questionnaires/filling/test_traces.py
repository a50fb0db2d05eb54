"""Recordings and papers lose what they say of who made them and where, and still open; what cannot be cleaned is refused."""

import io
import struct

import pytest
from mutagen.apev2 import APEv2
from mutagen.id3 import COMM, GEOB, ID3, TPE1
from mutagen.mp3 import MP3
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from jatigi.questionnaires.filling import attachments, papers
from jatigi.questionnaires.submission import Unacceptable
from tests.questionnaires.filling.conftest import photograph

NOTE = b"Kanari"
SONG = (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 40


def clean(name: str, content: bytes) -> attachments.Attached:
    return attachments.accepted([(name, content)])[0]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Unacceptable) as told:
        clean(name, content)
    return told.value.code


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return (len(content) + 8).to_bytes(4) + name + content


def test_a_song_loses_all_its_tags_and_still_plays() -> None:
    file = io.BytesIO(SONG)
    tags = ID3()
    tags.add(TPE1(encoding=3, text="Kanari"))
    tags.add(COMM(encoding=3, lang="fra", desc="", text="Kanari"))
    tags.add(GEOB(encoding=3, mime="text/plain", filename="Kanari", desc="", data=NOTE))
    tags.save(file, v1=2)
    ape = APEv2()
    ape["Artist"] = "Kanari"
    ape.save(file)
    came = file.getvalue()
    assert came.count(NOTE) >= 5
    kept = clean("a.mp3", came)
    assert (kept.kind, kept.content) == ("audio/mpeg", SONG)
    assert MP3(io.BytesIO(kept.content)).info.length > 1  # type: ignore[attr-defined]


def opus(*, vendor: bytes = NOTE, after: bytes = b"", serial: int = 7) -> bytes:
    comment = b"ARTIST=Kanari"
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor
    tags += struct.pack("<II", 1, len(comment)) + comment + after
    pages = []
    for number, packet in enumerate((head, tags, b"\xf8\xff\xfe" * 20)):
        page = OggPage()
        page.packets, page.serial, page.sequence = [packet], serial, number
        page.first, page.last, page.position = number == 0, number == 2, 96000 if number == 2 else 0
        pages.append(page.write())
    return b"".join(pages)


def test_a_voice_message_loses_its_tags_and_still_plays() -> None:
    came = opus(after=b"\x00" + NOTE)
    assert came.count(NOTE) == 3
    kept = clean("PTT.ogg", came)
    assert kept.kind == "audio/ogg"
    assert NOTE not in kept.content
    assert OggOpus(io.BytesIO(kept.content)).info.length == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "content",
    [
        opus(after=b"\x01" + NOTE),
        opus() + NOTE,
        opus() + opus(serial=8),
        b"\x1a\x45\xdf\xa3" + b"\x00" * 40,
    ],
    ids=["after the tags", "after the end", "a second stream", "webm"],
)
def test_a_recording_that_cannot_be_cleaned_is_refused_with_what_may_be_sent_instead(content: bytes) -> None:
    with pytest.raises(Unacceptable, match=r"\.mp3, \.m4a .*\.mp4"):
        clean("a.ogg", content)
    assert refused("a.ogg", content) == "answer.file_unclean"


SPEECH = b"#!AMR\n" + (b"\x3c" + b"\x00" * 31) * 50
FRAME = b"\xff\xf1\x50\x80\x02\x1f\xfc" + b"\x00" * 9


@pytest.mark.parametrize(("kind", "sound"), [("audio/amr", SPEECH), ("audio/aac", FRAME * 20)])
def test_bare_speech_is_let_in_where_there_is_nothing_else(kind: str, sound: bytes) -> None:
    kept = clean("a", sound)
    assert (kept.kind, kept.content) == (kind, sound)
    assert clean("a", sound[:-3]).content == sound[: -(32 if kind == "audio/amr" else 16)]
    assert refused("a", sound + NOTE) == "answer.file_type"


def track(kind: bytes) -> bytes:
    handler = bytes(8) + kind + bytes(12) + NOTE + b"\x00"
    return box(
        b"trak",
        box(b"tkhd", bytes(4) + NOTE.ljust(8) + bytes(68)),
        box(b"udta", NOTE),
        box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", handler), box(b"Kana", NOTE), box(b"minf", box(b"smhd", bytes(8)))),
    )  # fmt: skip


def film(kind: bytes = b"soun") -> bytes:
    return b"".join(
        (
            box(b"ftyp", b"M4A \x00\x00\x00\x00"),
            box(b"uuid", bytes(16), NOTE),
            box(b"moov", box(b"mvhd", bytes(100)), track(kind), box(b"meta", NOTE), box(b"gps ", NOTE)),
            box(b"free", NOTE),
            box(b"mdat", b"frames"),
        )
    )


def test_of_a_recording_in_boxes_only_what_plays_is_kept_in_its_place() -> None:
    came = film()
    kept = clean("a.m4a", came)
    assert (kept.kind, len(kept.content)) == ("audio/mp4", len(came))
    assert NOTE not in kept.content
    assert kept.content.endswith(box(b"mdat", b"frames"))
    assert b"soun" in kept.content


def test_a_film_with_a_track_of_places_is_refused() -> None:
    assert refused("a.mp4", film(b"meta")) == "answer.file_unclean"


def stream(content: bytes, **entries: str) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    made.update({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in entries.items()})
    return made


def pdf(password: str = "", pages: int = 2) -> bytes:
    """A paper with a word that must go in every place that says more than the pages show."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    page = writer.pages[0]
    picture = stream(jpeg(), Type="XObject", Subtype="Image", Filter="DCTDecode")
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    for key, value in (("Width", 40), ("Height", 30), ("BitsPerComponent", 8)):
        picture[NameObject(f"/{key}")] = NumberObject(value)
    picture[NameObject("/Metadata")] = writer._add_object(stream(b"<x>Kanari</x>", Type="Metadata"))
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(picture)})}
    )
    page[NameObject("/Contents")] = writer._add_object(stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q"))
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Kanari"): TextStringObject("Kanari")})
    page[NameObject("/Metadata")] = writer._add_object(stream(b"<x>Kanari</x>", Type="Metadata"))
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): TextStringObject("Kanari")})
    writer.add_annotation(0, FreeText(text="Kanari", rect=(0, 0, 50, 50)))
    writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://kanari.example/Kanari"))
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): RectangleObject((0, 0, 9, 9)), NameObject("/T"): TextStringObject("Kanari"),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(stream(b"q Q", Subtype="Form"))}),
        }
    )  # fmt: skip
    page[NameObject("/Annots")] = ArrayObject([*page["/Annots"], writer._add_object(field)])  # type: ignore[misc]
    writer.add_metadata({"/Author": "Kanari", "/Producer": "Kanari"})
    writer.xmp_metadata = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Kanari</x:xmpmeta>"
    writer.add_attachment("Kanari.txt", NOTE)
    writer.add_open_action(JavaScript("app.alert('Kanari')"))
    writer.add_outline_item(title="Kanari", page_number=0)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def jpeg() -> bytes:
    came = photograph("JPEG")
    assert NOTE in came
    return came


def test_a_paper_keeps_its_pages_and_pictures_and_nothing_that_says_who_made_it() -> None:
    came = pdf()
    assert came.count(NOTE) >= 8
    kept = clean("Certificat de Fatou.pdf", came)
    assert kept.kind == "application/pdf"
    for trace in (NOTE, b"kanari", NOTE.decode().encode("utf-16-be"), b"JavaScript", b"pypdf", b"/Info"):
        assert trace not in kept.content, trace
    read = PdfReader(io.BytesIO(kept.content))
    assert (len(read.pages), read.metadata, read.xmp_metadata, dict(read.attachments)) == (2, None, None, {})
    assert set(read.root_object) == {"/Type", "/Pages"}
    assert [note["/Subtype"] for note in read.pages[0].annotations or []] == ["/Widget"]
    assert [one.image.size for one in read.pages[0].images if isinstance(one.image, Image.Image)] != []


def test_what_was_saved_earlier_in_the_same_paper_is_gone() -> None:
    first = pdf()
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.pages[1][NameObject("/MediaBox")] = RectangleObject((0, 0, FloatObject(50), FloatObject(50)))
    file = io.BytesIO()
    writer.write(file)
    assert file.getvalue().startswith(first)
    assert NOTE not in clean("a.pdf", file.getvalue()).content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\nnot a paper", "file_paper"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "file_paper"),
        (pdf("secret"), "file_locked"),
        (pdf(pages=papers.MOST_PAGES + 1), "file_long"),
    ],
    ids=["broken", "empty", "locked", "long"],
)
def test_a_paper_that_cannot_be_read_is_refused_with_a_sentence(content: bytes, reason: str) -> None:
    assert refused("a.pdf", content) == f"answer.{reason}"


def test_a_paper_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "WAITS", 0.001)
    assert refused("a.pdf", pdf()) == "answer.file_paper"
