"""What is kept of quality runs: the first score a text ever got, the last one, and the floors that tests hold.

Plain JSON beside this file and under tests/gold/, a text and a section a line at a time. A first score is written once
and a floor only rises; measuring itself is in `quality.py`, the page in `quality_page.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.evaluation.outcomes import Tally

# {text: {section: sums}}
Run = dict[str, dict[str, Tally]]
Floors = dict[str, dict[str, float]]

_WHOLE = ("membership", "roles", "counts", "clauses", "targets/found", "targets/right", "figures/found",
          "figures/right")  # fmt: skip
_PARTS = ("entities/", "relations/", "values/")


def is_floored(section: str) -> bool:
    """Whether tests hold a floor for the section: names exact, things, and what is said of them, type by type.

    Sums over types have none: they fall when the first rule of another type enters, though nothing is read worse. Nor
    has `kind`, which is only asked of what was found; the floors of mentions by kind hold it.
    """
    if section.startswith("mentions/"):
        return section.endswith("/exact")
    by_type = section.startswith(_PARTS) and section.count("/") == 1 and not section.endswith("/all")
    return by_type or section in _WHOLE


def spoken_sections(run: Run) -> set[str]:
    """Sections in which this run found anything in any text: the program has rules for them."""
    return {section for text in run.values() for section, sums in text.items() if sums.right + sums.false}


def with_first(first: Run, run: Run) -> Run:
    """`first` with the texts and sections that it did not have; what it had stays as it was.

    A section enters when the program has rules for it: a score from before there was any rule would say nothing.
    """
    spoken = spoken_sections(run)
    new = {text: {section: sums for section, sums in of.items() if section in spoken} for text, of in run.items()}
    return {text: new.get(text, {}) | first.get(text, {}) for text in sorted({*first, *new})}


def raised(floors: Floors, run: Run, unfloored: Iterable[str] = ("sealed",)) -> Floors:
    """`floors` raised to this run's scores, never lowered; sealed texts have none.

    A section without a mark in a text has the floor 1, so that a false find in a text with nothing to extract shows.
    """
    sections = {section for section in spoken_sections(run) if is_floored(section)}
    result = {text: {name: f1 for name, f1 in of.items() if is_floored(name)} for text, of in floors.items()}
    for text, of in run.items():
        if text.split("/")[0] not in unfloored:
            old = result.setdefault(text, {})
            for section in sections:
                # Cut, not rounded: the score itself must not lie below its floor.
                f1 = int(of.get(section, Tally()).f1 * 10_000) / 10_000
                old[section] = max(old.get(section, 0.0), f1)
    return {text: dict(sorted(of.items())) for text, of in sorted(result.items())}


def read_run(path: Path) -> Run:
    """A kept run; nothing when there is none."""
    if not path.exists():
        return {}
    kept: dict[str, dict[str, list[int]]] = json.loads(path.read_text(encoding="utf-8"))
    return {text: {section: Tally(*sums) for section, sums in of.items()} for text, of in kept.items()}


def write_run(path: Path, run: Run) -> None:
    """Keeps a run: {text: {section: [right, missed, false]}}."""
    _write(path, {text: {name: [t.right, t.missed, t.false] for name, t in of.items()} for text, of in run.items()})


def read_floors(path: Path) -> Floors:
    """The floors; nothing when there is no file yet."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return floors


def write_floors(path: Path, floors: Floors) -> None:
    """Keeps floors: {text: {section: F1}}."""
    _write(path, floors)


def _write(path: Path, data: Mapping[str, Mapping[str, object]]) -> None:
    lines = [
        f" {json.dumps(text)}: {{\n"
        + ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(of.items()))
        + "\n }"
        for text, of in sorted(data.items())
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
