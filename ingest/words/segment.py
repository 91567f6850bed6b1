"""Cutting text into words: one interface over rjieba (default) and jieba, both without HMM so that they agree.

Their user dictionaries cannot hold names with brackets, so names are matched by an automaton elsewhere and only word
boundaries are taken from here.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import SettingsError


@dataclass(frozen=True)
class Segmenter:
    """`cut` gives the words of a text in order, nothing left out; `tag` the same with parts of speech."""

    name: str
    cut: Callable[[str], list[str]]


def make_segmenter(name: str = "rjieba") -> Segmenter:
    """A segmenter by name. Raises SettingsError for an unknown one."""
    if name == "rjieba":
        import rjieba

        return Segmenter(name, lambda text: rjieba.cut(text, False))
    if name == "jieba":
        with warnings.catch_warnings():
            # Its source holds escapes that newer Pythons warn of when they first compile it.
            warnings.simplefilter("ignore")
            import jieba

        jieba.setLogLevel(60)
        tokenizer = jieba.Tokenizer()
        # It writes a cache when it starts, by a rename, and reads one that anybody may have put into the shared
        # temporary folder; a folder of its own, gone at once, keeps it from both.
        with tempfile.TemporaryDirectory() as folder:
            tokenizer.tmp_dir = folder
            tokenizer.initialize()
        return Segmenter(name, lambda text: tokenizer.lcut(text, HMM=False))
    raise SettingsError(f"{name}：没有这种分词器 (unknown segmenter)；请写 rjieba 或 jieba")
