"""The log of the service: one line an event on the error stream, for people (console) or for programs (JSON).

What belongs together comes as fields (`extra={"told": {…}}`). No secret and no query text is ever among them; control
characters from outside cannot break a line.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

# Of ours, and what the server says of itself.
_LOGGERS = {"lianmeng": logging.INFO, "uvicorn.error": logging.WARNING}


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the fields, and an error with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": _time(record, "milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_told(record),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        # Half of a surrogate pair in a path must not end the log.
        return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


class ConsoleLines(logging.Formatter):
    """Time, level, message, then the fields as `name=value`; an error's traceback follows on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = " ".join(f"{name}={_visible(str(value))}" for name, value in _told(record).items())
        start = f"{_time(record, 'seconds')} {record.levelname} {_visible(record.getMessage())} {fields}".rstrip()
        return start if not record.exc_info else f"{start}\n{self.formatException(record.exc_info)}"


@contextmanager
def logs_to(stream: TextIO | None, form: str) -> Iterator[None]:
    """Writes the log to `stream` (None: the error stream of now) in that form, `console` or `json`."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else ConsoleLines())
    before = {}
    for name, level in _LOGGERS.items():
        logger = logging.getLogger(name)
        before[name] = (logger.level, logger.propagate)
        logger.setLevel(level)
        logger.propagate = False
        logger.addHandler(handler)
    try:
        yield
    finally:
        for name, (level, propagate) in before.items():
            logger = logging.getLogger(name)
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


def _told(record: logging.LogRecord) -> Mapping[str, Any]:
    return getattr(record, "told", {})


def _time(record: logging.LogRecord, precision: str) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec=precision)


def _visible(text: str) -> str:
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)
