"""Files that come with answers: what they are, what is taken out of them, and what is refused."""

import io
import wave

import pytest
from PIL import Image

from jatigi.questionnaires.filling import attachments
from jatigi.questionnaires.submission import Unacceptable
from tests.questionnaires.filling.conftest import photograph

NOTE = b"Kanari"


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


def sound() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 50)
    return made.getvalue()


def clean(name: str, content: bytes) -> attachments.Attached:
    return attachments.accepted([(name, content)])[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_keeps_what_it_shows_and_nothing_else(kind: str) -> None:
    came = photograph(kind)
    assert b"Kanari" in came
    kept = clean("IMG.jpg", came)
    assert kept.kind == f"image/{kind.lower()}"
    assert b"Kanari" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.info.get("exif") is None
        assert picture.size == (30, 40)  # turned as it was held


def test_the_name_on_a_telephone_is_replaced_and_never_guessed_back() -> None:
    kept = clean("Aïcha Diallo.jpeg", photograph())
    assert kept.name.endswith(".jpg")
    assert len(kept.name) == 28
    assert "iallo" not in kept.name
    again = clean("Aïcha Diallo.jpeg", photograph())
    assert again.name == kept.name
    assert clean(kept.name, kept.content).name == kept.name


def test_the_tags_of_a_recording_are_cut_off() -> None:
    tag = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(NOTE)]) + NOTE
    song = (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 8
    end = b"TAG" + NOTE.ljust(125, b"\x00")
    kept = clean("a.mp3", tag + song + end)
    assert (kept.kind, kept.content) == ("audio/mpeg", song)


def test_of_a_wave_only_the_sound_stays() -> None:
    plain = sound()
    note = b"LIST" + len(NOTE).to_bytes(4, "little") + NOTE
    kept = clean("a.wav", plain + note)
    assert kept.kind == "audio/wav"
    assert NOTE not in kept.content
    with wave.open(io.BytesIO(kept.content)) as file:
        assert file.readframes(50) == b"\x80" * 50


def test_of_a_film_the_places_are_emptied_and_nothing_moves() -> None:
    notes = box(b"udta", box(b"\xa9xyz", NOTE))
    film = (
        box(b"ftyp", b"isom\x00\x00\x00\x00")
        + box(b"moov", box(b"mvhd", b"x" * 20) + notes)
        + box(b"mdat", b"frames")
    )
    kept = clean("a.mp4", film)
    assert kept.kind == "video/mp4"
    assert NOTE not in kept.content
    assert len(kept.content) == len(film)
    assert kept.content.endswith(box(b"mdat", b"frames"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("photo.jpg", b"<script>alert(1)</script>", "file_type"),
        ("photo.jpg", b"\xff\xd8\xff" + b"not a picture", "file_type"),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
        ("page.html", b"<!DOCTYPE html>", "file_type"),
        ("program.exe", b"MZ\x90\x00", "file_type"),
        ("archive.zip", b"PK\x03\x04", "file_type"),
        ("film.mp4", box(b"ftyp", b"isom") + b"\xff\xff\xff\xffmoov", "file_type"),
        ("film.mp4", box(b"ftyp", b"isom") + b"\x00\x00\x00\x02moov", "file_type"),
        ("telephone.heic", box(b"ftyp", b"heic") + b"x", "file_type"),
        ("empty.jpg", b"", "file_type"),
        ("sound.wav", b"RIFF\x00\x00\x00\x00AVI ", "file_type"),
    ],
)
def test_what_it_is_counts_and_not_what_it_is_called(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        clean(name, content)
    assert refused.value.code == f"answer.{reason}"


def test_a_picture_that_unfolds_to_too_many_points_is_refused() -> None:
    made = io.BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    with pytest.raises(Unacceptable) as refused:
        clean("bomb.png", made.getvalue())
    assert refused.value.code == "answer.file_size"


def test_files_have_limits_alone_and_together(settings) -> None:
    settings.FORM_FILE_LIMIT, settings.FORM_ANSWER_LIMIT = 2000, 3000
    picture = photograph()
    assert 500 < len(picture) < 2000
    for parts in ([("a", picture + b"x" * 2000)], [(str(n), picture) for n in range(6)]):
        with pytest.raises(Unacceptable) as refused:
            attachments.accepted(parts)
        assert refused.value.code == "answer.file_size"


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(Unacceptable) as refused:
        attachments.accepted([("a.jpg", photograph()), ("a.jpg", photograph())])
    assert refused.value.code == "answer.file_twice"
