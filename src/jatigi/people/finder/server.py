"""The one process of a node that holds everybody's names: builds the index, follows the journal, answers.

It is killed and started again at any moment: whatever it knows is built anew from the store.
"""

import logging
import signal
import threading
import time
from pathlib import Path
from socket import MSG_PEEK, socket
from typing import Any

from django.db import DatabaseError, connection

from jatigi.kernel.vault import Locked
from jatigi.people.finder import place, wire
from jatigi.people.finder.index import Index, Read

RENEWED_AFTER = 24 * 3600.0
"""Seconds after which the index is made anew, while the present one goes on answering."""
LOOK_EVERY = 0.1
"""Seconds between two looks at the journal."""
CATCH_UP = 1.0
"""Seconds that an answer waits for the events that its asker knows of."""
AGAIN_AFTER = 1.0
"""Seconds until the next try where the database does not answer."""
IDLE, ONE_FRAME = 300.0, 5.0
"""Seconds for which a connection may say nothing, and within which what was begun must be there."""
CONNECTIONS, AT_ONCE = 128, 2
STACK = 1 << 20
MOST_ANSWERS = 1_000

log = logging.getLogger(__name__)


class Server:
    """Answers over a socket while the index is kept up to date in another thread."""

    def __init__(self, path: Path, read: Read | None = None, *, locked: bool) -> None:
        self._index, self._read, self._locked = Index(read), read, locked
        self._built = time.monotonic()
        self._socket = place.listening(path)
        self._stop, self._wanted = threading.Event(), threading.Event()
        self._moved = threading.Condition()
        self._free = threading.BoundedSemaphore(CONNECTIONS)
        self._scans = threading.BoundedSemaphore(AT_ONCE)

    def run(self) -> None:
        """Until SIGTERM or SIGINT."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop())
        self.answer()
        while not self._stop.is_set():
            self._keep_up()

    def answer(self) -> None:
        """Answer in threads of their own from now on, at first that the index is being built."""
        threading.stack_size(STACK)
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._stop.set()
        self._wanted.set()

    # Following

    def _keep_up(self) -> None:
        try:
            if self._index.followed < 0:
                self._build()
            self._index.follow()
            self._renew()
        except (DatabaseError, Locked) as error:
            log.error("the store does not answer", extra={"error": type(error).__name__})
            connection.close()
            self._stop.wait(AGAIN_AFTER)
            return
        with self._moved:
            self._moved.notify_all()
        self._wanted.wait(LOOK_EVERY)
        self._wanted.clear()

    def _build(self) -> None:
        began = time.monotonic()
        self._index.build()
        self._built = time.monotonic()
        seconds = round(self._built - began, 1)
        log.info("the index is built", extra={"count": self._index.size(), "seconds": seconds})

    def _renew(self) -> None:
        """Once a day make another index beside this one: words of those who were erased go, what is common is counted anew."""
        if time.monotonic() - self._built > RENEWED_AFTER:
            self._built = time.monotonic()
            threading.Thread(target=self._build_beside, daemon=True).start()

    def _build_beside(self) -> None:
        fresh = Index(self._read)
        try:
            fresh.build()
        except DatabaseError:
            return
        finally:
            connection.close()
        self._index = fresh

    def _caught_up(self, after: int) -> None:
        """Wait until what the asker knows of is in the index, for as long as it may take."""
        until = time.monotonic() + CATCH_UP
        with self._moved:
            while 0 <= self._index.followed < after and (left := until - time.monotonic()) > 0:
                self._wanted.set()
                self._moved.wait(left)

    # Answering

    def _accept(self) -> None:
        while True:
            asker, _ = self._socket.accept()
            if not self._free.acquire(blocking=False):
                asker.close()
                continue
            threading.Thread(target=self._serve, args=(asker,), daemon=True).start()

    def _serve(self, asker: socket) -> None:
        try:
            place.must_be_us(asker)
            while True:
                asker.settimeout(IDLE)
                if not asker.recv(1, MSG_PEEK):
                    return
                message = wire.receive(asker, time.monotonic() + ONE_FRAME)
                wire.send(asker, self._answer(message), time.monotonic() + ONE_FRAME)
        except (wire.Broken, place.Unsafe, OSError):
            return
        finally:
            asker.close()
            self._free.release()

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """What is said to one question. Raises `Broken` where it is none."""
        kind = message.pop("ask", None)
        if kind == "state":
            return {"state": self._state(), "people": self._index.size(), "locked": self._locked}
        answer = {"find": self._find, "pair": self._pair}.get(str(kind))
        if answer is None:
            raise wire.Broken("no question")
        if self._state() == "ready":
            self._caught_up(wire.to_number(message.pop("after", None), 1 << 62))
        if self._state() != "ready":
            return {"state": "building"}
        with self._scans:
            return {"state": "ready", **answer(message)}

    def _state(self) -> str:
        return "ready" if self._index.followed >= 0 else "building"

    def _find(self, message: dict[str, Any]) -> dict[str, Any]:
        wire.with_shape(message, {"mask", "query", "limit"})
        mask, query = wire.to_mask(message["mask"]), wire.to_query(message["query"])
        matches = self._index.search(mask, query, wire.to_number(message["limit"], MOST_ANSWERS))
        return {"matches": [wire.from_match(match) for match in matches]}

    def _pair(self, message: dict[str, Any]) -> dict[str, Any]:
        wire.with_shape(message, {"one", "other"})
        match = self._index.pair(wire.to_id(message["one"]), wire.to_id(message["other"]))
        return {"match": match and wire.from_match(match)}
