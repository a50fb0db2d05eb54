"""SQLite with several writers: each takes its turn, and a turn ends with whoever had it."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler, IntegrityError

WRITERS, TIMES = 6, 25
HOLD = """
import fcntl, os, sys, time
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(handle, fcntl.LOCK_EX)
print("mine", flush=True)
time.sleep(600)
"""


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Any]:
    """Connections to a database of its own with one counter in it; each thread gets one."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"}
    settings = {"ENGINE": "jatigi.kernel.sqlite", "NAME": str(tmp_path / "x.sqlite3"), "OPTIONS": options}
    handler = ConnectionHandler({"default": settings})
    connection = handler["default"]
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE counter (value INTEGER CHECK (value >= 0))")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield handler
        connection.close()


def is_free(database: Any) -> bool:
    handle = os.open(database["default"].settings_dict["NAME"] + "-turn", os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def add(connection: Any, value: int = 1) -> None:
    """One transaction that reads and then writes, as `atomic` runs it."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT value FROM counter")
            (now,) = cursor.fetchone()
            cursor.execute("UPDATE counter SET value = %s", [now + value])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.set_autocommit(True)


def counted(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        return int(cursor.fetchone()[0])


def test_many_writers_lose_nothing_and_leave_the_queue_empty(database: Any) -> None:
    def write() -> None:
        for _time in range(TIMES):
            add(database["default"])
        database["default"].close()

    writers = [threading.Thread(target=write) for _writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert counted(database["default"]) == WRITERS * TIMES
    assert is_free(database)


def test_a_turn_lasts_as_long_as_the_transaction(database: Any) -> None:
    connection = database["default"]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not is_free(database)
    connection.rollback()
    connection.set_autocommit(True)
    assert is_free(database)


def test_a_write_that_fails_passes_its_turn_on(database: Any) -> None:
    with pytest.raises(IntegrityError):
        add(database["default"], -1)
    assert is_free(database)
    add(database["default"])
    assert counted(database["default"]) == 1


def test_a_connection_that_closes_in_the_middle_passes_its_turn_on(database: Any) -> None:
    connection = database["default"]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    assert is_free(database)


def test_a_process_that_is_killed_in_its_turn_keeps_nobody_waiting(database: Any) -> None:
    queue = database["default"].settings_dict["NAME"] + "-turn"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, queue], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"mine\n"
    assert not is_free(database)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    add(database["default"])
    assert counted(database["default"]) == 1
