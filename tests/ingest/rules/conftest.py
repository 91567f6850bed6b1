"""One reader for all tests of rules, and findings as plain tuples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from ingest.finding import Finding, Relation
from ingest.marks import Reading
from ingest.pipeline import Reader, make_reader, read_sentences
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

Rule = Callable[[Sequence[Reading]], Iterable[Finding]]
Findings = Callable[..., list[Finding]]
Edges = Callable[..., set[tuple[str, str, str, str]]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter())


@pytest.fixture(scope="session")
def findings(reader: Reader) -> Findings:
    """(rule, text, title=, date=, owner=) → what the rule finds."""

    def find(rule: Rule, text: str, **header: str) -> list[Finding]:
        document = Document(text, "t.txt", header=replace(Header(), **header))  # type: ignore[arg-type]
        return list(rule(read_sentences(document, reader).readings))

    return find


@pytest.fixture(scope="session")
def edges(findings: Findings) -> Edges:
    """The relations among them as (head, type, tail, value); value is empty for a bare edge."""

    def find(rule: Rule, text: str, **header: str) -> set[tuple[str, str, str, str]]:
        return {
            (f.head.name, f.type, f.tail.name, f.value or "")
            for f in findings(rule, text, **header)
            if isinstance(f, Relation)
        }

    return find
