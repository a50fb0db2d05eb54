"""A command says on which node it works, before a timer backs up the wrong one for a year."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jatigi.kernel import vault

ROOT = Path(__file__).resolve().parents[2]
SECRET = "b9SIVFtAXJuC3wZp0qLRe7Ynd2HkM5xGoTQ8UfWcE1hDvaBjK6"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "Nœud jatigi-demo (démonstration), données : {var}/jatigi.sqlite3"),
        (
            {"JATIGI_SECRET_KEY": SECRET, "JATIGI_NODE_NAME": "gao-1"},
            "Nœud gao-1 (production), données : {var}/jatigi.sqlite3",
        ),
        (
            {
                "JATIGI_SECRET_KEY": SECRET,
                "JATIGI_NODE_NAME": "gao-1",
                "DATABASE_URL": "postgres://jatigi:motdepasse@base.example/gao",
            },
            "Nœud gao-1 (production), données : gao (base.example)",
        ),
    ],
)
def test_a_command_says_which_node_it_works_on(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    vault.create_node_key(tmp_path / "node-key")
    done = subprocess.run(
        [sys.executable, "-m", "jatigi", "keys", "create"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "JATIGI_VAR": str(tmp_path), **environment},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == said.format(var=tmp_path)
    assert "motdepasse" not in done.stderr
    assert done.stdout == ""
