"""Measures extraction on every marked text: `python -m bench.quality [--sealed] [--raise-floors] [GOLD…]`.

Writes bench/quality.md, keeps the first and the last score of each text beside it, and with --raise-floors lifts the
floors that tests hold. Sealed texts are run only when asked. GOLD names further gold files, such as the development
article's; they are measured with the shipped ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality_page import page
from bench.quality_records import raised, read_floors, read_run, with_first, write_floors, write_run
from graph.model import load_model
from ingest.evaluate import evaluate_file
from ingest.evaluation.outcomes import FileScores, Tally
from ingest.pipeline import extract, make_reader
from ingest.read.files import SINGLE_FILES, read_document
from ingest.report import extraction_json
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
FIRST = ROOT / "bench" / "quality_first.json"
LAST = ROOT / "bench" / "quality_last.json"
PAGE = ROOT / "bench" / "quality.md"

# Where a rule's own finding is judged; wider sums and single fields would count it again.
_JUDGED = ("entities/", "membership", "roles", "relations/", "values/", "counts", "targets/right", "figures/right",
           "qualitative/", "clauses")  # fmt: skip
_NOT_JUDGED = ("relations/HAS_TARGET", "counts/", "clauses/")


@dataclass(frozen=True)
class Measured:
    """The scores of one text, and what each rule found in it: `missed` of these sums is always 0."""

    scores: FileScores
    rules: Mapping[str, Tally]


def gold_files(*, sealed: bool) -> list[Path]:
    """The shipped gold files, in order."""
    folders = ("seed", "open", "sealed") if sealed else ("seed", "open")
    return [path for folder in folders for path in sorted((GOLD / folder).glob("*.json"))]


def extractor() -> Callable[[Path], dict[str, Any]]:
    """Text file → extraction JSON with the rules behind each item."""
    reader, model = make_reader(load_lexicon(), make_segmenter()), load_model()

    def extraction(path: Path) -> dict[str, Any]:
        document = read_document(path, collection=SINGLE_FILES, relative=path.name)
        return extraction_json(extract(document, reader), model, rules=True)

    return extraction


def measure(paths: Iterable[Path], extraction: Callable[[Path], dict[str, Any]]) -> Iterator[Measured]:
    """Scores and rules of each gold file."""
    for path in paths:
        found: list[dict[str, Any]] = []

        def kept(text: Path, found: list[dict[str, Any]] = found) -> dict[str, Any]:
            found.append(extraction(text))
            return found[-1]

        scores = evaluate_file(path, kept)
        yield Measured(scores, rule_sums(scores, found[0]))


def rule_sums(scores: FileScores, found: Mapping[str, Any]) -> dict[str, Tally]:
    """Right and false findings of each rule; optional ones count neither way."""
    sums: dict[str, Tally] = {}
    for outcome in scores.outcomes:
        judged = outcome.section.startswith(_JUDGED) and not outcome.section.startswith(_NOT_JUDGED)
        if outcome.item is None or not judged or outcome.verdict not in ("right", "false"):
            continue
        one = Tally(right=outcome.verdict == "right", false=outcome.verdict == "false")
        rules = found[outcome.item.list][outcome.item.index]["rules"]
        for rule in rules.get(outcome.item.fact, ()):
            sums[rule] = sums.get(rule, Tally()) + one
    return sums


def main() -> None:
    """Runs, keeps, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sealed", action="store_true", help="run the sealed texts too")
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors that tests hold")
    parser.add_argument("--no-records", action="store_true", help="print the page and keep nothing")
    parser.add_argument("gold", nargs="*", type=Path, help="further gold files")
    given = parser.parse_args()
    measured = list(measure([*gold_files(sealed=given.sealed), *given.gold], extractor()))
    run = {one.scores.file: one.scores.tallies for one in measured}
    first = with_first(read_run(FIRST), run)
    last = read_run(LAST) | run
    rules: dict[str, Tally] = {}
    for one in measured:
        for rule, sums in one.rules.items():
            rules[rule] = rules.get(rule, Tally()) + sums
    text = page(first, last, rules, sorted(run), load_model())
    if given.no_records:
        print(text)
        return
    write_run(FIRST, first)
    write_run(LAST, last)
    PAGE.write_text(text, encoding="utf-8")
    if given.raise_floors:
        write_floors(FLOORS, raised(read_floors(FLOORS), run))


if __name__ == "__main__":
    main()
