"""Errors as pages: what was asked, why it failed, what to do, with a status that programs understand too.

The message of an error is Chinese with the English term; an English page says what kind of error it is in its own
words and shows the message as the Chinese text that it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import (
    BadParameter,
    LianmengError,
    NotFound,
    QuestionError,
    StoreBusy,
    StoreError,
    StoreTimeout,
    UnknownQuestion,
)
from web.view import View

if TYPE_CHECKING:
    from web.site import Page

# The first class that fits decides: key of the words, status.
_KINDS: tuple[tuple[type[LianmengError], str, int], ...] = (
    (UnknownQuestion, "not_found", 404),
    (BadParameter, "bad_parameter", 422),
    (QuestionError, "bad_parameter", 422),
    (NotFound, "not_found", 404),
    (StoreTimeout, "stopped", 503),
    (StoreBusy, "busy", 503),
    (StoreError, "away", 503),
    (LianmengError, "failed", 500),
)


def explained(view: View, error: LianmengError) -> Page:
    """The page for an error."""
    from web.site import Page

    key, status = next((key, status) for kind, key, status in _KINDS if isinstance(error, kind))
    near = error.near if isinstance(error, NotFound) else ()
    values = {"key": key, "message": str(error), "near": near}
    return Page("error.html", view.say(f"error_{key}"), values, status)
