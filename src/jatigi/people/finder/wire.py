"""What finder and application say to each other: JSON in frames, each with its version and length, within limits.

A frame is two letters, a version, the length of what follows (big-endian, 4 bytes), then UTF-8 JSON. Nothing but
plain values is ever decoded; what does not have the expected shape ends the conversation.
"""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jatigi.algorithms.matching import Birth, Match, Query, Reason, Stay
from jatigi.people.finder.masks import Mask

VERSION = 1
LARGEST = 4 * 1024 * 1024
"""Bytes of one frame: a hundred thousand people left out by their ids, or a thousand answers."""

_HEAD = struct.Struct(">2sBI")
_LETTERS = b"JF"


class Broken(Exception):
    """The other side closed, was too slow, or said what nobody of this version says."""


def send(connection: socket.socket, message: Mapping[str, Any], until: float) -> None:
    """Send a frame before the moment `until` (`time.monotonic`). Raises `Broken`."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > LARGEST:
        raise Broken("too large")
    try:
        connection.settimeout(_left(until))
        connection.sendall(_HEAD.pack(_LETTERS, VERSION, len(body)) + body)
    except OSError as error:
        raise Broken(type(error).__name__) from None


def receive(connection: socket.socket, until: float) -> dict[str, Any]:
    """The next frame, whole before the moment `until`. Raises `Broken`."""
    letters, version, length = _HEAD.unpack(_exactly(connection, _HEAD.size, until))
    if (letters, version) != (_LETTERS, VERSION) or length > LARGEST:
        raise Broken("another protocol")
    try:
        message = json.loads(_exactly(connection, length, until))
    except (ValueError, RecursionError):
        raise Broken("no JSON") from None
    if not isinstance(message, dict):
        raise Broken("no object")
    return message


def _exactly(connection: socket.socket, count: int, until: float) -> bytes:
    parts = bytearray()
    try:
        while len(parts) < count:
            connection.settimeout(_left(until))
            part = connection.recv(min(65_536, count - len(parts)))
            if not part:
                raise Broken("closed")
            parts += part
    except OSError as error:
        raise Broken(type(error).__name__) from None
    return bytes(parts)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Broken("too slow")
    return left


# Values


def from_mask(mask: Mask) -> dict[str, Any]:
    return {
        "owners": None if mask.owners is None else _texts(mask.owners),
        "also": _texts(mask.also),
        "without": _texts(mask.without),
    }


def to_mask(said: Any) -> Mask:
    """Raises `Broken`."""
    with_shape(said, {"owners", "also", "without"})
    owners = said["owners"]
    return Mask(None if owners is None else _ids(owners), _ids(said["also"]), _ids(said["without"]))


def from_query(query: Query) -> dict[str, Any]:
    birth = query.birth
    return {
        "texts": [query.sex, query.father, query.mother, query.origin, query.group],
        "lists": [query.names, query.phones, query.documents, query.nationalities, query.languages],
        "birth": birth and [birth.year, birth.month, birth.day, birth.width],
        "stays": query.stays,
    }


def to_query(said: Any) -> Query:
    """Raises `Broken`."""
    with_shape(said, {"texts", "lists", "birth", "stays"})
    try:
        sex, father, mother, origin, group = said["texts"]
        names, phones, documents, nationalities, languages = (
            tuple(map(_text, each)) for each in said["lists"]
        )
        birth = Birth(*map(_year, said["birth"])) if said["birth"] else None  # type: ignore[arg-type]
        stays = tuple(Stay(_text(site), _day(since), _year(until)) for site, since, until in said["stays"])
    except (TypeError, ValueError):
        raise Broken("no query") from None
    return Query(
        names, sex and _text(sex), birth, _text(father), _text(mother), phones, documents,
        nationalities=nationalities, origin=_text(origin), languages=languages, group=_text(group),
        stays=stays,
    )  # fmt: skip


def from_match(match: Match) -> list[Any]:
    return [match.id.hex, match.score, [[reason.code, reason.params] for reason in match.reasons]]


def to_match(said: Any) -> Match:
    """Raises `Broken`."""
    try:
        pk, score, reasons = said
        return Match(
            float(score), tuple(Reason(code, dict(params)) for code, params in reasons), UUID(hex=pk)
        )
    except (TypeError, ValueError, AttributeError):
        raise Broken("no match") from None


def with_shape(said: Any, keys: set[str]) -> None:
    """Raises `Broken` where this is no object with exactly these names."""
    if not isinstance(said, dict) or said.keys() != keys:
        raise Broken("another shape")


def to_id(said: Any) -> UUID:
    """Raises `Broken`."""
    try:
        return UUID(hex=said)
    except (TypeError, ValueError, AttributeError):
        raise Broken("no id") from None


def to_number(said: Any, most: int) -> int:
    """A number from 0 to `most`. Raises `Broken`."""
    if type(said) is not int or not 0 <= said <= most:
        raise Broken("no number")
    return said


def _texts(ids: frozenset[UUID]) -> list[str]:
    return [pk.hex for pk in ids]


def _ids(said: Any) -> frozenset[UUID]:
    if not isinstance(said, list):
        raise Broken("no ids")
    return frozenset(map(to_id, said))


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _day(said: Any) -> int:
    if type(said) is not int:
        raise TypeError
    return said


def _year(said: Any) -> int | None:
    if said is not None and type(said) is not int:
        raise TypeError
    return said
