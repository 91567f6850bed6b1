"""Scores an extraction against gold files: reads both, finds which names are the same, and asks each kind of fact.

What a score means stands in docs/evaluate.md. How an extraction is made is the caller's business; printing is in
`ingest/evaluation/render.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.errors import ModelError, UnreadableSource
from ingest.evaluation.align import align
from ingest.evaluation.amounts import amount_outcomes
from ingest.evaluation.development import is_development, read_development
from ingest.evaluation.edges import edge_outcomes, value_outcomes
from ingest.evaluation.marked import Marked, read_marked
from ingest.evaluation.names import entity_outcomes, kind_outcomes, mention_outcomes
from ingest.evaluation.outcomes import FileScores, Outcome
from ingest.evaluation.statements import clause_outcomes, count_outcomes

SEALED = "sealed"


def compare(gold: Marked, found: Marked, text: str) -> tuple[Outcome, ...]:
    """One outcome for everything that is marked and everything that was found."""
    pairs = align(gold, found)
    return (
        *mention_outcomes(gold, found, text),
        *entity_outcomes(gold, found, pairs),
        *kind_outcomes(gold, found, pairs),
        *edge_outcomes(gold, found, pairs),
        *value_outcomes(gold, found, pairs),
        *count_outcomes(gold, found, pairs),
        *amount_outcomes(gold, found, pairs),
        *clause_outcomes(gold, found),
    )


def read_gold(gold: Mapping[str, Any], text: str, mapping: Mapping[str, Any] | None = None) -> Marked:
    """What a gold marks in `text`; `mapping` is needed for the development gold only."""
    return read_development(gold, mapping or {}, text) if is_development(gold) else read_marked(gold, text)


def score(
    gold: Mapping[str, Any], extracted: Mapping[str, Any], text: str, mapping: Mapping[str, Any] | None = None
) -> tuple[Outcome, ...]:
    """Outcomes of `extracted` against `gold`, both as JSON objects over `text`."""
    return compare(read_gold(gold, text, mapping), read_marked(extracted, text), text)


def evaluate_files(paths: Iterable[Path], extract: Callable[[Path], Mapping[str, Any]]) -> list[FileScores]:
    """The scores of each gold file (folders: all in them), in the order of their paths.

    `extract` gives the extraction JSON of a text's path. Raises UnreadableSource for a file that is no gold, or whose
    text is not beside it or is not the marked one.
    """
    return [evaluate_file(path, extract) for path in _gold_files(paths)]


def evaluate_file(path: Path, extract: Callable[[Path], Mapping[str, Any]]) -> FileScores:
    """The scores of one gold file; see `evaluate_files`."""
    gold = _read(path)
    try:
        source, length = _source(path, gold)
        text = source.read_bytes().decode("utf-8-sig")
        if len(text) == length:
            mapping = _read(path.parent / "mapping.json") if is_development(gold) else None
            marked = read_gold(gold, text, mapping)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{path}：读不到所标注的文本 (its text cannot be read)：{error}") from error
    except (LookupError, TypeError, ValueError, ModelError) as error:
        raise UnreadableSource(f"{path}：不是标注文件 (not a gold file)：{error!r}；格式见 docs/extract.md") from error
    if len(text) != length:
        change = f"文本 {source.name} 有 {len(text)} 字，标注时 {length} 字"
        raise UnreadableSource(f"{path}：{change} (the text has changed)；请重新标注")
    outcomes = compare(marked, read_marked(extract(source), text), text)
    return FileScores(f"{path.parent.name}/{path.stem}", SEALED in path.parts, text, outcomes)


def _source(path: Path, gold: Mapping[str, Any]) -> tuple[Path, int]:
    """The marked text, and how many characters it had when it was marked."""
    if is_development(gold):
        return path.parent / gold["source"], gold["length"]
    return path.parent / gold["source"]["text"], gold["source"]["characters"]


def _gold_files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files += sorted(path.rglob("*.json")) if path.is_dir() else [path]
    return [path for path in files if path.name != "mapping.json"]


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableSource(f"{path}：不是标注文件 (not a gold file)：{error}；格式见 docs/extract.md") from error
    if not isinstance(data, dict) or not ({"source", "entities"} <= set(data) or path.name == "mapping.json"):
        raise UnreadableSource(f"{path}：不是标注文件 (not a gold file)；格式见 docs/extract.md")
    return data
