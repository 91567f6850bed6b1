"""How fast sources become a graph: `python -m bench.load [--share 0.01] [--engines neo4j arcadedb] [--warm 5]`.

The loader and a bare `UNWIND … MERGE` (bare.py) take turns, source by source, on two servers of the same kind, so that
what else the machine does weighs on both. Writes the record bench/load_<engine>.json and the page bench/load.md.
`--loads-only` leaves the questions to load_full.py, which asks them of the full graph.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

from bench.bare import Rows, load_bare, rows_of
from bench.load_page import write_page
from bench.load_reads import network, reads
from bench.make_graph import SEED, SOURCES, make_graph, make_large, size_of
from bench.stores import two_stores
from graph.facts import SourceFacts
from graph.model import Model, load_model
from graph.store.bolt import Engine, Store
from graph.store.load import load, withdraw

HERE = Path(__file__).parent
_WARM = 5  # sources of another seed, loaded and withdrawn first, unless told otherwise


def measure(engine: Engine, model: Model, share: float, folder: Path, runs: int, warm: int = _WARM) -> dict[str, Any]:
    """The record of one engine: seconds of each source, of the large one, and of so many runs of the questions."""
    with two_stores(engine, model, folder) as (ours, bare):
        began = os.getloadavg()[1]
        _warm(model, ours, bare, share, warm)
        turns = []
        for number, facts in enumerate(make_graph(model, share)):
            rows = rows_of(model, facts)
            both: list[Callable[[], float]] = [_loading(ours, facts), _bare(bare, rows)]
            taken = [0.0, 0.0]
            for side in (0, 1) if number % 2 else (1, 0):
                taken[side] = both[side]()
            turns.append({"evidence": len(facts.evidence), "loader": taken[0], "bare": taken[1]})
        large = make_large(model, share)
        loaded = _loading(ours, large)()
        gone = _seconds(lambda: withdraw(ours, large.source.id))
        return {
            "engine": engine,
            "share": share,
            "seed": SEED,
            "size": vars(size_of(share)),
            "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {began:.1f} to {os.getloadavg()[1]:.1f}",
            "warm": warm,
            "python": platform.python_version(),
            "driver": neo4j.__version__,
            "sources": turns,
            "large": {"evidence": len(large.evidence), "load": loaded, "withdraw": gone},
            **({"reads": reads(ours, runs), "network": network(ours)} if runs else {}),
        }


def _warm(model: Model, ours: Store, bare: Store, share: float, count: int) -> None:
    some = list(islice(make_graph(model, max(share, count / SOURCES), seed=1), count))
    for facts in some:
        load(ours, facts)
        _bare(bare, rows_of(model, facts))()
    for facts in some:
        withdraw(ours, facts.source.id)
    bare.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Meta DETACH DELETE n"))


def _loading(store: Store, facts: SourceFacts) -> Callable[[], float]:
    return lambda: _seconds(lambda: load(store, facts))


def _bare(store: Store, rows: Rows) -> Callable[[], float]:
    return lambda: _seconds(lambda: store.write(lambda transaction: load_bare(transaction, store.engine, rows)))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 4)


def main(given: Sequence[str] | None = None) -> None:
    """Measures, and writes what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--engines", nargs="+", choices=("neo4j", "arcadedb"), default=["neo4j", "arcadedb"])
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--warm", type=int, default=_WARM)
    parser.add_argument("--loads-only", action="store_true")
    parser.add_argument("--out", type=Path, default=HERE)
    arguments = parser.parse_args(given)
    model = load_model()
    for engine in arguments.engines:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            runs = 0 if arguments.loads_only else arguments.runs
            record = measure(engine, model, arguments.share, Path(folder), runs, arguments.warm)
        path = arguments.out / f"load_{engine}.json"
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_page(arguments.out)


if __name__ == "__main__":
    main()
