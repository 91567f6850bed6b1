"""One lexicon, segmenter and set of finders for all tests of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ingest.marks import Mark
from ingest.pipeline import Reader, make_reader, read_sentences
from ingest.source import Document
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

Names = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter())


@dataclass(frozen=True)
class Found:
    """Marks of a whole text."""

    marks: tuple[Mark, ...]

    def names(self, label: str) -> list[str]:
        return [mark.name for mark in self.marks if mark.label == label]


@pytest.fixture(scope="session")
def marks(reader: Reader) -> Callable[[str], Found]:
    def find(text: str) -> Found:
        readings = read_sentences(Document(text, "t.txt"), reader).readings
        return Found(tuple(mark for reading in readings for mark in reading.marks))

    return find


@pytest.fixture(scope="session")
def organizations(marks: Callable[[str], Found]) -> Names:
    return lambda text: marks(text).names("Organization")


@pytest.fixture(scope="session")
def alliances(marks: Callable[[str], Found]) -> Names:
    return lambda text: marks(text).names("Alliance")
