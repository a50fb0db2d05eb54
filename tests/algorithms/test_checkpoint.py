import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from jatigi.algorithms import checkpoint
from jatigi.algorithms.checkpoint import Checkpoint, CheckpointError
from jatigi.algorithms.transparency import root

# The example of the Go package golang.org/x/mod/sumdb/note, whose format C2SP took over.
REFERENCE_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
REFERENCE_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
REFERENCE_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

ORIGIN = "jatigi.example/journal"
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
NOTE = checkpoint.sign(Checkpoint(ORIGIN, 3, root([b"a", b"b", b"c"])), KEY)


def refusal(note: str, origin: str = ORIGIN, key: Ed25519PrivateKey = KEY) -> str:
    with pytest.raises(CheckpointError) as refused:
        checkpoint.verify(note, origin, key.public_key())
    return refused.value.reason


def test_the_reference_note_is_verified() -> None:
    name, key = checkpoint.read_verifier_key(REFERENCE_VERIFIER)
    assert checkpoint.verify_note(REFERENCE_NOTE, name, key).startswith("If you think")
    assert checkpoint.verifier_key(name, key) == REFERENCE_VERIFIER


def test_the_reference_note_is_written_to_the_letter() -> None:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(REFERENCE_SEED)[1:])
    text = REFERENCE_NOTE.partition("\n\n")[0] + "\n"
    assert checkpoint.sign_note(text, "PeterNeumann", key) == REFERENCE_NOTE


def test_a_checkpoint_says_whose_log_it_is_how_long_and_its_root() -> None:
    assert NOTE.splitlines()[:4] == [ORIGIN, "3", "NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=", ""]
    assert checkpoint.verify(NOTE, ORIGIN, KEY.public_key()) == Checkpoint(
        ORIGIN, 3, root([b"a", b"b", b"c"])
    )


def test_signatures_of_witnesses_are_passed_over() -> None:
    witnessed = NOTE + "— witness.example " + base64.b64encode(bytes(76)).decode() + "\n"
    assert checkpoint.verify(witnessed, ORIGIN, KEY.public_key()).size == 3
    assert refusal(witnessed, "witness.example", OTHER_KEY) == "signature"


def test_a_later_extension_line_is_passed_over() -> None:
    text = Checkpoint(ORIGIN, 3, bytes(32)).text() + "extension\n"
    assert checkpoint.verify(checkpoint.sign_note(text, ORIGIN, KEY), ORIGIN, KEY.public_key()).size == 3


def test_another_key_is_refused() -> None:
    assert refusal(NOTE, key=OTHER_KEY) == "signature"


def test_another_size_or_root_under_the_same_signature_is_refused() -> None:
    assert refusal(NOTE.replace("\n3\n", "\n2\n")) == "signature"
    assert refusal(NOTE.replace("NmQu", "NmQv")) == "signature"


def test_the_checkpoint_of_another_log_is_refused_though_truly_signed() -> None:
    other_log = checkpoint.sign_note(Checkpoint("other.example", 3, bytes(32)).text(), ORIGIN, KEY)
    assert refusal(other_log) == "origin"


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n3\n",
        f"{ORIGIN}\n03\n{'A' * 43}=\n",
        f"{ORIGIN}\n-1\n{'A' * 43}=\n",
        f"{ORIGIN}\n١\n{'A' * 43}=\n",
        f"{ORIGIN}\n3\nAAAA\n",
        f"{ORIGIN}\n3\n{'A' * 42}B=\n",
        f"{ORIGIN}\n3\n{'A' * 43}=\n\nafter an empty line\n",
        f"\n3\n{'A' * 43}=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused_though_signed(text: str) -> None:
    assert refusal(checkpoint.sign_note(text, ORIGIN, KEY)) in ("format", "signature")


@pytest.mark.parametrize(
    "note", ["", "\n", NOTE[:-1], NOTE.replace("\n\n", "\n"), NOTE + "word\n", NOTE + "\n"]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    assert refusal(note) == "format"


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "line\nbreak"])
def test_a_log_needs_a_name_that_a_note_can_carry(origin: str) -> None:
    with pytest.raises(CheckpointError) as refused:
        checkpoint.sign(Checkpoint(origin, 0, bytes(32)), KEY)
    assert refused.value.reason == "name"


@pytest.mark.parametrize("size_and_root", [(-1, bytes(32)), (0, bytes(31))])
def test_an_impossible_checkpoint_is_not_signed(size_and_root: tuple[int, bytes]) -> None:
    with pytest.raises(CheckpointError) as refused:
        checkpoint.sign(Checkpoint(ORIGIN, *size_and_root), KEY)
    assert refused.value.reason == "format"


@pytest.mark.parametrize(
    "line",
    ["", "name", REFERENCE_VERIFIER.replace("c74f", "c74e"), REFERENCE_VERIFIER.replace("+ARp", "+BRp")],
)
def test_a_damaged_verifier_key_is_refused(line: str) -> None:
    with pytest.raises(CheckpointError):
        checkpoint.read_verifier_key(line)


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_no_single_character_can_be_changed(at: int, character: str) -> None:
    changed = NOTE[:at] + character + NOTE[at + 1 :]
    if changed != NOTE:
        assert refusal(changed) in ("format", "signature")


@given(st.text(max_size=200))
def test_any_text_is_refused_with_a_reason(text: str) -> None:
    assert refusal(text) == "format"
