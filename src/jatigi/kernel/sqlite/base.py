"""The database backend of Django for SQLite, with a queue before every transaction.

SQLite has one writer at a time. Whoever comes second asks again after longer and longer pauses, of which the last are
100 ms, and whoever comes meanwhile may be served first: under eight devices that send at once, one in twenty waited
more than half a second. A lock on a file beside the database makes them wait in the operating system instead, which
wakes them in their order. The lock ends with its process, however that ends. `docs/adr/0010-one-writer.md`.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before it begins a transaction and passes it on when that has ended.

    A transaction that only reads (DEFERRED: a backup) needs no turn and holds nobody up.
    """

    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode != "DEFERRED":  # type: ignore[attr-defined]  # of SQLite
            self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._pass_turn()
            raise

    def _commit(self) -> Any:
        super()._commit()  # type: ignore[misc]
        self._pass_turn()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._pass_turn()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._pass_turn()

    def _take_turn(self) -> None:
        if self._turn is None and not self.is_in_memory_db():
            handle = os.open(
                f"{self.settings_dict['NAME']}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
            except BaseException:
                os.close(handle)
                raise
            self._turn = handle

    def _pass_turn(self) -> None:
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None
