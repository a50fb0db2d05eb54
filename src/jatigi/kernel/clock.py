"""One clock for the whole node, which tests and separate processes can set."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

_offset = timedelta()


def now() -> datetime:
    """The present moment, aware, in UTC.

    Shifted by `JATIGI_CLOCK_FILE` (a file holding an ISO moment, taken relative to the time
    at which the file was written) so that several processes share one shifted clock.
    """
    return datetime.now(UTC) + _offset + _shared_offset()


def today(zone: ZoneInfo | None = None) -> date:
    """The calendar day in `zone`, or in the current time zone of the request."""
    from django.utils import timezone

    return now().astimezone(zone or timezone.get_current_timezone()).date()


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Within the block the clock starts at `to` and goes on from there, in this process."""
    global _offset
    before = _offset
    _offset = to - datetime.now(UTC) - _shared_offset()
    try:
        yield
    finally:
        _offset = before


def _shared_offset() -> timedelta:
    path = os.environ.get("JATIGI_CLOCK_FILE")
    if not path:
        return timedelta()
    try:
        text = Path(path).read_text(encoding="ascii").strip()
        written = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
    except FileNotFoundError:
        return timedelta()
    return datetime.fromisoformat(text) - written
