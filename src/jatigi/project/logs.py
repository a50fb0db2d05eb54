"""Logs as JSON lines without a personal value."""

import json
import logging
from datetime import UTC, datetime

ALLOWED = ("job", "error", "status", "method", "route", "port", "count", "seconds")


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, logger, the message as it was written in the source
    (its arguments are left out, they may hold a name; so is the text of an exception, which Django logs
    as the message of what it finds suspicious), the class of an exception and where it was raised, and
    the few extra fields that can hold no personal value.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        line |= {name: record.__dict__[name] for name in ALLOWED if name in record.__dict__}
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = _places(record)
        return json.dumps(line, default=str, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    raised = record.exc_info[1] if record.exc_info else None
    said = str(record.msg)
    return "" if raised is not None and said == str(raised) else said


def _places(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/src/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-6:]
