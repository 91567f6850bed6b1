"""What a caller says of a source that is sent: checked here, so that a wrong word is told before the file is read."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import BadParameter
from graph.model import load_model
from graph.moment import parse

HEADER = ("title", "publisher", "date", "address", "genre")
_WORDS = {name: tuple(load_model().vocabularies[name]) for name in ("publisher", "genre")}
PUBLISHERS, GENRES = _WORDS.values()
_NO_POINT = frozenset("P/")  # of durations and ranges
_LONGEST = 500  # characters; the longest title known is under 100, and addresses are rarely longer


def read_header(given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that hold something, without blanks around them. Raises BadParameter."""
    told = {name: value.strip() for name, value in given.items() if value is not None and value.strip()}
    for name, value in told.items():
        if len(value) > _LONGEST or not value.isprintable():
            raise BadParameter(f"{name} 应是一行、至多 {_LONGEST} 个字 (one line of text)；请改短", name)
    if "date" in told and (_NO_POINT & set(told["date"]) or parse(told["date"]) is None):
        raise BadParameter(f"date={told['date'][:50]}：不是日期 (not a date)；请写如 2010、2010-06、2010-06-30", "date")
    for name, words in _WORDS.items():
        if name in told and told[name] not in words:
            raise BadParameter(f"{name}={told[name][:50]}：没有这个词 (unknown word)；可选：{'、'.join(words)}", name)
    return told
