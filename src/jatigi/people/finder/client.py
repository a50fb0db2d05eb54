"""The finder of the node as web, worker and scheduler ask it."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.matching import Match, Query
from jatigi.kernel.errors import JatigiError
from jatigi.kernel.models import JournalHead
from jatigi.people.finder import place, wire
from jatigi.people.finder.index import State
from jatigi.people.finder.masks import Mask

SECONDS = 3.0
"""How long an answer may take, connecting included."""


class Unready(JatigiError):
    """Nobody can be found by name at this moment; everything else goes on."""

    code = "search_unready"
    status = 503
    sentence = _(
        "The search by name is getting ready. Search by code, or register the person: nothing is lost. "
        "Try again in a minute."
    )


class Away(Exception):
    """No finder answers."""


class OverSocket:
    """A connection per thread, opened again when the finder was started again."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._own = threading.local()

    def find(self, mask: Mask, query: Query, limit: int) -> list[Match]:
        return self.find_each(mask, [query], limit)[0]

    def find_each(self, mask: Mask, queries: Sequence[Query], limit: int) -> list[list[Match]]:
        said = {"ask": "find", "mask": wire.from_mask(mask), "limit": limit, "after": _present()}
        answers = [self._told({**said, "query": wire.from_query(query)}) for query in queries]
        return [[wire.to_match(match) for match in answer["matches"]] for answer in answers]

    def pair(self, one: UUID, other: UUID) -> Match | None:
        answer = self._told({"ask": "pair", "after": _present(), "one": one.hex, "other": other.hex})
        return wire.to_match(answer["match"]) if answer["match"] else None

    def warm(self) -> None:
        """It follows by itself."""

    def ready(self) -> None:
        """It is built aside, whatever is being written."""

    def state(self) -> State:
        """How the process is."""
        try:
            told = self.told()
        except Away:
            return State(answers=False, locked=True)
        return State(told["state"] == "ready", told["state"] == "building", bool(told["locked"]))

    def told(self) -> dict[str, Any]:
        """What the process says of itself: `state` ready or building, `people`, `locked`. Raises `Away`."""
        return self._ask({"ask": "state"})

    def _told(self, message: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._ask(message)
        except Away:
            raise Unready from None
        if answer.get("state") != "ready":
            raise Unready
        return answer

    def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Ask once, and once more where the connection was of a finder that is gone."""
        until = time.monotonic() + self._seconds
        kept: socket | None = getattr(self._own, "connection", None)
        if kept is not None:
            with suppress(wire.Broken):
                return self._over(kept, message, until)
        try:
            return self._over(self._connected(until), message, until)
        except (OSError, place.Unsafe, wire.Broken):
            raise Away from None

    def _connected(self, until: float) -> socket:
        return place.connected(self._path, max(0.01, until - time.monotonic()))

    def _over(self, connection: socket, message: dict[str, Any], until: float) -> dict[str, Any]:
        """A connection over which something went wrong is never used again: a late answer would be taken for the next."""
        self._own.connection = None
        try:
            wire.send(connection, message, until)
            answer = wire.receive(connection, until)
        except BaseException:
            connection.close()
            raise
        self._own.connection = connection
        return answer


def _present() -> int:
    """What the finder must have followed: all that is in the journal as the asker reads it, unless still uncommitted."""
    if connection.in_atomic_block:
        return 0
    return JournalHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0
