"""`lianmeng explain`: each sentence of a document with what was marked in it and which rules found what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.facts import Span
from graph.quantity import Quantity
from ingest.extraction import Extraction
from ingest.finding import Claim, ClauseFound, Count, Finding, Named, Relation, Value
from ingest.marks import Reading
from ingest.pipeline import Reader, read_sentences, read_table
from ingest.rules.catalogue import RULES
from ingest.source import Document
from lianmeng.output import console


def explain_document(document: Document, reader: Reader) -> list[dict[str, Any]]:
    """One row a sentence: start, end (raw), text, names, amounts, dates, facts; the last four as lists of texts.

    A file that is a table of members is read row by row, and so explained.
    """
    table = read_table(document, reader)
    if table is not None:
        return _table_rows(table)
    read = read_sentences(document, reader)
    findings = [finding for rule in RULES for finding in rule(read.readings)]
    rows = []
    for reading in read.readings:
        start = reading.sentence.start
        if not reading.text.strip():
            continue
        raw = read.tidied.raw_span(start, start + len(reading.text))
        rows.append(
            {
                "start": raw.start,
                "end": raw.end,
                "text": reading.text.strip(),
                "names": [f"{mark.name}（{mark.kind or mark.label}，{mark.how}）" for mark in reading.marks],
                "amounts": [reading.text[item.outer_start : item.outer_end] for item in reading.amounts],
                "dates": [reading.text[item.start : item.end] for item in reading.dates],
                "facts": _facts([item for item in findings if _inside(reading, item)]),
            }
        )
    return rows


def _table_rows(table: Extraction) -> list[dict[str, Any]]:
    findings: list[Finding] = [*table.relations, *table.values]
    rows = []
    for sentence in table.sentences:
        start, end = sentence.start, sentence.start + len(sentence.text)
        inside = [item for item in findings if start <= item.span.start < end]
        named = [e for e in table.entities if any(start <= mention.start < end for mention in e.mentions)]
        rows.append(
            {
                "start": start,
                "end": end,
                "text": table.document.text[start:end].strip(),
                "names": [f"{entity.ref.name}（{entity.kind or entity.ref.label}，table）" for entity in named],
                "amounts": [],
                "dates": [],
                "facts": _facts(inside),
            }
        )
    return rows


def show_explained(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """The rows as running text."""
    screen = console()
    screen.print(title, style="bold")
    for row in rows:
        screen.print(f"[{row['start']}, {row['end']}) {row['text']}")
        for key, called in (("names", "名称"), ("amounts", "数量"), ("dates", "日期"), ("facts", "事实")):
            for item in row[key]:
                screen.print(f"    {called} {item}", style="dim" if key != "facts" else None)


def _inside(reading: Reading, item: Finding) -> bool:
    return reading.sentence.start <= item.span.start < reading.sentence.start + len(reading.text)


def _facts(inside: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(f"{item.rule}：{_said(item)}" for item in sorted(inside, key=_order)))


def _order(item: Finding) -> tuple[Span, str]:
    return item.span, item.rule


def _said(item: Finding) -> str:
    match item:
        case Relation():
            more = f" {item.property}={item.value}" if item.property else ""
            return f"{item.head.name} —{item.type}→ {item.tail.name}{more}"
        case Value():
            return f"{item.entity.name} {item.property}={item.value}"
        case Claim():
            amount = "" if item.quantity is None else f" {_amount(item.quantity)}"
            return f"{item.holder.name} {item.status} {item.subject} {item.metric}{amount} {item.deadline}".rstrip()
        case Count():
            return f"{item.alliance.name} {item.kind} {_amount(item.quantity)}，列名 {item.named}"
        case ClauseFound():
            return f"{item.subject.name} {item.kind} {item.number} {item.heading}".rstrip()
        case Named():
            return f"{item.ref.label} {item.ref.name}"


def _amount(quantity: Quantity) -> str:
    upper = "" if quantity.value_max is None else f"–{quantity.value_max:g}"
    return f"{quantity.comparator}{quantity.value:g}{upper}{quantity.unit}"
