import hashlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.transparency import (
    EMPTY_ROOT,
    Frontier,
    ProofError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The eight entries of the reference implementation of Certificate Transparency, and the roots of its logs.
REFERENCE_LEAVES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
REFERENCE_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

SIZES = range(66)
LEAVES = [f"entry {number}".encode() for number in SIZES]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]


@cache
def root_of(size: int) -> bytes:
    return root(LEAVES[:size])


@cache
def root_by_definition(leaves: tuple[bytes, ...]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    halves = root_by_definition(leaves[:left]) + root_by_definition(leaves[left:])
    return hashlib.sha256(b"\x01" + halves).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_implementation(size: int) -> None:
    assert root(REFERENCE_LEAVES[:size]).hex() == REFERENCE_ROOTS[size]


@pytest.mark.parametrize("size", SIZES)
def test_roots_follow_the_definition_of_the_standard(size: int) -> None:
    assert root_of(size) == root_by_definition(tuple(LEAVES[:size]))


def test_the_reference_inclusion_proof_of_the_first_of_eight() -> None:
    assert [step.hex() for step in inclusion_proof(0, [leaf_hash(leaf) for leaf in REFERENCE_LEAVES])] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_the_reference_consistency_proof_from_six_to_eight() -> None:
    assert [step.hex() for step in consistency_proof(6, [leaf_hash(leaf) for leaf in REFERENCE_LEAVES])] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_a_leaf_never_passes_for_a_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", SIZES)
def test_a_frontier_goes_on_from_what_was_kept(size: int) -> None:
    kept = Frontier().to_bytes()
    for leaf in LEAVES[:size]:
        frontier = Frontier.from_bytes(kept)
        frontier.append(leaf)
        kept = frontier.to_bytes()
    frontier = Frontier.from_bytes(kept)
    assert (frontier.size, frontier.root()) == (size, root_of(size))


def test_a_frontier_of_a_million_entries_is_short() -> None:
    frontier = Frontier()
    for _ in range(1_000_000):
        frontier.append_hash(EMPTY_ROOT)
    assert len(frontier.to_bytes()) <= 8 + 20 * 32


@pytest.mark.parametrize("damage", [b"", b"\x00" * 7, Frontier().to_bytes() + b"\x00", b"\xff" * 40])
def test_a_damaged_frontier_is_refused(damage: bytes) -> None:
    with pytest.raises(ProofError):
        Frontier.from_bytes(damage)


@pytest.mark.parametrize("size", SIZES[1:])
def test_every_entry_can_be_shown_to_be_in_the_log(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(index, HASHES[:size])
        assert verify_inclusion(HASHES[index], index, size, proof, root_of(size))


@pytest.mark.parametrize("size", SIZES)
def test_every_earlier_log_can_be_shown_to_be_its_beginning(size: int) -> None:
    for old_size in range(size + 1):
        proof = consistency_proof(old_size, HASHES[:size])
        assert verify_consistency(old_size, root_of(old_size), size, root_of(size), proof)


@pytest.mark.parametrize("size", SIZES[1:])
def test_an_entry_is_nowhere_but_in_its_place(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(index, HASHES[:size])
        for other in range(size):
            if other != index:
                assert not verify_inclusion(HASHES[index], other, size, proof, root_of(size))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 5), (5, 5)])
def test_there_is_no_proof_for_an_entry_outside_the_log(index: int, size: int) -> None:
    with pytest.raises(ProofError):
        inclusion_proof(index, HASHES[:size])
    assert not verify_inclusion(HASHES[0], index, size, [], root_of(size))


@pytest.mark.parametrize("old_size", [-1, 6])
def test_there_is_no_proof_from_a_size_the_log_never_had(old_size: int) -> None:
    with pytest.raises(ProofError):
        consistency_proof(old_size, HASHES[:5])
    assert not verify_consistency(old_size, EMPTY_ROOT, 5, root_of(5), [])


def test_a_rewritten_beginning_is_not_consistent() -> None:
    for size in range(2, 20):
        for edited in range(size - 1):
            rewritten = [*HASHES[:size]]
            rewritten[edited] = leaf_hash(b"edited")
            new = Frontier()
            for hashed in rewritten:
                new.append_hash(hashed)
            for old_size in range(edited + 1, size):
                proof = consistency_proof(old_size, rewritten)
                assert not verify_consistency(old_size, root_of(old_size), size, new.root(), proof)


def tampered(proof: list[bytes], data: st.DataObject) -> list[bytes]:
    """The proof with one bit turned, one step removed, doubled or added, or two steps exchanged."""
    ways = ["add"] + ["turn", "remove", "double", "cut"] * bool(proof) + ["exchange"] * (len(proof) > 1)
    way = data.draw(st.sampled_from(ways))
    at = data.draw(st.integers(0, len(proof) - 1)) if proof else 0
    match way:
        case "turn":
            bit = data.draw(st.integers(0, 255))
            turned = (int.from_bytes(proof[at]) ^ 1 << bit).to_bytes(32)
            return [*proof[:at], turned, *proof[at + 1 :]]
        case "remove":
            return proof[:at] + proof[at + 1 :]
        case "double":
            return [*proof[:at], proof[at], *proof[at:]]
        case "cut":
            return [*proof[:at], proof[at][:-1], *proof[at + 1 :]]
        case "exchange":
            return [*proof[1:], proof[0]]
        case _:
            return [*proof[:at], data.draw(st.binary(min_size=32, max_size=32)), *proof[at:]]


@settings(max_examples=400)
@given(st.integers(1, 65), st.data())
def test_a_tampered_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = tampered(inclusion_proof(index, HASHES[:size]), data)
    assert not verify_inclusion(HASHES[index], index, size, proof, root_of(size))


@settings(max_examples=400)
@given(st.integers(1, 65), st.data())
def test_a_tampered_consistency_proof_is_refused(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(0, size))
    proof = tampered(consistency_proof(old_size, HASHES[:size]), data)
    assert not verify_consistency(old_size, root_of(old_size), size, root_of(size), proof)


@given(st.integers(1, 65), st.data())
def test_another_root_or_entry_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, HASHES[:size])
    assert not verify_inclusion(HASHES[index], index, size, proof, root_of((size + 1) % 66))
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, root_of(size))


@given(st.lists(st.binary(max_size=8), max_size=40), st.data())
def test_an_edit_a_removal_or_an_exchange_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    if not leaves:
        return
    at = data.draw(st.integers(0, len(leaves) - 1))
    assert root([*leaves[:at], leaves[at] + b"!", *leaves[at + 1 :]]) != root(leaves)
    assert root(leaves[:at] + leaves[at + 1 :]) != root(leaves)
    if leaves[at] != leaves[0]:
        assert root([leaves[at], *leaves[1:at], leaves[0], *leaves[at + 1 :]]) != root(leaves)
