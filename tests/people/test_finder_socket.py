"""The socket of the finder: who may open it, and what is said over it."""

import contextlib
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import Birth, Match, Query, Reason, Stay
from jatigi.people.finder import place, wire
from jatigi.people.finder.client import Away, OverSocket
from jatigi.people.finder.masks import Mask
from jatigi.people.finder.server import Server

text = st.text(max_size=20)
texts = st.lists(text, max_size=3).map(tuple)
ids = st.frozensets(st.uuids(), max_size=3)
births = st.none() | st.builds(
    Birth, st.integers(1900, 2030), st.none() | st.integers(1, 12), st.none(), st.integers(0, 9)
)
stays = st.builds(Stay, text, st.integers(700_000, 800_000), st.none() | st.integers(700_000, 800_000))
queries = st.builds(
    Query, texts, st.sampled_from([None, "male", "female"]), births, text, text, texts, texts,
    nationalities=texts, origin=text, languages=texts, group=text, stays=st.lists(stays, max_size=2).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Something that answers that it is being built, in this process."""
    path = tmp_path_factory.mktemp("run") / "finder" / "socket"
    Server(path, locked=False).answer()
    return path


# What is said


@given(queries, st.builds(Mask, st.none() | ids, ids, ids))
def test_a_question_arrives_as_it_was_asked(query: Query, mask: Mask) -> None:
    assert said(wire.from_query(query), wire.to_query) == query
    assert said(wire.from_mask(mask), wire.to_mask) == mask


@given(
    st.uuids(), st.floats(0, 1), st.lists(st.tuples(text, st.dictionaries(text, text | st.integers(0, 99))))
)
def test_an_answer_arrives_as_it_was_given(pk, score, reasons):
    match = Match(score, tuple(Reason(*reason) for reason in reasons), pk)
    assert said(wire.from_match(match), wire.to_match) == match


def said(value, read):
    here, there = socket.socketpair()
    with here, there:
        wire.send(here, {"value": value}, time.monotonic() + 5)
        return read(wire.receive(there, time.monotonic() + 5)["value"])


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=80)
    | st.binary(max_size=80).map(lambda body: struct.pack(">2sBI", b"JF", 1, len(body)) + body)
)
def test_whatever_else_is_said_ends_the_conversation_and_nothing_more(server, noise):
    with place.connected(server, 5) as stranger:
        stranger.sendall(noise)
        stranger.shutdown(socket.SHUT_WR)
        stranger.settimeout(5)
        with contextlib.suppress(ConnectionResetError):
            assert stranger.recv(100) == b""
    assert OverSocket(server).told()["state"] == "building"


@pytest.mark.parametrize(
    "said",
    [
        {}, {"ask": "everything"}, {"ask": ["find"]}, {"ask": "find"}, {"ask": "find", "after": True},
        {"ask": "find", "after": -1, "mask": {}, "query": {}, "limit": 1},
    ],
)  # fmt: skip
def test_a_question_that_is_none_is_not_answered_with_a_record(server, said):
    with place.connected(server, 5) as asker:
        wire.send(asker, said, time.monotonic() + 5)
        with contextlib.suppress(wire.Broken):
            assert wire.receive(asker, time.monotonic() + 5) == {"state": "building"}


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"owners": None, "also": [], "without": [], "more": 1}, {"owners": "x", "also": [], "without": []},
        {"owners": [1], "also": [], "without": []}, {"owners": None, "also": None, "without": []},
    ],
)  # fmt: skip
def test_a_mask_of_another_shape_lets_nobody_be_seen(said):
    with pytest.raises(wire.Broken):
        wire.to_mask(said)


@pytest.mark.parametrize("head", [(b"JG", 1, 2), (b"JF", 2, 2), (b"JF", 1, wire.LARGEST + 1)])
def test_another_version_and_what_is_too_large_are_refused_before_they_are_read(head):
    here, there = socket.socketpair()
    with here, there:
        here.sendall(struct.pack(">2sBI", *head) + b"{}")
        with pytest.raises(wire.Broken, match="another protocol"):
            wire.receive(there, time.monotonic() + 5)


def test_who_sends_too_slowly_is_not_waited_for():
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"JF")
        with pytest.raises(wire.Broken):
            wire.receive(there, time.monotonic() + 0.05)


def test_a_late_answer_is_never_taken_for_the_next(tmp_path):
    """Once a question was not answered in time its connection is closed."""
    listening = place.listening(tmp_path / "finder" / "socket")
    heard = []

    def answer_late() -> None:
        for number in range(2):
            asker, _ = listening.accept()
            heard.append(asker)
            wire.receive(asker, time.monotonic() + 5)
            if number:
                wire.send(asker, {"state": "second"}, time.monotonic() + 5)

    threading.Thread(target=answer_late, daemon=True).start()
    client = OverSocket(tmp_path / "finder" / "socket", seconds=0.3)
    with pytest.raises(Away):
        client.told()
    assert client.told() == {"state": "second"}


# Who may open it


def test_only_the_user_of_the_application_can_enter_the_folder(tmp_path):
    path = tmp_path / "a" / ("long" * 40) / "socket"
    place.listening(path).close()
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_folder_that_others_can_enter_is_refused_by_both_sides(tmp_path, mode):
    (tmp_path / "finder").mkdir()
    (tmp_path / "finder").chmod(mode)
    for use in (place.listening, lambda path: place.connected(path, 1)):
        with pytest.raises(place.Unsafe):
            use(tmp_path / "finder" / "socket")


def test_a_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o700)
    (tmp_path / "finder").symlink_to(tmp_path / "theirs")
    with pytest.raises(place.Unsafe):
        place.listening(tmp_path / "finder" / "socket")


@pytest.mark.parametrize("name", ["socket", "./finder/socket", "\0jatigi", "@jatigi"])
def test_a_name_without_a_file_is_refused(name):
    for use in (place.listening, lambda path: place.connected(path, 1)):
        with pytest.raises(place.Unsafe):
            use(Path(name))


def test_there_is_one_finder_and_the_next_takes_the_place_of_a_dead_one(tmp_path):
    path = tmp_path / "finder" / "socket"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"mine\n"
    with pytest.raises(place.Taken):
        place.listening(path)
    holder.kill()
    holder.wait()
    place.listening(path).close()


HOLD = """
import sys, time
from pathlib import Path
from jatigi.people.finder import place
kept = place.listening(Path(sys.argv[1]))
print("mine", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_is_not_talked_to_even_where_the_folder_is_left_open(tmp_path):
    path = tmp_path / "finder" / "socket"
    Server(path, locked=False).answer()
    path.parent.chmod(0o755)
    path.chmod(0o666)
    for folder in path.parents:
        with contextlib.suppress(PermissionError):
            folder.chmod(folder.stat().st_mode | 0o055)
    answer = subprocess.run(
        [sys.executable, "-c", INTRUDE, str(path)],
        capture_output=True,
        text=True,
        check=True,
        user=65534,
        group=65534,
    )
    assert answer.stdout == "b''"


INTRUDE = """
import socket, struct, sys
asker = socket.socket(socket.AF_UNIX)
asker.connect(sys.argv[1])
try:
    asker.sendall(struct.pack(">2sBI", b"JF", 1, 15) + b'{"ask":"state"}')
    print(asker.recv(100), end="")
except (BrokenPipeError, ConnectionResetError):
    print(b"", end="")
"""
