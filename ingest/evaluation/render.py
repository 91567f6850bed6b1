"""Scores for people (tables, then every miss and false positive in its sentence) and for programs (JSON).

Texts under `sealed` stay unread: their faults are counted and not shown, unless the caller asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from graph.facts import Span
from graph.model import Model
from ingest.evaluation.outcomes import FileScores, Outcome, Tally
from ingest.evaluation.sections import in_order, section_words

_STOP = re.compile(r"[。！？]|\n\s*\n")
_REACH = 90
_WORDS = {"missed": ("漏", "miss", "yellow"), "false": ("误", "false", "red")}


def render_scores(
    scores: Sequence[FileScores], model: Model, *, faults: bool = True, sealed: bool = False
) -> RenderableType:
    """A table a file, one over all files, and the faults with their sentences; `sealed` shows those of sealed texts."""
    parts: list[RenderableType] = []
    for file in scores:
        parts.append(_table(file.file, file.tallies, model))
        if faults:
            parts += _fault_lines(file, model, sealed)
    if len(scores) > 1:
        parts.append(_table(f"{len(scores)} 个文本合计 {len(scores)} texts", totals(scores), model))
    return Group(*parts)


def scores_json(scores: Sequence[FileScores], *, sealed: bool = False) -> dict[str, Any]:
    """{"files": [{"file", "scores": {section: …}, "faults": […], null where sealed}], "all": {section: …}}."""
    return {
        "files": [
            {
                "file": file.file,
                "scores": {section: tally_json(tally) for section, tally in file.tallies.items()},
                "faults": None if file.sealed and not sealed else [_fault_json(o, file.text) for o in _faults(file)],
            }
            for file in scores
        ],
        "all": {section: tally_json(tally) for section, tally in totals(scores).items()},
    }


def totals(scores: Iterable[FileScores]) -> dict[str, Tally]:
    """Sums over files (micro averages), by section."""
    sums: dict[str, Tally] = {}
    for file in scores:
        for section, tally in file.tallies.items():
            sums[section] = sums.get(section, Tally()) + tally
    return dict(sorted(sums.items()))


def tally_json(tally: Tally) -> dict[str, float]:
    """Precision, recall and F1 to four places, and the sums they come from."""
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "missed": tally.missed,
        "false": tally.false,
    }


def sentence_of(text: str, span: Span) -> str:
    """The sentence around a span in one line, the span in 【】, cut with … where it is long."""
    before = [match.end() for match in _STOP.finditer(text, 0, span.start)]
    after = _STOP.search(text, max(span.end - 1, span.start))
    start, end = (before[-1] if before else 0), max(after.end() if after else len(text), span.end)
    left, right = max(start, span.start - _REACH), min(end, span.end + _REACH)
    line = f"{text[left : span.start]}【{text[span.start : span.end]}】{text[span.end : right]}"
    return ("…" if left > start else "") + re.sub(r"\s+", " ", line).strip() + ("…" if right < end else "")


def _faults(file: FileScores) -> list[Outcome]:
    """Misses and false positives in the order of the sections, without those that a wider section repeats."""
    shown = [o for o in file.outcomes if o.verdict in _WORDS and not _repeats(o.section)]
    return sorted(shown, key=lambda o: (in_order(o.section), o.span or Span(0, 1), o.verdict, o.what))


def _repeats(section: str) -> bool:
    """Mentions of organisations are listed once, not again by kind and not again as overlapping."""
    head, *rest = section.split("/")
    by_kind = rest[:1] and rest[0] in ("Company", "University", "ResearchInstitute", "Association", "Government",
                                       "Hospital", "OtherOrganization")  # fmt: skip
    return head == "mentions" and bool(by_kind or rest[1:] == ["overlap"])


def _table(title: str, tallies: Mapping[str, Tally], model: Model) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("项目 section")
    for name in ("精确率 P", "召回率 R", "F1", "对 right", "漏 missed", "误 false"):
        table.add_column(name, justify="right")
    for section in sorted(tallies, key=in_order):
        tally = tallies[section]
        rates = (f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f1))
        table.add_row(section_words(section, model), *rates, str(tally.right), str(tally.missed), str(tally.false))
    return table


def _fault_lines(file: FileScores, model: Model, sealed: bool) -> list[RenderableType]:
    faults = _faults(file)
    if file.sealed and not sealed:
        return [Text(f"{len(faults)} 处不符不予显示（封存文本） {len(faults)} faults not shown: a sealed text")]
    lines: list[RenderableType] = []
    for fault in faults:
        zh, en, colour = _WORDS[fault.verdict]
        lines.append(
            Text.assemble((f"{zh} {en}", colour), f"  {section_words(fault.section, model)}  ", (fault.what, "bold"))
        )
        if fault.span is not None:
            lines.append(Text(f"    {sentence_of(file.text, fault.span)}", style="dim"))
    return lines


def _fault_json(fault: Outcome, text: str) -> dict[str, Any]:
    return {
        "section": fault.section,
        "verdict": fault.verdict,
        "what": fault.what,
        "span": [fault.span.start, fault.span.end] if fault.span else None,
        "sentence": sentence_of(text, fault.span) if fault.span else None,
    }
