"""PostgreSQL's trigram search on the same people: a cluster of its own, given every field in its ORDER BY."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.region import Notes
from bench.region.region import COLUMNS, rows
from bench.region.spelling import without_accents

CANDIDATES = 300

TABLE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE UNLOGGED TABLE people (
    id integer, name text, sex text, birth_year integer, nationality text, mother text, father text, phone text, place text
);
"""
INDEX = "CREATE INDEX ON people USING gin (name gin_trgm_ops); ANALYZE people;"

SEARCH = """
SELECT id FROM people WHERE name % %(name)s
ORDER BY
    4 * similarity(name, %(name)s)
    + COALESCE(GREATEST(0, 1 - abs(birth_year - %(birth_year)s) / 5.0), 0.4)
    + COALESCE((sex = %(sex)s)::int, 0.5)
    + COALESCE((nationality = %(nationality)s)::int, 0.5)
    + COALESCE(similarity(mother, %(mother)s), 0.2) + COALESCE(similarity(father, %(father)s), 0.2)
    + 3 * COALESCE((phone = %(phone)s)::int, 0)
    + 0.5 * COALESCE(similarity(place, %(place)s), 0.3)
    DESC, id
LIMIT 300
""".replace("name % %(name)s", "name %% %(name)s")


class Trigrams:
    """The people in a table with a trigram index on the whole name."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute(TABLE)
        self._connection.execute("SET jit = off")

    def fill(self, parts: Iterator[Notes]) -> float:
        """Copy and index; seconds, without the time in which the people were made."""
        spent, start = 0.0, 0
        for notes in parts:
            lines = [
                plain(dict(zip(COLUMNS, row[1:], strict=True))) for row in rows(notes, range(len(notes)))
            ]
            began = time.perf_counter()
            with self._connection.cursor().copy("COPY people FROM STDIN") as copy:
                for number, line in enumerate(lines, start):
                    copy.write_row((number, *line.values()))
            spent += time.perf_counter() - began
            start += len(notes)
        began = time.perf_counter()
        self._connection.execute("SET maintenance_work_mem = '512MB'")
        self._connection.execute(INDEX)
        return spent + time.perf_counter() - began

    def ask(self, query: dict[str, Any]) -> list[int]:
        """Numbers of at most `CANDIDATES` people, the best first."""
        return [row[0] for row in self._connection.execute(SEARCH, plain(query))]

    def megabytes(self) -> float:
        """What the table's indexes weigh."""
        row = self._connection.execute("SELECT pg_indexes_size('people')").fetchone()
        return row[0] / 1e6 if row else 0.0


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Small letters without accents, digits of the phone from its end, nothing for what is not known."""
    name = f"{row['given_names']} {row['family_names']}".strip()
    texts = {"name": name, **{field: row[field] for field in ("mother", "father", "place")}}
    folded: dict[str, Any] = {field: without_accents(text).lower() or None for field, text in texts.items()}
    return {
        "name": folded["name"], "sex": row["sex"] or None, "birth_year": row["birth_year"] or None,
        "nationality": row["nationality"] or None, "mother": folded["mother"], "father": folded["father"],
        "phone": "".join(filter(str.isdigit, row["phone"]))[-8:] or None, "place": folded["place"],
    }  # fmt: skip


@contextmanager
def cluster() -> Iterator[str]:
    """A private PostgreSQL on a socket that only its folder's owner can reach, gone at the end; its URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not programs:
        raise FileNotFoundError("PostgreSQL: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="jatigi-postgres-"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")
    say = ["runuser", "-u", "postgres", "--"] if as_root else []

    def run(program: str, *options: str) -> None:
        done = subprocess.run(
            [*say, str(programs[-1] / program), *options],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise OSError(done.stderr)

    data = f"--pgdata={folder}/data"
    settings = (
        f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c synchronous_commit=off "
        "-c full_page_writes=off -c shared_buffers=512MB -c work_mem=64MB -c effective_cache_size=4GB"
    )
    run(
        "initdb",
        data,
        "--username=jatigi",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    try:
        run("pg_ctl", data, f"--log={folder}/log", "--silent", "--wait", "start", f"--options={settings}")
        run("createdb", f"--host={folder}", "--username=jatigi", "jatigi")
        yield f"postgresql://jatigi@/jatigi?host={folder}"
    finally:
        with_it = [*say, str(programs[-1] / "pg_ctl"), data, "--mode=immediate", "--silent", "stop"]
        subprocess.run(with_it, cwd=folder, capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)
