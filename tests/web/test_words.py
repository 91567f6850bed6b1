"""The interface's words: all there, in both languages, none unused, and English without a Chinese sign."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from web.words import say, words

WEB = Path(__file__).parents[2] / "web"
_USED = re.compile(r"""say\(\s*f?['"]([a-z0-9_]+)['"]""")
# Keys that are put together: their beginnings.
_MADE = ("theme_", "nav_", "reason_", "error_", "choice_", "view_", "side_", "within_", "graph_")
_HAN = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")


def _sources() -> str:
    files = [*WEB.rglob("*.py"), *WEB.rglob("*.html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_word_that_is_said_is_there() -> None:
    used = {key for key in _USED.findall(_sources()) if not key.endswith("_")}
    assert len(used) > 80
    assert used - set(words()) == set()


def test_no_word_is_left_over() -> None:
    text = _sources()
    unused = [key for key in words() if not key.startswith(_MADE) and not re.search(rf"['\"]{key}['\"]", text)]
    assert unused == []


@pytest.mark.parametrize("key", sorted(words()))
def test_both_languages_say_the_same(key: str) -> None:
    entry = words()[key]
    assert entry["zh"].strip()
    assert entry["en"].strip()
    fields = [{name for _, name, _, _ in Formatter().parse(entry[language]) if name} for language in ("zh", "en")]
    assert fields[0] == fields[1]
    if key != "other_language":
        assert not _HAN.search(entry["en"])


def test_placeholders_are_filled() -> None:
    assert say("en", "shown_of", first=1, last=2, total=3) == "1–2 of 3"
    with pytest.raises(KeyError):
        say("zh", "no such word")
