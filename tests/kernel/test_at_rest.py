"""Without the node key nothing readable is on the disk: planted values are searched for in every file."""

import io
import logging
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection

from jatigi.cases import actions as cases
from jatigi.cases.codes import Urgency
from jatigi.directory.actions import create_service
from jatigi.kernel import vault
from jatigi.kernel.access import Purpose
from jatigi.people import actions as people
from jatigi.project import backups
from jatigi.project.logs import JsonLines
from jatigi.project.sealed_file import unsealed
from jatigi.protection.actions import record_basis
from jatigi.referrals.actions import send
from tests.cast import Cast

PLANTED = (
    "Zoumanakoro", "Tiékassoungo", "Fatoumbêlé", "Sékoumarié", "+223 79 46 13 58", "79461358",
    "MLX8842097", "1991-07-23", "brûlureàlépaule", "appelletardlesoir", "villagedeKoubourou", "témoinDjénéba",
)  # fmt: skip
CONTROL = "Organisation MMG"

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lived(tmp_path: Path, settings) -> Cast:
    """A person's path with planted words in every place where somebody can type."""
    settings.VAR = tmp_path
    cast = Cast()
    person = people.register(
        cast.awa(),
        sex="male",
        names=[
            {"given": "Zoumanakoro", "family": "Tiékassoungo", "kind": "main"},
            {"given": "Fatoumbêlé", "kind": "nickname"},
        ],
        father="Sékoumarié",
        birth={"kind": "exact", "date": "1991-07-23"},
        phones=[{"number": "+223 79 46 13 58", "safe_to_call": True}],
        documents=[{"kind": "passport", "number": "MLX8842097", "country": "ML", "state": "held"}],
        origin="villagedeKoubourou",
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "témoinDjénéba"},
    )
    case = cases.open_case(cast.moussa(), person=person.pk, tracks=[], urgency=Urgency.HIGH)
    cases.write_note(cast.moussa(), case.pk, text="brûlureàlépaule")
    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL],
        categories=["name", "needs", "contact"], recipient=cast.croix.pk, witness="témoinDjénéba",
    )  # fmt: skip
    service = create_service(cast.lassana(), need="health", title_fr="Soins")
    send(
        cast.moussa(), service=service.pk, person=person.pk, urgency="high", fields=["names", "phones"],
        message="appelletardlesoir",
    )  # fmt: skip
    return cast


def found_in(content: bytes) -> list[str]:
    """The planted values that can be read in these bytes, in the encodings that a database might use."""
    lowered = content.lower()
    return [
        value
        for value in PLANTED
        if any(
            value.lower().encode(encoding) in lowered or value.encode("unicode_escape").lower() in lowered
            for encoding in ("utf-8", "utf-16-le", "latin-1")
        )
    ]


def database_files() -> Iterator[bytes]:
    """By another process: one that closes a file of its own database loses every lock that it holds on it."""
    name = connection.settings_dict["NAME"]
    for suffix in ("", "-wal", "-journal"):
        path = Path(f"{name}{suffix}")
        if path.exists():
            yield subprocess.run(["cat", path], check=True, capture_output=True).stdout


def dumped() -> bytes:
    """Every row of every table as text, as a dump of the database would hold it."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names of our own tables
            for row in cursor.fetchall():
                out.write(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) + "\n")
    return out.getvalue().encode()


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'",
    reason="the files of PostgreSQL belong to its server; the dump is searched",
)
def test_the_database_file_and_its_log_hold_no_planted_value(lived: Cast) -> None:
    files = list(database_files())
    assert any(CONTROL.encode() in content for content in files)
    assert [found_in(content) for content in files] == [[] for _ in files]


def test_a_dump_holds_no_planted_value(lived: Cast) -> None:
    dump = dumped()
    assert CONTROL.encode() in dump
    assert found_in(dump) == []


def test_a_backup_holds_no_planted_value_even_when_opened(lived: Cast, tmp_path: Path) -> None:
    backups.backup(tmp_path / "node.backup")
    sealed = (tmp_path / "node.backup").read_bytes()
    assert found_in(sealed) == []
    assert CONTROL.encode() not in sealed
    with (tmp_path / "plain").open("wb") as plain:
        unsealed(tmp_path / "node.backup", vault.derived("backup"), plain)
    with tarfile.open(tmp_path / "plain") as tar:
        members = b"".join(file.read() for member in tar if (file := tar.extractfile(member)))
    assert CONTROL.encode() in members
    assert found_in(members) == []


def test_the_search_for_planted_values_finds_them_where_they_are() -> None:
    """The positive control of the search itself."""
    for value in PLANTED:
        assert found_in(b"..." + value.upper().encode() + b"...") or found_in(value.encode()) != []


def test_a_log_line_holds_no_argument_and_no_message_of_an_exception() -> None:
    try:
        raise ValueError("Zoumanakoro")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x",
            logging.ERROR,
            "f.py",
            1,
            "no person called %s",
            ("Tiékassoungo",),
            exc_info=sys.exc_info(),
        )
    record.person = "Fatoumbêlé"
    line = JsonLines().format(record)
    assert found_in(line.encode()) == []
    assert '"exception": "ValueError"' in line
    assert "no person called" in line


def test_an_exception_that_is_logged_as_its_own_message_leaves_its_class_only() -> None:
    try:
        raise SuspiciousOperation("Invalid HTTP_HOST header: 'zoumanakoro'")
    except SuspiciousOperation as error:
        record = logging.LogRecord("x", logging.ERROR, "f.py", 1, str(error), (), sys.exc_info())
    line = JsonLines().format(record)
    assert found_in(line.encode()) == []
    assert '"exception": "SuspiciousOperation"' in line
