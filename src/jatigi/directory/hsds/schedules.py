"""Schedules as the standard writes them: the parts of an RRULE (RFC 5545) in columns of their own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jatigi.directory import shapes
from jatigi.directory.models import Service
from jatigi.kernel.errors import Invalid

Record = dict[str, Any]
TEXTS = ("byday", "byweekno", "bymonthday", "byyearday")
NUMBERS = ("interval", "count")
FREQUENCIES = ("WEEKLY", "MONTHLY")
"""The standard knows no others; what happens every day is weekly on all seven days."""
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def out(row: Service) -> list[Record]:
    """The schedules of a service, then the days on which it is closed or open otherwise."""
    return [*map(_schedule, row.schedules), *map(_closure, row.closures)]


def read(record: Mapping[str, Any]) -> Record | None:
    """The schedule as it is kept here; None where it cannot be understood."""
    given = {
        "id": record.get("id"),
        "rule": _rule(record),
        "starts": record.get("dtstart") or "",
        "opens": str(record.get("opens_at") or "")[:5],
        "closes": str(record.get("closes_at") or "")[:5],
        "from": record.get("valid_from") or "",
        "to": record.get("valid_to") or "",
        "note": str(record.get("description") or record.get("notes") or "")[:300],
    }
    try:
        return shapes.schedules([given])[0]
    except Invalid:
        return None


def _schedule(entry: Mapping[str, Any]) -> Record:
    parts = dict(part.partition("=")[::2] for part in entry["rule"].split(";") if part)
    said: Record = {"id": entry["id"]} | _recurrence(parts)
    said |= {
        "valid_from": entry.get("from"),
        "valid_to": entry.get("to"),
        "dtstart": entry.get("starts"),
        "opens_at": entry.get("opens"),
        "closes_at": entry.get("closes"),
        "description": entry.get("note"),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def _recurrence(parts: Mapping[str, str]) -> Record:
    freq = parts.get("FREQ", "DAILY")
    if freq == "DAILY" and not parts.keys() - {"FREQ", "BYDAY"}:
        return {"freq": "WEEKLY", "byday": parts.get("BYDAY", EVERY_DAY)}
    said: Record = {name: parts[name.upper()] for name in (*TEXTS, "wkst") if name.upper() in parts}
    said |= {name: int(parts[name.upper()]) for name in NUMBERS if name.upper() in parts}
    if "UNTIL" in parts:
        said["until"] = _day(parts["UNTIL"])
    return said | ({"freq": freq} if freq in FREQUENCIES else {})


def _rule(record: Mapping[str, Any]) -> str:
    freq = str(record.get("freq") or "")
    if not freq:
        return ""
    parts = {"FREQ": freq} | {n.upper(): str(record[n]) for n in (*NUMBERS, *TEXTS, "wkst") if record.get(n)}
    if record.get("until") and "COUNT" not in parts:
        parts["UNTIL"] = str(record["until"]).replace("-", "")
    every_week = record.get("interval") in (None, 1) and "COUNT" not in parts
    if every_week:
        parts.pop("INTERVAL", None)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:8]).isoformat()
    except ValueError:
        return text


def _closure(entry: Mapping[str, Any]) -> Record:
    said: Record = {
        "id": entry["id"],
        "valid_from": entry["from"],
        "valid_to": entry.get("to"),
        "opens_at": entry.get("opens"),
        "closes_at": entry.get("closes"),
        "description": entry.get("note"),
        "notes": "" if entry.get("opens") else "closed",
    }
    return {name: value for name, value in said.items() if value not in (None, "")}
