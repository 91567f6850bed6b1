"""Log lines: one an event, whatever comes from outside."""

from __future__ import annotations

import io
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianmeng.logs import logs_to

LOG = logging.getLogger("lianmeng.api")


@given(st.text(st.characters()), st.sampled_from(["json", "console"]))
def test_an_event_is_one_line_whatever_the_path(path: str, form: str) -> None:
    stream = io.StringIO()
    with logs_to(stream, form):
        LOG.info("request", extra={"told": {"path": path, "status": 200}})
    assert stream.getvalue().count("\n") == 1
    assert len(stream.getvalue().splitlines()) == 1 or form == "json"
    stream.getvalue().encode("utf-8")
    if form == "json" and path.isprintable():
        assert json.loads(stream.getvalue())["path"] == path


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_error_keeps_its_traceback(form: str) -> None:
    stream = io.StringIO()
    with logs_to(stream, form):
        try:
            raise ValueError("why")
        except ValueError as error:
            LOG.error("request %s failed", "abc", exc_info=error)
    assert "ValueError: why" in stream.getvalue()
    assert "abc" in stream.getvalue()


def test_afterwards_the_loggers_are_as_before() -> None:
    before = (LOG.parent, logging.getLogger("lianmeng").handlers[:], logging.getLogger("lianmeng").level)
    with logs_to(io.StringIO(), "console"):
        pass
    assert (LOG.parent, logging.getLogger("lianmeng").handlers, logging.getLogger("lianmeng").level) == before
