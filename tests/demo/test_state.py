"""What a start of the demonstration has to do, and what it must never do twice or to data in use."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jatigi.project.demo import guide, state
from jatigi.project.demo.state import Stamp

NOW = Stamp(people=400, story="a", schema="b", forms="c", static="d")


def test_nothing_is_made_anew_where_nothing_changed() -> None:
    assert NOW.reasons_to_rebuild(NOW) == []
    assert state.present(7) == state.present(7)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"people": 30}, "le nombre de personnes a changé"),
        ({"story": "other"}, "l’histoire a changé"),
        ({"schema": "other"}, "la structure de la base a changé"),
    ],
)
def test_data_is_made_anew_for_a_reason_that_is_said(changed: dict[str, Any], why: str) -> None:
    assert NOW.reasons_to_rebuild(replace(NOW, **changed)) == [why]


@pytest.mark.parametrize("changed", [{"forms": "other"}, {"static": "other"}])
def test_a_new_form_or_style_leaves_the_data_as_it_is(changed: dict[str, Any]) -> None:
    assert NOW.reasons_to_rebuild(replace(NOW, **changed)) == []


def test_a_demonstration_is_known_by_the_stamp_that_is_written_last(tmp_path: Path) -> None:
    assert state.made(tmp_path) is None
    state.remember(tmp_path, NOW)
    assert state.made(tmp_path) == NOW
    (tmp_path / "demonstration.json").write_text('{"people": 4')
    assert state.made(tmp_path) is None


def test_a_database_that_no_demonstration_made_is_never_touched(tmp_path: Path) -> None:
    real = tmp_path / "jatigi.sqlite3"
    real.write_text("people")
    with pytest.raises(state.NotOurs):
        state.forget(tmp_path)
    assert real.read_text() == "people"


def test_forgetting_the_data_leaves_the_keys_of_the_node(tmp_path: Path) -> None:
    state.claim(tmp_path)
    kept = ("node-key", "secret-key")
    gone = ("jatigi.sqlite3", "jatigi.sqlite3-wal", "checkpoints.txt", "erasures.txt", "demonstration.json")
    for name in (*kept, *gone):
        (tmp_path / name).write_text("x")
    state.forget(tmp_path)
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*kept, ".demonstration"}


def test_data_in_use_is_not_made_anew(tmp_path: Path) -> None:
    with state.using(tmp_path, alone=False):
        with state.using(tmp_path, alone=False):
            pass
        with pytest.raises(state.Busy), state.using(tmp_path, alone=True):
            pass
    with state.using(tmp_path, alone=True), pytest.raises(state.Busy), state.using(tmp_path, alone=False):
        pass


def test_processes_that_start_at_the_same_moment_find_one_secret(tmp_path: Path) -> None:
    code = (
        "from jatigi.project import settings; print(settings.SECRET_KEY, open(settings.NODE_KEY_FILE).read())"
    )
    environment = {**os.environ, "JATIGI_VAR": str(tmp_path / "fresh"), "JATIGI_MODE": "demo"}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in started}) == 1
    assert not any(process.returncode for process in started)
    assert (tmp_path / "fresh" / "node-key").stat().st_mode & 0o777 == 0o600


CONTENT = {
    "until": "2026-11-21T10:13:00+00:00",
    "accounts": [
        {
            "username": "awa",
            "full_name": "Awa",
            "organisation": {"acronym": "MdM"},
            "role_names": ["agent d’accueil"],
        },
        *(
            {
                "username": f"sira{n}",
                "full_name": f"Sira {n}",
                "organisation": {"acronym": "OIM"},
                "role_names": ["superviseur"],
            }
            for n in range(5)
        ),
    ],
    "tries": ["a", "b", "c"],
}


def test_a_start_says_where_who_and_what_to_try() -> None:
    text = guide.page("http://127.0.0.1:8000/", CONTENT, loopback=True, today=date(2026, 11, 21))
    assert "données inventées pour la démonstration" in text
    assert "agent d’accueil  Awa (MdM)" in text
    assert "Sira 0 (OIM), Sira 1 (OIM), Sira 2 (OIM) et 2 de plus" in text
    assert "Tous les 6" in text
    assert ("  1. a" in text, "  3. c" in text) == (True, True)
    assert "Attention" not in text
    assert "--anew" not in text


def test_a_start_warns_where_other_machines_can_reach_it() -> None:
    text = guide.page("http://10.0.0.5:8000/", CONTENT, loopback=False, today=date(2026, 11, 21))
    assert "que depuis cette machine-ci" in text


def test_a_start_says_when_the_story_is_old() -> None:
    text = guide.page("http://127.0.0.1:8000/", CONTENT, loopback=True, today=date(2026, 12, 24))
    assert "L’histoire s’arrête au 21 novembre 2026" in text
