"""The way of the data, as a list that one can read: tidy → sentences → names → context → rules → one extraction.

Pure: the same document, tables and code give the same extraction, whatever ran before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from graph.moment import Moment
from ingest.coreference import Names, contexts, same_names, settle_alliances
from ingest.entities import collect
from ingest.extraction import Extraction
from ingest.finding import Claim, ClauseFound, Count, Finding, Relation, Value
from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.catalogue import ALL_SENTENCES, RULES
from ingest.rules.claims.same import with_one_subject
from ingest.rules.count_names import with_named
from ingest.rules.silence import SIGNS, is_bare, without_silence
from ingest.rules.table_documents import table_extraction
from ingest.source import Document
from ingest.values.amounts import Amount, find_amounts
from ingest.values.dates import DateMention, find_dates
from ingest.words.alliances import AllianceFinder
from ingest.words.associations import whole_associations
from ingest.words.centres import HINT, with_centres
from ingest.words.cued import cued_names
from ingest.words.enumerations import complete_lists
from ingest.words.gate import make_gate
from ingest.words.lexicon import Lexicon
from ingest.words.lines import Breaks
from ingest.words.names import OrganizationFinder, without_overlaps
from ingest.words.people import without_people
from ingest.words.segment import Segmenter
from ingest.words.sentences import Sentence, split
from ingest.words.shortforms import short_forms
from ingest.words.tidy import Tidied, tidy
from ingest.words.tokens import Words, load_words, tokenize

# 一些, 一起, 一般 count nothing. One class of characters in front lets the search pass over all others.
_NUMBER = later(r"[0-9一二两三四五六七八九十百千万亿半成倍几数](?!(?<=一)[个些样定般起直下切种旦次时方面致律贯])")
Rule = Callable[[Sequence[Reading]], Iterable[Finding]]


@dataclass(frozen=True)
class Reader:
    """Everything that reading needs, made once."""

    lexicon: Lexicon
    segmenter: Segmenter
    words: Words
    organizations: OrganizationFinder
    alliances: AllianceFinder
    may_hold_names: Callable[[str], bool]
    # Whether a sentence can hold a name or a word that a rule starts from.
    may_speak: Callable[[str], bool]


@dataclass(frozen=True)
class Readings:
    """A document's sentences with their marks, and which names mean the same; `speaking` = those for the rules."""

    tidied: Tidied
    readings: tuple[Reading, ...]
    speaking: tuple[Reading, ...]
    names: Names


def make_reader(lexicon: Lexicon, segmenter: Segmenter, *, gates: bool = True) -> Reader:
    """A reader over these tables with this segmenter.

    Without `gates` every sentence is searched for names and given to every rule: the same facts, slowly.
    """
    words = load_words()
    organizations = OrganizationFinder(lexicon, words)
    alliances = AllianceFinder(lexicon, words)
    if not gates:
        return Reader(lexicon, segmenter, words, organizations, alliances, _always, _always)
    names, speaks = (make_gate(lexicon, organizations.anchors, signs) for signs in ((), SIGNS))
    return Reader(lexicon, segmenter, words, organizations, alliances, names, speaks)


def _always(text: str) -> bool:
    return True


def read_sentences(document: Document, reader: Reader) -> Readings:
    """Sentences with names, amounts, dates and context."""
    tidied = tidy(document, reader.segmenter)
    sentences = [s for s in split(tidied, Breaks(reader.segmenter)) if not s.noise]
    speaks = [reader.may_speak(sentence.text) for sentence in sentences]
    marked = [(s, _marks(s, reader) if may_speak else []) for s, may_speak in zip(sentences, speaks, strict=True)]
    if any(HINT in sentence.text for sentence in sentences):
        marked = with_centres(marked, reader.alliances, reader.segmenter)
    marks = settle_alliances(marked, document.header.title)
    marks, shorts = short_forms(sentences, marks, reader.lexicon.places)
    names = same_names(sentences, marks, shorts)
    around = contexts(document, sentences, marks, names)
    base = _base_date(document.header.date)
    previous: Moment | None = None
    readings: list[Reading] = []
    for sentence, line, context, may_speak in zip(sentences, marks, around, speaks, strict=True):
        dates, amounts = _quantities(sentence, line, base, previous)
        bare = not (may_speak or line or dates or amounts) and is_bare(sentence, len(readings))
        reading = Reading(sentence, tuple(line), amounts, dates, context, len(readings), bare)
        if dates:
            full = [d.moment for d in dates if d.moment is not None and d.kind == "date"]
            previous = full[-1] if full else previous
        readings.append(reading)
    return Readings(tidied, tuple(readings), without_silence(readings), names)


def extract(document: Document, reader: Reader, rules: Sequence[Rule] = RULES) -> Extraction:
    """Everything that the rules find in the document; a file that is a table of members is read row by row."""
    table = read_table(document, reader)
    if table is not None:
        return table
    read = read_sentences(document, reader)
    findings = [
        finding for rule in rules for finding in rule(read.readings if rule in ALL_SENTENCES else read.speaking)
    ]
    entities = collect(read.readings, findings, read.names, reader.organizations.kind_of)
    relations = _only(findings, Relation)
    kinds = {entity.ref: entity.kind for entity in entities}
    return Extraction(
        document=document,
        tidied=read.tidied,
        sentences=tuple(reading.sentence for reading in read.readings),
        entities=entities,
        relations=relations,
        values=_only(findings, Value),
        claims=with_one_subject(_only(findings, Claim), read.names.of),
        counts=with_named(_only(findings, Count), relations, kinds, read.names.of),
        clauses=_only(findings, ClauseFound),
    )


def read_table(document: Document, reader: Reader) -> Extraction | None:
    """What a file that is a table of members says row by row; None when it is no such table."""
    return table_extraction(document, reader.organizations.kind_of, lambda title: _alliance_in(title, reader))


F = TypeVar("F", Relation, Value, Claim, Count, ClauseFound)


def _only(findings: Iterable[Finding], type_: type[F]) -> tuple[F, ...]:
    unique = {finding: None for finding in findings if type(finding) is type_}
    # Findings of one span stay in the order in which the rules, whose order is fixed, gave them.
    return tuple(sorted(unique, key=lambda f: (f.span.start, f.span.end)))


def _alliance_in(title: str, reader: Reader) -> tuple[int, int, str] | None:
    """The longest alliance that a title names: start, end, name."""
    known = list(reader.lexicon.known_names(title))
    found = [m for m in reader.alliances.find(tokenize(title, reader.segmenter), known) if m.label == "Alliance"]
    longest = max(found, key=lambda m: m.end - m.start, default=None)
    return None if longest is None else (longest.start, longest.end, longest.name)


def _marks(sentence: Sentence, reader: Reader) -> list[Mark]:
    if not reader.may_hold_names(sentence.text):
        return []
    tokens = tokenize(sentence.text, reader.segmenter)
    known = list(reader.lexicon.known_names(sentence.text))
    alliances = reader.alliances.find(tokens, known)
    organizations = [
        mark
        for mark in reader.organizations.find(tokens, known)
        if not any(mark.start < other.end and other.start < mark.end for other in alliances)
    ]
    marks = sorted([*alliances, *organizations], key=lambda m: m.start)
    listed = without_people(sentence.text, complete_lists(tokens, marks, reader.words))
    found = without_overlaps([*listed, *cued_names(tokens, listed, reader.words)])
    return whole_associations(sentence.text, found)


def _quantities(
    sentence: Sentence, marks: list[Mark], base: date | None, previous: Moment | None
) -> tuple[tuple[DateMention, ...], tuple[Amount, ...]]:
    dates = find_dates(sentence.text, base, previous)
    if not _NUMBER.search(sentence.text):
        return dates, ()
    return dates, find_amounts(sentence.text, [(d.start, d.end) for d in dates] + [(m.start, m.end) for m in marks])


def _base_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
